"""The foot of every page links to the report of a barrier."""
