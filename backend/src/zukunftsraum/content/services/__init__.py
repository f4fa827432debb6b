"""REST services for content of any type."""
