"""What the wiki and the practice documentation share: the review by the editors."""
