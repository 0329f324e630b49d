"""Checks that several values share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from unicodedata import category

from .invalid import InvalidValue

if TYPE_CHECKING:
    from attrs import Attribute

_UNFIT = frozenset({"Cc", "Cs", "Zl", "Zp"})
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def filled(_: object, attribute: Attribute[str], value: str) -> None:
    """Refuse a text that is empty, blank, or holds line ends, control characters or half characters."""
    if not isinstance(value, str) or not value.strip() or any(category(sign) in _UNFIT for sign in value):
        raise InvalidValue(attribute.name, "must be a text that is not empty, on one line")


def aware(_: object, attribute: Attribute[Any], value: datetime) -> None:
    """Refuse a moment without a time zone."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise InvalidValue(attribute.name, "must be a date and time with a time zone")


def of_type(kind: type[object]) -> Callable[[object, Attribute[Any], object], None]:
    """Refuse a value of another type, without showing it: it may be a pass number as text."""

    def check(_: object, attribute: Attribute[Any], value: object) -> None:
        if not isinstance(value, kind):
            raise InvalidValue(attribute.name, f"must be of type {kind.__name__}")

    return check


def uitdatabank_id(_: object, attribute: Attribute[Any], value: str) -> None:
    """Refuse an id that UiTdatabank did not make."""
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise InvalidValue(attribute.name, "must be the id UiTdatabank gave it, a UUID")
