"""Practice documentation: what municipalities did, what came of it, and what failed."""
