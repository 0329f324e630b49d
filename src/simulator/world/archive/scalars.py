"""Read and write single values: texts, numbers, instants, durations."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from attrs import frozen

Read = Callable[[object, str], Any]
Write = Callable[[Any], object]


class Unreadable(Exception):
    """What is written down is no world: `pointer` (RFC 6901) says where, the text says why."""

    def __init__(self, pointer: str, why: str) -> None:
        super().__init__(f"{pointer or '/'}: {why}")
        self.pointer = pointer or "/"
        self.why = why


@frozen(slots=False)
class Codec:
    """How values of one type are read and written."""

    read: Read
    write: Write


def under(pointer: str, step: str | int) -> str:
    return f"{pointer}/{str(step).replace('~', '~0').replace('/', '~1')}"


def as_mapping(value: object, pointer: str) -> dict[str, object]:
    """Take an object whose names are strings, as YAML may have others."""
    if not isinstance(value, dict):
        raise Unreadable(pointer, "this must be an object")
    for name in value:
        if not isinstance(name, str):
            raise Unreadable(pointer, f"the name {name!r} must be a string: put it between quotes")
    return value


def as_sequence(value: object, pointer: str) -> list[object]:
    if not isinstance(value, list):
        raise Unreadable(pointer, "this must be a list")
    return value


def _of_type(kind: type, name: str) -> Codec:
    def read(value: object, pointer: str) -> object:
        if type(value) is not kind:
            hint = ": put it between quotes" if kind is str and isinstance(value, int | float) else ""
            raise Unreadable(pointer, f"this must be {name}{hint}")
        return value

    return Codec(read, lambda value: value)


def _parsed(parse: Callable[[str], Any], write: Write, name: str) -> Codec:
    def read(value: object, pointer: str) -> object:
        try:
            return parse(_STRING.read(value, pointer))
        except (ValueError, InvalidOperation):
            raise Unreadable(pointer, f"this must be {name}") from None

    return Codec(read, write)


def _float(value: object, pointer: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unreadable(pointer, "this must be a number")
    return value


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at


def _seconds(value: object, pointer: str) -> timedelta:
    try:
        return timedelta(seconds=_float(value, pointer))
    except (OverflowError, ValueError):
        raise Unreadable(pointer, "this is too long a duration") from None


def _written_seconds(value: timedelta) -> float:
    seconds = value.total_seconds()
    return int(seconds) if seconds.is_integer() else seconds


def _anything(value: object, _: str) -> object:
    return value


_STRING = _of_type(str, "a string")
SCALARS: dict[Any, Codec] = {
    str: _STRING,
    int: _of_type(int, "a whole number"),
    bool: _of_type(bool, "true or false"),
    float: Codec(_float, lambda value: value),
    object: Codec(_anything, lambda value: value),
    Any: Codec(_anything, lambda value: value),
    bytes: _parsed(lambda text: b64decode(text, validate=True), lambda v: b64encode(v).decode(), "base64"),
    datetime: _parsed(_instant, datetime.isoformat, "an instant with a time zone in ISO 8601"),
    date: _parsed(date.fromisoformat, date.isoformat, "a date in ISO 8601"),
    Decimal: _parsed(Decimal, str, "a decimal number as a string"),
    timedelta: Codec(_seconds, _written_seconds),
}
