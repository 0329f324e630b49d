"""Cancel and release: the place is given back, and its sale undone at UiTPAS (R8, F17 to F19)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.building import NOON, OTHER_NUMBER, a_problem, a_sale, an_activity, forbidden
from tests.flows.house import House, meddled
from uitkern.domain.errors import AlreadyEnrolled, IllegalTransition, NotFound, SaleRefused
from uitkern.domain.flows.cancel import cancel, release
from uitkern.domain.flows.enrol import confirm
from uitkern.domain.model.enrolment import Enrolment, EnrolmentState
from uitkern.domain.model.intent import IntentKind, IntentState
from uitkern.domain.model.offer import Choose
from uitkern.domain.ports.effects import Ask, Now
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused
from uitkern.domain.ports.publiq import RegisterSales, UndoSale

S = EnrolmentState
GONE = Refused(a_problem("ticket-sale-not-found", 404))
UNDO = IntentKind.UNDO
IT_STAYS = [
    (Refused(forbidden()), "UiTPAS refuses to undo sale 499853: auth/forbidden (403)"),
    (
        Refused(a_problem("ticket-sale-settled", 422)),
        "UiTPAS refuses to undo sale 499853: uitpas/ticket-sale-settled (422)",
    ),
    (NotSent("no connection"), "no connection"),
    (NoAnswer("time-out"), "time-out"),
]


def cancelled(house: House, enrolment_id: int = 1) -> Enrolment:
    return house.run(cancel(enrolment_id, house.policy))


def why_of_undoing(house: House) -> str | None:
    intent = house.intent(UNDO)
    assert intent is not None
    return intent.why


@pytest.fixture
def enrolled(house: House) -> House:
    """A child with a registered sale that awaits payment."""
    house.with_social_tariff().enrol()
    return house


def test_a_sale_is_undone_and_the_place_given_back(enrolled: House) -> None:
    assert enrolled.publiq.calls_of(lambda: cancelled(enrolled)) == ["UndoSale"]

    assert enrolled.publiq.asked[-1] == UndoSale("499853", NOON + enrolled.policy.send_within)
    assert enrolled.enrolment().state is S.CANCELLED
    assert enrolled.state_of_intent(UNDO) == "done"


def test_what_is_paid_can_be_cancelled_too(enrolled: House) -> None:
    enrolled.run(confirm(1))

    assert cancelled(enrolled).state is S.CANCELLED
    assert enrolled.publiq.count(UndoSale) == 1


def test_what_is_paid_cannot_be_released(enrolled: House) -> None:
    paid = enrolled.run(confirm(1))

    with pytest.raises(IllegalTransition, match="that is confirmed cannot become cancelled"):
        enrolled.run(release(1, enrolled.policy))

    assert enrolled.enrolment() == paid
    assert enrolled.publiq.count(UndoSale) == 0


def test_what_is_not_paid_is_released_with_its_sale(enrolled: House) -> None:
    assert enrolled.run(release(1, enrolled.policy)).state is S.CANCELLED
    assert enrolled.state_of_intent(UNDO) == "done"


def test_without_a_sale_nothing_is_asked(house: House) -> None:
    house.with_social_tariff().enrol(Choose.NOTHING)
    house.publiq.asked.clear()

    assert cancelled(house).state is S.CANCELLED
    assert house.publiq.asked == []
    assert house.intent(UNDO) is None


def test_cancelling_twice_is_cancelling_once(enrolled: House) -> None:
    first = cancelled(enrolled)

    assert cancelled(enrolled) == first
    assert enrolled.publiq.count(UndoSale) == 1


def test_a_sale_that_uitpas_does_not_hold_is_undone(enrolled: House) -> None:
    """R8, F18: and it is written why."""
    enrolled.publiq.will_answer(UndoSale, GONE)

    assert cancelled(enrolled).state is S.CANCELLED
    assert enrolled.state_of_intent(UNDO) == "done"
    assert why_of_undoing(enrolled) == "UiTPAS held it no more"


@pytest.mark.parametrize(("outcome", "why"), IT_STAYS)
def test_a_cancellation_stands_while_the_sale_cannot_be_undone(
    enrolled: House, outcome: object, why: str
) -> None:
    enrolled.publiq.will_answer(UndoSale, outcome)

    assert cancelled(enrolled).state is S.CANCELLING

    assert enrolled.enrolment().state is S.CANCELLING
    assert enrolled.state_of_intent(UNDO) == "pending"
    assert why_of_undoing(enrolled) == why


@pytest.mark.parametrize(("outcome", "why"), IT_STAYS)
def test_cancelling_again_tries_again(enrolled: House, outcome: object, why: str) -> None:
    enrolled.publiq.will_answer(UndoSale, outcome, outcome, GONE)

    assert [cancelled(enrolled).state for _ in range(4)] == [
        S.CANCELLING,
        S.CANCELLING,
        S.CANCELLED,
        S.CANCELLED,
    ]
    assert enrolled.publiq.count(UndoSale) == 3
    intent = enrolled.intent(UNDO)
    assert intent is not None
    assert intent.attempts == 3


def test_releasing_again_tries_again(enrolled: House) -> None:
    enrolled.publiq.will_answer(UndoSale, NoAnswer("time-out"))

    states = [enrolled.run(release(1, enrolled.policy)).state for _ in range(2)]

    assert states == [S.CANCELLING, S.CANCELLED]


def test_a_child_enrols_again_only_when_the_old_sale_is_undone(enrolled: House) -> None:
    """F21."""
    enrolled.publiq.will_answer(UndoSale, NoAnswer("time-out"))
    cancelled(enrolled)
    with pytest.raises(AlreadyEnrolled) as held:
        enrolled.enrol()
    assert held.value.state is S.CANCELLING

    cancelled(enrolled)

    enrolled.publiq.will_answer(RegisterSales, Done((a_sale("499854"),)))
    assert enrolled.enrol().sale_id == "499854"


def test_a_place_that_is_being_given_back_is_free_for_others(empty_house: House) -> None:
    empty_house.move_in(an_activity(capacity=1)).with_social_tariff().enrol()
    empty_house.move_in(an_activity(capacity=1), "mo", OTHER_NUMBER)
    empty_house.publiq.will_answer(UndoSale, NoAnswer("time-out"))

    cancelled(empty_house)

    assert empty_house.enrol(Choose.NOTHING, participant="mo").state is S.AWAITING_PAYMENT


def test_while_another_process_undoes_a_sale_nobody_else_does(enrolled: House) -> None:
    def cancel_elsewhere(_: Ask[object]) -> object:
        assert cancelled(enrolled).state is S.CANCELLING
        return Done(None)

    enrolled.publiq.will_answer(UndoSale, cancel_elsewhere)

    assert cancelled(enrolled).state is S.CANCELLED
    assert enrolled.publiq.count(UndoSale) == 1


@pytest.mark.parametrize("outcome", [Done(None), GONE, NoAnswer("time-out")], ids=["done", "gone", "silence"])
def test_who_lost_the_undoing_meanwhile_changes_nothing(enrolled: House, outcome: object) -> None:
    enrolled.publiq.will_answer(UndoSale, enrolled.taken_over(UNDO, outcome))

    assert cancelled(enrolled).state is S.CANCELLING
    assert enrolled.enrolment().state is S.CANCELLING
    assert enrolled.state_of_intent(UNDO) == "sending"


def test_an_undoing_whose_sender_is_gone_is_taken_up_after_its_lease(enrolled: House) -> None:
    def power_cut(_: Ask[object]) -> object:
        raise KeyboardInterrupt

    enrolled.publiq.will_answer(UndoSale, power_cut)
    with pytest.raises(KeyboardInterrupt):
        cancelled(enrolled)
    assert enrolled.state_of_intent(UNDO) == IntentState.SENDING.value

    assert cancelled(enrolled).state is S.CANCELLING
    enrolled.clock.moment += enrolled.policy.lease
    assert cancelled(enrolled).state is S.CANCELLED


def test_who_wakes_up_after_its_lease_does_not_undo(enrolled: House) -> None:
    def sleep_long(_: int, question: Ask[object]) -> None:
        intent = enrolled.intent(UNDO)
        if intent and intent.fence == 1 and isinstance(question, Now):
            enrolled.clock.moment += enrolled.policy.lease

    given_up = enrolled.run(meddled(cancel(1, enrolled.policy), sleep_long))

    assert given_up.state is S.CANCELLING
    assert enrolled.publiq.count(UndoSale) == 0
    assert enrolled.clock.moment == NOON + timedelta(seconds=60)


def test_what_was_refused_cannot_be_cancelled(house: House) -> None:
    house.with_social_tariff().publiq.will_answer(RegisterSales, Refused(a_problem("card-blocked", 422)))
    with pytest.raises(SaleRefused):
        house.enrol()

    with pytest.raises(IllegalTransition, match="that is refused cannot become cancelled"):
        cancelled(house)


def test_an_enrolment_that_is_not_there_is_named(house: House) -> None:
    for flow in (cancel, release):
        with pytest.raises(NotFound, match="enrolment: there is none with id '7'"):
            house.run(flow(7, house.policy))
