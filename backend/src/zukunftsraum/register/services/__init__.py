"""REST services of the register."""
