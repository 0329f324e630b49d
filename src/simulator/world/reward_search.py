"""Find rewards by what people ask for, count them by facet, and sort them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from attrs import field, frozen

from .passes import Pass
from .redeeming import why_not
from .rewards import Reward, RewardStatus, RewardType, Span
from .state import State

KEYS: Mapping[str, Callable[[Reward], int | str]] = {
    "name": lambda reward: reward.title.casefold(),
    "creationdate": lambda reward: reward.created.isoformat(),
    "redeemcount": lambda reward: reward.taken,
    "featured": lambda reward: reward.featured,
    "points": lambda reward: reward.points,
}


@frozen(slots=False)
class RewardSearch:
    """Which rewards to find; what is None or empty does not matter.

    `subset` is publiq's: ENDUSERS, REDEEMABLE, their forms with FUTURE, or ALL. `flags` has `sport`,
    `for_kids`, `featured`, `online` and `last_chance`. `sort` has keys of KEYS, with a minus for downwards.
    """

    subset: str = "ENDUSERS"
    type: RewardType | None = RewardType.POINTS
    organizers: Sequence[str] = ()
    postal_codes: Sequence[str] = ()
    owners: Sequence[int] = ()
    card_systems: Sequence[int] = ()
    categories: Sequence[str] = ()
    text: str = ""
    points_from: int | None = None
    points_to: int | None = None
    status: RewardStatus | None = None
    flags: Mapping[str, bool] = field(factory=dict[str, bool])
    redeemable_by: Pass | None = None
    sort: Sequence[str] = ()


def search(state: State, now: datetime, wanted: RewardSearch) -> list[Reward]:
    """List the rewards that fit, in the order asked, else as they were made."""
    found = [each for each in state.rewards.values() if _fits(state, now, wanted, each)]
    for key in reversed(wanted.sort):
        found.sort(key=KEYS[key.lstrip("-").lower()], reverse=key.startswith("-"))
    return found


def flag(reward: Reward, name: str, now: datetime) -> bool:
    """Tell one of the yes-or-no members of a reward."""
    return reward.is_last_chance(now) if name == "last_chance" else bool(getattr(reward, name))


def _fits(state: State, now: datetime, wanted: RewardSearch, reward: Reward) -> bool:
    return (
        _in_subset(state, now, wanted.subset, reward)
        and wanted.type in (None, reward.type)
        and (wanted.status or reward.status) is reward.status
        and _at_places(state, wanted, reward)
        and (not wanted.categories or not set(wanted.categories).isdisjoint(reward.categories))
        and (wanted.points_from is None or reward.points >= wanted.points_from)
        and (wanted.points_to is None or reward.points <= wanted.points_to)
        and wanted.text.casefold() in _words(state, reward)
        and all(flag(reward, name, now) is value for name, value in wanted.flags.items())
        and (wanted.redeemable_by is None or why_not(state, now, reward, wanted.redeemable_by) is None)
    )


def _at_places(state: State, wanted: RewardSearch, reward: Reward) -> bool:
    offices = [state.organizers[each] for each in reward.organizers if each in state.organizers]
    applicable = set(reward.card_systems if reward.card_systems is not None else state.card_systems)
    return (
        (not wanted.organizers or not set(wanted.organizers).isdisjoint(reward.organizers))
        and (not wanted.postal_codes or any(each.postal_code in wanted.postal_codes for each in offices))
        and (not wanted.owners or reward.owner in wanted.owners)
        and (not wanted.card_systems or not applicable.isdisjoint(wanted.card_systems))
    )


def _in_subset(state: State, now: datetime, subset: str, reward: Reward) -> bool:
    if subset == "ALL":
        return True
    period = reward.redeemable or reward.published
    is_time = _is_later(period, now) if subset.endswith("FUTURE") else period.holds(now)
    owner = state.card_systems.get(reward.owner)
    is_public = subset.startswith("REDEEMABLE") or reward.published.holds(now)
    permanent = owner is None or owner.permanent
    return reward.status is RewardStatus.ACTIVE and is_time and is_public and permanent


def _is_later(period: Span, now: datetime) -> bool:
    return period.begin > now


def _words(state: State, reward: Reward) -> str:
    offices = [state.organizers[each] for each in reward.organizers if each in state.organizers]
    return " ".join([reward.title, *(f"{each.name} {each.city}" for each in offices)]).casefold()
