"""Several enrolments and tickets at once (winkelmand)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen
from attrs.validators import optional

from .checks import filled, of_type
from .enrolment import Enrolment
from .euro import Euro
from .invalid import InvalidValue, UitkernError
from .message import EndUserMessage
from .offer import Choice, Choose, Offer
from .uitpas_number import UitpasNumber


@frozen
class Line:
    """One participant in one activity, with the chosen benefit and the price the buyer saw."""

    participant_id: str
    activity_id: str
    choice: Choice = Choose.PRESELECTED
    agreed: Euro | None = None


@frozen
class Ticket:
    """One ticket: for nobody in particular, for whoever has a pass `number`, or for a known `contact`.

    A contact is a participant the host saved, whose own pass counts. `agreed` is the price the buyer saw.
    """

    number: UitpasNumber | None = field(default=None, validator=optional(of_type(UitpasNumber)))
    contact: str | None = field(default=None, validator=optional(filled))
    choice: Choice = Choose.PRESELECTED
    agreed: Euro | None = None

    def __attrs_post_init__(self) -> None:
        if self.number is not None and self.contact is not None:
            raise InvalidValue("contact", "goes without a pass number: one of them is enough")


def _in_a_tuple(tickets: Iterable[Ticket]) -> tuple[Ticket, ...]:
    return tuple(tickets)


@frozen
class TicketLine:
    """Tickets for an activity, each at the one standard price or with a benefit of its own (seed 002)."""

    activity_id: str = field(validator=filled)
    tickets: tuple[Ticket, ...] = field(converter=_in_a_tuple)

    def __attrs_post_init__(self) -> None:
        if not self.tickets:
            raise InvalidValue("tickets", "must hold at least one ticket")

    @classmethod
    def of(
        cls,
        activity_id: str,
        count: int,
        number: UitpasNumber | None = None,
        choice: Choice = Choose.PRESELECTED,
        agreed: Euro | None = None,
    ) -> TicketLine:
        """So many equal tickets; with a group pass all on its number, up to what remains (R12)."""
        if count < 1:
            raise InvalidValue("count", "must be 1 or more")
        return cls(activity_id, [Ticket(number, choice=choice, agreed=agreed)] * count)


@frozen
class Refusal:
    """A line that got no place, and why: of the basket's `line`, counted from 0, and of that its `ticket`.

    `enrolment_id` is there when the ledger knew of it.
    """

    participant_id: str
    activity_id: str
    error: UitkernError
    enrolment_id: int | None = field(default=None, eq=False)
    line: int = field(default=0, eq=False)
    ticket: int | None = field(default=None, eq=False)

    @property
    def who(self) -> str:
        """Whom it is about: a participant by its id, else the ticket, counted from 1."""
        return repr(self.participant_id) if self.participant_id else f"ticket {(self.ticket or 0) + 1}"

    @property
    def message(self) -> EndUserMessage | None:
        """What to tell the parent of this participant (R15)."""
        said: EndUserMessage | None = getattr(self.error, "message", None)
        return said

    @property
    def others(self) -> Offer | None:
        """What else there is now, when what was chosen was used up meanwhile (F13)."""
        offered: Offer | None = getattr(self.error, "others", None)
        return offered


@frozen
class Basket:
    """What came of a checkout: the enrolments and tickets that await payment, and what got no place."""

    enrolments: tuple[Enrolment, ...]
    refusals: tuple[Refusal, ...] = ()
    tickets: tuple[Enrolment, ...] = ()

    @property
    def to_pay(self) -> Euro:
        """The sum of the prices, in cents."""
        return Euro(sum(place.price.cents for place in (*self.enrolments, *self.tickets)))

    @property
    def points(self) -> int:
        """The points that rewards took."""
        return sum(place.points or 0 for place in (*self.enrolments, *self.tickets))
