"""Wishes: what each line of a basket asks for, and what UiTPAS offers for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from attrs import frozen

from ..errors import AlreadyEnrolled, SaleRefused, TooManyTickets, UitkernError
from ..model.basket import Line, Refusal, TicketLine
from ..model.benefit import Spend
from ..model.enrolment import PlaceKind
from ..model.euro import Euro
from ..model.invalid import InvalidValue
from ..model.offer import Choice, Offer
from ..model.policy import Policy
from ..model.tariff import Tariff, TariffType
from ..model.uitpas_number import UitpasNumber
from ..ports.effects import Flow, transact
from ..ports.ledger import Ledger
from ..rules.choice import Benefit, affordable
from ..rules.remaining import exceeding
from .offer import Wanted, offers_for


@frozen
class Wish:
    """One place of a basket: an enrolment, or a ticket of one of its lines."""

    kind: PlaceKind
    activity_id: str
    participant_id: str
    number: UitpasNumber | None
    choice: Choice
    agreed: Euro | None
    line: int
    ticket: int | None = None

    @property
    def once(self) -> tuple[object, ...]:
        """What a basket holds no more than one of; a second is refused with R1, not for its tariff."""
        if self.kind is PlaceKind.TICKET:
            return self.line, self.ticket
        return self.participant_id, self.activity_id

    def refused(self, error: UitkernError, enrolment_id: int | None = None) -> Refusal:
        """This one got no place."""
        return Refusal(self.participant_id, self.activity_id, error, enrolment_id, self.line, self.ticket)

    def wanted(self, *, everything: bool = False) -> Wanted:
        """What to ask UiTPAS for it: of the rewards only the one that was chosen, unless `everything`.

        An id alone may be that of a reward: its holder is to be asked for consent then.
        """
        chosen = self.choice.reward_id if isinstance(self.choice, Spend) else self.choice
        reward = frozenset({chosen}) if isinstance(chosen, str) else frozenset[str]()
        return Wanted(
            self.activity_id,
            self.participant_id,
            self.number,
            rewards=None if everything else reward,
            every_tariff=isinstance(self.choice, str),
        )


@frozen
class Choosing:
    """A wish with the offer it was chosen from; without a benefit it pays the base price."""

    wish: Wish
    offer: Offer
    benefit: Benefit | None

    @property
    def has_others(self) -> bool:
        """Whether something else than the preselected social tariff was chosen, or could be."""
        social = isinstance(self.benefit, Tariff) and self.benefit.kind is TariffType.SOCIALTARIFF
        return not social or len(self.offer.tariffs) > 1 or bool(self.offer.rewards)


def wishes_of(lines: Sequence[Line | TicketLine]) -> Iterator[Wish]:
    """Every place that a basket asks for, in its order; raises `InvalidValue` for what is no line."""
    _check_types(lines)
    for index, line in enumerate(lines):
        if isinstance(line, Line):
            who = line.participant_id
            yield Wish(
                PlaceKind.ENROLMENT, line.activity_id, who, None, line.choice, line.agreed, index, None
            )
            continue
        for position, ticket in enumerate(line.tickets):
            who, choice, agreed = ticket.contact or "", ticket.choice, ticket.agreed
            kind = PlaceKind.TICKET
            yield Wish(kind, line.activity_id, who, ticket.number, choice, agreed, index, position)


def _check_types(lines: Sequence[object]) -> None:
    if not all(isinstance(line, Line | TicketLine) for line in lines):
        raise InvalidValue("lines", "must each be of type Line or TicketLine")


def choose(
    wishes: Sequence[Wish], policy: Policy, *, keep_rest: bool
) -> Flow[tuple[list[Choosing], list[Refusal]]]:
    """What each wish comes to, and the refusals; who is enrolled already is refused before UiTPAS is asked.

    Without `keep_rest` nothing more is asked after a refusal. Raises `NotFound`.
    """
    open_wishes, refusals = yield from transact(partial(_refuse_second, wishes=wishes))
    if refusals and not keep_rest:
        return [], refusals
    made = yield from offers_for([wish.wanted() for wish in open_wishes], policy)
    chosen: list[Choosing] = []
    for wish, offer in zip(open_wishes, made, strict=True):
        try:
            chosen.append(Choosing(wish, offer, affordable(offer, wish.choice, wish.agreed)))
        except UitkernError as error:
            refusals.append(wish.refused(error))
    first: dict[tuple[object, ...], Choosing] = {}
    for each in chosen:
        first.setdefault(each.wish.once, each)
    counted = list(first.values())
    too_many = exceeding([(each.offer, each.benefit) for each in counted])
    over = {counted[at].wish: left for at, left in too_many.items()}
    refusals += [wish.refused(TooManyTickets(left)) for wish, left in over.items()]
    return [each for each in chosen if each.wish not in over], refusals


def _refuse_second(ledger: Ledger, wishes: Sequence[Wish]) -> tuple[list[Wish], list[Refusal]]:
    """Say so before anything is asked of UiTPAS; the unique index decides between two at once (R1)."""
    free: list[Wish] = []
    refusals: list[Refusal] = []
    for wish in wishes:
        is_ticket = wish.kind is PlaceKind.TICKET
        held = None if is_ticket else ledger.live_enrolment(wish.participant_id, wish.activity_id)
        if held:
            error = AlreadyEnrolled(wish.participant_id, wish.activity_id, held.id, held.state)
            refusals.append(wish.refused(error))
        else:
            free.append(wish)
    return free, refusals


def show_others(chosen: Sequence[Choosing], refusals: Sequence[Refusal], policy: Policy) -> Flow[None]:
    """Tell with each refused benefit what else there is now, be it the base price alone (F13)."""
    of = {(each.wish.line, each.wish.ticket): each for each in chosen}
    refused: list[tuple[Wish, SaleRefused]] = []
    for refusal in refusals:
        choosing = of.get((refusal.line, refusal.ticket))
        if choosing and choosing.has_others and isinstance(refusal.error, SaleRefused):
            refused.append((choosing.wish, refusal.error))
    if not refused:
        return
    made = yield from offers_for([wish.wanted(everything=True) for wish, _ in refused], policy)
    for (_, error), offer in zip(refused, made, strict=True):
        error.others = offer
