"""Opt out: an activity without discount, in one card system or in all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.building import EVENT, a_problem, forbidden
from tests.flows.house import House
from uitkern.domain.errors import InvalidValue, NotDiscountable, NotFound, Rejected, Unreachable
from uitkern.domain.flows.opt_out import card_systems, opt_in, opt_out
from uitkern.domain.model.match import CardSystemChoice, DistributionKey
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused, Unavailable
from uitkern.domain.ports.uitpas_event import CardSystemsOf, SetCardSystems

KEY = (DistributionKey(41, "Halve dag", enabled=False),)
GENT, PASPARTOE = CardSystemChoice(5, "UiTPAS Gent", distribution_keys=KEY), CardSystemChoice(3, "Paspartoe")
NO_GENT = CardSystemChoice(5, "UiTPAS Gent", enabled=False, distribution_keys=KEY)
NO_PASPARTOE = CardSystemChoice(3, "Paspartoe", enabled=False)


@pytest.fixture
def house(house: House) -> House:
    house.publiq.always_answers(CardSystemsOf, (GENT, PASPARTOE))
    house.publiq.always_answers(SetCardSystems, Done(None))
    return house


def test_the_card_systems_of_an_activity_are_told(house: House) -> None:
    assert house.run(card_systems("camp")) == (GENT, PASPARTOE)


def test_an_activity_opts_out_of_all(house: House) -> None:
    assert house.run(opt_out("camp")) == (NO_GENT, NO_PASPARTOE)
    assert house.publiq.asked[-1] == SetCardSystems(EVENT, (NO_GENT, NO_PASPARTOE))


def test_an_activity_opts_out_of_one_and_keeps_the_other(house: House) -> None:
    assert house.run(opt_out("camp", [3])) == (GENT, NO_PASPARTOE)


def test_an_activity_opts_in_again(house: House) -> None:
    house.publiq.will_answer(CardSystemsOf, (NO_GENT, NO_PASPARTOE))
    assert house.run(opt_in("camp", [5])) == (GENT, NO_PASPARTOE)


def test_an_activity_opts_out_of_all_before_uitpas_knows_it(house: House) -> None:
    house.publiq.always_answers(CardSystemsOf, a_problem("uitpas/event-not-found", 404))
    assert house.run(opt_out("camp")) == ()
    assert house.publiq.asked[-1] == SetCardSystems(EVENT, ())
    for flow in (opt_out("camp", [5]), opt_in("camp")):
        with pytest.raises(Rejected):
            house.run(flow)


def test_nothing_is_sent_when_it_is_so_already(house: House) -> None:
    assert house.run(opt_in("camp")) == (GENT, PASPARTOE)
    assert house.publiq.count(SetCardSystems) == 0


def test_a_card_system_of_elsewhere_is_refused(house: House) -> None:
    with pytest.raises(InvalidValue, match=r"must be one of those of the event: 5 \(UiTPAS Gent\), 3"):
        house.run(opt_out("camp", [1]))
    house.publiq.will_answer(CardSystemsOf, ())
    with pytest.raises(InvalidValue, match="there are none"):
        house.run(opt_out("camp", [1]))
    assert house.publiq.count(SetCardSystems) == 0


@pytest.mark.parametrize(
    ("outcome", "error"),
    [
        (Refused(a_problem("event-already-has-ticketsales", 400)), Rejected),
        (NotSent("no connection"), Unreachable),
        (NoAnswer("time-out"), Unreachable),
    ],
)
def test_what_is_not_done_is_told(house: House, outcome: Any, error: type[Exception]) -> None:
    house.publiq.will_answer(SetCardSystems, outcome)
    with pytest.raises(error):
        house.run(opt_out("camp"))


@pytest.mark.parametrize(
    ("answer", "error"), [(forbidden(), Rejected), (Unavailable("time-out"), Unreachable)]
)
@pytest.mark.parametrize("flow", [card_systems, opt_out])
def test_what_cannot_be_seen_is_not_changed(
    house: House, flow: Any, answer: Any, error: type[Exception]
) -> None:
    house.publiq.will_answer(CardSystemsOf, answer)
    with pytest.raises(error):
        house.run(flow("camp"))


def test_an_activity_without_an_event_has_no_card_systems(empty_house: House) -> None:
    empty_house.move_in(event_id=None)
    with pytest.raises(NotDiscountable, match="it has no event"):
        empty_house.run(opt_out("camp"))
    with pytest.raises(NotFound):
        empty_house.run(opt_out("nothing"))
