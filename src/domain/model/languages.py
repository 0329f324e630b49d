"""The languages of UiTdatabank, and texts in them (talen)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .invalid import InvalidValue

if TYPE_CHECKING:
    from attrs import Attribute

LANGUAGES = ("nl", "fr", "de", "en")
"""The languages in which UiTdatabank keeps a text, Dutch first."""


def language(_: object, attribute: Attribute[Any], value: str) -> None:
    """Refuse a language that UiTdatabank does not keep."""
    if value not in LANGUAGES:
        raise InvalidValue(attribute.name, f"must be one of {', '.join(LANGUAGES)}")


def translations(texts: Mapping[str, str] | tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Texts by language as pairs in a fixed order, so that the value can be compared and hashed."""
    pairs = (
        tuple(texts.items()) if isinstance(texts, Mapping) else tuple((code, text) for code, text in texts)
    )
    return tuple(sorted(pairs))


def translated(_: object, attribute: Attribute[Any], value: tuple[tuple[str, str], ...]) -> None:
    """Refuse a language that UiTdatabank does not keep, and a text without a word."""
    for code, text in value:
        if code not in LANGUAGES:
            raise InvalidValue(attribute.name, f"must be in one of {', '.join(LANGUAGES)}")
        if not isinstance(text, str) or not text.strip():
            raise InvalidValue(attribute.name, "must hold a text that is not empty for each language")
