"""Read what a search for rewards asks, and count what it finds by facet."""

from collections import Counter
from collections.abc import Iterable

from ..wire.call import Call
from ..wire.service import invalid_query
from ..world import access, passes, people_refusals, refusals, reward_search, rights_refusals
from ..world.passes import Pass
from ..world.reward_search import RewardSearch
from ..world.rewards import Reward, RewardStatus, RewardType
from ..world.values import CardStatus
from .shapes import Json

_FLAGS = {
    "sport": "sport",
    "forKids": "for_kids",
    "featured": "featured",
    "online": "online",
    "lastChance": "last_chance",
}
_OLD_SORTS = ("name", "creationDate", "redeemCount", "featured", "points")


def read_search(call: Call) -> RewardSearch:
    """Read the query of `get-rewards`; what concerns a passholder needs REWARDS_PASSHOLDERS_READ."""
    for organizer in call.all("organizerId"):
        if organizer not in call.state.organizers:
            raise rights_refusals.organizer_not_found(organizer, 400)
    kind, status = call.first("type") or "POINTS", call.first("status")
    return RewardSearch(
        subset=call.first("subset") or "ENDUSERS",
        type=None if kind == "ANY" else RewardType(kind),
        organizers=call.all("organizerId"),
        postal_codes=call.all("organizerPostalCode"),
        owners=_card_systems(call, "owningCardSystemId"),
        card_systems=_card_systems(call, "applicableCardSystemId"),
        categories=call.all("categories"),
        text=call.first("text") or "",
        points_from=_whole(call, "pointsFrom"),
        points_to=_whole(call, "pointsTo"),
        status=RewardStatus(status) if status else None,
        flags={member: value for name, member in _FLAGS.items() if (value := call.flag(name)) is not None},
        redeemable_by=_passholder(call, "isRedeemableByPassholderId"),
        sort=_sort(call),
    )


def _whole(call: Call, name: str) -> int | None:
    return call.number(name) if call.first(name) is not None else None


def _card_systems(call: Call, name: str) -> list[int]:
    """Read ids of card systems, refused with `cardsystem-not-found` when there is none such."""
    for value in call.all(name):
        if not value.isdecimal() or int(value) not in call.state.card_systems:
            raise people_refusals.card_system_not_found(400)
    return [int(value) for value in call.all(name)]


def _passholder(call: Call, name: str) -> Pass | None:
    holder = call.first(name)
    if holder is None:
        return None
    _need_to_see_passholders(call)
    cards = [call.state.cards[number] for number in call.state.cards_of.of(holder)]
    active = [card for card in cards if card.status is CardStatus.ACTIVE]
    if not active:
        raise invalid_query(f"{name}: No passholder with an active card has this id.")
    return passes.active_pass(call.state, active[0])


def _need_to_see_passholders(call: Call) -> None:
    if call.identified:
        raise refusals.unauthorized("An access token is needed to search for a passholder.")
    access.need_somewhere(call.caller, "REWARDS_PASSHOLDERS_READ")


def interesting(call: Call, found: list[Reward], holder: str) -> list[Reward]:
    """Put rewards of the organizers first that a passholder visited lately."""
    _need_to_see_passholders(call)
    visits = Counter(call.state.checkins[each].organizer for each in call.state.checkins_of.of(holder))
    return sorted(found, key=lambda each: -sum(visits[organizer] for organizer in each.organizers))


def _sort(call: Call) -> list[str]:
    listed = [each.strip() for each in (call.first("sort") or "").split(",") if each.strip()]
    for key in listed:
        if key.lstrip("-").lower() not in reward_search.KEYS:
            raise invalid_query(f"sort: {key} is not a field to sort by.")
    old = [(name, call.first(f"sort[{name}]")) for name in _OLD_SORTS]
    return listed or [("-" if way == "desc" else "") + name for name, way in old if way is not None]


def facet_of(call: Call, facet: str, found: list[Reward]) -> Json:
    """Count the rewards found per value of a field."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for each in found:
        for value, name in _values(call, facet, each):
            names[value] = name
            counts[value] += 1
    return {value: {"name": {"nl": names[value]}, "count": count} for value, count in counts.items()}


def _values(call: Call, facet: str, of: Reward) -> Iterable[tuple[str, str]]:
    if facet == "categories":
        return [(each, each) for each in of.categories]
    if facet == "type":
        return [(of.type, "Puntenvoordeel" if of.type is RewardType.POINTS else "Welkomstvoordeel")]
    if facet == "owningCardSystemId":
        return [(str(of.owner), call.state.card_systems[of.owner].name)] if of.owner is not None else []
    value = reward_search.flag(of, _FLAGS[facet], call.now)
    return [("true", "Ja")] if value else [("false", "Nee")]
