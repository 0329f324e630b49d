"""The customer that organises activities (organisatie)."""

from __future__ import annotations

from attrs import field, frozen

from .activity import Activity
from .checks import filled, uitdatabank_id


@frozen
class Organisation:
    """A customer: the host's own id for it, and the UiTdatabank id of its organizer (a UUID)."""

    id: str = field(validator=filled)
    organizer_id: str = field(validator=uitdatabank_id)

    def organizer_of(self, activity: Activity) -> str:
        """The organizer of an activity's event: its promoter when it has one, else we (R11)."""
        return activity.promoter_id or self.organizer_id
