"""Stand-ins for whatever names a person, a pass or a secret: the same one for the same thing.

A stand-in is written as a place in a case, `${pass-1}`, so that a recording can be asked again with others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import cast
from uuid import NAMESPACE_URL, uuid5

import yaml
from attrs import define, field

from ..reading import SHARED, cases_directory

HIDDEN = "***"
_SECRETS = frozenset({"code", "code_verifier", "client_assertion", "registrationtoken"})
_SECRET_ENDINGS = ("secret", "token", "password")
_CLIENTS = frozenset({"client_id", "clientid", "x-client-id"})
_PERSONS = frozenset(
    {"firstname", "lastname", "familyname", "givenname", "nick", "username", "sub", "creator", "picture"}
    | {"ownerid", "requesterid", "userid", "owneremail", "requesteremail", "phone", "mobile", "telephone"}
    | {"street", "streetaddress", "number", "placeofbirth", "nationality", "remarks", "copyrightholder"}
)
_DATES = frozenset({"dateofbirth", "birthdate"})
_HOLDERS = frozenset({"passholderid"})
_PERSONAL_NAME = ("firstName", "inszNumber", "passholderId", "dateOfBirth", "email")
_DESCRIBED = frozenset({"passholder", "mainfamilymember", "familymember", "admin", "owner"})
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PASS = re.compile(r"(?<![0-9A-Za-z-])\d{13}(?![0-9A-Za-z-])")
_CHIP = re.compile(r"(?<![0-9A-Za-z-])[0-9A-Fa-f]{14}(?![0-9A-Za-z-])")
_INSZ = re.compile(r"(?<!\d)\d{2}[. -]?\d{2}[. -]?\d{2}[. -]?\d{3}[. -]?\d{2}(?!\d)")
_LONG = re.compile(r"(?<![0-9A-Za-z-])\d{11,}(?![0-9A-Za-z-])")
_PATTERNS = {"pass": _PASS, "chip": _CHIP, "insz": _INSZ, "number": _LONG, "email": _EMAIL}
_SHORTEST_NAME = 4
_AS_A_WORD = r"(?<![\w./@]){}(?![\w@/]|\.\w)"
_PLACE = re.compile(r"\$\{(pass|chip|insz|email|person|date|holder|client|number)-(\d+)\}")


@define
class Pseudonyms:
    """Gives stand-ins; what publiq published as test data keeps the name that the cases have for it."""

    _given: dict[tuple[str, str], str] = field(factory=dict, repr=False)
    _counts: dict[str, int] = field(factory=dict)

    def hidden(self, value: object, name: str = "", *, person: bool = False) -> object:
        """Give a JSON value with everything personal or secret replaced, as deep as it lies.

        `person` says that the value is a member of what describes a person.
        """
        if isinstance(value, dict):
            held = cast("Mapping[str, object]", value)
            about = name.lower() in _DESCRIBED or any(each in held for each in _PERSONAL_NAME)
            return {each: self.hidden(inner, each, person=about) for each, inner in held.items()}
        if isinstance(value, list):
            return [self.hidden(each, name, person=person) for each in cast("list[object]", value)]
        if isinstance(value, bool) or value is None:
            return value
        return self._leaf(value, name, person=person)

    def text(self, text: str) -> str:
        """Give a text with the numbers and addresses in it replaced."""
        for kind, pattern in _PATTERNS.items():
            text = pattern.sub(partial(self._match, kind), text)
        for (kind, value), place in self._given.items():
            if kind == "person" and len(value) >= _SHORTEST_NAME:
                text = re.sub(_AS_A_WORD.format(re.escape(value)), place, text)
        return text

    def _match(self, kind: str, found: re.Match[str]) -> str:
        return self._place(kind, found[0])

    def client(self, client_id: str) -> str:
        """Give the stand-in of a client id."""
        return self._place("client", client_id)

    def _leaf(self, value: object, name: str, *, person: bool) -> object:
        lowered = name.lower()
        if lowered in _SECRETS or lowered.endswith(_SECRET_ENDINGS):
            return HIDDEN
        if not isinstance(value, str):
            return (
                self._place("number", str(value))
                if isinstance(value, int) and abs(value) >= 10**10
                else value
            )
        if lowered in _CLIENTS:
            return self.client(value)
        if lowered in _DATES:
            return self._place("date", value)
        if lowered in _HOLDERS or (lowered == "id" and person):
            return self._place("holder", value)
        if lowered in _PERSONS or (lowered == "name" and person):
            return self._place("person", value)
        return self.text(value)

    def _place(self, kind: str, value: str) -> str:
        if value.startswith("${"):
            return value
        known = published().get(value)
        if known is not None:
            return f"${{{known}}}"
        key = (kind, value)
        if key not in self._given:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._given[key] = f"${{{kind}-{self._counts[kind]}}}"
        return self._given[key]


@cache
def published() -> Mapping[str, str]:
    """The numbers of publiq's test data, with the names that cases have for them."""
    content = yaml.safe_load((cases_directory() / SHARED).read_text("utf-8"))
    values: Mapping[str, object] = content["values"]
    return {
        value: name
        for name, value in values.items()
        if isinstance(value, str) and any(each.fullmatch(value) for each in (_PASS, _CHIP, _INSZ))
    }


def stand_ins(value: object) -> dict[str, object]:
    """Give a made-up value for each stand-in in a JSON value: of the right shape, and nobody's."""
    return {f"{kind}-{number}": _made_up(kind, int(number)) for kind, number in _found(value)}


def _found(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield from _PLACE.findall(value)
    elif isinstance(value, dict):
        for name, each in cast("Mapping[str, object]", value).items():
            yield from _found(name)
            yield from _found(each)
    elif isinstance(value, list):
        for each in cast("list[object]", value):
            yield from _found(each)


def _made_up(kind: str, number: int) -> str:
    match kind:
        case "pass":
            return _with_luhn(f"09990000{number:04d}")
        case "chip":
            return f"0F{number:012X}"
        case "insz":
            first = 990000000 + number
            return f"{first}{97 - first % 97:02d}"
        case "email":
            return f"person-{number}@example.org"
        case "date":
            return f"2015-01-{number % 28 + 1:02d}"
        case "holder":
            return str(uuid5(NAMESPACE_URL, f"holder-{number}"))
        case "number":
            return str(10**14 + number)
        case _:
            return f"{kind} {number}"


def _with_luhn(digits: str) -> str:
    doubled = [int(each) * (2 if index % 2 == 0 else 1) for index, each in enumerate(reversed(digits))]
    total = sum(each - 9 if each > 9 else each for each in doubled)
    return f"{digits}{(10 - total % 10) % 10}"
