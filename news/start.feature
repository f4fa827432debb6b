One command starts the portal with its demo site, one runs every check and test.
