"""REST services of the notices."""
