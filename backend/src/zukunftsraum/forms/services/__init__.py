"""REST services of forms."""
