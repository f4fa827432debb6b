„Barriere melden“ is linked from the foot of every page, and from the top of the accessibility statement.
