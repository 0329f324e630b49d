"""Write a schema of a published document out, so that a validator needs nothing beside it."""

from __future__ import annotations

from typing import cast

from attrs import evolve, field, frozen
from jsonschema_rs import Draft4Validator, Draft202012Validator

from ..document import JsonObject
from .shapes import Side
from .sources import Place, Source

_NAMED = frozenset({"properties", "patternProperties", "definitions", "$defs", "dependentSchemas"})
_LISTED = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_SINGLE = frozenset(
    {
        "items",
        "additionalProperties",
        "unevaluatedProperties",
        "unevaluatedItems",
        "contains",
        "propertyNames",
    }
    | {"not", "if", "then", "else"}
)
_SKIPPED = frozenset({"example", "examples", "default", "id", "$id", "$schema", "discriminator", "xml"})
_HIDDEN = {Side.REQUEST: "readOnly", Side.ANSWER: "writeOnly"}
Validator = Draft4Validator | Draft202012Validator


@frozen
class PlainSchemas:
    """Schemas of one document as one side sees them; a schema within itself, or not there, takes anything."""

    source: Source
    _known: dict[tuple[str, Side], JsonObject] = field(factory=dict)
    _validators: dict[tuple[object, ...], Validator] = field(factory=dict)

    def validator(self, place: Place, side: Side) -> Validator:
        """Give a validator, by the rules of the OpenAPI version that the document says it has."""
        key = (place.file, place.node.get("$ref", id(place.node)), side)
        if key not in self._validators:
            self._validators[key] = self._made(place, side)
        return self._validators[key]

    def _made(self, place: Place, side: Side) -> Validator:
        schema = self._of(place, side, ())
        if str(self.source.content.get("openapi", "")).startswith("3.0"):
            return Draft4Validator(schema, validate_formats=True)
        return Draft202012Validator(schema, validate_formats=True)

    def _of(self, place: Place, side: Side, within: tuple[str, ...]) -> JsonObject:
        reference = place.node.get("$ref")
        if isinstance(reference, str):
            return self._referred(place, reference, side, within)
        found: JsonObject = {}
        for name, value in place.node.items():
            if name in _NAMED and isinstance(value, dict):
                named = cast("JsonObject", value)
                found[name] = {key: self._below(place, each, side, within) for key, each in named.items()}
            elif name in _LISTED and isinstance(value, list):
                listed = cast("list[object]", value)
                found[name] = [self._below(place, each, side, within) for each in listed]
            elif name in _SINGLE:
                found[name] = self._below(place, value, side, within)
            elif name not in _SKIPPED:
                found[name] = value
        self._forget_hidden(place, found, side)
        return _or_null(found) if place.node.get("nullable") is True else found

    def _referred(self, place: Place, reference: str, side: Side, within: tuple[str, ...]) -> JsonObject:
        step = f"{place.file}|{reference}"
        if step in within:
            return {}
        if (step, side) not in self._known:
            target = self.source.follow(evolve(place, node={"$ref": reference}))
            written = {} if target is None else self._of(target, side, (*within, step))
            self._known[step, side] = written
        return self._known[step, side]

    def _below(self, place: Place, value: object, side: Side, within: tuple[str, ...]) -> object:
        if not isinstance(value, dict):
            return value
        return self._of(evolve(place, node=cast("JsonObject", value)), side, within)

    def _forget_hidden(self, place: Place, found: JsonObject, side: Side) -> None:
        """Need nothing of what this side does not see."""
        members, required = place.node.get("properties"), found.get("required")
        if not isinstance(members, dict) or not isinstance(required, list):
            return
        held = cast("dict[str, object]", members)
        kept = [each for each in cast("list[str]", required) if not self._hides(place, held.get(each), side)]
        found.pop("required")
        if kept:
            found["required"] = kept

    def _hides(self, place: Place, member: object, side: Side) -> bool:
        if not isinstance(member, dict):
            return False
        at = self.source.follow(evolve(place, node=cast("JsonObject", member)))
        return at is not None and at.node.get(_HIDDEN[side]) is True


def _or_null(schema: JsonObject) -> JsonObject:
    """Let a schema of OpenAPI 3.0 take null too."""
    kind, values = schema.get("type"), schema.get("enum")
    if not isinstance(kind, str):
        return {"anyOf": [schema, {"type": "null"}]}
    listed = {"enum": [*cast("list[object]", values), None]} if isinstance(values, list) else {}
    return {**schema, "type": [kind, "null"], **listed}
