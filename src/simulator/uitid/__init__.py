"""UiTiD: the service that gives tokens, and where people log in."""

from .behaviours import BEHAVIOURS
from .pages import PAGES

__all__ = ["BEHAVIOURS", "PAGES"]
