A demo site with example texts, invented municipalities and accounts.
