"""What our credentials may do at UiTPAS (rechten)."""

from __future__ import annotations

from attrs import frozen


@frozen
class OrganizerPermissions:
    """What our credentials may do for one organizer; permissions as publiq spells them."""

    organizer_id: str
    permissions: frozenset[str]
