"""Where our side of an event and UiTdatabank's differ (verschil)."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

from attrs import frozen

from .field import Field


class Side(StrEnum):
    """Who changed a field since both sides last agreed."""

    HERE = "changed here"
    THERE = "changed in UiTdatabank"
    BOTH = "changed on both sides"


class Keep(StrEnum):
    """What to do with a field that differs."""

    OURS = "ours"
    THEIRS = "theirs"


@frozen
class Difference:
    """One field on which the sides differ, with what each says (F35)."""

    field: Field
    side: Side
    ours: Any
    theirs: Any

    def __str__(self) -> str:
        return (
            f"{self.field.value} {self.side.value}: ours {_spoken(self.ours)}, theirs {_spoken(self.theirs)}"
        )


def _spoken(value: Any) -> str:
    """A value on one line, no longer than somebody reads."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:199]}…"
