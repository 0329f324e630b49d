"""UiTdatabank: the Entry API, where activities, places and organizers are published."""

from collections.abc import Mapping

from ..wire.service import Behaviour
from . import changes, offers, others
from .entry_service import EntryService
from .legacy import rewrite_legacy_path
from .older import PAGES

BEHAVIOURS: Mapping[str, Behaviour] = {**offers.BEHAVIOURS, **changes.BEHAVIOURS, **others.BEHAVIOURS}

__all__ = ["BEHAVIOURS", "PAGES", "EntryService", "rewrite_legacy_path"]
