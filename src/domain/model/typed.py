"""What people type between the digits of a number."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[\s.\-/\u2010-\u2015]")


def without_separators(typed: str) -> str:
    """Leave out spaces, dots, slashes, and hyphens of every length."""
    return _SEPARATORS.sub("", typed)
