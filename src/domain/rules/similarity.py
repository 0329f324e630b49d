"""How much two descriptions of the same thing look alike: names, dates, place and organizer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from difflib import SequenceMatcher
from unicodedata import combining, normalize

from attrs import frozen

from ..model.event_record import EventRecord

NAME, DATES, PLACE, ORGANIZER = 45, 30, 15, 10
"""What each weighs in a score of 100."""


def plain(text: str) -> str:
    """A text without accents, capitals, punctuation and superfluous spaces."""
    letters = (sign for sign in normalize("NFKD", normalize("NFKD", text).casefold()) if not combining(sign))
    return " ".join(re.sub(r"[^\w]+", " ", "".join(letters)).split())


def alike(first: str, second: str) -> float:
    """How much two names look alike, from 0 to 1; the order of their words counts half."""
    one, other = plain(first), plain(second)
    if not one or not other:
        return 0.0
    as_written = SequenceMatcher(None, one, other, autojunk=False).ratio()
    mine, theirs = (" ".join(sorted(set(name.split()))) for name in (one, other))
    in_order = SequenceMatcher(None, mine, theirs, autojunk=False).ratio()
    return (as_written + max(as_written, in_order)) / 2


def shared(ours: Collection[datetime], theirs: Collection[datetime]) -> float:
    """Which part of the moments and days both have: 1 when all begin together, half for the same days."""
    if not ours or not theirs:
        return 0.0
    mine, others = _moments(ours), _moments(theirs)
    moments = len(mine & others) / len(mine | others)
    my_days, other_days = ({moment.date() for moment in each} for each in (mine, others))
    return (moments + len(my_days & other_days) / len(my_days | other_days)) / 2


def _moments(moments: Iterable[datetime]) -> set[datetime]:
    return {moment.astimezone(UTC) for moment in moments}


@frozen
class Sought:
    """What an activity says of the event we look for; `starts` are aware moments."""

    name: str
    organizer_id: str
    place_id: str | None = None
    starts: tuple[datetime, ...] = ()


def score(sought: Sought, found: EventRecord) -> tuple[int, tuple[str, ...]]:
    """How well an event fits, from 0 to 100, and why, each reason in a few words."""
    names = max((alike(sought.name, name) for name in found.name.values()), default=0.0)
    dates = shared(sought.starts, [each.start for each in found.calendar.sub_events])
    place = sought.place_id is not None and found.place.id == sought.place_id
    organizer = found.organizer is not None and found.organizer.id == sought.organizer_id
    reasons = {
        "the same name": names == 1.0,
        "a similar name": 0.6 <= names < 1.0,
        "the same dates": dates == 1.0,
        "dates in common": 0.0 < dates < 1.0,
        "the same place": place,
        "the same organizer": organizer,
    }
    total = NAME * names + DATES * dates + PLACE * place + ORGANIZER * organizer
    return round(total), tuple(reason for reason, holds in reasons.items() if holds)
