"""Shared blocks: what a mapping with the member `use` takes over, and how one is laid over another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

_TOGETHER = frozenset({"path", "query", "headers", "facts", "told", "values", "keep", "form"})
"""Members of a step whose own members are laid over those of the row above."""


class BadCase(Exception):
    """A file of cases that cannot be used; the message names the file and the place."""


def expanded(value: object, blocks: Mapping[str, object]) -> object:
    """Replace each `{use: NAME, ...}` by the block of that name, with the other members laid over it.

    A member that is null there is left out. Raises BadCase for a block that is not known.
    """
    if isinstance(value, list):
        return [expanded(each, blocks) for each in cast("list[object]", value)]
    if not isinstance(value, dict):
        return value
    given = {name: expanded(each, blocks) for name, each in cast("dict[str, object]", value).items()}
    if "use" not in given:
        return given
    name = str(given.pop("use"))
    if name not in blocks:
        raise BadCase(f"there is no block {name!r}")
    block = expanded(blocks[name], blocks)
    if not isinstance(block, dict):
        return block
    return {member: each for member, each in over(block, given).items() if each is not None}


def over(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    """Lay one mapping over another; `query`, `facts` and the like are laid over member by member."""
    laid = {**below, **above}
    for name in _TOGETHER & below.keys() & above.keys():
        under, upper = below[name], above[name]
        if isinstance(under, dict) and isinstance(upper, dict):
            laid[name] = {**under, **upper}
    return laid
