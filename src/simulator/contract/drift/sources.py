"""Read a document whose references lead to files beside it, without ever asking the network for one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from attrs import define, field, frozen

from ..document import ContractError, JsonObject, as_object

_OF_A_PROJECT = re.compile(r"/projects/(.+)\Z")


@frozen
class Place:
    """An object, and the file that it stands in; `name` is that of the reference that led to it."""

    node: JsonObject
    file: Path | None
    name: str = ""


@define(eq=False)
class Source:
    """An OpenAPI document, with the folder in which the files of its references are looked for.

    A reference to an address is looked up by the part of its path after `projects/`. One whose file is not
    there is kept in `missing` and never fetched.
    """

    label: str
    content: JsonObject
    file: Path | None = None
    root: Path | None = None
    missing: set[str] = field(factory=set)
    _files: dict[Path, JsonObject] = field(factory=dict)

    @property
    def top(self) -> Place:
        return Place(self.content, self.file)

    def follow(self, place: Place) -> Place | None:
        """Follow references until an object that is none; None when one leads nowhere."""
        seen: set[tuple[Path | None, str]] = set()
        while isinstance(reference := place.node.get("$ref"), str):
            if (place.file, reference) in seen:
                return None
            seen.add((place.file, reference))
            found = self._target(reference, place.file)
            if found is None:
                self.missing.add(reference)
                return None
            place = found
        return place

    def _target(self, reference: str, base: Path | None) -> Place | None:
        address, _, fragment = reference.partition("#")
        file = self._file(address, base) if address else base
        if address and file is None:
            return None
        content = self._content(file)
        node = None if content is None else _at(content, fragment)
        name = fragment.rpartition("/")[2] or Path(urlsplit(address).path).stem
        return None if node is None else Place(node, file, name)

    def _file(self, address: str, base: Path | None) -> Path | None:
        if urlsplit(address).scheme in {"http", "https"}:
            project = _OF_A_PROJECT.search(urlsplit(address).path)
            found = self.root / project[1] if self.root and project else None
        else:
            found = base.parent / address if base else None
        return found.resolve() if found and self._inside(found) and found.is_file() else None

    def _inside(self, file: Path) -> bool:
        """Whether a file lies under the root: a document reads nothing elsewhere on the machine."""
        return self.root is not None and file.resolve().is_relative_to(self.root.resolve())

    def _content(self, file: Path | None) -> JsonObject | None:
        if file is None or (self.file is not None and file == self.file.resolve()):
            return self.content
        if file not in self._files:
            self._files[file] = read_object(file)
        return self._files[file]


def documents_in(files: Iterable[Path]) -> dict[Path, JsonObject]:
    """Read those of some JSON files that are OpenAPI documents; raise ContractError as `read_object`."""
    read = {file: _read(file) for file in files}
    found = {file: cast("JsonObject", content) for file, content in read.items() if isinstance(content, dict)}
    return {file: content for file, content in found.items() if "openapi" in content}


def read_object(file: Path) -> JsonObject:
    """Read a JSON object from a file; raise ContractError that names the file."""
    try:
        return as_object(_read(file))
    except ContractError as error:
        raise ContractError(str(error) if str(file) in str(error) else f"{file}: {error}") from None


def _read(file: Path) -> object:
    try:
        content: object = json.loads(file.read_bytes())
    except OSError as error:
        raise ContractError(f"{file}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ContractError(f"{file}: is no JSON: {error}") from error
    return content


def _at(content: JsonObject, fragment: str) -> JsonObject | None:
    node: object = content
    for step in fragment.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(node, dict):
            node = cast("JsonObject", node).get(name)
        elif isinstance(node, list) and name.isdecimal() and int(name) < len(node):
            node = cast("list[object]", node)[int(name)]
        else:
            return None
    return cast("JsonObject", node) if isinstance(node, dict) else None
