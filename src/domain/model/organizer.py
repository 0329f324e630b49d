"""An organizer of UiTdatabank (organisator)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import field, frozen

from .place import Address
from .texts import Texts, spoken


def uitpas_labels(labels: Iterable[str]) -> tuple[str, ...]:
    """Those labels that name a card system: `UiTPAS Gent`, `Paspartoe`."""
    return tuple(
        label for label in labels if label.casefold().startswith("uitpas") or label.casefold() == "paspartoe"
    )


@frozen
class Organizer:
    """An organizer; `id` is `None` for a dummy, a name that an event carries itself."""

    id: str | None
    name: Texts
    url: str | None = None
    labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    workflow_status: str | None = None
    main_language: str = "nl"
    addresses: Mapping[str, Address] = field(factory=dict[str, Address])
    creator: str | None = None
    created: datetime | None = None
    modified: datetime | None = None

    @property
    def title(self) -> str:
        """Its name in its own language."""
        return spoken(self.name, self.main_language)

    @property
    def card_systems(self) -> tuple[str, ...]:
        """The labels that make it a UiTPAS partner, visible or hidden."""
        return uitpas_labels((*self.labels, *self.hidden_labels))

    @property
    def gone(self) -> bool:
        """Whether it was deleted."""
        return self.workflow_status == "DELETED"
