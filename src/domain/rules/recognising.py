"""Recognise the event that came of a creation whose answer was lost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ..model.event_record import EventRecord, WorkflowStatus
from ..model.field import Field, Fields
from ..model.publication import Edition
from .fields import theirs

_SAME = (Field.NAME, Field.CALENDAR, Field.PLACE, Field.TYPE)


def recognise(
    sent: Edition, said: Fields, found: Iterable[EventRecord], since: datetime
) -> tuple[EventRecord, ...]:
    """The events that say what was `sent`, made `since` then, oldest first.

    Its organizer may be missing, and more with it: UiTdatabank may have refused that one after it had made
    the event.
    """
    alike = [record for record in found if _is(record, sent, said, since)]
    return tuple(sorted(alike, key=lambda record: (record.created or since, record.id)))


def _is(record: EventRecord, sent: Edition, said: Fields, since: datetime) -> bool:
    told = theirs(record, said, sent.ours)
    return (
        record.workflow_status is not WorkflowStatus.DELETED
        and (record.created is None or record.created >= since)
        and all(told.get(name) == said.get(name) for name in _SAME)
        and (told.get(Field.ORGANIZER) is None or _whole(told, said))
    )


def _whole(told: Fields, said: Fields) -> bool:
    return all(told.get(name) == said.get(name) for name in (Field.ORGANIZER, Field.PRICES))
