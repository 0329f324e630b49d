"""Texts by language, as UiTdatabank keeps names and descriptions (vertalingen)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Texts: TypeAlias = Mapping[str, str]
"""A text for each language code: `{"nl": "Zomerkamp"}`."""


def spoken(texts: Texts, *languages: str) -> str:
    """The text in the first of these languages that has one, else in Dutch, else in any, else nothing."""
    for language in (*languages, "nl", *texts):
        if texts.get(language):
            return texts[language]
    return ""
