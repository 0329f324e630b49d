"""The test data that publiq publishes for its test environment, as the beginning of every world."""

from .build import official_world

__all__ = ["official_world"]
