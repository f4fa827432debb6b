"""REST services of the monitoring."""
