"""F15 to F21: holds that lapse, money that comes late, sales that will not be undone."""

from __future__ import annotations

import pytest

from tests.adapters.cores import ENTITLED
from tests.cases.desk import BASE, DELETE, POST, REDUCED, Desk, S, sold_at_the_counter, withdraw
from uitkern import Choose, Euro, errors
from uitkern.domain.model.intent import IntentKind, IntentState
from uitkern.simulator.world import nudges
from uitkern.simulator.world.official import identities as official
from uitkern.simulator.world.pricing import Percentage
from uitkern.simulator.world.tickets import SaleRequest


def test_f15_a_place_that_is_not_paid_in_time_is_given_back_and_its_sale_undone(any_desk: Desk) -> None:
    held = any_desk.enrolled()
    any_desk.later(minutes=29)
    any_desk.core.tick()
    assert any_desk.state(held) is S.AWAITING_PAYMENT
    any_desk.later(minutes=1)
    done = any_desk.core.tick()
    assert done.lapsed == 1
    assert any_desk.state(held) is S.LAPSED
    assert any_desk.held() == set()
    any_desk.agrees()


def test_f15_a_payment_that_comes_late_is_priced_again_before_it_counts(any_desk: Desk) -> None:
    held = any_desk.enrolled()
    any_desk.later(hours=1)
    any_desk.core.tick()
    with pytest.raises(errors.IllegalTransition) as late:
        any_desk.core.confirm(held.id)
    assert late.value.before is S.LAPSED
    again = any_desk.core.reinstate(held.id)
    assert (again.state, again.price) == (S.AWAITING_PAYMENT, REDUCED)
    assert any_desk.core.confirm(again.id).state is S.CONFIRMED
    any_desk.agrees()


def test_f15_a_payment_just_before_the_worker_comes_counts(desk: Desk) -> None:
    held = desk.enrolled()
    desk.later(hours=1)
    assert desk.core.confirm(held.id).state is S.CONFIRMED
    assert desk.core.tick().lapsed == 0
    desk.agrees()


def test_f16_when_the_limit_is_reached_meanwhile_the_parent_is_asked(any_desk: Desk) -> None:
    held = any_desk.enrolled()
    any_desk.later(hours=1)
    any_desk.core.tick()
    event = any_desk.core.publication("camp").event_id
    _sell_elsewhere(any_desk, event)
    with pytest.raises(errors.SaleRefused) as gone:
        any_desk.core.reinstate(held.id)
    assert gone.value.message.nl
    with pytest.raises(errors.PriceWentUp) as asked:
        any_desk.core.reinstate(held.id)
    assert (asked.value.agreed, asked.value.asked) == (REDUCED, BASE), "the difference to ask or refund"
    full = any_desk.core.enrol("kid", "camp", Choose.NOTHING, agreed=BASE)
    assert any_desk.core.confirm(full.id).price == BASE


def test_f16_a_discount_that_became_smaller_is_not_taken_for_granted(desk: Desk) -> None:
    held = desk.enrolled()
    desk.later(hours=1)
    desk.core.tick()
    nudges.change_tariff_rule(desk.publiq.world.state, official.GENT, Percentage(50))
    with pytest.raises(errors.PriceWentUp) as asked:
        desk.core.reinstate(held.id)
    assert (asked.value.agreed, asked.value.asked) == (REDUCED, Euro(550))
    assert desk.held() == set()
    desk.agrees()


def _sell_elsewhere(desk: Desk, event: str) -> None:
    desk.publiq.world.register_sales([SaleRequest(ENTITLED, event, "SOCIALTARIFF", 1100)])


@pytest.mark.parametrize("fault", [{"latency": 60.0}, {"cut": "before"}, {"cut": "after"}], ids=str)
def test_f17_a_cancellation_stands_while_the_undo_hangs_and_is_tried_again(
    any_desk: Desk, fault: dict[str, object]
) -> None:
    paid = any_desk.enrolled()
    any_desk.core.confirm(paid.id)
    with any_desk.publiq.fault(DELETE, **fault):  # type: ignore[arg-type]
        assert any_desk.core.cancel(paid.id).state is S.CANCELLING
        with pytest.raises(errors.AlreadyEnrolled):
            any_desk.enrolled()
        (intent,) = any_desk.core.open_intents()
        assert (intent.kind, intent.state, intent.attempts) == (IntentKind.UNDO, IntentState.PENDING, 1)
        assert intent.due > any_desk.publiq.clock.now(), "backed off"
        assert intent.why
        any_desk.core.tick()
        assert any_desk.asked(DELETE) == 1, "not before it is due"
    any_desk.work()
    assert any_desk.state(paid) is S.CANCELLED
    assert any_desk.held() == set()
    any_desk.agrees()


def test_f18_a_sale_undone_at_the_counter_counts_as_undone(any_desk: Desk) -> None:
    paid = any_desk.enrolled()
    any_desk.publiq.world.undo_sale(str(paid.sale_id))
    assert any_desk.core.cancel(paid.id).state is S.CANCELLED
    assert any_desk.ended(DELETE) == ["404"], "noted in the call log"
    assert any_desk.core.open_intents() == any_desk.core.parked() == ()
    any_desk.agrees()


def test_f19_an_undo_that_is_forbidden_waits_and_then_goes_to_a_person(desk: Desk) -> None:
    paid = desk.enrolled()
    desk.core.confirm(paid.id)
    withdraw(desk.publiq, "TICKETSALES_REGISTER")
    assert desk.core.cancel(paid.id).state is S.CANCELLING, "the money is the host's to give back now"
    (intent,) = desk.core.open_intents()
    assert "auth/forbidden (403)" in str(intent.why)
    desk.work()
    parked = desk.parked()
    assert (parked.kind, parked.attempts) == (IntentKind.UNDO, desk.core.policy.attempts)
    assert f"UiTPAS refuses to undo sale {paid.sale_id}" in str(parked.why)
    nudges.grant_permission(
        desk.publiq.world.state, desk.publiq.client_id, official.ORGANIZER, "TICKETSALES_REGISTER"
    )
    desk.core.retry(parked.id)
    desk.work()
    assert desk.state(paid) is S.CANCELLED
    desk.agrees()


def test_f20_an_undo_refused_after_settlement_is_a_task_for_a_person(desk: Desk) -> None:
    paid = desk.enrolled()
    desk.core.confirm(paid.id)
    with desk.publiq.fault(DELETE, status=400, problem="uitpas/ticket-sale-settled"):
        desk.core.cancel(paid.id)
        desk.work()
    waiting = desk.parked()
    assert "uitpas/ticket-sale-settled (400)" in str(waiting.why)
    assert desk.state(paid) is S.CANCELLING
    assert desk.held() == {paid.sale_id}
    asked = desk.asked(DELETE)
    desk.later(days=1)
    desk.core.tick()
    assert desk.asked(DELETE) == asked, "left to the person"
    assert desk.core.reconcile("camp").unsettled == 1


def test_f21_who_comes_back_gets_a_new_sale_once_the_old_one_is_proven_undone(any_desk: Desk) -> None:
    paid = any_desk.enrolled()
    any_desk.core.confirm(paid.id)
    with any_desk.publiq.fault(DELETE, cut="before"):
        any_desk.core.cancel(paid.id)
        with pytest.raises(errors.AlreadyEnrolled):
            any_desk.core.reinstate(paid.id)
        assert any_desk.asked(POST) == 1, "nothing new while the old one may stand"
    again = any_desk.core.reinstate(paid.id)
    assert (again.state, again.price) == (S.AWAITING_PAYMENT, REDUCED)
    assert again.id != paid.id
    assert any_desk.held() == {again.sale_id} != {paid.sale_id}
    assert any_desk.state(paid) is S.CANCELLED
    any_desk.agrees()


def test_f21_a_sale_somebody_else_made_is_left_alone(desk: Desk) -> None:
    theirs = sold_at_the_counter(desk)
    paid = desk.enrolled()
    desk.core.cancel(paid.id)
    assert desk.held() == {theirs}
