"""REST services of keys, for the programme office."""
