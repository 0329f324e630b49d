"""A place of UiTdatabank (locatie)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import field, frozen

from .term import Term
from .texts import Texts, spoken

NOWHERE = "00000000-0000-0000-0000-000000000000"
"""The id of the place of events that are online only."""


@frozen
class Address:
    """Street with number, postal code, town and country of two capitals; old ones lack some."""

    street: str = ""
    postal_code: str = ""
    locality: str = ""
    country: str = ""

    def __str__(self) -> str:
        return ", ".join(
            part for part in (self.street, f"{self.postal_code} {self.locality}".strip()) if part
        )


@frozen
class Place:
    """A place; `id` is `None` for a dummy, an address that an event carries itself.

    `workflow_status` is absent from some embedded places. `duplicate_of` is the id of the place that
    took its place when publiq cleaned up; `duplicated_by` the ids of those that this one replaced.
    """

    id: str | None
    name: Texts
    addresses: Mapping[str, Address] = field(factory=dict[str, Address])
    terms: tuple[Term, ...] = ()
    workflow_status: str | None = None
    duplicate_of: str | None = None
    duplicated_by: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    main_language: str = "nl"
    creator: str | None = None
    created: datetime | None = None
    modified: datetime | None = None

    @property
    def title(self) -> str:
        """Its name in its own language."""
        return spoken(self.name, self.main_language)

    @property
    def address(self) -> Address:
        """Its address in its own language, or what there is."""
        return self.addresses.get(self.main_language) or next(iter(self.addresses.values()), Address())

    @property
    def gone(self) -> bool:
        """Whether it was deleted, rejected, or replaced by another."""
        return self.workflow_status in {"DELETED", "REJECTED"} or self.duplicate_of is not None
