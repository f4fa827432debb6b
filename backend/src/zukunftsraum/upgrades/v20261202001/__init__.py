"""The headless portal: forms over REST, other websites, keys."""
