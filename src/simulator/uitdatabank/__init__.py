"""UiTdatabank: the Entry API, where activities, places and organizers are published."""

from collections.abc import Mapping

from ..contract import load_contract
from ..wire.service import Behaviour
from . import changes, offers, others
from .entry_service import EntryService
from .legacy import rewrite_legacy_path
from .older import PAGES

_KNOWN = load_contract("uitdatabank-entry").operations
BEHAVIOURS: Mapping[str, Behaviour] = {
    name: behaviour
    for name, behaviour in {**offers.BEHAVIOURS, **changes.BEHAVIOURS, **others.BEHAVIOURS}.items()
    if name in _KNOWN
}

__all__ = ["BEHAVIOURS", "PAGES", "EntryService", "rewrite_legacy_path"]
