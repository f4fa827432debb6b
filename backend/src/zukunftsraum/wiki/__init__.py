"""The Demografie-Wiki: guides, methods, tools and concepts."""
