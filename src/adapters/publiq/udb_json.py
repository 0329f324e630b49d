"""Walk through UiTdatabank's JSON: strict where we need a member, deaf to what we do not.

A member that is missing or of another kind than is needed is a `ContractViolation` that names its JSON
pointer; an optional one of another kind counts as absent, because old records hold anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from attrs import frozen

from ...domain.errors import ContractViolation
from ...domain.model.euro import Euro
from ...domain.rules.freshness import BRUSSELS
from .call import Reply
from .environment import Service

E = TypeVar("E", bound=StrEnum)
_TOO_MUCH = 10**9


@frozen
class Node:
    """A value inside an answer, and the way to it."""

    service: Service
    value: Any
    pointer: str = ""

    def break_(self, rule: str) -> NoReturn:
        """Raise the violation of a rule at this place."""
        raise ContractViolation(self.service, self.pointer, rule)

    def at(self, name: str) -> Node | None:
        """A member, unless it is missing or null."""
        held = self.value.get(name) if isinstance(self.value, dict) else None
        return None if held is None else Node(self.service, held, f"{self.pointer}/{_escaped(name)}")

    def need(self, name: str) -> Node:
        """A member that has to be there."""
        found = self.at(name)
        if found is None:
            Node(self.service, None, f"{self.pointer}/{_escaped(name)}").break_("is missing")
        return found

    def object(self) -> Node:
        """Itself, being an object."""
        if not isinstance(self.value, dict):
            self.break_("must be an object")
        return self

    def items(self, name: str) -> Iterator[Node]:
        """The elements of a list that may be missing."""
        held = self.at(name)
        if held is not None:
            yield from held.elements()

    def elements(self) -> Iterator[Node]:
        """Its elements; an object with numbered members counts as a list, as PHP may write one."""
        values = list(self.value.values()) if isinstance(self.value, dict) else self.value
        if isinstance(values, list):
            for index, value in enumerate(values):
                yield Node(self.service, value, f"{self.pointer}/{index}")

    def text(self) -> str:
        """Itself, being a text that says something."""
        if not isinstance(self.value, str):
            self.break_("must be a string")
        if not self.value.strip():
            self.break_("must not be empty")
        return self.value

    def known(self, kind: type[E]) -> E:
        """Itself, being one of the values we know."""
        try:
            return kind(self.text())
        except ValueError:
            self.break_("has a value we do not know")

    def count(self) -> int:
        """Itself, being a whole number of 0 or more."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < 0:
            self.break_("must be a whole number of 0 or more")
        return self.value

    def euro(self) -> Euro:
        """Itself, being an amount in euro."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            self.break_("must be a number")
        if not 0 <= value < _TOO_MUCH:
            self.break_("must be an amount somebody could pay")
        return Euro.from_decimal(Decimal(value))

    def moment(self) -> datetime:
        """Itself, being a date and time; one without a zone is meant in Brussels time."""
        found = _moment(self.value)
        if found is None:
            self.break_("must be a date and time")
        return found

    def maybe_text(self, name: str) -> str | None:
        """A text that may be missing; a blank one says nothing."""
        held = self.at(name)
        text = held.value if held else None
        return text if isinstance(text, str) and text.strip() else None

    def maybe_texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list that may be missing; a lone text is a list of one."""
        held = self.at(name)
        if held is None:
            return ()
        values = [held.value] if isinstance(held.value, str) else [each.value for each in held.elements()]
        return tuple(value for value in values if isinstance(value, str) and value.strip())

    def maybe_count(self, name: str) -> int | None:
        """A whole number that may be missing."""
        held = self.at(name)
        fine = held is not None and isinstance(held.value, int) and not isinstance(held.value, bool)
        return held.value if held and fine and held.value >= 0 else None

    def maybe_moment(self, name: str) -> datetime | None:
        """A date and time that may be missing or written in no way we know."""
        held = self.at(name)
        return _moment(held.value) if held else None

    def maybe_flag(self, name: str) -> bool | None:
        """A boolean that may be missing."""
        held = self.at(name)
        return held.value if held and isinstance(held.value, bool) else None

    def translated(self, name: str, language: str) -> dict[str, str]:
        """Texts by language; an old text without any is in the record's own language."""
        held = self.at(name)
        if held is None:
            return {}
        if isinstance(held.value, str):
            return {language: held.value} if held.value.strip() else {}
        if not isinstance(held.value, dict):
            return {}
        return {key: text for key, text in held.value.items() if isinstance(text, str) and text.strip()}


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=BRUSSELS)


def day(node: Node) -> date:
    """A day, such as `2026-12-21`."""
    try:
        return date.fromisoformat(node.text()[:10])
    except ValueError:
        node.break_("must be a date")


def answer(service: Service, reply: Reply) -> Node:
    """The whole of an answer; raises `ContractViolation` when it is no JSON."""
    try:
        return Node(service, reply.json())
    except (ValueError, RecursionError) as error:
        raise ContractViolation(service, "", "its body is no JSON") from error


def last_segment(url: str) -> str:
    """The id at the end of an address, whatever stands before it: singular, plural, any host."""
    return url.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
