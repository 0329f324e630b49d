"""Several enrolments at once (winkelmand)."""

from __future__ import annotations

from attrs import frozen

from .enrolment import Enrolment
from .euro import Euro
from .invalid import UitkernError
from .message import EndUserMessage
from .offer import Choose


@frozen
class Line:
    """One participant in one activity, with the chosen benefit and the price the buyer saw."""

    participant_id: str
    activity_id: str
    choice: Choose | str = Choose.PRESELECTED
    agreed: Euro | None = None


@frozen
class Refusal:
    """A line that got no place, and why."""

    participant_id: str
    activity_id: str
    error: UitkernError

    @property
    def message(self) -> EndUserMessage | None:
        """What to tell the parent of this participant (R15)."""
        said: EndUserMessage | None = getattr(self.error, "message", None)
        return said


@frozen
class Basket:
    """What came of a checkout: the enrolments that await payment, and the lines that got no place."""

    enrolments: tuple[Enrolment, ...]
    refusals: tuple[Refusal, ...] = ()

    @property
    def to_pay(self) -> Euro:
        """The sum of the prices, in cents."""
        return Euro(sum(enrolment.price.cents for enrolment in self.enrolments))
