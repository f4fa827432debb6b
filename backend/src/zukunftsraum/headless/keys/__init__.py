"""Keys with which other sites read what the programme office lets them read."""
