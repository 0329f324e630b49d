"""F33: registration opens at nine, and UiTPAS cannot keep up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.desk import BASE, DELETE, POST, REDUCED, Desk, S, open_desk
from uitkern import Euro, Line, Policy, errors
from uitkern.simulator.testing.publiq import Publiq

LATER = Policy(discount_later=True)


@pytest.fixture(params=["blocking", "awaited"])
def generous(request: pytest.FixtureRequest, publiq: Publiq, tmp_path: Path) -> Desk:
    """A desk of an organisation that sells now and settles the discount later."""
    awaited = request.param == "awaited"
    desk = open_desk(publiq, f"sqlite:///{tmp_path}/ledger.db", awaited=awaited, policy=LATER)
    desk.core.offers(["kid", "sister"], ["camp"])
    return desk


def test_f33_a_rush_is_told_to_the_parent_and_heard_once(any_desk: Desk) -> None:
    any_desk.core.offers(["kid", "sister"], ["camp"])
    with any_desk.publiq.fault(POST, status=429, retry_after=20):
        for child in ("kid", "sister", "kid"):
            with pytest.raises(errors.SaleNotSent) as rush:
                any_desk.core.enrol(child, "camp")
            assert rush.value.message.nl == "UiTPAS is even niet bereikbaar. Probeer het straks opnieuw."
    assert any_desk.asked(POST) == 1, "nobody asks again before UiTPAS wants it"
    any_desk.later(seconds=20)
    assert any_desk.enrolled().state is S.AWAITING_PAYMENT
    any_desk.agrees()


def test_f33_a_rush_that_one_node_hears_of_is_heard_by_all(any_desk: Desk) -> None:
    """Each node is a process of its own, with nothing in common but the ledger."""
    any_desk.core.offers(["kid", "sister"], ["camp"])
    nodes = [any_desk.another() for _ in range(3)]
    with any_desk.publiq.fault(POST, status=429, retry_after=20):
        with pytest.raises(errors.SaleNotSent):
            any_desk.core.enrol("kid", "camp")
        for node in nodes:
            with pytest.raises(errors.SaleNotSent, match="asked us to wait"):
                node.enrol("sister", "camp")
    assert any_desk.asked(POST) == 1
    assert any_desk.core.open_intents() == (), "nothing is tried behind the back of who waits"

    any_desk.later(seconds=20)
    assert nodes[0].enrol("sister", "camp").state is S.AWAITING_PAYMENT
    any_desk.agrees()
    for node in nodes:
        node.close()


def test_f33_a_worker_elsewhere_leaves_the_undoing_alone_as_well(desk: Desk) -> None:
    first, second = desk.enrolled(), desk.core.enrol("sister", "camp")
    elsewhere = desk.another()
    with desk.publiq.fault(DELETE, status=429, retry_after=45):
        desk.core.cancel(first.id)
        elsewhere.cancel(second.id)
        elsewhere.tick()
    assert desk.asked(DELETE) == 1
    assert {(each.due - desk.publiq.clock.now()).total_seconds() for each in desk.core.open_intents()} == {45}
    elsewhere.close()
    desk.work()
    assert desk.held() == set()


def test_f33_an_undo_in_a_rush_waits_as_long_as_uitpas_asks(desk: Desk) -> None:
    held = desk.enrolled()
    with desk.publiq.fault(DELETE, status=429, retry_after=45):
        assert desk.core.cancel(held.id).state is S.CANCELLING
        (intent,) = desk.core.open_intents()
        assert (intent.due - desk.publiq.clock.now()).total_seconds() == 45
        desk.core.tick()
    assert desk.asked(DELETE) == 1
    desk.work()
    assert desk.state(held) is S.CANCELLED


def test_f33_without_leave_of_the_organisation_nothing_is_sold_on_trust(any_desk: Desk) -> None:
    with pytest.raises(errors.InvalidValue, match="discount_later"):
        any_desk.core.enrol("kid", "camp", later=True)
    assert any_desk.core.enrolments("camp") == ()


@pytest.mark.parametrize(
    "fault", [{"status": 429, "retry_after": 20}, {"status": 503}, {"cut": "after"}], ids=str
)
def test_f33_the_parent_pays_in_full_now_and_gets_the_discount_back(
    generous: Desk, fault: dict[str, object]
) -> None:
    with generous.publiq.fault(POST, **fault):  # type: ignore[arg-type]
        now = generous.core.enrol("kid", "camp", later=True)
    assert (now.state, now.price, now.tariff_id) == (S.AWAITING_PAYMENT, BASE, None)
    assert now.message.nl == (
        "UiTPAS is even niet bereikbaar. Je betaalt nu de volledige prijs; "
        "zodra UiTPAS het kansentarief bevestigt, krijg je het verschil terug."
    )
    assert generous.core.confirm(now.id).state is S.CONFIRMED
    assert generous.core.owed() == ()
    assert len(generous.core.open_intents()) == 1, "the administrator sees what is still to come"
    generous.work()
    (owed,) = generous.core.owed("camp")
    assert (owed.enrolment_id, owed.paid, owed.price, owed.refund) == (now.id, BASE, REDUCED, Euro(880))
    generous.agrees()
    settled = generous.core.given_back(now.id)
    assert (settled.state, settled.price) == (S.CONFIRMED, REDUCED)
    assert generous.core.owed() == ()
    assert generous.core.given_back(now.id) == settled
    generous.agrees()


def test_f33_when_uitpas_answers_the_discount_is_given_at_once(generous: Desk) -> None:
    assert generous.core.enrol("kid", "camp", later=True).price == REDUCED
    assert generous.core.owed() == ()


def test_f33_a_discount_that_is_refused_later_leaves_the_full_price_and_says_why(generous: Desk) -> None:
    with generous.publiq.fault(POST, status=429, retry_after=20):
        now = generous.core.enrol("kid", "camp", later=True)
    generous.core.confirm(now.id)
    with generous.publiq.fault(POST, status=400, problem="uitpas/maximum-reached"):
        generous.work()
    after = generous.core.enrolment(now.id)
    assert (after.state, after.price, after.sale_id) == (S.CONFIRMED, BASE, None)
    assert generous.core.owed() == ()
    assert generous.held() == set()
    generous.agrees()


def test_f33_what_is_cancelled_before_its_discount_came_is_never_registered(generous: Desk) -> None:
    with generous.publiq.fault(POST, status=429, retry_after=20):
        basket = generous.core.checkout([Line("kid", "camp"), Line("sister", "camp")], later=True)
    first, second = basket.enrolments
    assert basket.to_pay == Euro(2 * BASE.cents)
    assert generous.core.cancel(first.id).state is S.CANCELLED
    generous.core.confirm(second.id)
    generous.work()
    assert generous.state(first) is S.CANCELLED
    assert generous.held() == {generous.core.enrolment(second.id).sale_id}
    generous.agrees()


def test_f33_what_is_cancelled_while_its_discount_may_have_come_is_undone(generous: Desk) -> None:
    with generous.publiq.fault(POST, cut="after"):
        now = generous.core.enrol("kid", "camp", later=True)
    assert len(generous.held()) == 1
    assert generous.core.cancel(now.id).state is S.CANCELLED
    generous.work()
    assert generous.held() == set()
    assert generous.state(now) is S.CANCELLED
