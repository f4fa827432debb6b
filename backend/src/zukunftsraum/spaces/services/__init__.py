"""REST services of the protected spaces."""
