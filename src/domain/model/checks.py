"""Checks that several values share."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .invalid import InvalidValue

if TYPE_CHECKING:
    from attrs import Attribute

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def filled(_: object, attribute: Attribute[str], value: str) -> None:
    """Refuse a text that is empty, blank or holds control characters."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise InvalidValue(attribute.name, "must be a text that is not empty, on one line")


def aware(_: object, attribute: Attribute[Any], value: datetime) -> None:
    """Refuse a moment without a time zone."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise InvalidValue(attribute.name, "must be a date and time with a time zone")


def uitdatabank_id(_: object, attribute: Attribute[Any], value: str | None) -> None:
    """Refuse an id that UiTdatabank did not make; `None` stands for no id."""
    if value is not None and (not isinstance(value, str) or not _UUID.fullmatch(value)):
        raise InvalidValue(attribute.name, "must be the id UiTdatabank gave it, a UUID")
