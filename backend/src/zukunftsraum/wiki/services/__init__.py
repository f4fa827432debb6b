"""REST services of the wiki."""
