"""Requests and replies, as plain values that need neither socket nor event loop."""

import json
from collections.abc import Callable, Mapping
from email.utils import formatdate
from functools import cached_property, lru_cache
from urllib.parse import parse_qs

from attrs import define, field, frozen

JSON = "application/json"
PROBLEM = "application/problem+json"
LARGEST_BODY = 64_000_000


@define(slots=False)
class Request:
    """An HTTP request, its body read; header names are in lower case."""

    method: str
    path: str
    query_string: str = ""
    headers: Mapping[str, str] = field(factory=dict[str, str])
    body: bytes = b""
    scheme: str = "http"

    @cached_property
    def query(self) -> dict[str, list[str]]:
        return parse_query(self.query_string) if self.query_string else {}

    @property
    def host(self) -> str:
        return self.headers.get("host", "localhost")


@frozen
class Answer:
    """What a behaviour answers; a body of None is none, bytes are sent as they are."""

    status: int = 200
    body: object = None
    content_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()


@frozen
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


def parse_query(text: str) -> dict[str, list[str]]:
    """Read a query string; one without anything escaped, the usual case, is read the short way."""
    if "%" in text or "+" in text:
        return parse_qs(text, keep_blank_values=True)
    values: dict[str, list[str]] = {}
    for pair in text.split("&"):
        if pair:
            name, _, value = pair.partition("=")
            values.setdefault(name, []).append(value)
    return values


_ANYWHERE = (("access-control-allow-origin", "*"),)


def reply_to(method: str, answer: Answer) -> Reply:
    """Write an answer out; one to HEAD keeps its length and loses its body."""
    anywhere = () if any(name == _ANYWHERE[0][0] for name, _ in answer.headers) else _ANYWHERE
    if answer.body is None:
        return Reply(answer.status, (*anywhere, *answer.headers))
    body = answer.body if isinstance(answer.body, bytes) else dump(answer.body)
    headers = (
        ("content-type", answer.content_type),
        ("content-length", str(len(body))),
        *anywhere,
        *answer.headers,
    )
    return Reply(answer.status, headers, b"" if method == "HEAD" else body)


@lru_cache(maxsize=64)
def http_date(second: int) -> tuple[str, str]:
    """Give the Date header of a second of Unix time."""
    return "date", formatdate(second, usegmt=True)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump(value: object) -> bytes:
    return _encode(value).encode("utf-8", "replace")
