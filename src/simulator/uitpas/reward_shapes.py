"""Read and write rewards in the shapes of the UiTPAS contract."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from attrs import evolve

from ..world import refusals, rights_refusals
from ..world.clock import Period, read_instant
from ..world.rewards import Redeemed, Reward, RewardType, Span
from ..world.state import State
from ..world.values import PeriodLimit
from .organizer_shapes import organizer
from .shapes import Json, card_system, instant

Body = Mapping[str, object]
_TEXTS = ("promotionalDescription", "moreInfoURL", "practicalInfo", "pictures")
_FLAGS = {"forKids": "for_kids", "sport": "sport", "featured": "featured", "online": "online"}


def reward(state: State, of: Reward, now: datetime) -> Json:
    """Write a reward in full."""
    applicable = of.card_systems if of.card_systems is not None else tuple(state.card_systems)
    shape: Json = {
        "id": of.id,
        "title": of.title,
        "type": of.type,
        **of.texts,
        "publicationPeriod": _span(of.published),
        "applicableCardSystems": [card_system(state.card_systems[each]) for each in applicable],
        "allCardSystems": of.card_systems is None,
        "organizers": [organizer(state, state.organizers[each]) for each in of.organizers],
        "status": of.status,
        "unitsTaken": of.taken,
        "lastChance": of.is_last_chance(now),
        **{name: getattr(of, member) for name, member in _FLAGS.items()},
    }
    if of.type is RewardType.POINTS:
        shape |= {"points": of.points, "categories": list(of.categories)}
    if of.owner is not None:
        shape["owningCardSystem"] = card_system(state.card_systems[of.owner])
    if of.units is not None:
        shape["maxAvailableUnits"] = of.units
    for name, period in (("redeemPeriod", of.redeemable), ("grantingPeriod", of.granted)):
        if period is not None:
            shape[name] = _span(period)
    if of.constraint is not None:
        shape["redeemConstraint"] = {"volume": of.constraint.volume, "period": of.constraint.period}
    return shape


def redeemed(state: State, of: Redeemed, now: datetime) -> Json:
    taken = state.rewards[of.reward]
    text = taken.texts.get("practicalInfo") or f"Toon deze code om je voordeel op te halen: {taken.title}."
    return {
        "id": of.id,
        "reward": reward(state, taken, now),
        "redeemDate": instant(of.at),
        "redeemInfo": {"text": text},
        "redeemCode": f"R{of.id}",
    }


def read_reward(state: State, body: Body, like: Reward) -> Reward:
    """Read a reward from a checked body; what the service decides is taken from `like`.

    Refused with `invalid-card-system` for one that does not exist, or is not an organizer's.
    """
    offices = tuple(str(each["id"]) for each in cast("list[Body]", body.get("organizers", [])))
    for index, office in enumerate(offices):
        if office not in state.organizers:
            raise refusals.invalid_data((f"/organizers/{index}/id", "This organizer does not exist."))
    points = cast("float", body.get("points", 0))
    if points != int(points):
        raise refusals.invalid_data(("/points", "Points come whole"))
    all_systems = body.get("allCardSystems", "applicableCardSystems" not in body)
    applicable = None if all_systems else tuple(_ids(body.get("applicableCardSystems", [])))
    owner = next(iter(_ids([body["owningCardSystem"]] if "owningCardSystem" in body else [])), None)
    _check_card_systems(state, owner, applicable, offices)
    return evolve(
        like,
        title=str(body["title"]),
        type=RewardType(str(body["type"])),
        published=_read_span(body, "publicationPeriod") or like.published,
        redeemable=_read_span(body, "redeemPeriod"),
        granted=_read_span(body, "grantingPeriod"),
        points=int(points),
        owner=owner,
        card_systems=applicable,
        organizers=offices,
        units=cast("int | None", body.get("maxAvailableUnits")),
        constraint=_read_constraint(body),
        categories=tuple(cast("list[str]", body.get("categories", []))),
        texts={name: body[name] for name in _TEXTS if name in body},
        for_kids=bool(body.get("forKids", False)),
        sport=bool(body.get("sport", False)),
        featured=bool(body.get("featured", False)),
        online=bool(body.get("online", False)),
    )


def _check_card_systems(
    state: State, owner: int | None, applicable: tuple[int, ...] | None, offices: tuple[str, ...]
) -> None:
    for system in (*(applicable or ()), *(() if owner is None else (owner,))):
        if system not in state.card_systems:
            raise rights_refusals.invalid_card_system(system)
    of_offices = {system for each in offices for system in state.organizers[each].card_systems}
    if owner is not None and offices and owner not in of_offices:
        raise rights_refusals.invalid_card_system(owner)


def _ids(references: object) -> list[int]:
    return [cast("int", each["id"]) for each in cast("list[Body]", references)]


def _span(of: Span) -> Json:
    shape: Json = {"begin": instant(of.begin)}
    return shape | {"end": instant(of.end)} if of.end else shape


def _read_span(body: Body, name: str) -> Span | None:
    given = cast("Body | None", body.get(name))
    if given is None:
        return None
    end = given.get("end")
    span = Span(read_instant(str(given["begin"])), read_instant(str(end)) if end is not None else None)
    if span.end is not None and span.end < span.begin:
        raise refusals.invalid_data((f"/{name}/end", "The end comes before the beginning"))
    return span


def _read_constraint(body: Body) -> PeriodLimit | None:
    given = cast("Body | None", body.get("redeemConstraint"))
    return PeriodLimit(cast("int", given["volume"]), Period(str(given["period"]))) if given else None
