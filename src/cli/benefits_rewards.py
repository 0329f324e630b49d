"""Rewards: make, search, import, synchronise and edit them, and price them."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Annotated, Any

import typer

from ..domain.model.euro import Euro
from ..domain.model.invalid import InvalidValue
from ..domain.model.reward import (
    MORE_INFO,
    KeptReward,
    Reward,
    RewardPeriod,
    RewardPrice,
    RewardSearch,
    RewardType,
)
from ..domain.rules.freshness import BRUSSELS
from .arguments import settings_of
from .output import show

rewards = typer.Typer(no_args_is_help=True, help="Rewards for points: what there is, and what it pays for.")

RewardId = Annotated[str, typer.Argument(metavar="REWARD", help="UiTPAS's id of the reward.")]
Begin = Annotated[str | None, typer.Option(help="First day, such as 2027-01-01; today without it.")]
End = Annotated[str | None, typer.Option(help="Last day, such as 2027-12-31; without it it goes on.")]
ActivityOption = Annotated[str | None, typer.Option("--activity", help="For this activity.")]
TypeOption = Annotated[str | None, typer.Option("--type", help="For every activity of this type.")]


@rewards.command("list")
def listed(
    context: typer.Context,
    organizer: Annotated[str | None, typer.Option("--of", help="Only those of this organizer.")] = None,
) -> None:
    """List the rewards that are kept, with what they pay for."""
    with settings_of(context).open() as core:
        kept, prices = core.rewards(organizer), core.reward_prices()
    rows = [_row(each) | {"pays_for": _spoken(each, prices)} for each in kept]
    show(rows, as_json=settings_of(context).as_json)


def _spoken(kept: KeptReward, prices: tuple[RewardPrice, ...]) -> list[str]:
    return [
        f"{each.scope} {each.scope_id}: {each.price}" for each in prices if each.reward_id == kept.reward.id
    ]


@rewards.command()
def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="A word; * stands for any part of it: koff*, *fie.")] = "",
    organizer: Annotated[str | None, typer.Option("--of", help="Of this organizer.")] = None,
    postal_code: Annotated[str | None, typer.Option(help="Of organizers there.")] = None,
    all_periods: Annotated[bool, typer.Option("--all", help="Also what cannot be redeemed today.")] = False,
) -> None:
    """Look for rewards at UiTPAS; nothing is kept."""
    wanted = RewardSearch(text, organizer, postal_code, all_periods=all_periods)
    with settings_of(context).open() as core:
        found = core.search_rewards(wanted)
    show([_of_reward(each) for each in found], as_json=settings_of(context).as_json)


@rewards.command("import")
def take_over(
    context: typer.Context,
    reward_ids: Annotated[list[str], typer.Argument(metavar="REWARD...", help="Their ids, as search shows.")],
) -> None:
    """Keep rewards that are at UiTPAS already."""
    with settings_of(context).open() as core:
        _show(context, core.import_rewards(reward_ids))


@rewards.command()
def create(
    context: typer.Context,
    title: Annotated[str, typer.Option(help="As people know it.")],
    description: Annotated[str, typer.Option(help="What it is, in a sentence.")],
    points: Annotated[int, typer.Option(help="What it costs; 0 for a welcome reward.")] = 0,
    organizer: Annotated[
        list[str] | None, typer.Option("--of", help="UiTdatabank id of where to redeem it; may be repeated.")
    ] = None,
    category: Annotated[list[str] | None, typer.Option(help="Such as Doen; may be repeated.")] = None,
    welcome: Annotated[bool, typer.Option("--welcome", help="Given to newcomers, not for points.")] = False,
    begin: Begin = None,
    end: End = None,
    url: Annotated[str, typer.Option(help="Where to read more.")] = MORE_INFO,
) -> None:
    """Make a reward at UiTPAS and keep it."""
    period = RewardPeriod(_first(begin), _last(end))
    draft = Reward(
        title,
        description,
        period,
        organizer or (),
        points=points,
        type=RewardType.WELCOME if welcome else RewardType.POINTS,
        categories=category or (),
        more_info_url=url,
        redeemable=period,
    )
    with settings_of(context).open() as core:
        _show(context, (core.create_reward(draft),))


@rewards.command()
def edit(
    context: typer.Context,
    reward_id: RewardId,
    title: Annotated[str | None, typer.Option(help="Another title.")] = None,
    description: Annotated[str | None, typer.Option(help="Another description.")] = None,
    points: Annotated[int | None, typer.Option(help="Other points.")] = None,
    end: End = None,
) -> None:
    """Change a reward as long as nobody redeemed it."""
    given: dict[str, object] = {"title": title, "description": description, "points": points}
    changes = {name: value for name, value in given.items() if value is not None}
    with settings_of(context).open() as core:
        if end is not None:
            present = core.synchronise_reward(reward_id).reward
            changes["published"] = RewardPeriod(present.published.begin, _last(end))
            if present.redeemable:
                changes["redeemable"] = RewardPeriod(present.redeemable.begin, _last(end))
        if not changes:
            raise InvalidValue("edit", "must change something: see --help")
        _show(context, (core.edit_reward(reward_id, **changes),))


@rewards.command()
def sync(context: typer.Context, reward_id: RewardId) -> None:
    """Take over what UiTPAS has now of a reward."""
    with settings_of(context).open() as core:
        _show(context, (core.synchronise_reward(reward_id),))


@rewards.command()
def price(
    context: typer.Context,
    reward_id: RewardId,
    amount: Annotated[str, typer.Argument(metavar="EURO", help="What is paid besides the points.")],
    activity: ActivityOption = None,
    activity_type: TypeOption = None,
) -> None:
    """Let a reward pay for an activity, or for every activity of a type."""
    with settings_of(context).open() as core:
        made = core.price_reward(reward_id, Euro.of(amount), activity_id=activity, type_id=activity_type)
    row = {"reward": made.reward_id, "price": made.price, "for": f"{made.scope} {made.scope_id}"}
    show([row], as_json=settings_of(context).as_json)


@rewards.command()
def unprice(
    context: typer.Context,
    reward_id: RewardId,
    activity: ActivityOption = None,
    activity_type: TypeOption = None,
) -> None:
    """Let a reward pay for it no longer; exit status 1 when it did not."""
    with settings_of(context).open() as core:
        if not core.unprice_reward(reward_id, activity_id=activity, type_id=activity_type):
            typer.echo("there was no such price", err=True)
            raise typer.Exit(1)


@rewards.command()
def redeemed(context: typer.Context) -> None:
    """List what was redeemed through us, and what was given back."""
    with settings_of(context).open() as core:
        rows = [
            {
                "id": each.redeemed.id,
                "reward": each.redeemed.reward_id,
                "title": each.redeemed.title,
                "points": each.redeemed.points,
                "number": each.number,
                "enrolment": each.enrolment_id,
                "at": each.redeemed.at,
                "given_back": "yes" if each.returned else "no",
            }
            for each in core.redeemed()
        ]
    show(rows, as_json=settings_of(context).as_json)


def _first(day: str | None) -> datetime:
    return datetime.now(UTC) if day is None else datetime.combine(_day(day, "begin"), time(0), BRUSSELS)


def _last(day: str | None) -> datetime | None:
    return None if day is None else datetime.combine(_day(day, "end"), time(23, 59, 59), BRUSSELS)


def _day(text: str, name: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d")  # noqa: DTZ007 - a day, not a moment
    except ValueError:
        raise InvalidValue(name, "must be a day such as 2027-01-31") from None


def _show(context: typer.Context, kept: tuple[KeptReward, ...]) -> None:
    show([_row(each) for each in kept], as_json=settings_of(context).as_json)


def _row(kept: KeptReward) -> dict[str, Any]:
    return {"reference": kept.reference} | _of_reward(kept.reward) | {"as_of": kept.synchronised_at}


def _of_reward(reward: Reward) -> dict[str, Any]:
    return {
        "id": reward.id,
        "title": reward.title,
        "type": reward.type,
        "points": reward.points,
        "taken": reward.taken,
        "until": (reward.redeemable or reward.published).end,
    }
