"""Places: found by postal code and name, and watched, because publiq deletes and merges them."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from ..errors import NotDiscountable
from ..model.event_record import EventRecord
from ..model.match import PlaceCheck, PlaceMatch
from ..model.place import NOWHERE, Place
from ..model.problem import Problem
from ..model.search import OfferQuery, Paging
from ..ports.effects import Flow, ask, together, transact
from ..ports.uitdatabank import GetPlace
from ..ports.uitdatabank_search import SearchPlaces
from ..rules.similarity import alike
from .answers import answer_or_raise

SEARCH, UITDATABANK = "UiTdatabank Search", "UiTdatabank"
WIDE = 200
"""How many places of one postal code are looked at to rank them by name."""
PROPOSALS = 5


def find_places(
    postal_code: str | None = None, name: str | None = None, country: str = "BE", limit: int = 20
) -> Flow[tuple[PlaceMatch, ...]]:
    """Places with this postal code and a name like this, the best first.

    Those that were deleted, rejected or replaced come last, with what to take instead: people remember
    names that are gone. Two calls, and one for each that was replaced. Raises `Rejected`, `Unreachable`.
    """
    text = name or None
    wanted = _of(postal_code, text, country)
    every = evolve(wanted, everything=True)
    answers = yield from together([SearchPlaces(wanted), SearchPlaces(every)])
    active, all_of_them = (answer_or_raise(SEARCH, each).members for each in answers)
    usable = {place.id for place in active if not place.gone}
    gone = [place for place in all_of_them if place.id not in usable]
    looked_at = yield from together([GetPlace(place.id or "") for place in _ranked(gone, name)[:limit]])
    known = [_gone(place) for place in looked_at if isinstance(place, Place) and place.gone]
    fit = [PlaceMatch(place) for place in _ranked([p for p in active if not p.gone], name)]
    return tuple((*fit, *known)[:limit])


def _of(postal_code: str | None, text: str | None = None, country: str = "BE") -> OfferQuery:
    page = Paging(0, WIDE)
    return OfferQuery(text=text, postal_code=postal_code or None, country=country, page=page)


def _ranked(places: Iterable[Place], name: str | None) -> list[Place]:
    if not name:
        return sorted(places, key=lambda place: place.title)
    return sorted(places, key=lambda place: (-alike(name, place.title), place.title))


def _gone(place: Place) -> PlaceMatch:
    if place.duplicate_of is not None:
        return PlaceMatch(place, usable=False, why="it was replaced by another", instead=place.duplicate_of)
    why = "it was rejected" if place.workflow_status == "REJECTED" else "it was deleted"
    return PlaceMatch(place, usable=False, why=why)


def check_place(activity_id: str) -> Flow[PlaceCheck]:
    """Whether the place of an activity is still there, and where else it could take place.

    One call when all is well. Raises `NotFound`, `NotDiscountable` for an activity without a place,
    `Rejected`, `Unreachable`.
    """
    activity = yield from transact(lambda ledger: ledger.activity(activity_id))
    if activity.place_id is None:
        raise NotDiscountable(activity_id, ["it has no place"])
    found = yield from place_of(activity.place_id)
    return (yield from judge_place(activity_id, activity.place_id, found))


def lost_place(event: EventRecord) -> str | None:
    """What a person has to know when the place of an event is gone."""
    if event.place.id == NOWHERE or not event.place.gone:
        return None
    return f"its place {event.place.id} ({event.place.title}) was deleted or replaced: choose another"


def check_places() -> Flow[tuple[PlaceCheck, ...]]:
    """Every activity whose place is gone, each with proposals; one call for each place.

    Raises `Rejected`, `Unreachable`.
    """
    activities = yield from transact(lambda ledger: ledger.activities())
    checked: list[PlaceCheck] = []
    judged: dict[str, PlaceCheck] = {}
    for each in activities:
        if each.place_id is None:
            continue
        if each.place_id not in judged:
            found = yield from place_of(each.place_id)
            judged[each.place_id] = yield from judge_place(each.id, each.place_id, found)
        checked.append(evolve(judged[each.place_id], activity_id=each.id))
    return tuple(each for each in checked if each.warning is not None)


def place_of(place_id: str) -> Flow[Place | None]:
    """A place as UiTdatabank holds it, or nothing when it holds none. Raises `Rejected`, `Unreachable`."""
    found = yield from ask(GetPlace(place_id))
    if isinstance(found, Problem) and found.status == 404:
        return None
    return answer_or_raise(UITDATABANK, found)


def judge_place(activity_id: str, place_id: str, place: Place | None) -> Flow[PlaceCheck]:
    """A warning and proposals for a place that is gone; nothing else for one that is there."""
    if place_id == NOWHERE or (place is not None and not place.gone):
        return PlaceCheck(activity_id, place_id)
    if place is None:
        return PlaceCheck(activity_id, place_id, f"place {place_id} is not in UiTdatabank: choose another")
    gone = _gone(place)
    said = f"place {place_id} ({place.title}) cannot be used: {gone.why}"
    if gone.instead is not None:
        canonical = yield from place_of(gone.instead)
        if canonical is not None and not canonical.gone:
            return PlaceCheck(activity_id, place_id, f"{said}: take {gone.instead}", (PlaceMatch(canonical),))
    near = answer_or_raise(SEARCH, (yield from ask(SearchPlaces(_of(place.address.postal_code))))).members
    fit = [PlaceMatch(each) for each in _ranked([each for each in near if not each.gone], place.title)]
    return PlaceCheck(activity_id, place_id, f"{said}: choose another", tuple(fit[:PROPOSALS]))
