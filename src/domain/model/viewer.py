"""Who asks, and of whom prices may be shown to them (kijker)."""

from __future__ import annotations

from attrs import field, frozen

from .checks import filled


@frozen
class Viewer:
    """Somebody as the host knows them, with the right that the host gives.

    `participants` are the ids of those whose prices and status they may see: a parent's own children;
    `None` is everybody's, for the secretary.
    """

    id: str = field(validator=filled)
    participants: frozenset[str] | None = frozenset()

    def may_see(self, participant_id: str) -> bool:
        """Whether the price and the status of a participant may be shown to them."""
        return self.participants is None or participant_id in self.participants
