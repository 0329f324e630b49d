"""Benefits beside the social tariff: every option, coupons, tickets and price lists."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ..domain.model.basket import Ticket, TicketLine
from ..domain.model.benefit import BenefitKind, Spend
from ..domain.model.enrolment import Enrolment
from ..domain.model.euro import Euro
from ..domain.model.invalid import InvalidValue
from ..domain.model.offer import Choice, Choose, Offer, Option
from ..domain.model.uitpas_number import UitpasNumber
from .arguments import ActivityId, ParticipantId, settings_of
from .output import show

Tariff = Annotated[str | None, typer.Option(help="Id of a tariff; without it the social tariff.")]
FullPrice = Annotated[bool, typer.Option("--full-price", help="Use no benefit.")]
RewardId = Annotated[str | None, typer.Option("--reward", help="Id of a reward to pay with.")]
Points = Annotated[
    int | None, typer.Option(help="With --reward: the points its holder agreed to, as `options` shows them.")
]
Number = Annotated[str | None, typer.Option("--uitpas-number", help="The 13 digits on the pass.")]


def choice_of(tariff: str | None, full_price: bool, reward: str | None, points: int | None) -> Choice:
    """What the options of a command choose; raises `InvalidValue` when they choose two things."""
    if full_price + (tariff is not None) + (reward is not None) > 1:
        raise InvalidValue("tariff", "goes without --full-price and --reward: one benefit at a time")
    if points is not None and reward is None:
        raise InvalidValue("points", "goes with --reward")
    if reward is not None:
        return reward if points is None else Spend(reward, points)
    return Choose.NOTHING if full_price else tariff or Choose.PRESELECTED


def options(
    context: typer.Context,
    activity_id: ActivityId,
    participant: Annotated[str | None, typer.Option(help="Whose benefits; a participant's own id.")] = None,
    uitpas_number: Number = None,
) -> None:
    """Show every price side by side: none of the benefits, social tariff, coupons and rewards."""
    made = _offer(context, activity_id, participant, uitpas_number)
    show_options(made, as_json=settings_of(context).as_json)


def coupons(context: typer.Context, participant_id: ParticipantId, activity_id: ActivityId) -> None:
    """Show the coupons of a participant that an activity can be paid with."""
    made = _offer(context, activity_id, participant_id, None)
    of = [each for each in made.options if each.kind is BenefitKind.COUPON]
    show([_row(each) for each in of], as_json=settings_of(context).as_json)


def _offer(context: typer.Context, activity_id: str, participant: str | None, number: str | None) -> Offer:
    if participant and number:
        raise InvalidValue("uitpas_number", "goes without --participant: one of them is enough")
    with settings_of(context).open() as core:
        if participant:
            return core.options(participant, activity_id)
        return core.offer_for_pass(activity_id, UitpasNumber.parse(number) if number else None)


def show_options(made: Offer, *, as_json: bool) -> None:
    """Print the options of an offer, and for people what to tell them."""
    show([_row(each) for each in made.options], as_json=as_json)
    if not as_json:
        for message in made.messages:
            typer.echo(f"for the parent: {message.nl}")


def _row(option: Option) -> dict[str, Any]:
    return {
        "benefit": option.kind,
        "name": option.name,
        "price": option.price,
        "points": option.points,
        "remaining": option.remaining,
        "selected": "yes" if option.preselected else "no",
        "available": "yes" if option.available else "no",
        "choose": _chosen(option.choice),
        "message": [message.nl for message in option.messages],
    }


def _chosen(choice: Choice) -> str:
    match choice:
        case Choose():
            return "--full-price"
        case Spend():
            return f"--reward {choice.reward_id} --points {choice.points}"
        case _:
            return f"--tariff {choice}"


def prices(
    context: typer.Context,
    activity_ids: Annotated[list[str], typer.Argument(metavar="ACTIVITY...", help="Activities to list.")],
) -> None:
    """List base prices with the social tariff in general, for before the child is known."""
    with settings_of(context).open() as core:
        listed = core.price_list(activity_ids)
    rows = [
        {
            "activity": each.activity_id,
            "name": each.name,
            "base_price": each.base_price,
            "social_tariff": each.social,
            "message": each.message.nl if each.message else None,
        }
        for each in listed
    ]
    show(rows, as_json=settings_of(context).as_json)


def buy(
    context: typer.Context,
    activity_id: ActivityId,
    count: Annotated[int, typer.Option(help="How many tickets.", min=1)] = 1,
    uitpas_number: Number = None,
    contact: Annotated[str | None, typer.Option(help="A participant whose pass counts.")] = None,
    tariff: Tariff = None,
    full_price: FullPrice = False,
    reward: RewardId = None,
    points: Points = None,
    agreed: Annotated[str | None, typer.Option(help="The price the buyer saw, in euro.")] = None,
    keep_rest: Annotated[bool, typer.Option("--keep-rest", help="Go on without refused tickets.")] = False,
) -> None:
    """Buy tickets: for nobody in particular, for a pass, many for a group's, or for a known contact."""
    number = UitpasNumber.parse(uitpas_number) if uitpas_number else None
    seen = Euro.of(agreed, "agreed") if agreed is not None else None
    ticket = Ticket(number, contact, choice_of(tariff, full_price, reward, points), seen)
    with settings_of(context).open() as core:
        basket = core.checkout([TicketLine(activity_id, [ticket] * count)], keep_rest=keep_rest)
    _show_tickets(context, basket.tickets)
    for refusal in basket.refusals:
        typer.echo(f"ticket {(refusal.ticket or 0) + 1}: {refusal.error}", err=True)
        if refusal.message is not None:
            typer.echo(f"for the buyer: {refusal.message.nl}", err=True)
    if basket.refusals:
        raise typer.Exit(1)


def tickets(
    context: typer.Context,
    activity: Annotated[str | None, typer.Option(help="Only those of this activity.")] = None,
) -> None:
    """List tickets; confirm, release and cancel take their ids."""
    with settings_of(context).open() as core:
        _show_tickets(context, core.tickets(activity))


def _show_tickets(context: typer.Context, listed: tuple[Enrolment, ...]) -> None:
    rows = [
        {
            "id": each.id,
            "activity": each.activity_id,
            "contact": each.participant_id or None,
            "state": each.state,
            "price": each.price,
            "points": each.points,
            "tariff": each.tariff_id,
            "number": each.number,
            "at_uitpas": each.sale_id,
            "message": each.message.nl if each.message else None,
        }
        for each in listed
    ]
    show(rows, as_json=settings_of(context).as_json)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (options, coupons, prices, buy, tickets):
        app.command()(command)
