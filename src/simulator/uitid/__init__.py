"""UiTiD: the service that gives tokens."""

from .behaviours import BEHAVIOURS

__all__ = ["BEHAVIOURS"]
