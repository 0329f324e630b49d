"""Attendance of a participant, for points on the pass (check-in)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from attrs import frozen

from .invalid import UitkernError
from .message import EndUserMessage
from .said import Said
from .sentences import explain
from .uitpas_number import UitpasNumber


class CheckinState(StrEnum):
    """How far a check-in has come; what is `SENDING` or `UNKNOWN` may have reached UiTPAS."""

    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    DONE = "done"
    REFUSED = "refused"
    UNDOING = "undoing"
    UNDONE = "undone"
    PARKED = "parked"


ENDED = frozenset({CheckinState.REFUSED, CheckinState.UNDONE})
"""States after which the same participant may be checked in anew on the same day."""
OPEN = frozenset({CheckinState.QUEUED, CheckinState.SENDING, CheckinState.UNKNOWN, CheckinState.UNDOING})
"""States in which there is still something to do."""
_SAID = {
    CheckinState.QUEUED: Said.CHECK_IN_QUEUED,
    CheckinState.SENDING: Said.CHECK_IN_UNKNOWN,
    CheckinState.UNKNOWN: Said.CHECK_IN_UNKNOWN,
    CheckinState.PARKED: Said.CHECK_IN_UNKNOWN,
    CheckinState.REFUSED: Said.CHECK_IN_REFUSED,
    CheckinState.UNDOING: Said.CHECK_IN_UNDONE,
    CheckinState.UNDONE: Said.CHECK_IN_UNDONE,
}


@frozen
class Checkin:
    """One participant at one activity on one day; `id` is the ledger's, `checkin_id` publiq's.

    Only the holder of `fence` may send and settle it, and only until `lease_until`; nobody before `due`.
    `wanted` turns false when it is to be undone. `said` are UiTPAS's words, `why` is for an operator.
    """

    id: int
    participant_id: str
    activity_id: str
    day: date
    state: CheckinState
    event_id: str
    number: UitpasNumber
    created: datetime
    due: datetime
    fence: int = 0
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    attempts: int = 0
    wanted: bool = True
    checkin_id: str | None = None
    points: int | None = None
    said: EndUserMessage | None = None
    why: str | None = None

    @property
    def message(self) -> EndUserMessage:
        """What to tell: UiTPAS's own words when it gave any, else ours (R15)."""
        if self.state is CheckinState.DONE:
            return explain(Said.CHECKED_IN, points=self.points or 0)
        return self.said or explain(_SAID[self.state])

    @property
    def resumes(self) -> CheckinState:
        """How it goes on when a person says so: never sent again before it was looked up."""
        if self.checkin_id is not None:
            return CheckinState.UNDOING
        return CheckinState.UNKNOWN if self.sent_at is not None else CheckinState.QUEUED


@frozen
class Attendance:
    """What came of one participant of a list: a check-in, or why there is none."""

    participant_id: str
    checkin: Checkin | None = None
    error: UitkernError | None = None


@frozen
class CheckinStatus:
    """Whether UiTPAS would take a check-in now, and what to tell when not (publiq `get-checkin-status`)."""

    allowed: bool
    message: EndUserMessage | None = None


@frozen
class TakenCheckin:
    """A check-in that UiTPAS holds."""

    id: str
    event_id: str
    number: UitpasNumber
    points: int
    created: datetime | None = None
