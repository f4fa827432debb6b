"""REST services over searches."""
