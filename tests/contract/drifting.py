"""Documents as publiq might publish them next: ours with one thing changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from uitkern.simulator.contract import contracts_directory

Json = dict[str, Any]
Change = Callable[[Json], None]


@cache
def _contract(service: str) -> Json:
    document: Json = json.loads((contracts_directory() / f"{service}.json").read_text("utf-8"))
    return document


def published(folder: Path, change: Change, service: str = "uitpas") -> Path:
    """Write a changed copy of a contract of ours, as a document that publiq published."""
    document = deepcopy(_contract(service))
    change(document)
    file = folder / f"{service}.json"
    file.write_text(json.dumps(document), "utf-8")
    return file


def sales(document: Json) -> Json:
    """The operation that registers sales."""
    operation: Json = document["paths"]["/ticket-sales"]["post"]
    return operation


def schema(document: Json, name: str) -> Json:
    """A schema by its name."""
    found: Json = document["components"]["schemas"][name]
    return found


def without(holder: Json | list[Any], what: str) -> None:
    """Take a member, or an element, away."""
    if isinstance(holder, list):
        holder.remove(what)
    else:
        del holder[what]
