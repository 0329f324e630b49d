"""What is to be written at UiTPAS, kept before it is sent (voornemen)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from attrs import frozen

from .sale import SaleRequest


class IntentKind(StrEnum):
    """What is to happen to a sale."""

    REGISTER = "register"
    UNDO = "undo"


class IntentState(StrEnum):
    """How far it has come; what is `SENDING` or `UNKNOWN` may have reached UiTPAS."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    DONE = "done"
    REFUSED = "refused"


@frozen
class Intent:
    """One write, with who may do it now: only the holder of `fence`, only until `lease_until`.

    `request` is there for `REGISTER`, `sale_id` for `UNDO` and for a registration that is done.
    """

    id: int
    kind: IntentKind
    enrolment_id: int
    state: IntentState
    fence: int = 0
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    attempts: int = 0
    request: SaleRequest | None = None
    sale_id: str | None = None
    why: str | None = None

    @property
    def requests(self) -> tuple[SaleRequest, ...]:
        """What is to be registered, as `post-ticket-sales` takes it; nothing for `UNDO`."""
        return (self.request,) if self.request else ()
