"""What other programs and search pages read: facets of a search, and its results as a file."""
