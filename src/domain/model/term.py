"""A term of UiTdatabank's taxonomy (type, thema, voorziening)."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

EVENT_TYPE, THEME, FACILITY = "eventtype", "theme", "facility"
"""The domains of terms that are still in use; others are left-overs."""


@frozen
class Term:
    """A term as an event or place carries it; `label` is Dutch, and absent from some old records."""

    id: str
    label: str = ""
    domain: str = ""


@frozen
class TaxonomyTerm:
    """A term as the taxonomy lists it; `scope` holds `events`, `places` or both (`GET /terms`)."""

    id: str
    domain: str
    name: Mapping[str, str] = field(factory=dict[str, str])
    scope: frozenset[str] = frozenset()
