"""Verify a publiq, simulated or real, against the contracts by executable cases."""
