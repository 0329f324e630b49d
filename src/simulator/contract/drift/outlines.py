"""The outline of a service: each operation with what it takes and what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from attrs import evolve, field, frozen

from ..document import JsonObject
from .shapes import Shape, ShapeReader, Side
from .sources import Place, Source

METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")
_PROBLEM = re.compile(r"https?://api\.publiq\.be/probs/([a-z0-9]+(?:[/-][a-z0-9]+)+)", re.IGNORECASE)
_ANYWHERE = "any"


@frozen
class Given:
    """A parameter: its name, where it stands, whether it is needed, what it takes."""

    name: str
    location: str
    required: bool
    shape: Shape


@frozen
class Outline:
    """An operation. `problems` are the types per status; under "any" those named without a status.

    `own` are those that the operation alone may answer, as our documents list them apart.
    """

    operation_id: str
    method: str
    path: str
    deprecated: bool
    schemes: frozenset[str]
    parameters: Mapping[tuple[str, str], Given]
    body_required: bool
    bodies: Mapping[str, Shape]
    answers: Mapping[str, Mapping[str, Shape]]
    problems: Mapping[str, frozenset[str]] = field(factory=dict)
    own: Mapping[str, frozenset[str]] = field(factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What a request of it looks like: the names of the parts of its path do not travel."""
        return self.method, re.sub(r"\{[^}]*\}", "{}", self.path)


@frozen
class OutlineReader:
    """Reads the operations of a document, ours or publiq's."""

    source: Source
    _requests: ShapeReader = field(init=False)
    _answers: ShapeReader = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_requests", ShapeReader(self.source, Side.REQUEST))
        object.__setattr__(self, "_answers", ShapeReader(self.source, Side.ANSWER))

    def read(self) -> list[Outline]:
        """Read every operation, in the order of the document."""
        found = []
        for path, item in children(self._place(self.source.top, "paths")):
            shared = self._parameters(item)
            for method, operation in children(item):
                if method in METHODS:
                    found.append(self._outline(path, method, operation, shared))
        return found

    def _outline(
        self, path: str, method: str, place: Place, shared: Mapping[tuple[str, str], Given]
    ) -> Outline:
        node = place.node
        body = self._place(place, "requestBody")
        answers = dict(self._resolved(self._place(place, "responses")))
        return Outline(
            operation_id=str(node.get("operationId") or f"{method} {path}"),
            method=method.upper(),
            path=path,
            deprecated=node.get("deprecated") is True,
            schemes=_schemes(node.get("security", self.source.content.get("security"))),
            parameters={**shared, **self._parameters(place)},
            body_required=body.node.get("required") is True,
            bodies=self._contents(body, self._requests),
            answers={status: self._contents(answer, self._answers) for status, answer in answers.items()},
            problems=self._problems(node, answers),
            own={status: frozenset(map(str, types)) for status, types in _lists(node.get("x-problems"))},
        )

    def _parameters(self, place: Place) -> dict[tuple[str, str], Given]:
        found: dict[tuple[str, str], Given] = {}
        listed = place.node.get("parameters")
        for each in cast("list[object]", listed) if isinstance(listed, list) else []:
            at = self.source.follow(evolve(place, node=cast("JsonObject", each)))
            if at is None:
                continue
            name, location = str(at.node.get("name")), str(at.node.get("in"))
            shape = self._requests.read(self._place(at, "schema"))
            key = name.lower() if location == "header" else name
            found[location, key] = Given(name, location, at.node.get("required") is True, shape)
        return found

    def _contents(self, place: Place, reader: ShapeReader) -> dict[str, Shape]:
        return {
            media: reader.read(self._place(content, "schema"))
            for media, content in children(self._place(place, "content"))
        }

    def _problems(self, node: JsonObject, answers: Mapping[str, Place]) -> dict[str, frozenset[str]]:
        """Gather the types named in prose and examples, or listed in the members of our own documents."""
        found: dict[str, set[str]] = {_ANYWHERE: named_problems(node.get("description"))}
        for status, answer in answers.items():
            shown = [
                content.node.get(kind)
                for _, content in children(self._place(answer, "content"))
                for kind in ("example", "examples")
            ]
            found[status] = named_problems(answer.node.get("description")) | named_problems(shown)
        for listed in (self.source.content.get("x-general-problems"), node.get("x-problems")):
            for status, suffixes in _lists(listed):
                if status in found:
                    found[status] |= {str(suffix) for suffix in suffixes}
        return {status: frozenset(types) for status, types in found.items() if types}

    def _resolved(self, place: Place) -> Iterator[tuple[str, Place]]:
        for name, each in children(place):
            at = self.source.follow(each)
            if at is not None:
                yield name, at

    def _place(self, above: Place, name: str) -> Place:
        """Go one member down, through a reference; an empty object when there is none."""
        node = above.node.get(name)
        below = evolve(above, node=cast("JsonObject", node) if isinstance(node, dict) else {})
        return below if name == "schema" else self.source.follow(below) or evolve(above, node={})


def children(place: Place) -> Iterator[tuple[str, Place]]:
    """Go to each member that is an object."""
    for name, node in place.node.items():
        if isinstance(node, dict):
            yield name, evolve(place, node=cast("JsonObject", node))


def _schemes(security: object) -> frozenset[str]:
    """Name each way to identify oneself: the schemes of one way together, "none" for no need to."""
    if not isinstance(security, list) or not security:
        return frozenset({"none"})
    ways = cast("list[JsonObject]", security)
    return frozenset(" + ".join(sorted(way)) if way else "none" for way in ways)


def named_problems(value: object) -> set[str]:
    """Find the problem types in a text, or as deep in examples as they lie."""
    if isinstance(value, str):
        return {found.lower() for found in _PROBLEM.findall(value)}
    if isinstance(value, dict):
        return set().union(*map(named_problems, cast("JsonObject", value).values()))
    return (
        set().union(*map(named_problems, cast("list[object]", value))) if isinstance(value, list) else set()
    )


def _lists(listed: object) -> Iterator[tuple[str, list[object]]]:
    if isinstance(listed, dict):
        for status, suffixes in cast("JsonObject", listed).items():
            yield status, cast("list[object]", suffixes)
