"""Parse JSON, and say why what is none could not be parsed."""

import json
from collections.abc import Iterable

_DEEPEST = 100
_TOO_DEEP = f"It is nested deeper than {_DEEPEST} levels."


class _Odd(ValueError):
    """JSON of a kind that is not taken; its text is a sentence about it."""


def parsed(text: bytes) -> object:
    """Parse a body; raises ValueError or RecursionError, also for half surrogate pairs and deep nesting."""
    body = _decoded(text.decode())
    if b"\\" in text and b"\\ud" in text.lower():
        json.dumps(body, ensure_ascii=False).encode()
    if text.count(b"[") + text.count(b"{") > _DEEPEST and _depth_exceeds(body, _DEEPEST):
        raise _Odd(_TOO_DEEP)
    return body


def why(error: Exception) -> str:
    """Say in a sentence, after a space, which rule a body broke; nothing of the body itself is in it."""
    match error:
        case json.JSONDecodeError():
            return f" {error.msg} at line {error.lineno}, column {error.colno}."
        case UnicodeDecodeError():
            return f" It is not UTF-8 from byte {error.start} on."
        case UnicodeEncodeError():
            return " A text has half of a surrogate pair."
        case RecursionError():
            return f" {_TOO_DEEP}"
        case _Odd():
            return f" {error}"
        case _:
            return " A number has too many digits."


def _depth_exceeds(body: object, deepest: int) -> bool:
    level = [body]
    for _ in range(deepest):
        level = [each for held in level for each in _held(held)]
        if not level:
            return False
    return True


def _held(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _no_constant(name: str) -> float:
    raise _Odd(f"{name} is no JSON.")


_decoder = json.JSONDecoder(parse_constant=_no_constant)


def _decoded(text: str) -> object:
    """Decode JSON; where nothing stands around it, the usual case, without a look for white space."""
    if text[:1] in ("{", "["):
        body, end = _decoder.raw_decode(text)
        if end == len(text):
            return body
    return _decoder.decode(text)
