"""Let a simulator differ from its contracts in named ways, to see whether that is heard.

`drop:tariff.type` leaves a member out wherever it is answered, `set:tariff.price=9` gives it another value,
and `status:event-not-found=404` gives a problem type another status.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, cast

from attrs import evolve, frozen

from .simulator import Simulator
from .target import locate
from .wire.messages import Reply, Request

_PREFIX = "https://api.publiq.be/probs/"
_CONTROL = "_sim"


class BadMutation(ValueError):
    """A mutation that is not written as one; the message says how they are written."""

    def __init__(self, written: str) -> None:
        super().__init__(f"{written!r} is none of drop:PATH, set:PATH=VALUE, status:PROBLEM=STATUS")


@frozen
class Change:
    """Leave a member out or give it another value, wherever names end in this path."""

    path: tuple[str, ...]
    replace: Callable[[dict[str, Any], str], None]

    def of(self, body: object, above: tuple[str, ...] = ()) -> None:
        """Change a JSON value in place, as deep as it goes."""
        for each in cast("Iterable[object]", body) if isinstance(body, list) else ():
            self.of(each, above)
        if not isinstance(body, dict):
            return
        held = cast("dict[str, Any]", body)
        for name, value in held.items():
            self.of(value, (*above, name))
        if self.path[-1] in held and (*above, self.path[-1])[-len(self.path) :] == self.path:
            self.replace(held, self.path[-1])


@frozen
class Mutations:
    """What is different: members of good answers, and statuses by the end of a problem type."""

    changes: tuple[Change, ...] = ()
    statuses: Mapping[str, int] = {}

    def of(self, reply: Reply) -> Reply:
        """Change a reply; one that is no JSON stays as it is."""
        try:
            body = json.loads(reply.body)
        except ValueError:
            return reply
        status = self._status(body) or reply.status
        if reply.status < HTTPStatus.BAD_REQUEST:
            for change in self.changes:
                change.of(body)
        elif status != reply.status:
            body["status"] = status
        written = json.dumps(body, ensure_ascii=False).encode()
        length = {"content-length": str(len(written))}
        headers = tuple((name, length.get(name.lower(), value)) for name, value in reply.headers)
        return evolve(reply, status=status, body=written, headers=headers)

    def _status(self, body: object) -> int | None:
        kind = body.get("type") if isinstance(body, dict) else None
        if not isinstance(kind, str):
            return None
        name = kind.removeprefix(_PREFIX)
        return self.statuses.get(name, self.statuses.get(name.rpartition("/")[2]))


def read_mutations(written: str) -> Mutations:
    """Read mutations that commas separate; raises BadMutation."""
    changes: list[Change] = []
    statuses: dict[str, int] = {}
    for each in written.split(","):
        kind, _, what = each.strip().partition(":")
        path, _, value = what.partition("=")
        if kind == "drop" and what and not value:
            changes.append(Change(tuple(what.split(".")), lambda held, name: held.pop(name)))
        elif kind == "set" and path and value:
            changes.append(Change(tuple(path.split(".")), _setting(value)))
        elif kind == "status" and path and value.isascii() and value.isdigit() and 100 <= int(value) < 600:
            statuses[path] = int(value)
        else:
            raise BadMutation(each)
    return Mutations(tuple(changes), statuses)


def _setting(written: str) -> Callable[[dict[str, Any], str], None]:
    try:
        value = json.loads(written)
    except ValueError:
        value = written
    return lambda held, name: held.update({name: value})


class Mutated(Simulator):
    """A simulator whose services answer differently than its worlds say; its controls do not."""

    def __init__(self, mutations: Mutations, **settings: Any) -> None:
        super().__init__(**settings)
        self._mutations = mutations

    def handle(self, request: Request) -> Reply:
        reply = super().handle(request)
        target = locate(request)
        is_control = target is None or target.service == _CONTROL
        return reply if is_control or reply.again is not None else self._mutations.of(reply)
