"""UiTPAS about check-ins: how each question is asked, and how its answer is read."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from ...domain.model.checkin import CheckinStatus, TakenCheckin
from ...domain.ports.checkins import AskCheckin, CheckIn, ListCheckins, UndoCheckin
from .call import Call, Reply
from .environment import Service
from .problems import message_of
from .reading import read
from .shapes import MessageShape
from .uitpas import number

UITPAS = Service.UITPAS
_PAGE = 100
"""Newest first: an unanswered one is among the latest."""


@frozen
class CheckinShape:
    """`Checkin` in an answer; publiq's examples of a new one have no `creationDate`."""

    id: str
    event_id: str
    uitpas_number: str
    points: int
    creation_date: datetime | None = None


@frozen
class CheckinsShape:
    """`CheckinsPage`."""

    member: tuple[CheckinShape, ...]


@frozen
class CheckinStatusShape:
    """`CheckinStatus`."""

    allowed: bool
    end_user_message: MessageShape | None = None


def ask_checkin(question: AskCheckin) -> Call:
    """publiq `get-checkin-status`."""
    query = {"uitpasNumber": question.number.value, "eventId": question.event_id}
    return Call(UITPAS, "get-checkin-status", "GET", "/checkin-status", query=query)


def read_status(_: AskCheckin, reply: Reply) -> CheckinStatus:
    """Read whether it would be taken."""
    shape = read(UITPAS, reply, CheckinStatusShape)
    return CheckinStatus(shape.allowed, message_of(shape.end_user_message))


def check_in(question: CheckIn) -> Call:
    """publiq `post-checkins`."""
    body = {"eventId": question.event_id, "uitpasNumber": question.number.value}
    return Call(
        UITPAS, "post-checkins", "POST", "/checkins", body=body, writes=True, deadline=question.deadline
    )


def read_taken(_: CheckIn, reply: Reply) -> TakenCheckin:
    """Read a new check-in."""
    return _taken(read(UITPAS, reply, CheckinShape), "")


def undo_checkin(question: UndoCheckin) -> Call:
    """publiq `delete-checkins-checkinId`."""
    path, arguments = "/checkins/{checkinId}", {"checkinId": question.checkin_id}
    deadline = question.deadline
    return Call(
        UITPAS, "delete-checkins-checkinId", "DELETE", path, arguments, writes=True, deadline=deadline
    )


def read_undone(_: UndoCheckin, __: Reply) -> None:
    """A 204 says all there is to say."""


def list_checkins(question: ListCheckins) -> Call:
    """publiq `get-checkins`."""
    query = {
        "passholderId": question.passholder_id,
        "organizerId": question.organizer_id,
        "limit": str(_PAGE),
    }
    return Call(UITPAS, "get-checkins", "GET", "/checkins", query=query)


def read_listed(_: ListCheckins, reply: Reply) -> tuple[TakenCheckin, ...]:
    """Read the latest check-ins."""
    shape = read(UITPAS, reply, CheckinsShape)
    return tuple(_taken(each, f"/member/{index}") for index, each in enumerate(shape.member))


def _taken(shape: CheckinShape, pointer: str) -> TakenCheckin:
    held = number(shape.uitpas_number, f"{pointer}/uitpasNumber")
    return TakenCheckin(shape.id, shape.event_id, held, shape.points, shape.creation_date)
