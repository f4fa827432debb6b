"""What caches may keep: closed by default, open for what everybody gets alike; and telling caches what has changed."""
