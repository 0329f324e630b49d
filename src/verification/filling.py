"""Fill the places of a case that name a value: `${name}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

_PLACE = re.compile(r"\$\{([A-Za-z_][\w-]*)\}")


class NotKnown(Exception):
    """A value that a step names is not there."""


def filled(value: object, known: Mapping[str, object]) -> object:
    """Fill places as deep as they lie; a text that is one place only becomes the value itself.

    Raises NotKnown.
    """
    if isinstance(value, str):
        return _filled_text(value, known) if "${" in value else value
    if isinstance(value, Mapping):
        held = cast("Mapping[str, object]", value)
        return {str(_filled_text(name, known)): filled(each, known) for name, each in held.items()}
    return [filled(each, known) for each in cast("list[object]", value)] if isinstance(value, list) else value


def _filled_text(text: str, known: Mapping[str, object]) -> object:
    whole = _PLACE.fullmatch(text)
    if whole is not None:
        return filled(_value(whole[1], known), known)
    return _PLACE.sub(lambda place: str(filled(_value(place[1], known), known)), text)


def _value(name: str, known: Mapping[str, object]) -> object:
    if name not in known:
        raise NotKnown(name)
    return known[name]
