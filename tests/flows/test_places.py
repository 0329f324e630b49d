"""Places: found by postal code and name, and missed when they are gone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.building import PLACE, a_problem, an_activity, forbidden
from tests.flows.house import House
from tests.flows.records import a_place, found
from uitkern.domain.errors import NotDiscountable, Rejected, Unreachable
from uitkern.domain.flows.places import check_place, check_places, find_places
from uitkern.domain.model.match import PlaceCheck, PlaceMatch
from uitkern.domain.model.place import NOWHERE
from uitkern.domain.ports.ledger import Ledger
from uitkern.domain.ports.outcomes import Unavailable
from uitkern.domain.ports.uitdatabank import GetPlace
from uitkern.domain.ports.uitdatabank_search import SearchPlaces

OTHER = "11111111-2222-4333-8444-555555555555"
HALL = a_place(id="hall", name={"nl": "Sporthal"})
DELETED = a_place(id="deleted", name={"nl": "Buurthuis oud"}, workflow_status="DELETED")
REJECTED = a_place(id="rejected", name={"nl": "Zeehuis"}, workflow_status="REJECTED")
DOUBLE = a_place(id="double", name={"nl": "Buurthuiz"}, duplicate_of=PLACE)


def places(house: House, active: tuple[Any, ...], every: tuple[Any, ...], **more: Any) -> list[PlaceMatch]:
    house.publiq.will_answer(SearchPlaces, found(*active), found(*every))
    known = {each.id: each for each in every}
    house.publiq.always_answers(GetPlace, lambda question: known[question.place_id])
    return list(house.run(find_places(**more)))


def test_the_place_with_the_name_comes_first(house: House) -> None:
    both = (HALL, a_place())
    assert places(house, both, both, postal_code="9000", name="buurt huis") == [
        PlaceMatch(a_place()),
        PlaceMatch(HALL),
    ]
    active, every = (question.query for question in house.publiq.asked)  # type: ignore[attr-defined]
    assert (active.postal_code, active.text, active.country, active.everything) == (
        "9000",
        "buurt huis",
        "BE",
        False,
    )
    assert every.everything


def test_without_a_name_places_come_in_order(house: House) -> None:
    both = (HALL, a_place())
    assert [each.place.title for each in places(house, both, both)] == ["Buurthuis", "Sporthal"]


def test_the_gone_are_recognised_and_come_last(house: House) -> None:
    every = (DELETED, a_place(), DOUBLE, REJECTED)
    first, *gone = places(house, (a_place(),), every, name="Buurthuis")
    assert (first.place.id, first.usable) == (PLACE, True)
    assert [(each.place.id, each.why, each.instead) for each in gone] == [
        ("double", "it was replaced by another", PLACE),
        ("deleted", "it was deleted", None),
        ("rejected", "it was rejected", None),
    ]
    assert not any(each.usable for each in gone)


def test_a_place_that_the_search_still_shows_though_it_is_gone_is_not_usable(house: House) -> None:
    assert [each.usable for each in places(house, (DELETED,), (DELETED,))] == [False]


def test_a_place_that_only_other_filters_hide_is_left_out(house: House) -> None:
    assert places(house, (), (a_place(workflow_status="DRAFT"),)) == []


def test_there_are_no_more_than_wanted(house: House) -> None:
    both = (HALL, a_place(), DELETED)
    assert len(places(house, both, both, limit=2)) == 2


@pytest.mark.parametrize(
    ("answer", "error"), [(forbidden(), Rejected), (Unavailable("time-out"), Unreachable)]
)
def test_a_search_that_fails_is_told(house: House, answer: Any, error: type[Exception]) -> None:
    house.publiq.will_answer(SearchPlaces, answer, found())
    with pytest.raises(error):
        house.run(find_places("9000"))


def checked(house: House, *answers: Any) -> PlaceCheck:
    house.publiq.will_answer(GetPlace, *answers)
    return house.run(check_place("camp"))


def test_a_place_that_is_there_is_no_news(house: House) -> None:
    assert checked(house, a_place()) == PlaceCheck("camp", PLACE)
    assert house.publiq.count() == 1


def test_a_place_that_was_replaced_has_its_successor_proposed(house: House) -> None:
    check = checked(house, a_place(duplicate_of="hall"), HALL)
    assert check.warning == f"place {PLACE} (Buurthuis) cannot be used: it was replaced by another: take hall"
    assert check.proposals == (PlaceMatch(HALL),)


@pytest.mark.parametrize("successor", [a_problem("url/not-found", 404), DELETED])
def test_a_successor_that_is_gone_as_well_is_not_proposed(house: House, successor: Any) -> None:
    near = (HALL, a_place(id="other", name={"nl": "Buurthuis 2"}))
    house.publiq.will_answer(SearchPlaces, found(*near), found(*near))
    check = checked(house, a_place(duplicate_of="gone"), successor)
    assert check.warning
    assert check.warning.endswith("choose another")
    assert [each.place.id for each in check.proposals] == ["other", "hall"]


def test_a_place_that_was_deleted_has_its_neighbours_proposed(house: House) -> None:
    house.publiq.will_answer(SearchPlaces, found(HALL), found(HALL))
    check = checked(house, a_place(workflow_status="DELETED"))
    assert check.warning == f"place {PLACE} (Buurthuis) cannot be used: it was deleted: choose another"
    assert [each.place.id for each in check.proposals] == ["hall"]


def test_a_place_that_never_was_is_told(house: House) -> None:
    check = checked(house, a_problem("url/not-found", 404))
    assert check.warning == f"place {PLACE} is not in UiTdatabank: choose another"


def test_what_takes_place_online_has_no_place_to_lose(house: House) -> None:
    house.look(lambda ledger: ledger.save_activity(an_activity(place_id=NOWHERE)))
    assert checked(house, a_place(id=NOWHERE)).warning is None


def test_an_activity_without_a_place_has_none_to_check(house: House) -> None:
    house.look(lambda ledger: ledger.save_activity(an_activity(place_id=None)))
    with pytest.raises(NotDiscountable, match="it has no place"):
        checked(house)


@pytest.mark.parametrize(
    ("answer", "error"), [(forbidden(), Rejected), (Unavailable("time-out"), Unreachable)]
)
def test_a_place_that_cannot_be_seen_is_not_judged(house: House, answer: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        checked(house, answer)


def test_every_activity_whose_place_is_gone_is_named_and_each_place_is_looked_at_once(house: House) -> None:
    def keep(ledger: Ledger) -> None:
        for activity_id, place_id in (("a", OTHER), ("b", OTHER), ("c", None)):
            ledger.save_activity(an_activity(id=activity_id, place_id=place_id))

    house.look(keep)
    known = {PLACE: a_place(), OTHER: a_problem("url/not-found", 404)}
    house.publiq.always_answers(GetPlace, lambda question: known[question.place_id])
    gone = house.run(check_places())
    assert [(each.activity_id, each.place_id) for each in gone] == [("a", OTHER), ("b", OTHER)]
    assert house.publiq.count(GetPlace) == 2
