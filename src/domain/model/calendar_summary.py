"""How a calendar summary is to be written."""

from __future__ import annotations

from enum import StrEnum


class SummarySize(StrEnum):
    """How much of the calendar it tells."""

    EXTRA_SMALL = "xs"
    SMALL = "sm"
    MEDIUM = "md"
    LARGE = "lg"


class SummaryStyle(StrEnum):
    """Plain text or HTML."""

    TEXT = "text"
    HTML = "html"
