"""Bring texts into the form in which they are compared."""

import re
from collections.abc import Iterable, Mapping
from typing import cast
from unicodedata import combining, normalize

LANGUAGES = ("nl", "fr", "de", "en")
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Leave out case and accents."""
    if text.isascii():
        return text.lower()
    return "".join(each for each in normalize("NFKD", text.casefold()) if not combining(each))


def words_of(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def whole(text: str) -> str:
    """Give a value that is compared as a whole, whatever its case."""
    return text.strip().lower()


def in_languages(value: object) -> Mapping[str, str]:
    """Take a text in several languages; anything else has none."""
    if not isinstance(value, Mapping):
        return {}
    held = cast("Mapping[str, object]", value)
    return {language: text for language, text in held.items() if isinstance(text, str)}


def slug(text: str) -> str:
    return "-".join(words_of(text))


def any_of(texts: Iterable[str]) -> str:
    """Give one text to search in, its parts kept apart so that no phrase reaches over two of them."""
    return " \n ".join(texts)
