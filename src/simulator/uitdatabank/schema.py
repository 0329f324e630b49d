"""Check bodies as UiTdatabank's validator does, with its texts and its pointers.

Within one value the first rule that fails ends the check; the members of an object, and the elements of an
array, are all checked.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime
from urllib.parse import quote

Error = tuple[str, str]
Check = Callable[[object, str], Iterator[Error]]

LANGUAGES = ("nl", "fr", "de", "en")
UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
_TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number"}
_LARGEST = 99_999_999
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_URI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+")


def of_type(kind: str) -> Check:
    def check(value: object, at: str) -> Iterator[Error]:
        found = _TYPES.get(type(value), "null")
        if found != kind and not (kind == "number" and found == "integer"):
            yield at or "/", f"The data ({found}) must match the type: {kind}"

    return check


def text(
    pattern: str | None = None, shortest: int = 0, longest: int | None = None, form: str | None = None
) -> Check:
    """Check a string; `form` is a named format: date-time, date, uri, email, uuid."""

    def check(value: object, at: str) -> Iterator[Error]:
        if not isinstance(value, str):
            yield from of_type("string")(value, at)
        elif form is not None and not _FORMS[form](value):
            yield at, f"The data must match the '{form}' format"
        elif len(value) < shortest:
            yield at, f"Minimum string length is {shortest}, found {len(value)}"
        elif longest is not None and len(value) > longest:
            yield at, f"Maximum string length is {longest}, found {len(value)}"
        elif pattern is not None and not re.search(pattern, value):
            yield at, f"The string should match pattern: {pattern}"

    return check


def one_of(*allowed: str) -> Check:
    def check(value: object, at: str) -> Iterator[Error]:
        if value not in allowed:
            yield at, "The data should match one item from enum"

    return check


def number(least: int | None = None, kind: str = "number") -> Check:
    def check(value: object, at: str) -> Iterator[Error]:
        wrong = list(of_type(kind)(value, at))
        if wrong:
            yield from wrong
        elif isinstance(value, int | float) and least is not None and value < least:
            yield at, f"Number must be greater than or equal to {least}"
        elif isinstance(value, int | float) and value > _LARGEST:
            yield at, f"Number must be lower than or equal to {_LARGEST}"

    return check


date_time = text(form="date-time")
day = text(form="date")
boolean = of_type("boolean")


def record(
    required: tuple[str, ...] = (),
    properties: Mapping[str, Check] | None = None,
    *,
    only: bool = False,
    together: Mapping[str, str] | None = None,
    least: int = 0,
    some_of: tuple[str, ...] = (),
    one_of_these: tuple[str, ...] = (),
    **named: Check,
) -> Check:
    """Check an object; with `only` it has no other properties, `together` says what needs what else.

    It needs at least one of the properties `some_of`, and exactly one of `one_of_these`.
    """
    checks = {**(properties or {}), **named}
    places = {name: f"/{quote(name)}" for name in checks}

    def check(value: object, at: str) -> Iterator[Error]:
        if not isinstance(value, dict):
            yield from of_type("object")(value, at)
            return
        missing = [name for name in required if name not in value]
        alone = [(n, m) for n, m in (together or {}).items() if n in value and m not in value]
        unknown = [name for name in value if name not in checks]
        if len(value) < least:
            yield at or "/", f"Object must have at least {least} properties, {len(value)} found"
        elif missing:
            yield at or "/", f"The required properties ({', '.join(missing)}) are missing"
        elif alone:
            yield at or "/", f"'{alone[0][1]}' property is required by '{alone[0][0]}' property"
        else:
            errors = [
                each
                for name, property_check in checks.items()
                if name in value
                for each in property_check(value[name], at + places[name])
            ]
            yield from errors
            if errors:
                return
            if only and unknown:
                listed = ", ".join(map(str, unknown))
                yield at or "/", f"Additional object properties are not allowed: {listed}"
            elif some_of and not any(name in value for name in some_of):
                yield at or "/", "The data should match at least one schema"
            elif one_of_these and sum(name in value for name in one_of_these) != 1:
                yield at or "/", "The data should match exactly one schema"

    return check


def localized(each: Check) -> Check:
    """Check an object with a text per language, of one language at least."""
    return record((), dict.fromkeys(LANGUAGES, each), only=True, least=1)


def array(
    each: Check,
    least: int = 0,
    most: int | None = None,
    *,
    unique: bool = False,
    one: tuple[str, str] | None = None,
) -> Check:
    """Check an array; `one` names a property and the value that exactly one of its objects has there."""

    def check(value: object, at: str) -> Iterator[Error]:
        if not isinstance(value, list):
            yield from of_type("array")(value, at)
        elif len(value) < least:
            yield at or "/", f"Array should have at least {least} items, {len(value)} found"
        elif most is not None and len(value) > most:
            yield at or "/", f"Array should have at most {most} items, {len(value)} found"
        elif unique and _repeats(value):
            yield at or "/", "Array must have unique items"
        else:
            found = _matching(value, *one) if one else 1
            if found == 1:
                for index, element in enumerate(value):
                    yield from each(element, f"{at}/{index}")
            else:
                yield at or "/", f"At {'least' if found < 1 else 'most'} 1 array items must match schema"

    return check


def _matching(elements: list[object], name: str, wanted: str) -> int:
    return sum(isinstance(each, dict) and each.get(name) == wanted for each in elements)


def _repeats(elements: list[object]) -> bool:
    texts = [each for each in elements if isinstance(each, str)]
    if len(texts) == len(elements):
        return len(set(texts)) != len(texts)
    written = [repr(each) for each in elements]
    return len(set(written)) != len(written)


def _is_date_time(value: str) -> bool:
    if not _DATE_TIME.fullmatch(value):
        return False
    try:
        return MINYEAR < datetime.fromisoformat(value).year < MAXYEAR
    except ValueError:
        return False


def _is_day(value: str) -> bool:
    try:
        return len(value) == 10 and MINYEAR < date.fromisoformat(value).year < MAXYEAR
    except ValueError:
        return False


_FORMS: Mapping[str, Callable[[str], object]] = {
    "date-time": _is_date_time,
    "date": _is_day,
    "email": _EMAIL.fullmatch,
    "uri": _URI.fullmatch,
    "uuid": re.compile(UUID).fullmatch,
}
