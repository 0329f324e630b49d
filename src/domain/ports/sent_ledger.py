"""What flows ask of the requests that were ever sent, to tell what is ours from what is not."""

from __future__ import annotations

from typing import Protocol

from ..model.intent import Intent
from ..model.uitpas_number import UitpasNumber


class SentLedger(Protocol):
    """The part of the ledger that remembers what left; errors are those of `Ledger`."""

    def sent_sales(self, number: UitpasNumber, event_id: str, tariff_id: str) -> tuple[Intent, ...]:
        """Every intent that was sent to register this pass for this event at this tariff, oldest first."""
        ...

    def sent_redemptions(self, number: UitpasNumber, reward_id: str) -> tuple[Intent, ...]:
        """Every intent that was sent to redeem this reward with this pass, oldest first."""
        ...
