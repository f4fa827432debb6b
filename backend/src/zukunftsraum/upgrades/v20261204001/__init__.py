"""What grows with the data: nothing is counted that can be kept."""
