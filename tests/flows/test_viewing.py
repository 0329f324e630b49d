"""F38: the social status of a child is shown to who may see it, and to nobody who tries numbers out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.building import BASE, NUMBER, OTHER_NUMBER, a_pass, a_problem, tariffs
from tests.flows.house import House
from uitkern.domain.errors import TooManyQuestions
from uitkern.domain.flows.passes import save_participant
from uitkern.domain.flows.viewing import NOTHING, link_pass_for, offer_for, status_for
from uitkern.domain.model.participant import Participant
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.privacy import Privacy
from uitkern.domain.model.standing import Standing
from uitkern.domain.model.viewer import Viewer
from uitkern.domain.ports.publiq import FindPass, QuoteTariffs

PARENT, STRANGER, SECRETARY = Viewer("p1", frozenset({"lena"})), Viewer("p2"), Viewer("s", None)


def known(house: House) -> House:
    house.publiq.always_answers(FindPass, a_pass())
    house.publiq.always_answers(QuoteTariffs, tariffs())
    house.offer()
    return house


@pytest.mark.parametrize("viewer", [PARENT, SECRETARY])
def test_who_may_see_prices_sees_the_status(house: House, viewer: Viewer) -> None:
    known(house)
    assert house.run(status_for(viewer, "lena", house.policy)).standing is Standing.ENTITLED
    assert house.run(offer_for(viewer, "lena", "camp", house.policy)) == house.offer()


def test_who_may_not_is_told_the_same_of_everybody_and_nothing_is_asked(house: House) -> None:
    known(house)
    house.run(save_participant(Participant("mo"), house.policy))
    told = {house.run(status_for(STRANGER, child, house.policy)) for child in ("lena", "mo", "nobody")}
    assert told == {NOTHING}
    assert len(NOTHING.messages) == 1
    offers = [
        house.run(offer_for(STRANGER, child, "camp", house.policy)) for child in ("lena", "mo", "nobody")
    ]
    assert {(o.price, o.tariffs, o.reason, o.messages, o.number) for o in offers} == {
        (BASE, (), None, (), None)
    }
    asked = house.publiq.count()
    assert house.run(link_pass_for(STRANGER, "lena", OTHER_NUMBER, house.policy)) == NOTHING
    assert house.publiq.count() == asked


def test_a_parent_of_a_child_that_is_not_there_is_told_nothing(house: House) -> None:
    parent = Viewer("p", frozenset({"nobody"}))
    assert house.run(status_for(parent, "nobody", house.policy)) == NOTHING
    assert house.run(link_pass_for(parent, "nobody", NUMBER, house.policy)) == NOTHING


def test_a_number_of_nobody_and_one_of_another_child_are_told_alike(house: House) -> None:
    house.run(save_participant(Participant("mo", OTHER_NUMBER), house.policy))
    house.publiq.will_answer(FindPass, a_pass(number=OTHER_NUMBER), a_problem("pass-not-found", 404))
    taken = house.run(link_pass_for(PARENT, "lena", OTHER_NUMBER, house.policy))
    unknown = house.run(link_pass_for(PARENT, "lena", NUMBER, house.policy))
    assert taken == unknown
    assert taken.standing is Standing.NO_SUCH_PASS


def test_a_parent_keeps_the_pass_of_their_child_and_hears_what_is_wrong_with_it(house: House) -> None:
    house.publiq.will_answer(FindPass, a_problem("card-blocked"), a_pass(number=OTHER_NUMBER))
    assert house.run(link_pass_for(PARENT, "lena", OTHER_NUMBER, house.policy)).standing is Standing.BLOCKED
    assert house.run(link_pass_for(PARENT, "lena", OTHER_NUMBER, house.policy)).standing is Standing.ENTITLED


@pytest.mark.parametrize("viewer", [PARENT, STRANGER])
def test_who_asks_too_often_waits_whatever_is_asked(house: House, viewer: Viewer) -> None:
    house.policy = Policy(privacy=Privacy(questions=2, window=timedelta(minutes=30)))
    known(house)
    for _ in range(2):
        house.run(status_for(viewer, "lena", house.policy))
    for flow in (
        status_for(viewer, "lena", house.policy),
        offer_for(viewer, "lena", "camp", house.policy),
        link_pass_for(viewer, "lena", NUMBER, house.policy),
    ):
        with pytest.raises(TooManyQuestions) as refused:
            house.run(flow)
        assert timedelta(0) < refused.value.after <= timedelta(minutes=30)
    house.run(status_for(Viewer("another"), "lena", house.policy))
    house.clock.moment += refused.value.after
    house.run(status_for(viewer, "lena", house.policy))
