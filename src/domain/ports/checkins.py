"""Questions to UiTPAS about check-ins."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from ..model.checkin import CheckinStatus, TakenCheckin
from ..model.uitpas_number import UitpasNumber
from .effects import Ask
from .outcomes import Answered, Written


@frozen
class AskCheckin(Ask[Answered[CheckinStatus]]):
    """Would a check-in of this pass at this event be taken now? (publiq `get-checkin-status`)."""

    number: UitpasNumber
    event_id: str


@frozen
class CheckIn(Ask[Written[TakenCheckin]]):
    """Check a pass in; not begun after `deadline` (publiq `post-checkins`)."""

    number: UitpasNumber
    event_id: str
    deadline: datetime


@frozen
class UndoCheckin(Ask[Written[None]]):
    """Undo a check-in; not begun after `deadline` (publiq `delete-checkins-checkinId`)."""

    checkin_id: str
    deadline: datetime


@frozen
class ListCheckins(Ask[Answered[tuple[TakenCheckin, ...]]]):
    """The latest check-ins of a passholder at events of an organizer (publiq `get-checkins`)."""

    passholder_id: str
    organizer_id: str
