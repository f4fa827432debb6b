"""What operators need beside backups: fingerprints of what a portal holds, and the upgrade of its stored state."""
