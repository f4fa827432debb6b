"""REST services of seminars."""
