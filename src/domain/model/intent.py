"""What is to be written at UiTPAS, kept before it is sent (voornemen)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from attrs import frozen

from .reward import Redemption
from .sale import SaleRequest
from .uitpas_number import UitpasNumber


class IntentKind(StrEnum):
    """What is to happen: to sales, or to rewards."""

    REGISTER = "register"
    UNDO = "undo"
    REDEEM = "redeem"
    RETURN = "return"


UNDOING = frozenset({IntentKind.UNDO, IntentKind.RETURN})
"""Kinds that give something back: doing them twice is doing them once."""


class IntentState(StrEnum):
    """How far it has come; what is `SENDING` or `UNKNOWN` may have reached UiTPAS."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    DONE = "done"
    REFUSED = "refused"
    PARKED = "parked"


SETTLED = frozenset({IntentState.DONE, IntentState.REFUSED})
"""States in which nothing of an intent is left to do."""


@frozen
class IntentLine:
    """One sale or reward of an intent: `request` or `redemption` says what is to be had, `sale_id` is what
    is to be undone or given back.
    """

    enrolment_id: int
    request: SaleRequest | None = None
    sale_id: str | None = None
    redemption: Redemption | None = None

    @property
    def number(self) -> UitpasNumber | None:
        """The pass it is for, when something is to be had."""
        wanted = self.request or self.redemption
        return wanted.number if wanted else None


@frozen
class Intent:
    """One write, of all its lines or none, with who may do it now.

    Only the holder of `fence` may send and settle it, and only until `lease_until`; nobody before
    `due`, nor while the intent `after` is open: a reward is redeemed last (R9). `why` is the last thing
    that went wrong, in words an operator understands.
    """

    id: int
    kind: IntentKind
    state: IntentState
    lines: tuple[IntentLine, ...]
    due: datetime
    fence: int = 0
    lease_until: datetime | None = None
    first_sent_at: datetime | None = None
    sent_at: datetime | None = None
    attempts: int = 0
    why: str | None = None
    after: int | None = None

    @property
    def requests(self) -> tuple[SaleRequest, ...]:
        """The sales to register, in the order of the lines."""
        return tuple(line.request for line in self.lines if line.request)

    @property
    def redemption(self) -> Redemption | None:
        """The reward to redeem, of which an intent has no more than one."""
        return self.lines[0].redemption

    @property
    def settled(self) -> bool:
        """Whether nothing of it is left to do; what is parked waits for a person."""
        return self.state in SETTLED

    @property
    def may_have_landed(self) -> bool:
        """Whether an earlier attempt may have reached UiTPAS."""
        return self.state in {IntentState.SENDING, IntentState.UNKNOWN}
