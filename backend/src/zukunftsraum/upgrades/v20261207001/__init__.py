"""How large a file of a form may be has a limit."""
