"""What both sides agree on after an event was looked at and changed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from attrs import evolve

from ..model.field import FOLLOWING, Field, Fields
from ..model.publication import Edition
from .fields import NOTHING


def agreed(
    edition: Edition, mine: Fields, there: Fields, sent: Collection[Field], accepted: Collection[Field]
) -> Edition:
    """The edition after `sent` fields took our value over there, and `accepted` ones were left as they are.

    A calendar takes with it what is cancelled or full. A field that both say nothing about is let go.
    """
    reached = {*sent, *(FOLLOWING if Field.CALENDAR in sent else ())}
    ours, theirs, seen = dict(edition.ours), dict(edition.theirs), dict(there)
    for name in Field:
        if name not in mine and name not in ours:
            continue
        said = mine.get(name, NOTHING.get(name))
        if name in reached:
            seen[name] = said
        if name in reached or name in accepted or said == seen.get(name):
            ours[name], theirs[name] = said, seen.get(name)
        if name not in mine and theirs.get(name) == NOTHING.get(name) == ours.get(name):
            _let_go(name, ours, theirs, seen)
    return evolve(edition, ours=ours, theirs=theirs, seen=seen)


def _let_go(name: Field, *sides: dict[Field, Any]) -> None:
    for side in sides:
        side.pop(name, None)
