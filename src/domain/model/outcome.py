"""What became of one activity that was to be published or brought up to date (resultaat)."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from .difference import Difference
from .field import Field


class Did(StrEnum):
    """What was done, or why nothing was."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DIFFERS = "waits for a choice"
    INCOMPLETE = "incomplete"
    NOT_APPLICABLE = "not applicable"
    GONE = "rejected or deleted"
    REFUSED = "refused"
    UNREACHABLE = "not reached"
    UNKNOWN = "sent, no answer"
    UNDER_WAY = "under way elsewhere"


FAILED = frozenset({Did.REFUSED, Did.UNREACHABLE, Did.UNKNOWN, Did.UNDER_WAY, Did.GONE, Did.INCOMPLETE})
"""What a person has to look at, or what has to be tried again."""


@frozen
class Outcome:
    """One activity: what was done, which fields were changed, and what somebody has to know.

    In a dry run it is what would be done. `differences` wait for a choice of ours or theirs (F35);
    `why` says, each in one sentence, what was refused or is missing; `keeps_old_price` holds the
    enrolments that were made at the base price of before (F24).
    """

    activity_id: str
    did: Did
    event_id: str | None = None
    changed: tuple[Field, ...] = ()
    differences: tuple[Difference, ...] = ()
    why: tuple[str, ...] = ()
    keeps_old_price: tuple[int, ...] = ()


@frozen
class Alert:
    """What a person has to hear of an activity's event: it was rejected, deleted, or cannot be changed."""

    activity_id: str
    event_id: str | None
    said: str
