"""Where a published document contradicts itself: examples against schemas, statuses and lists of problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from attrs import evolve, field, frozen

from ..document import JsonObject
from ..errors import describe
from .differences import Difference, Kind, Severity
from .outlines import METHODS, children, named_problems
from .plain import PlainSchemas
from .shapes import Shape, ShapeReader, Side
from .sources import Place, Source

_ERROR = 400


def contradictions(service: str, source: Source) -> list[Difference]:
    """List what a document says against itself, operation by operation, in the name of a service of ours."""
    found = list(dict.fromkeys(_Document(service, source).contradictions()))
    return sorted(found, key=lambda each: (each.operation, each.where))


@frozen
class _Document:
    service: str
    source: Source
    _schemas: PlainSchemas = field(init=False)
    _shapes: dict[Side, ShapeReader] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_schemas", PlainSchemas(self.source))
        object.__setattr__(self, "_shapes", {side: ShapeReader(self.source, side) for side in Side})

    def contradictions(self) -> Iterator[Difference]:
        for path, item in children(self._at(self.source.top, "paths")):
            for method, operation in children(item):
                if method in METHODS:
                    yield from self._operation(operation, f"{method} {path}")

    def _operation(self, place: Place, key: str) -> Iterator[Difference]:
        operation = str(place.node.get("operationId") or key)
        for where, says in self._body(self._at(place, "requestBody"), Side.REQUEST, "body"):
            yield self._told(operation, Side.REQUEST.value, where, says)
        statuses: dict[str, list[str]] = {}
        for status, each in children(self._at(place, "responses")):
            answer = self.source.follow(each)
            if answer is None:
                continue
            for where, says in (*self._body(answer, Side.ANSWER, status), *self._refusals(answer, status)):
                yield self._told(operation, Side.ANSWER.value, where, says)
            for problem in named_problems(answer.node.get("description")):
                statuses.setdefault(problem, []).append(status)
        for problem, several in statuses.items():
            if len(several) > 1:
                says = f"named under {' and '.join(several)}"
                yield self._told(operation, "operation", problem, says)

    def _body(self, body: Place, side: Side, where: str) -> Iterator[tuple[str, str]]:
        """Hold each example of a body against the schema that it stands beside."""
        for media, content in children(self._at(body, "content")):
            if "json" not in media or not isinstance(content.node.get("schema"), dict):
                continue
            examples = list(self._examples(content))
            if not examples:
                continue
            schema = evolve(content, node=cast("JsonObject", content.node["schema"]))
            try:
                validator = self._schemas.validator(schema, side)
            except ValueError:
                yield f"{where} schema of {media}", "the schema cannot be used"
                continue
            for name, value in examples:
                at = f"{where} example {name}"
                for error in describe(list(validator.iter_errors(value))):
                    yield f"{at} {_anywhere(error.pointer)}", f"its schema says: {error.message}"
                for pointer in _unknown(self._shapes[side].read(schema), value, ""):
                    yield f"{at} {_anywhere(pointer)}", "its schema does not know the member"

    def _refusals(self, answer: Place, status: str) -> Iterator[tuple[str, str]]:
        """Compare the problems of the examples with the status and with those that the text lists."""
        listed = named_problems(answer.node.get("description"))
        for _, content in children(self._at(answer, "content")):
            for name, value in self._examples(content):
                if not isinstance(value, dict) or not status.isdigit() or int(status) < _ERROR:
                    continue
                shown, at = cast("JsonObject", value), f"{status} example {name}"
                if isinstance(shown.get("status"), int) and str(shown["status"]) != status:
                    yield f"{at} /status", f"shows {shown['status']}"
                for problem in sorted(named_problems(shown.get("type")) - listed):
                    if listed:
                        yield f"{at} /type", f"the text does not list {problem}"

    def _examples(self, content: Place) -> Iterator[tuple[str, object]]:
        if "example" in content.node:
            yield "of the body", content.node["example"]
        for name, each in children(self._at(content, "examples")):
            example = self.source.follow(each)
            if example is not None and "value" in example.node:
                yield name, example.node["value"]

    def _told(self, operation: str, side: str, where: str, says: str) -> Difference:
        effect = "publiq's document contradicts itself: ask which holds, and list it"
        return Difference(
            Severity.RISK, Kind.CONTRADICTION, self.service, operation, side, where, "-", says, effect
        )

    def _at(self, above: Place, name: str) -> Place:
        node = above.node.get(name)
        below = evolve(above, node=cast("JsonObject", node) if isinstance(node, dict) else {})
        return self.source.follow(below) or evolve(above, node={})


def _anywhere(pointer: str) -> str:
    """Leave the numbers of elements out: what is wrong in one is wrong in the list."""
    return re.sub(r"/\d+(?=/|$)", "/[]", pointer)


def _unknown(shape: Shape, value: object, pointer: str) -> Iterator[str]:
    """Point to the members that a schema which names its members does not name."""
    if shape.opaque:
        return
    if isinstance(value, list) and shape.items is not None:
        for number, each in enumerate(cast("list[object]", value)):
            yield from _unknown(shape.items, each, f"{pointer}/{number}")
    if not isinstance(value, dict) or not (shape.members or shape.others):
        return
    for name, each in cast("JsonObject", value).items():
        below = shape.member(name)
        if below is None:
            yield f"{pointer}/{name}"
        else:
            yield from _unknown(below, each, f"{pointer}/{name}")
