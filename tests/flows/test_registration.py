"""Register a sale: written ahead, sent once, and whatever UiTPAS answers settled in one transaction."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.building import (
    NOON,
    OTHER_NUMBER,
    REDUCED,
    SAID,
    a_problem,
    a_sale,
)
from tests.flows.house import House, refusal
from uitkern.domain.errors import (
    AlreadyEnrolled,
    IllegalTransition,
    PriceWentUp,
    SaleNotSent,
    SaleRefused,
    SaleUnknown,
)
from uitkern.domain.flows.cancel import cancel
from uitkern.domain.model.enrolment import EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.intent import IntentKind
from uitkern.domain.ports.effects import Ask
from uitkern.domain.ports.ledger import Ledger
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused
from uitkern.domain.ports.publiq import RegisterSales, UndoSale

S = EnrolmentState
SILENCE = NoAnswer("time-out")


def test_a_sale_that_turns_out_dearer_is_undone_and_the_buyer_asked_again(house: House) -> None:
    """R6."""
    house.with_social_tariff(Done((a_sale(price=Euro(300)),)))

    with pytest.raises(PriceWentUp) as dearer:
        house.enrol()

    assert (dearer.value.agreed, dearer.value.asked) == (REDUCED, Euro(300))
    assert house.publiq.asked[-1] == UndoSale("499853", NOON + house.policy.send_within)
    assert house.enrolment().state is S.CANCELLED
    assert house.state_of_intent(IntentKind.UNDO) == "done"
    assert house.publiq.calls_of(house.offer) == ["FindPass", "QuoteTariffs"]


def test_a_dearer_sale_that_cannot_be_undone_yet_is_kept_for_later(house: House) -> None:
    house.with_social_tariff(Done((a_sale(price=Euro(300)),)))
    house.publiq.will_answer(UndoSale, SILENCE)

    refusal(house, PriceWentUp)

    assert house.enrolment().state is S.CANCELLING
    assert house.state_of_intent(IntentKind.UNDO) == "pending"


def test_a_sale_that_turns_out_cheaper_costs_less(house: House) -> None:
    house.with_social_tariff(Done((a_sale(price=Euro(50)),)))

    enrolment = house.enrol()

    assert (enrolment.state, enrolment.price) == (S.AWAITING_PAYMENT, Euro(50))
    assert house.enrolment().price == Euro(50)


def test_a_refused_sale_frees_the_place_and_says_why(house: House) -> None:
    house.with_social_tariff(Refused(a_problem("maximum-reached", 422, SAID)))

    error = refusal(house, SaleRefused)

    assert error.message == SAID
    assert (house.enrolment().state, house.enrolment().message) == (S.REFUSED, SAID)
    assert house.state_of_intent() == "refused"
    assert house.enrol().state is S.AWAITING_PAYMENT


def test_a_refused_sale_drops_what_was_remembered_of_that_pass_alone(house: House) -> None:
    """R2, F10."""
    house.with_social_tariff().move_in(participant="mo", number=OTHER_NUMBER)
    house.offer("mo")
    house.publiq.will_answer(RegisterSales, Refused(a_problem("social-tariff-expired", 422)))
    house.offer()

    refusal(house, SaleRefused)

    assert house.publiq.calls_of(lambda: house.offer("mo")) == []
    assert house.publiq.calls_of(house.offer) == ["FindPass", "QuoteTariffs"]


def test_what_was_not_sent_frees_the_place_and_keeps_what_is_remembered(house: House) -> None:
    house.with_social_tariff(NotSent("no connection"))

    error = refusal(house, SaleNotSent)

    assert error.why == "no connection"
    assert house.enrolment().state is S.REFUSED
    assert house.publiq.calls_of(house.enrol) == ["RegisterSales"]
    assert house.enrolment(2).state is S.AWAITING_PAYMENT


@pytest.mark.parametrize("outcome", [SILENCE, Done(()), Done((a_sale("1"), a_sale("2")))])
def test_a_sale_whose_end_is_unknown_keeps_its_place_and_is_never_sent_again(
    house: House, outcome: object
) -> None:
    house.with_social_tariff(outcome)

    error = refusal(house, SaleUnknown)

    assert error.enrolment == house.enrolment()
    assert house.enrolment().state is S.UNKNOWN
    assert house.state_of_intent() == "unknown"
    house.clock.moment += timedelta(days=1)
    refusal(house, AlreadyEnrolled)
    with pytest.raises(IllegalTransition):
        house.run(cancel(1, house.policy))
    assert house.publiq.count(RegisterSales) == 1


@pytest.mark.parametrize(
    "outcome",
    [Done((a_sale(),)), Refused(a_problem("card-blocked", 422)), NotSent("no connection"), SILENCE, Done(())],
    ids=["done", "refused", "not sent", "no answer", "empty"],
)
def test_who_lost_the_intent_meanwhile_changes_nothing(house: House, outcome: object) -> None:
    house.with_social_tariff(house.taken_over(IntentKind.REGISTER, outcome))

    error = refusal(house, SaleUnknown)

    assert "another process has taken it over" in str(error)
    assert house.enrolment().state is S.REGISTERING
    assert house.state_of_intent() == "pending"


@pytest.mark.parametrize(
    "outcome",
    [Refused(a_problem("card-blocked", 422)), NotSent("no connection"), SILENCE],
    ids=["refused", "not sent", "no answer"],
)
def test_an_answer_that_comes_after_another_process_settled_the_sale_is_too_late(
    house: House, outcome: object
) -> None:
    def settled_elsewhere(question: Ask[object]) -> object:
        house.taken_over(IntentKind.REGISTER, None)(question)

        def work(ledger: Ledger) -> None:
            before = ledger.enrolment(1)
            ledger.save_enrolment(before, before.to(S.AWAITING_PAYMENT))

        house.look(work)
        return outcome

    house.with_social_tariff(settled_elsewhere)

    refusal(house, SaleUnknown)

    assert house.enrolment().state is S.AWAITING_PAYMENT
