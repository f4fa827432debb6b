"""The commands behind the Makefile: install, start and test the portal. Standard library only."""
