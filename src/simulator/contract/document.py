"""Find, read and compile one contract document."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import cast
from urllib.parse import quote

from jsonschema_rs import Draft202012Validator, Registry

from .errors import UNREADABLE, SchemaError, describe

JsonObject = dict[str, object]


class ContractError(Exception):
    """A contract is missing, unreadable, or lacks what is asked of it."""


def contracts_directory() -> Path:
    """Name the directory of the contracts: in an installed package, or at the root of a checkout."""
    package = Path(__file__).resolve().parents[2]
    for candidate in (package / "contracts", package.parent / "contracts"):
        if (candidate / "uitpas.json").is_file():
            return candidate
    raise ContractError(f"no contracts beside {package.name}")


class Document:
    """An OpenAPI 3.1 document whose schemas are read and compiled when first used, and kept."""

    def __init__(self, service: str, content: JsonObject) -> None:
        self.service = service
        self.content = content
        self._address = f"urn:uitkern:contract:{service}"
        self._validators: dict[str, Draft202012Validator] = {}

    @cached_property
    def _registry(self) -> Registry:
        return Registry([(self._address, self.content)])

    @classmethod
    def read(cls, service: str) -> Document:
        """Read `contracts/<service>.json`; raise ContractError when there is none or it is no JSON object."""
        path = contracts_directory() / f"{service}.json"
        try:
            content: object = json.loads(path.read_bytes())
        except FileNotFoundError:
            raise ContractError(f"there is no contract for the service {service!r}") from None
        except ValueError as error:
            raise ContractError(f"the contract {path.name} is not readable: {error}") from error
        return cls(service, as_object(content))

    def resolve(self, pointer: str) -> tuple[str, JsonObject]:
        """Follow local references from `pointer` (RFC 6901); return where the object is, and the object."""
        return self.follow(pointer, self._at(pointer))

    def follow(self, pointer: str, node: JsonObject) -> tuple[str, JsonObject]:
        """Do as `resolve` for an object that is at hand already."""
        while isinstance(reference := node.get("$ref"), str):
            pointer = reference.removeprefix("#")
            node = self._at(pointer)
        return pointer, node

    def errors(self, schema_pointer: str, value: object) -> list[SchemaError]:
        """Validate `value` against the schema at `schema_pointer`."""
        validator = self._validators.get(schema_pointer) or self._compiled(schema_pointer)
        try:
            if validator.is_valid(value):
                return []
            return describe(list(validator.iter_errors(value)), spell_out=self.service == "sim")
        except (ValueError, RecursionError):  # lone surrogates, nesting beyond the validator's limit
            return [SchemaError("/", UNREADABLE, "encoding")]

    def accepts(self, schema_pointer: str, value: object) -> bool:
        """Say whether `value` is valid, at less cost than asking for the errors."""
        validator = self._validators.get(schema_pointer) or self._compiled(schema_pointer)
        try:
            return validator.is_valid(value)
        except (ValueError, RecursionError):
            return False

    def _compiled(self, schema_pointer: str) -> Draft202012Validator:
        validator = self._validators[schema_pointer] = Draft202012Validator(
            {"$ref": f"{self._address}#{quote(schema_pointer, safe='/~')}"},
            registry=self._registry,
            validate_formats=True,
            offline=True,
        )
        return validator

    def _at(self, pointer: str) -> JsonObject:
        node: object = self.content
        for step in pointer.split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~") if "~" in step else step
            node = cast("list[object]", node)[int(name)] if isinstance(node, list) else as_object(node)[name]
        return as_object(node)


def as_object(value: object) -> JsonObject:
    """Return `value` as a JSON object, or raise ContractError."""
    if not isinstance(value, dict):
        raise ContractError(f"a JSON object is needed, not {type(value).__name__}")
    return cast("JsonObject", value)


def as_list(value: object) -> list[object]:
    """Return `value` as a JSON array, or raise ContractError."""
    if not isinstance(value, list):
        raise ContractError(f"a JSON array is needed, not {type(value).__name__}")
    return cast("list[object]", value)


def child(pointer: str, *steps: str | int) -> str:
    """Extend an RFC 6901 pointer by `steps`."""
    escaped = (str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    return "/".join([pointer, *escaped])
