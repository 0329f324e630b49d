"""Wait until UiTPAS knows an event: a state, not an error, when it takes longer than patience (F23)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.building import (
    EVENT,
    NOON,
    a_problem,
    forbidden,
)
from tests.flows.house import House
from uitkern.domain.errors import NotFound, Rejected, Unreachable
from uitkern.domain.flows.publish import await_registration
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.publication import Publication, PublicationState
from uitkern.domain.model.uitpas import CardSystem
from uitkern.domain.ports.outcomes import Unavailable
from uitkern.domain.ports.publiq import EventCardSystems

PUBLISHED = Publication("camp", PublicationState.PUBLISHED, EVENT)
REGISTERED = Publication("camp", PublicationState.REGISTERED, EVENT)
NOT_THERE = a_problem("event-not-found", 404)
GENT = (CardSystem(5, "UiTPAS Gent"),)
SILENCE = Unavailable("time-out")


def test_a_wait_ends_when_uitpas_knows_the_event(house: House) -> None:
    house.publiq.will_answer(EventCardSystems, NOT_THERE, NOT_THERE, GENT)

    assert house.run(await_registration("camp", house.policy)) == REGISTERED == house.publication()
    assert house.publiq.asked == [EventCardSystems(EVENT)] * 3
    assert house.clock.moment == NOON + 2 * house.policy.poll


def test_a_wait_ends_with_patience_and_changes_nothing(house: House) -> None:
    house.policy = Policy(poll=timedelta(seconds=2), patience=timedelta(seconds=5))
    house.publiq.always_answers(EventCardSystems, NOT_THERE)

    assert house.run(await_registration("camp", house.policy)) == PUBLISHED == house.publication()
    assert house.publiq.count() == 3
    assert house.clock.moment == NOON + timedelta(seconds=4)


@pytest.mark.parametrize(("answer", "error"), [(forbidden(), Rejected), (SILENCE, Unreachable)])
def test_a_wait_ends_when_uitpas_refuses_or_is_silent(
    house: House, answer: object, error: type[Exception]
) -> None:
    house.publiq.will_answer(EventCardSystems, NOT_THERE, answer)

    with pytest.raises(error):
        house.run(await_registration("camp", house.policy))

    assert house.publication() == PUBLISHED


def test_nobody_waits_for_what_is_not_published(empty_house: House) -> None:
    house = empty_house.move_in(event_id=None)

    with pytest.raises(NotFound, match="publication of activity"):
        house.run(await_registration("camp", house.policy))

    assert house.publiq.asked == []
