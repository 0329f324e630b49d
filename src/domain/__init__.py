"""Decide what may be offered, sold and undone; pure: flows ask, drivers answer."""
