"""The steps; applied in the order of their revisions."""
