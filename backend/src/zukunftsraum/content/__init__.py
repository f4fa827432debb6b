"""What all content has in common over REST: adding it, and errors that name the field."""
