"""The demo site: example content, invented municipalities and accounts to try the portal with."""
