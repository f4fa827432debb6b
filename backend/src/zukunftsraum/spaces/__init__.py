"""Protected spaces: municipal spaces, exchange rooms, their groups and local roles."""
