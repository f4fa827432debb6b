Pages to register in three steps, to confirm, to choose a new password, for the own account, for notices and to switch mails off.
