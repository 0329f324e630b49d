"""UiTPAS: passes, tariffs and ticket sales."""

from .behaviours import BEHAVIOURS

__all__ = ["BEHAVIOURS"]
