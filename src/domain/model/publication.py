"""An activity's place in UiTdatabank and UiTPAS (publicatie)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from .difference import Difference
from .field import Field, Fields


class PublicationState(StrEnum):
    """How far an activity has come."""

    PUBLISHING = "publishing"
    PUBLISHED = "published"
    REGISTERED = "registered in UiTPAS"
    UNKNOWN = "sent, no answer"
    REJECTED = "rejected"
    DELETED = "deleted"


_S = PublicationState
UNSETTLED = frozenset({_S.PUBLISHING, _S.UNKNOWN})
"""States in which there may be an event of which we do not know the id."""
GONE = frozenset({_S.REJECTED, _S.DELETED})
"""States in which an event is nobody's to sell for any more (F36)."""


class PublicationStatus(StrEnum):
    """What an organiser sees of an activity: one word for the whole."""

    NOT_APPLICABLE = "not applicable"
    INCOMPLETE = "incomplete"
    READY = "ready"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    REGISTERED = "registered in UiTPAS"
    CHANGED_HERE = "changed here since"
    CHANGED_THERE = "changed there since"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    DELETED = "deleted"
    SOLD_OUT = "sold out"
    CANCELLED = "cancelled"


@frozen
class Publication:
    """The event that stands for an activity; `event_id` is UiTdatabank's, and UiTPAS uses the same.

    `warnings` says, when it has just been made, what is missing before UiTPAS gives a discount (R10).
    """

    activity_id: str
    state: PublicationState
    event_id: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def sells_as(self) -> str | None:
        """The event to sell for; none once it was rejected or deleted (F36)."""
        return None if self.state in GONE else self.event_id


@frozen
class Edition:
    """What both sides last agreed of an activity's event, and what is to be done about it next.

    `ours` and `theirs` are what each side said then, `seen` what UiTdatabank said when it was last looked
    at, at `looked_at`. Nobody but the holder of `fence` may write it until `lease_until`; it is looked at
    again at `due`, or at once when it is `touched`. `sent_at` is when its creation was first sent, `why`
    the last thing that went wrong, `alert` what a person has to know. `withdrawn` hides it from the public.
    """

    activity_id: str
    state: PublicationState
    event_id: str | None = None
    ours: Fields = field(factory=dict[Field, Any])
    theirs: Fields = field(factory=dict[Field, Any])
    seen: Fields = field(factory=dict[Field, Any])
    withdrawn: bool = False
    sent_at: datetime | None = None
    looked_at: datetime | None = None
    due: datetime | None = None
    touched: bool = False
    attempts: int = 0
    why: str | None = None
    alert: str | None = None
    fence: int = 0
    lease_until: datetime | None = None

    @property
    def publication(self) -> Publication:
        """What the rest of the house needs of it."""
        return Publication(self.activity_id, self.state, self.event_id)


@frozen
class Overview:
    """How an activity stands: its status, and what somebody has to know or choose.

    `missing` says what an incomplete one lacks, `differences` what changed since both sides agreed,
    `taken` how many of its `capacity` places are taken, `why` the last thing that went wrong.
    """

    activity_id: str
    name: str
    status: PublicationStatus
    event_id: str | None = None
    missing: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    taken: int = 0
    capacity: int | None = None
    why: str | None = None
    alert: str | None = None
