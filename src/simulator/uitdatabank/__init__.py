"""UiTdatabank: the Entry API, where activities are published."""

from .behaviours import BEHAVIOURS
from .legacy import rewrite_legacy_path

__all__ = ["BEHAVIOURS", "rewrite_legacy_path"]
