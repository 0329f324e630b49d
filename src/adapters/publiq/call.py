"""One request and one answer, apart from how they travel."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeAlias
from urllib.parse import quote

from attrs import field, frozen

from .environment import Service

PROBLEM_JSON = "application/problem+json"
Query: TypeAlias = Mapping[str, str | tuple[str, ...]]
"""Parameters of an address; one with several values is there several times."""


@frozen
class Call:
    """A request to a service: `path` is a template, `arguments` its parts; only the template is logged.

    `writes` says that asking twice is not asking once; `deadline` is the moment after which its first
    byte may not leave. `body` goes as JSON; `form` is a body of another kind, which `form_type` names.
    """

    service: Service
    operation: str
    method: str
    path: str
    arguments: dict[str, str] = field(factory=dict, repr=False)
    query: Query = field(factory=dict[str, str], repr=False)
    body: Any = field(default=None, repr=False)
    form: bytes | None = field(default=None, repr=False)
    form_type: str = "application/json"
    writes: bool = False
    deadline: datetime | None = None

    @property
    def target(self) -> str:
        """The path with its arguments, each quoted so that none can reach into another path."""
        return self.path.format(**{name: quote(value, safe="") for name, value in self.arguments.items()})

    @property
    def content(self) -> bytes | None:
        """The body as JSON or as it is, or `None` without a body."""
        if self.form is not None:
            return self.form
        return None if self.body is None else json.dumps(self.body, default=_number).encode()


def _number(value: object) -> int | float:
    """Write an amount as a JSON number: the shortest digits of a float are those of the amount."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} has no place in a request")
    return int(value) if value == value.to_integral_value() else float(value)


@frozen
class Reply:
    """An answer: its status, kind and body; `retry_after` is the server's wish, `date` its clock, if told."""

    status: int
    content_type: str
    content: bytes = field(repr=False)
    retry_after: timedelta | None = None
    date: datetime | None = None

    @property
    def ok(self) -> bool:
        """Whether the status says that it was done."""
        return 200 <= self.status < 300

    def json(self) -> Any:
        """The body as JSON, its numbers exact; raises `ValueError` when it is none."""
        return json.loads(self.content, parse_float=Decimal)
