"""Compare what each side says with what both said when they last agreed (F35)."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.difference import Difference, Keep, Side
from ..model.field import FOLLOWING, Field, Fields
from .fields import NOTHING


def differences(ours: Fields, theirs: Fields, our_last: Fields, their_last: Fields) -> tuple[Difference, ...]:
    """The fields on which both sides differ now, and on which side each changed.

    A field we say nothing about any more is compared with saying nothing. What is cancelled or full is
    compared on the moments that the event has, also while the calendars differ.
    """
    names = [name for name in Field if name in ours or name in our_last]
    found: list[Difference] = []
    for name in names:
        mine = ours.get(name, NOTHING.get(name))
        there = theirs.get(name, their_last.get(name, NOTHING.get(name)))
        before = our_last.get(name, NOTHING.get(name))
        if name in FOLLOWING:
            mine, before = _on_moments(mine, there), _on_moments(before, there)
        if mine == there:
            continue
        here = mine != before
        far = there != their_last.get(name, NOTHING.get(name))
        if not here and not far:
            continue  # both left it as it was agreed that they differ
        side = Side.BOTH if here and far else Side.HERE if here else Side.THERE
        found.append(Difference(name, side, mine, there))
    return tuple(found)


def _on_moments(said: Mapping[str, str] | None, there: Mapping[str, str] | None) -> dict[str, str]:
    """What we say, on the moments that are over there: what goes for all of ours goes for all of theirs."""
    said, there = said or {}, there or {}
    if len(set(said.values())) == 1:
        return dict.fromkeys(there, next(iter(said.values())))
    return {moment: said.get(moment, value) for moment, value in there.items()}


def to_send(found: tuple[Difference, ...], keep: Mapping[Field, Keep]) -> tuple[Field, ...]:
    """The fields to change over there: what changed here alone, and what somebody chose as ours.

    What is full or cancelled says so whatever was done by hand over there (R17).
    """
    chosen = [
        each.field
        for each in found
        if keep.get(each.field) is Keep.OURS
        or (each.side is Side.HERE and each.field not in keep)
        or (each.field in FOLLOWING and each.side is Side.BOTH and _closes(each) and each.field not in keep)
    ]
    with_calendar = Field.CALENDAR in chosen
    return tuple(name for name in chosen if not (with_calendar and name in FOLLOWING))


def to_accept(found: tuple[Difference, ...], keep: Mapping[Field, Keep]) -> tuple[Field, ...]:
    """The fields on which we leave the other side as it is, because somebody chose so."""
    return tuple(each.field for each in found if keep.get(each.field) is Keep.THEIRS)


def undecided(found: tuple[Difference, ...], keep: Mapping[Field, Keep]) -> tuple[Difference, ...]:
    """The differences that wait for a choice."""
    sending = to_send(found, keep)
    with_calendar = FOLLOWING if Field.CALENDAR in sending else ()
    decided = {*sending, *to_accept(found, keep), *with_calendar}
    return tuple(each for each in found if each.field not in decided)


def _closes(difference: Difference) -> bool:
    """Whether it takes moments away, and gives none back."""
    ours: Mapping[str, str] = difference.ours
    return all(value == "Unavailable" or difference.theirs.get(at) == value for at, value in ours.items())
