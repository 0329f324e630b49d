"""The Search API: events, places and organizers as the index knows them."""

from .behaviours import BEHAVIOURS
from .service import SearchService, singular_too

__all__ = ["BEHAVIOURS", "SearchService", "singular_too"]
