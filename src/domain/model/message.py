"""What UiTPAS says to the person it is about (boodschap)."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Language = Literal["nl", "fr", "de", "en"]


@frozen
class EndUserMessage:
    """A sentence for parent or child; Dutch is always there (publiq `endUserMessage`, R15)."""

    nl: str
    fr: str | None = None
    de: str | None = None
    en: str | None = None

    def text(self, language: Language = "nl") -> str:
        """Say it in `language`, or in Dutch when UiTPAS did not translate it."""
        found: str | None = getattr(self, language)
        return found or self.nl
