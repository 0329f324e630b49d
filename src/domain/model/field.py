"""The fields of an event that are told and compared one by one (veld)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeAlias


class Field(StrEnum):
    """One thing an event says, changed by calls of its own."""

    NAME = "name"
    DESCRIPTION = "description"
    TYPE = "type"
    THEME = "theme"
    PLACE = "place"
    ORGANIZER = "organizer"
    CALENDAR = "calendar"
    STATUS = "status"
    BOOKING = "availability"
    PRICES = "prices"
    AUDIENCE = "audience"
    AGES = "ages"
    LINK = "registration link"
    CONTACT = "contact"
    LABELS = "labels"
    PICTURES = "images"


FOLLOWING = frozenset({Field.STATUS, Field.BOOKING})
"""Fields that follow the enrolments by themselves (R17)."""

Fields: TypeAlias = Mapping[Field, Any]
"""What one side says, each field as plain JSON in a fixed form: moments in UTC, prices in cents."""
