"""What became of personal data (wat vergeten is)."""

from __future__ import annotations

from attrs import frozen


@frozen
class Forgotten:
    """How much was blanked or dropped; what bookkeeping needs stays, without the numbers."""

    participants: int = 0
    numbers: int = 0
    answers: int = 0

    def __add__(self, other: Forgotten) -> Forgotten:
        return Forgotten(
            self.participants + other.participants,
            self.numbers + other.numbers,
            self.answers + other.answers,
        )
