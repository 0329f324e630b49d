"""Turn values into plain JSON values by their types, and back with a pointer to each mistake."""

import types
from collections.abc import Mapping
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from .scalars import SCALARS, Codec, Unreadable, as_mapping, as_sequence, under

KIND = "kind"
"""The member that tells which of several classes an object is of."""

_MOST_NAMED = 20


@cache
def codec(kind: Any) -> Codec:
    """Make the codec of a type; TypeError for a type that nobody taught it."""
    kind = getattr(kind, "__supertype__", kind)
    if kind in SCALARS:
        return SCALARS[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if origin is not None:
        return _collection(origin, arguments)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum(kind)
    if isinstance(kind, type) and attrs.has(kind):
        return _Object(kind).codec
    raise TypeError(f"no way to write down {kind!r}")


def _enum(kind: type[Enum]) -> Codec:
    known = {each.value: each for each in kind}

    def read(value: object, pointer: str) -> object:
        found = known.get(value) if isinstance(value, str | int) else None
        if found is None:
            raise Unreadable(pointer, _none_of(value, [str(each) for each in known]))
        return found

    return Codec(read, lambda value: value.value)


def _none_of(value: object, known: list[str]) -> str:
    if len(known) <= _MOST_NAMED:
        return f"this must be one of {', '.join(known)}"
    near = get_close_matches(str(value), known, n=1)
    return f"there is no such name{f': did you mean {near[0]}?' if near else ''}"


def _union(members: tuple[Any, ...]) -> Codec:
    """Read None or the one other type; of several classes the member `kind` names one."""
    others = [each for each in members if each is not types.NoneType]
    inner = codec(others[0]) if len(others) == 1 else _tagged(others)
    if len(others) == len(members):
        return inner
    return Codec(
        lambda value, pointer: None if value is None else inner.read(value, pointer),
        lambda value: None if value is None else inner.write(value),
    )


def _tagged(classes: list[Any]) -> Codec:
    by_name = {each.__name__: codec(each) for each in classes}

    def read(value: object, pointer: str) -> object:
        given = dict(as_mapping(value, pointer))
        chosen = by_name.get(str(given.pop(KIND, None)))
        if chosen is None:
            raise Unreadable(under(pointer, KIND), f"this must be one of {', '.join(by_name)}")
        return chosen.read(given, pointer)

    def write(value: object) -> object:
        name = type(value).__name__
        written = by_name[name].write(value)
        return {KIND: name, **written} if isinstance(written, dict) else written

    return Codec(read, write)


def _collection(origin: Any, arguments: tuple[Any, ...]) -> Codec:
    if issubclass(origin, Mapping):
        return _mapping(codec(arguments[0]), codec(arguments[1]))
    if origin is tuple and arguments[-1] is not Ellipsis:
        return _fixed([codec(each) for each in arguments])
    item = codec(arguments[0])
    ordered = sorted if issubclass(origin, set | frozenset) else list

    def read(value: object, pointer: str) -> object:
        items = as_sequence(value, pointer)
        return origin(item.read(each, under(pointer, index)) for index, each in enumerate(items))

    return Codec(read, lambda value: [item.write(each) for each in ordered(value)])


def _fixed(items: list[Codec]) -> Codec:
    def read(value: object, pointer: str) -> object:
        given = as_sequence(value, pointer)
        if len(given) != len(items):
            raise Unreadable(pointer, f"this must have {len(items)} items")
        return tuple(item.read(each, under(pointer, i)) for i, (item, each) in enumerate(zip(items, given)))  # noqa: B905

    return Codec(read, lambda value: [item.write(each) for item, each in zip(items, value, strict=True)])


def _mapping(keys: Codec, values: Codec) -> Codec:
    def read(value: object, pointer: str) -> object:
        given = as_mapping(value, pointer)
        return {
            keys.read(name, under(pointer, name)): values.read(each, under(pointer, name))
            for name, each in given.items()
        }

    return Codec(read, lambda value: {str(keys.write(k)): values.write(v) for k, v in value.items()})


class _Object:
    """The codec of an attrs class: members in camel case, those at their default left out."""

    def __init__(self, kind: type[Any]) -> None:
        hints = get_type_hints(kind)
        self._kind = kind
        self._members = {camel(f.name): (f, codec(hints[f.name])) for f in attrs.fields(kind)}
        self.codec = Codec(self._read, self._write)

    def _read(self, value: object, pointer: str) -> object:
        given = as_mapping(value, pointer)
        for name in given:
            if name not in self._members:
                raise Unreadable(under(pointer, name), "there is no such field")
        known: dict[str, object] = {}
        for name, (field, inner) in self._members.items():
            if name in given:
                known[field.alias or field.name] = inner.read(given[name], under(pointer, name))
            elif field.default is attrs.NOTHING:
                raise Unreadable(under(pointer, name), "this is missing")
        try:
            return self._kind(**known)
        except (TypeError, ValueError) as error:
            raise Unreadable(pointer, str(error)) from None

    def _write(self, value: Any) -> dict[str, object]:
        held = ((name, inner, getattr(value, f.name), f) for name, (f, inner) in self._members.items())
        return {name: inner.write(each) for name, inner, each, f in held if each != _default(f)}


def _default(field: Any) -> object:
    default = field.default
    return default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]


@cache
def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(each.capitalize() for each in others)
