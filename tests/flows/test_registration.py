"""Register a sale: written ahead, sent once, and whatever UiTPAS answers settled in one transaction."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.domain.building import (
    NOON,
    OTHER_NUMBER,
    REDUCED,
    SAID,
    a_pass,
    a_problem,
    a_sale,
)
from tests.flows.house import House, meddled, refusal
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.errors import (
    AlreadyEnrolled,
    IllegalTransition,
    PriceWentUp,
    SaleNotSent,
    SaleRefused,
    SaleUnknown,
)
from uitkern.domain.flows.cancel import cancel
from uitkern.domain.flows.enrol import enrol
from uitkern.domain.model.enrolment import EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.intent import IntentKind
from uitkern.domain.ports.effects import Ask, Now, Transact
from uitkern.domain.ports.ledger import Ledger
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused
from uitkern.domain.ports.publiq import FindPass, RegisterSales, UndoSale

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


def test_an_intent_that_somebody_else_claims_first_is_not_sent(house: House) -> None:
    house.with_social_tariff()

    def claim_first(_: int, question: Ask[object]) -> None:
        intent = house.intent()
        if intent and intent.fence == 0:
            house.look(lambda ledger: ledger.claim(intent.id, house.clock.now(), house.policy.lease))

    with pytest.raises(SaleUnknown, match="another process has taken it over"):
        house.run(meddled(enrol("lena", "camp", house.policy), claim_first))

    assert house.enrolment().state is S.REGISTERING
    assert house.publiq.count(RegisterSales) == 0


def test_who_wakes_up_after_its_lease_does_not_send(house: House) -> None:
    house.with_social_tariff()

    def sleep_long(_: int, question: Ask[object]) -> None:
        intent = house.intent()
        if intent and intent.fence == 1 and isinstance(question, Now):
            house.clock.moment += house.policy.lease

    with pytest.raises(SaleUnknown):
        house.run(meddled(enrol("lena", "camp", house.policy), sleep_long))

    assert house.state_of_intent() == "pending"
    assert house.publiq.count(RegisterSales) == 0


def test_the_intent_is_written_before_the_request_leaves(tmp_path: Path, file_house: House) -> None:
    seen: list[tuple[str, str, int]] = []

    def look_from_elsewhere(_: Ask[object]) -> object:
        other = House(LedgerStore(f"sqlite:///{tmp_path / 'ledger.db'}"))
        intent = other.intent()
        assert intent is not None
        assert intent.sent_at == NOON
        assert intent.lease_until == NOON + other.policy.lease
        seen.append((other.enrolment().state.value, intent.state.value, intent.attempts))
        other.store.close()
        return Done((a_sale(),))

    file_house.with_social_tariff(look_from_elsewhere).enrol()

    assert seen == [("registering", "sending", 1)]


def test_no_transaction_is_open_while_uitpas_is_asked(file_house: House) -> None:
    file_house.with_social_tariff()

    def write(_: Ask[object]) -> object:
        file_house.move_in(participant="mo", number=OTHER_NUMBER)
        return a_pass()

    file_house.publiq.will_answer(FindPass, write)

    assert file_house.enrol().price == REDUCED


def test_the_registration_is_the_only_thing_between_two_transactions(house: House) -> None:
    """Reserve with its intent, claim, sending, settle: each its own transaction, in this order."""
    house.with_social_tariff()
    house.offer()
    heard: list[str] = []

    house.run(
        meddled(
            enrol("lena", "camp", house.policy), lambda _, question: heard.append(type(question).__name__)
        )
    )

    assert [name for name in heard if name != Now.__name__][-5:] == [
        Transact.__name__,
        Transact.__name__,
        Transact.__name__,
        RegisterSales.__name__,
        Transact.__name__,
    ]


def test_a_request_may_begin_until_a_while_after_the_claim_not_after_the_last_delay(house: House) -> None:
    house.with_social_tariff()

    def dawdle(_: int, question: Ask[object]) -> None:
        intent = house.intent()
        if intent and intent.fence == 1 and intent.sent_at is None and isinstance(question, Now):
            house.clock.moment += timedelta(seconds=5)

    house.run(meddled(enrol("lena", "camp", house.policy), dawdle))

    (sent,) = [question for question in house.publiq.asked if isinstance(question, RegisterSales)]
    assert house.clock.moment == NOON + timedelta(seconds=5)
    assert sent.deadline == NOON + house.policy.send_within
