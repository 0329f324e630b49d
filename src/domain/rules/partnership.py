"""What our permissions let us do for one organizer (R10)."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.match import Partnership
from ..model.organizer import Organizer
from ..model.permissions import OrganizerPermissions
from .discount import NEEDED, permissions_for, unable


def partnership(
    organizer_id: str, granted: Iterable[OrganizerPermissions], record: Organizer | None = None
) -> Partnership:
    """How an organizer stands, from our permissions and its record in UiTdatabank.

    It may be granted by itself and as the linked organizer of others: all of it counts. Without any
    permission only its labels tell whether UiTPAS knows it; without a record it is taken for a partner.
    """
    ours = permissions_for(organizer_id, granted) or frozenset[str]()
    partner = bool(ours) or record is None or bool(record.card_systems)
    missing = tuple(name for name in NEEDED if name not in ours)
    return Partnership(
        organizer_id=organizer_id,
        name=record.title if record else "",
        partner=partner,
        missing=missing,
        unable=unable(organizer_id, [OrganizerPermissions(organizer_id, ours)]),
    )
