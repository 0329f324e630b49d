"""The differences that we know and accept, each with its reason and the day on which we did."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from attrs import frozen

from ..document import ContractError, JsonObject, as_list, as_object
from .differences import Difference, Kind, Severity
from .sources import read_object

_LIMITS = ("severity", "kind", "side", "operations", "ours", "published")
_MEMBERS = {"service", "where", "reason", "date", *_LIMITS}


@frozen
class Accepted:
    """Accepts the differences of a service at the places `where`, of which `*` stands for any text.

    What else is given (`severity`, `kind`, `side`, `operations`, `ours`, `published`) narrows them down.
    """

    number: int
    service: str
    where: tuple[str, ...]
    reason: str
    since: date
    limits: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def place_of(self, difference: Difference) -> str | None:
        """The place of ours that the difference is at, when this accepts it."""
        if difference.service != self.service or not all(
            any(_fits(pattern, _said(difference, name)) for pattern in patterns)
            for name, patterns in self.limits
        ):
            return None
        return next((each for each in self.where if _fits(each, difference.where)), None)


@frozen
class Verdict:
    """What is left when the accepted differences are set apart; `unused` are places that accept nothing."""

    unaccepted: tuple[Difference, ...]
    accepted: tuple[tuple[Difference, Accepted], ...]
    unused: tuple[tuple[Accepted, str], ...]


def judge(differences: Sequence[Difference], entries: Sequence[Accepted], services: Sequence[str]) -> Verdict:
    """Set accepted differences apart; entries of other than these services are neither used nor unused."""
    left: list[Difference] = []
    known: list[tuple[Difference, Accepted]] = []
    used: set[tuple[int, str]] = set()
    for difference in differences:
        fitting = [(entry, place) for entry in entries if (place := entry.place_of(difference)) is not None]
        used |= {(entry.number, place) for entry, place in fitting}
        if fitting:
            known.append((difference, fitting[0][0]))
        else:
            left.append(difference)
    unused = [
        (entry, place)
        for entry in entries
        if entry.service in services
        for place in entry.where
        if (entry.number, place) not in used
    ]
    return Verdict(tuple(left), tuple(known), tuple(unused))


def read_accepted(file: Path) -> list[Accepted]:
    """Read an allow-list; raise ContractError that names the file, the entry and the rule."""
    try:
        listed = as_list(read_object(file).get("accepted"))
    except ContractError as error:
        raise ContractError(f"{file.name}: accepted: {error}") from None
    found: list[Accepted] = []
    for number, node in enumerate(listed, start=1):
        try:
            found.append(_entry(number, as_object(node)))
        except (ContractError, ValueError) as error:
            raise ContractError(f"{file.name}: entry {number}: {error}") from None
    return found


def _entry(number: int, node: JsonObject) -> Accepted:
    if unknown := sorted(node.keys() - _MEMBERS):
        raise ContractError(f"{', '.join(unknown)}: no such member; there are {', '.join(sorted(_MEMBERS))}")
    limits = tuple((name, _texts(name, node[name])) for name in _LIMITS if name in node)
    for name, allowed in (("severity", Severity), ("kind", Kind)):
        known = {str(each.value) for each in allowed}
        if wrong := set(dict(limits).get(name, ())) - known:
            raise ContractError(f"{name}: {', '.join(sorted(wrong))} is none of {', '.join(sorted(known))}")
    return Accepted(
        number,
        _text("service", node),
        _texts("where", node.get("where")),
        _text("reason", node),
        date.fromisoformat(_text("date", node)),
        limits,
    )


def _text(name: str, node: JsonObject) -> str:
    value = node.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ContractError(f"{name}: a text is needed")
    return value


def _texts(name: str, value: object) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed or not all(isinstance(each, str) for each in listed):
        raise ContractError(f"{name}: a text or a list of texts is needed")
    return tuple(str(each) for each in listed)


def _said(difference: Difference, name: str) -> str:
    match name:
        case "severity":
            return difference.severity.value
        case "kind":
            return difference.kind.value
        case "operations":
            return difference.operation
        case _:
            return str(getattr(difference, name))


def _fits(pattern: str, text: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text, re.DOTALL) is not None
