"""Compare an answer with the facts that a case expects of it, place by place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from attrs import frozen

ABSENT = "absent"


@frozen
class Mismatch:
    """One place that is not as expected: a JSON pointer, what was expected, and the value that was got.

    `got` is GONE when nothing is there.
    """

    pointer: str
    expected: str
    got: object


class Gone:
    """The type of GONE: nothing is there, as opposed to null."""

    def __repr__(self) -> str:
        return ABSENT


GONE = Gone()


def mismatches(facts: Mapping[str, object], answer: object) -> Iterator[Mismatch]:
    """Find the places of an answer that are not as the facts say, in their order."""
    for pointer, expected in facts.items():
        got = at(answer, pointer)
        wanted = unmet(expected, got)
        if wanted is not None:
            yield Mismatch(pointer, wanted, got)


def at(value: object, pointer: str) -> object:
    """Follow an RFC 6901 pointer; GONE where it leads nowhere."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = cast("dict[str, object]", value).get(name, GONE)
        elif (
            isinstance(value, list) and re.fullmatch(r"-?\d+", name) and -len(value) <= int(name) < len(value)
        ):
            value = cast("list[object]", value)[int(name)]
        else:
            return GONE
    return value


def part_of(answer: object, what: object) -> object:
    """Take a part of an answer, by a pointer or `{in, like, take}`; GONE when it is not there."""
    if not isinstance(what, dict):
        return at(answer, str(what))
    wanted = cast("dict[str, object]", what)
    fitting = (each for each in _items(at(answer, str(wanted["in"]))) if includes(wanted["like"], each))
    return at(next(fitting, GONE), str(wanted["take"]))


def unmet(expected: object, got: object) -> str | None:
    """Say what was expected when it is not what was got; None when it is.

    A mapping whose one member begins with `$` is a condition (see CONDITIONS), any other value is itself.
    """
    if isinstance(expected, dict) and len(expected) == 1:
        [(name, value)] = cast("dict[str, object]", expected).items()
        if name in CONDITIONS:
            said, holds = CONDITIONS[name]
            return None if holds(value, got) else said.format(shown(value))
    return None if same(expected, got) else shown(expected)


def same(expected: object, got: object) -> bool:
    """Compare as JSON does: true is not 1, 2 is 2.0, and members have no order."""
    if isinstance(expected, dict) and isinstance(got, dict):
        return expected.keys() == got.keys() and all(same(expected[name], got[name]) for name in expected)
    if isinstance(expected, list) and isinstance(got, list):
        return len(expected) == len(got) and all(map(same, expected, got))
    if isinstance(expected, bool) or isinstance(got, bool):
        return expected is got
    return expected == got


def includes(expected: object, got: object) -> bool:
    """Say whether an object has at least the members of another, each as expected."""
    if not isinstance(expected, dict) or not isinstance(got, dict) or expected.keys() & CONDITIONS.keys():
        return unmet(expected, got) is None
    return all(includes(each, got.get(name, GONE)) for name, each in expected.items())


def shown(value: object) -> str:
    """Write a value as it is shown to people."""
    return ABSENT if isinstance(value, Gone) else repr(value) if isinstance(value, str) else str(value)


def _items(got: object) -> Sequence[object]:
    return cast("list[object]", got) if isinstance(got, list) else ()


def _count(wanted: object, got: object) -> bool:
    return isinstance(got, list | dict | str) and len(got) == wanted


def _number(got: object) -> float | None:
    return got if isinstance(got, int | float) and not isinstance(got, bool) else None


def _least(wanted: object, got: object) -> bool:
    number = _number(got)
    return number is not None and number >= float(str(wanted))


def _most(wanted: object, got: object) -> bool:
    number = _number(got)
    return number is not None and number <= float(str(wanted))


_TYPES: Mapping[object, type | tuple[type, ...]] = {
    "string": str,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


def _type(wanted: object, got: object) -> bool:
    return isinstance(got, _TYPES[wanted]) and (wanted == "boolean" or not isinstance(got, bool))


CONDITIONS: Mapping[str, tuple[str, Callable[[object, object], bool]]] = {
    "$present": ("something", lambda wanted, got: isinstance(got, Gone) is not wanted),
    "$absent": ("nothing", lambda wanted, got: isinstance(got, Gone) is wanted),
    "$type": ("a value of type {}", _type),
    "$matches": (
        "text that matches {}",
        lambda p, got: isinstance(got, str) and bool(re.search(str(p), got)),
    ),
    "$count": ("{} of them", _count),
    "$least": ("{} at least", _least),
    "$most": ("{} at most", _most),
    "$not": ("not {}", lambda wanted, got: not isinstance(got, Gone) and not same(wanted, got)),
    "$has": ("the members {}", includes),
    "$some": ("one like {}", lambda wanted, got: any(includes(wanted, each) for each in _items(got))),
    "$every": (
        "only such as {}",
        lambda wanted, got: bool(_items(got)) and all(includes(wanted, each) for each in _items(got)),
    ),
    "$none": (
        "none like {}",
        lambda wanted, got: isinstance(got, list) and not any(includes(wanted, each) for each in got),
    ),
    "$within": ("one of {}", lambda wanted, got: any(same(each, got) for each in _items(wanted))),
}
"""What may be asked of a place besides a value: the words for it, and whether it holds."""
