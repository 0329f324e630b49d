"""Bend a world: clock, faults, journal, settings, reset."""
