"""What a schema lets through, reduced to what a client notices: members, types and values."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import cast

from attrs import evolve, field, frozen

from ..document import JsonObject
from .sources import Place, Source


class Side(Enum):
    """Who writes: the client a request, the service an answer."""

    REQUEST = "request"
    ANSWER = "answer"


@frozen
class Shape:
    """Nothing that is empty is limited: no `types` is any type, no `values` any value.

    `values` are written as JSON. `name` is the component that the schema is, when it is one; `opaque` says
    that what lies below is unknown: an unresolved reference, or a schema within itself.
    """

    types: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    members: Mapping[str, Shape] = field(factory=dict)
    items: Shape | None = None
    others: Shape | None = None
    closed: bool = False
    name: str = ""
    opaque: bool = False

    @property
    def silent(self) -> bool:
        """Whether nothing at all is said: any value goes."""
        return not (self.types or self.values or self.members or self.items or self.others or self.required)

    def member(self, name: str) -> Shape | None:
        """The member of a name; one of a map is any of the others."""
        return self.members.get(name, self.others)


UNKNOWN = Shape(opaque=True)
_PASSED_OVER = {Side.REQUEST: "readOnly", Side.ANSWER: "writeOnly"}


@frozen
class ShapeReader:
    """Reads the schemas of one document for one side; what the side does not see is left out."""

    source: Source
    side: Side
    _known: dict[tuple[object, ...], Shape] = field(factory=dict)

    def read(self, place: Place, within: tuple[str, ...] = ()) -> Shape:
        """Read a schema; `within` are the references that led here, to stop at a schema within itself."""
        reference = place.node.get("$ref")
        if not isinstance(reference, str):
            return self._of(place, within)
        step = f"{place.file}|{reference}"
        if step in within:
            return UNKNOWN
        target = self.source.follow(evolve(place, node={"$ref": reference}))
        if target is None:
            return UNKNOWN
        key = (step, self.side)
        if key not in self._known:
            shape = self._of(target, (*within, step))
            self._known[key] = evolve(shape, name=shape.name or target.name)
        found = self._known[key]
        beside = {name: value for name, value in place.node.items() if name != "$ref"}
        extra = self._of(evolve(place, node=beside), within)
        return evolve(_both(found, extra), name=found.name)

    def _of(self, place: Place, within: tuple[str, ...]) -> Shape:
        node = place.node
        shape = self._plain(place, within)
        for part in self._parts(place, "allOf"):
            shape = _both(shape, self.read(part, within))
        for choice in ("oneOf", "anyOf"):
            parts = [self.read(part, within) for part in self._parts(place, choice)]
            if parts:
                shape = _both(shape, _either(parts))
        return evolve(shape, types=shape.types | {"null"}) if node.get("nullable") is True else shape

    def _plain(self, place: Place, within: tuple[str, ...]) -> Shape:
        node = place.node
        members = self._members(place, within)
        hidden = set(_objects(node.get("properties"))) - set(members)
        items, others = node.get("items"), node.get("additionalProperties")
        patterns = list(_objects(node.get("patternProperties")).values())
        if isinstance(others, dict) and others:
            patterns.append(cast("JsonObject", others))
        values = _values(node)
        return Shape(
            types=_types(node, values),
            values=frozenset(json.dumps(value) for value in values if value is not None),
            required=frozenset(str(name) for name in _list(node.get("required"))) - hidden,
            members=members,
            items=self.read(evolve(place, node=cast("JsonObject", items)), within)
            if isinstance(items, dict)
            else None,
            others=_either([self.read(evolve(place, node=each), within) for each in patterns])
            if patterns
            else None,
            closed=others is False,
        )

    def _members(self, place: Place, within: tuple[str, ...]) -> dict[str, Shape]:
        found: dict[str, Shape] = {}
        for name, each in _objects(place.node.get("properties")).items():
            target = self.source.follow(evolve(place, node=each))
            passed = _PASSED_OVER[self.side]
            if each.get(passed) is True or (target is not None and target.node.get(passed) is True):
                continue
            found[name] = self.read(evolve(place, node=each), within)
        return found

    def _parts(self, place: Place, keyword: str) -> list[Place]:
        return [
            evolve(place, node=cast("JsonObject", each))
            for each in _list(place.node.get(keyword))
            if isinstance(each, dict)
        ]


def _both(one: Shape, other: Shape) -> Shape:
    """What both let through."""
    members = dict(one.members)
    for name, shape in other.members.items():
        members[name] = _both(members[name], shape) if name in members else shape
    return Shape(
        types=_narrower(one.types, other.types),
        values=one.values & other.values if one.values and other.values else one.values | other.values,
        required=one.required | other.required,
        members=members,
        items=_both(one.items, other.items) if one.items and other.items else one.items or other.items,
        others=_both(one.others, other.others) if one.others and other.others else one.others or other.others,
        closed=one.closed or other.closed,
        name=one.name or other.name,
        opaque=one.opaque or other.opaque,
    )


def _narrower(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    return frozenset(_with_whole(one) & _with_whole(other)) if one and other else one | other


def _with_whole(types: frozenset[str]) -> frozenset[str]:
    return types | {"integer"} if "number" in types else types


def _either(parts: Sequence[Shape]) -> Shape:
    """What one of several lets through: a member is needed when each that takes objects needs it."""
    objects = [part for part in parts if not part.types or "object" in part.types]
    members: dict[str, Shape] = {}
    for name in dict.fromkeys(name for part in parts for name in part.members):
        members[name] = _either([part.members[name] for part in parts if name in part.members])
    items = [part.items for part in parts if part.items]
    others = [part.others for part in parts if part.others]
    return Shape(
        types=frozenset().union(*(part.types for part in parts))
        if all(p.types for p in parts)
        else frozenset(),
        values=frozenset().union(*(part.values for part in parts))
        if all(p.values for p in parts)
        else frozenset(),
        required=frozenset.intersection(*(part.required for part in objects)) if objects else frozenset(),
        members=members,
        items=_either(items) if items else None,
        others=_either(others) if others else None,
        closed=bool(objects) and all(part.closed for part in objects),
        name=parts[0].name if len(parts) == 1 else "",
        opaque=any(part.opaque for part in parts),
    )


def _types(node: JsonObject, values: Sequence[object]) -> frozenset[str]:
    declared = node.get("type")
    if isinstance(declared, str):
        return frozenset({declared})
    if isinstance(declared, list):
        return frozenset(str(each) for each in declared)
    if values:
        return frozenset(_type_of(value) for value in values)
    if "properties" in node:
        return frozenset({"object"})
    return frozenset({"array"}) if "items" in node else frozenset()


def _type_of(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def _values(node: JsonObject) -> list[object]:
    return [node["const"]] if "const" in node else _list(node.get("enum"))


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _objects(value: object) -> dict[str, JsonObject]:
    if not isinstance(value, dict):
        return {}
    return {name: each for name, each in cast("JsonObject", value).items() if isinstance(each, dict)}
