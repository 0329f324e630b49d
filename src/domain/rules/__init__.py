"""Decisions: named pure functions, one for each rule."""
