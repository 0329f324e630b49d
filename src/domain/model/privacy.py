"""What an organisation decides about personal data (privacy)."""

from __future__ import annotations

from datetime import timedelta

from attrs import frozen

from .invalid import InvalidValue


@frozen
class Privacy:
    """Which numbers are kept, how long, and how often somebody may ask.

    `store_insz` keeps the INSZ that the host gives with a participant; it needs an encrypted ledger. Who
    asks about passes more than `questions` times in `window` gets no answer (F38). Pass numbers in
    enrolments and sales are blanked `keep_numbers` after they came to an end, answers of UiTPAS dropped
    after `keep_answers`, and participants of whom nothing was heard for `keep_participants` forgotten;
    `None` keeps them until somebody says `forget`.
    """

    store_insz: bool = False
    questions: int = 30
    window: timedelta = timedelta(hours=1)
    keep_numbers: timedelta | None = timedelta(days=730)
    keep_answers: timedelta = timedelta(days=3)
    keep_participants: timedelta | None = None

    def __attrs_post_init__(self) -> None:
        for name in ("window", "keep_numbers", "keep_answers", "keep_participants"):
            held = getattr(self, name)
            if held is not None and held <= timedelta(0):
                raise InvalidValue(name, "must be longer than nothing")
        if self.questions < 1:
            raise InvalidValue("questions", "must be 1 or more")
