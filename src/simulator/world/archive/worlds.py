"""The written form of a world: version, clock, settings, and every table by its name.

Tables are found by the types of `State`, so that a new one needs nothing here. A row may leave out the member
that its key repeats (`id`, `number`, `value`). A file with `base: official` adds to the official test data,
and a table that only points from one row to another is made anew where the file does not have it.
"""

from datetime import timedelta
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import attrs

from ..clock import ClockState, within_reach
from ..state import Frozen, Settings, State
from ..tables import Index, Table
from .derived import derive
from .plain import camel, codec
from .references import dangling
from .scalars import Codec, Unreadable, as_mapping, as_sequence, under

VERSION = 1
_LONGEST_DELAY = timedelta(days=36_525)
_MEMBERS = frozenset({"version", "base", "clock", "settings", "tables"})
_KEY_MEMBERS = ("id", "number", "value")

Json = dict[str, object]
T = TypeVar("T")


def write_world(frozen: Frozen, clock: ClockState) -> Json:
    """Write a state and a clock as JSON values; equal worlds are written equally."""
    parts = frozen.parts
    tables = {
        camel(name): _write_table(kind, parts[name]) for name, kind in _kinds().items() if name != "settings"
    }
    return {
        "version": VERSION,
        "clock": codec(ClockState).write(clock),
        "settings": codec(Settings).write(parts["settings"]),
        "tables": tables,
    }


def read_world(written: object, official: Frozen) -> tuple[Frozen, ClockState]:
    """Read what `write_world` wrote, or a person; raises Unreadable and has changed nothing then."""
    given = as_mapping(written, "")
    _check_version(given)
    for name in given:
        if name not in _MEMBERS:
            raise Unreadable(under("", name), "there is no such field")
    if given.get("base", "empty") not in ("empty", "official"):
        raise Unreadable("/base", "this must be empty or official")
    state = State(settings=_official_settings(official), next_sale=_official_next_sale(official))
    if given.get("base") == "official":
        state.thaw(official)
    state.settings = _settings(given.get("settings", {}), state.settings)
    tables = as_mapping(given.get("tables", {}), "/tables")
    _read_tables(state, tables)
    derive(state, frozenset(tables))
    for pointer, what in dangling(state):
        hint = "" if "base" in given else "; with `base: official` there are the official test data"
        raise Unreadable(pointer, f"there is no {what}{hint}")
    return state.freeze(), _clock(given.get("clock", {}))


def _clock(written: object) -> ClockState:
    read: ClockState = codec(ClockState).read(written, "/clock")
    if not within_reach(read):
        raise Unreadable("/clock", "a clock goes from 1900 to 8999")
    return read


def _check_version(given: Json) -> None:
    version = given.get("version")
    if type(version) is not int or version < 1:
        raise Unreadable("/version", f"this must be a version, such as {VERSION}")
    if version > VERSION:
        raise Unreadable(
            "/version", f"written by a newer simulator: {version}, while this one reads {VERSION}"
        )


def _settings(written: object, beginning: Settings) -> Settings:
    """Read settings; those that are not given stay as they are at the beginning."""
    known = as_mapping(codec(Settings).write(beginning), "/settings")
    read: Settings = codec(Settings).read({**known, **as_mapping(written, "/settings")}, "/settings")
    for field in attrs.fields(Settings):
        delay = getattr(read, field.name)
        if isinstance(delay, timedelta) and not timedelta() <= delay <= _LONGEST_DELAY:
            raise Unreadable(under("/settings", camel(field.name)), "this must be from 0 to a hundred years")
    return read


def _read_tables(state: State, tables: Json) -> None:
    kinds = {camel(name): (name, kind) for name, kind in _kinds().items() if name != "settings"}
    for written_name, rows in tables.items():
        pointer = under("/tables", written_name)
        if written_name not in kinds:
            raise Unreadable(pointer, "there is no such table")
        name, kind = kinds[written_name]
        held = getattr(state, name)
        if isinstance(held, Table):
            for key, row in _pairs(kind, rows, pointer):
                held.put(key, row)
        elif isinstance(held, Index):
            for key, values in _pairs(kind, rows, pointer):
                for value in values:
                    held.add(key, value)
        else:
            setattr(state, name, codec(kind).read(rows, pointer))


def _pairs(kind: Any, rows: object, pointer: str) -> list[tuple[Any, Any]]:
    """Read an object of rows by key, or a list of pairs where a key is no string or number."""
    key_kind, row_kind = get_args(kind)
    keys, values = codec(key_kind), _values(kind, row_kind)
    if not _is_plain(key_kind):
        pairs = [as_sequence(p, under(pointer, i)) for i, p in enumerate(as_sequence(rows, pointer))]
        for index, pair in enumerate(pairs):
            if len(pair) != 2:
                raise Unreadable(under(pointer, index), "this must have 2 items")
        return [
            (keys.read(k, f"{pointer}/{i}/0"), values.read(v, f"{pointer}/{i}/1"))
            for i, (k, v) in enumerate(pairs)
        ]
    repeated = _key_member(row_kind)
    read: list[tuple[Any, Any]] = []
    for text, row in as_mapping(rows, pointer).items():
        at = under(pointer, text)
        key = _number(text, at) if key_kind is int else keys.read(text, at)
        if repeated and isinstance(row, dict):
            row = {repeated: key, **row}  # noqa: PLW2901
            if row[repeated] != key:
                raise Unreadable(under(at, repeated), "this must be the same as the name of its row")
        read.append((key, values.read(row, at)))
    return read


def _write_table(kind: Any, held: Any) -> object:
    if get_origin(kind) not in (Table, Index):
        return codec(kind).write(held)
    key_kind, row_kind = get_args(kind)
    keys, values = codec(key_kind), _values(kind, row_kind)
    if not _is_plain(key_kind):
        return [[keys.write(key), values.write(row)] for key, row in held.items()]
    repeated = _key_member(row_kind) if get_origin(kind) is Table else None
    return {str(keys.write(key)): _row(values.write(row), key, repeated) for key, row in held.items()}


def _row(written: object, key: object, repeated: str | None) -> object:
    if repeated and isinstance(written, dict) and written.get(repeated) == key:
        del written[repeated]
    return written


def _values(kind: Any, row_kind: Any) -> Codec:
    if get_origin(kind) is not Index:
        return codec(row_kind)
    listed = codec(tuple[row_kind, ...])
    return Codec(listed.read, lambda held: listed.write(tuple(held)))


def _is_plain(key_kind: Any) -> bool:
    return key_kind in (str, int)


def _number(text: str, pointer: str) -> int:
    if not (text.isascii() and text.removeprefix("-").isdecimal()):
        raise Unreadable(pointer, "the name of this row must be a whole number")
    return int(text)


def _key_member(row_kind: Any) -> str | None:
    """Name the member of a row that repeats its key."""
    if not (isinstance(row_kind, type) and attrs.has(row_kind)):
        return None
    first = next(iter(attrs.fields(row_kind))).name
    return first if first in _KEY_MEMBERS else None


def _kinds() -> dict[str, Any]:
    hints = get_type_hints(State)
    return {field.name: hints[field.name] for field in attrs.fields(State) if "derived" not in field.metadata}


def _official_settings(official: Frozen) -> Settings:
    return _part(official, "settings", Settings)


def _official_next_sale(official: Frozen) -> int:
    return _part(official, "next_sale", int)


def _part(frozen: Frozen, name: str, kind: type[T]) -> T:
    part = frozen.parts[name]
    if not isinstance(part, kind):
        raise TypeError(f"a snapshot has {name}")
    return part
