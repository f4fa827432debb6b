"""REST services for the review of texts."""
