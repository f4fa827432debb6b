"""REST services of the micro grants."""
