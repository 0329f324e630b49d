"""Requests and replies, as plain values that need neither socket nor event loop."""

import json
from collections.abc import Callable, Mapping, Sequence
from email.utils import format_datetime
from functools import lru_cache
from json import encoder as _json
from urllib.parse import parse_qs

from attrs import define, field

from ..world.clock import PerSecond
from ..world.quick import quick

JSON = "application/json"
PROBLEM = "application/problem+json"
LARGEST_BODY = 64_000_000
SHORT = 512
"""Up to so many characters a text is remembered with what was found out of it."""


@define
class Request:
    """An HTTP request, its body read; header names are in lower case.

    `token_prefix` stands before the tokens that it is given, when its client chose the world.
    """

    method: str
    path: str
    query_string: str = ""
    headers: Mapping[str, str] = field(factory=dict[str, str])
    body: bytes = b""
    scheme: str = "http"
    token_prefix: str = ""
    _query: Mapping[str, Sequence[str]] | None = field(default=None, init=False, eq=False, repr=False)

    @property
    def query(self) -> Mapping[str, Sequence[str]]:
        """The query; short ones are remembered, because the same ones come again and again."""
        if self._query is None:
            text = self.query_string
            self._query = _short_query(text) if len(text) <= SHORT else parse_query(text)
        return self._query

    @property
    def host(self) -> str:
        return self.headers.get("host", "localhost")


@quick
class Answer:
    """What a behaviour answers; a body of None is none, bytes are sent as they are."""

    status: int = 200
    body: object = None
    content_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()


@quick
class Reply:
    """What leaves the simulator.

    `delay` is in seconds before it leaves; `lost` says that the connection breaks instead, `hangs` that
    nothing ever comes. With `again` there is no answer yet: whoever carries the reply waits for the delay
    and calls it for the next one.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""
    delay: float = 0.0
    lost: bool = False
    hangs: bool = False
    again: "Callable[[], Reply] | None" = None


def parse_query(text: str) -> Mapping[str, Sequence[str]]:
    """Read a query string; one without anything escaped, the usual case, is read the short way."""
    if "%" in text or "+" in text:
        return parse_qs(text, keep_blank_values=True)
    values: dict[str, list[str]] = {}
    for pair in text.split("&"):
        if pair:
            name, _, value = pair.partition("=")
            values.setdefault(name, []).append(value)
    return values


_short_query = lru_cache(maxsize=4096)(parse_query)
_ORIGIN = "access-control-allow-origin"
_ANYWHERE: tuple[tuple[str, str], ...] = ((_ORIGIN, "*"),)


def reply_to(method: str, answer: Answer, *more: tuple[str, str]) -> Reply:
    """Write an answer out, with more headers; one to HEAD keeps its length and loses its body."""
    anywhere = _ANYWHERE
    for name, _ in answer.headers:
        if name == _ORIGIN:
            anywhere = ()
    if answer.body is None:
        return Reply(answer.status, (*anywhere, *answer.headers, *more))
    body = answer.body if isinstance(answer.body, bytes) else dump(answer.body)
    headers = (
        ("content-type", answer.content_type),
        ("content-length", str(len(body))),
        *anywhere,
        *answer.headers,
        *more,
    )
    return Reply(answer.status, headers, b"" if method == "HEAD" else body)


_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def _written() -> Callable[[object], str]:
    """Give the function that writes JSON: with CPython its encoder in C, made once and not for each text."""
    make = getattr(_json, "c_make_encoder", None)
    if make is None:
        return _encoder.encode
    sort_keys, skip_keys, allow_nan = False, False, True
    chunks = make(
        None, _encoder.default, _json.encode_basestring, None, ":", ",", sort_keys, skip_keys, allow_nan
    )
    return lambda value: "".join(chunks(value, 0))


_encode = _written()


http_date = PerSecond(lambda at: ("date", format_datetime(at, usegmt=True)))
"""Gives the Date header of an instant in UTC."""


def dump(value: object) -> bytes:
    return _encode(value).encode("utf-8", "replace")
