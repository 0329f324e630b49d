"""Sell: offers, enrolments and what becomes of them."""

from __future__ import annotations

from typing import Annotated, Any

import attrs
import typer

from ..domain.errors import SaleRefused
from ..domain.model.basket import Line
from ..domain.model.enrolment import Enrolment
from ..domain.model.euro import Euro
from ..domain.model.invalid import InvalidValue
from ..domain.model.offer import Offer
from .arguments import ActivityId, EnrolmentId, ParticipantId, settings_of
from .benefits import FullPrice, Points, RewardId, Tariff, choice_of, show_options
from .language import told
from .output import show

Later = Annotated[
    bool, typer.Option("--later", help="While UiTPAS is silent ask the base price; see `owed` afterwards.")
]


def offer(context: typer.Context, participant_id: ParticipantId, activity_id: ActivityId) -> None:
    """Show what a participant can pay for an activity."""
    with settings_of(context).open() as core:
        _show_offer(context, core.offer(participant_id, activity_id))


def enrol(
    context: typer.Context,
    participant_id: ParticipantId,
    activity_id: ActivityId,
    tariff: Tariff = None,
    full_price: FullPrice = False,
    reward: RewardId = None,
    points: Points = None,
    agreed: Annotated[str | None, typer.Option(help="The price the buyer saw, in euro.")] = None,
    later: Later = False,
) -> None:
    """Take a place and register its sale, or redeem a reward for it; it then awaits payment."""
    choice = choice_of(tariff, full_price, reward, points)
    seen = Euro.of(agreed, "agreed") if agreed is not None else None
    with settings_of(context).open() as core:
        try:
            taken = core.enrol(participant_id, activity_id, choice, seen, later=later)
        except SaleRefused as refused:
            if refused.others is not None:
                show_options(refused.others, as_json=settings_of(context).as_json)
            raise
        show_enrolments(context, [taken])


def checkout(
    context: typer.Context,
    lines: Annotated[
        list[str], typer.Argument(metavar="PARTICIPANT:ACTIVITY...", help="Who takes part in what.")
    ],
    keep_rest: Annotated[bool, typer.Option("--keep-rest", help="Go on without refused lines.")] = False,
    later: Later = False,
) -> None:
    """Enrol a basket in one request: all lines, or with --keep-rest those that can be."""
    basket_lines = [_line(text) for text in lines]
    with settings_of(context).open() as core:
        basket = core.checkout(basket_lines, keep_rest=keep_rest, later=later)
        show_enrolments(context, basket.enrolments)
    for refusal in basket.refusals:
        typer.echo(f"{refusal.participant_id} in {refusal.activity_id}: {refusal.error}", err=True)
        if refusal.message is not None:
            typer.echo(f"for the parent of {refusal.participant_id}: {told(refusal.message)}", err=True)
    if basket.refusals:
        raise typer.Exit(1)


def _line(text: str) -> Line:
    participant_id, colon, activity_id = text.partition(":")
    if not (participant_id and colon and activity_id):
        raise InvalidValue("line", "must be PARTICIPANT:ACTIVITY")
    return Line(participant_id, activity_id)


def reinstate(context: typer.Context, enrolment_id: EnrolmentId) -> None:
    """Take up again what was cancelled or lapsed, at most at its old price."""
    with settings_of(context).open() as core:
        show_enrolments(context, [core.reinstate(enrolment_id)])


def confirm(context: typer.Context, enrolment_id: EnrolmentId) -> None:
    """Write that an enrolment is paid."""
    with settings_of(context).open() as core:
        show_enrolments(context, [core.confirm(enrolment_id)])


def release(context: typer.Context, enrolment_id: EnrolmentId) -> None:
    """Give up an unpaid enrolment and undo its sale."""
    with settings_of(context).open() as core:
        show_enrolments(context, [core.release(enrolment_id)])


def cancel(context: typer.Context, enrolment_id: EnrolmentId) -> None:
    """Give up an enrolment and undo its sale."""
    with settings_of(context).open() as core:
        show_enrolments(context, [core.cancel(enrolment_id)])


def enrolments(
    context: typer.Context,
    activity: Annotated[str | None, typer.Option(help="Only those of this activity.")] = None,
) -> None:
    """List enrolments."""
    with settings_of(context).open() as core:
        show_enrolments(context, core.enrolments(activity))


def _show_offer(context: typer.Context, made: Offer) -> None:
    row = {
        "participant": made.participant_id,
        "activity": made.activity_id,
        "base_price": made.base_price,
        "price": made.price,
        "tariffs": [f"{t.id}: {t.price}, {t.remaining} left" for t in made.tariffs],
        "reason": made.reason,
        "for_the_parent": [told(message) for message in made.messages],
        "valid_until": made.valid_until,
    }
    show([row], as_json=settings_of(context).as_json)


def show_enrolments(context: typer.Context, listed: Any) -> None:
    """Print enrolments, but for what only machines need of them."""
    columns = [f for f in attrs.fields(Enrolment) if f.name not in {"event_id", "created"}]
    rows = [{f.name: getattr(enrolment, f.name) for f in columns} for enrolment in listed]
    show(rows, as_json=settings_of(context).as_json)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (offer, enrol, checkout, reinstate, confirm, release, cancel, enrolments):
        app.command()(command)
