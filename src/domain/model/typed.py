"""What people type between the digits of a number."""

from __future__ import annotations

import re

from .invalid import InvalidValue

_SEPARATORS = re.compile(r"[\s.\-/\u2010-\u2015]")


def without_separators(typed: object, field: str) -> str:
    """Leave out spaces, dots, slashes, and hyphens of every length; `None` is a form field left empty.

    Raises `InvalidValue` on `field` for what is no text, without showing it.
    """
    if typed is None:
        return ""
    if not isinstance(typed, str):
        raise InvalidValue(field, "must be a text: as a number it loses the zeros it begins with")
    return _SEPARATORS.sub("", typed)
