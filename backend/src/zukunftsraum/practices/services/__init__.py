"""REST services of the practice documentation."""
