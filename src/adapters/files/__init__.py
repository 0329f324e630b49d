"""Files that the host's people fill in."""
