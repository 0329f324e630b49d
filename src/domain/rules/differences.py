"""Compare what each side says with what both said when they last agreed (F35)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.difference import Difference, Keep, Side
from ..model.field import FOLLOWING, Field, Fields
from .fields import NOTHING


def differences(ours: Fields, theirs: Fields, our_last: Fields, their_last: Fields) -> tuple[Difference, ...]:
    """The fields on which both sides differ now, and on which side each changed.

    A field we say nothing about any more is compared with saying nothing. While the calendars differ,
    what is cancelled or full is left out: it goes with the calendar.
    """
    names = [name for name in Field if name in ours or name in our_last]
    found = []
    for name in names:
        mine, there = ours.get(name, NOTHING.get(name)), theirs.get(name)
        if mine == there:
            continue
        here = mine != our_last.get(name, NOTHING.get(name))
        far = there != their_last.get(name)
        if not here and not far:
            continue  # both left it as it was agreed that they differ
        side = Side.BOTH if here and far else Side.HERE if here else Side.THERE
        found.append(Difference(name, side, mine, there))
    if any(each.field is Field.CALENDAR for each in found):
        return tuple(each for each in found if each.field not in FOLLOWING)
    return tuple(found)


def to_send(found: tuple[Difference, ...], keep: Mapping[Field, Keep]) -> tuple[Field, ...]:
    """The fields to change over there: what changed here alone, and what somebody chose as ours.

    What is full or cancelled says so whatever was done by hand over there (R17).
    """
    return tuple(
        each.field
        for each in found
        if keep.get(each.field) is Keep.OURS
        or (each.side is Side.HERE and each.field not in keep)
        or (each.field in FOLLOWING and each.side is Side.BOTH and _closes(each) and each.field not in keep)
    )


def to_accept(found: tuple[Difference, ...], keep: Mapping[Field, Keep]) -> tuple[Field, ...]:
    """The fields on which we leave the other side as it is, because somebody chose so."""
    return tuple(each.field for each in found if keep.get(each.field) is Keep.THEIRS)


def undecided(found: tuple[Difference, ...], keep: Mapping[Field, Keep]) -> tuple[Difference, ...]:
    """The differences that wait for a choice."""
    decided = {*to_send(found, keep), *to_accept(found, keep)}
    return tuple(each for each in found if each.field not in decided)


def _closes(difference: Difference) -> bool:
    there: Mapping[str, Any] = difference.theirs or {}
    return all(value == "Unavailable" or there.get(at) == value for at, value in difference.ours.items())
