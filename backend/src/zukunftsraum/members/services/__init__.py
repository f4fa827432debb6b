"""REST services of members."""
