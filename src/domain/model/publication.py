"""An activity's place in UiTdatabank and UiTPAS (publicatie)."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class PublicationState(StrEnum):
    """How far an activity has come."""

    PUBLISHING = "publishing"
    PUBLISHED = "published"
    REGISTERED = "registered in UiTPAS"
    UNKNOWN = "sent, no answer"


@frozen
class Publication:
    """The event that stands for an activity; `event_id` is UiTdatabank's, and UiTPAS uses the same."""

    activity_id: str
    state: PublicationState
    event_id: str | None = None
