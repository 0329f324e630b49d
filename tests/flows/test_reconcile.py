"""Reconcile: ours against UiTPAS's, in both directions; audits; and mending what differs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve

from tests.domain.building import NUMBER, OTHER_NUMBER, a_problem, forbidden
from tests.flows.house import House, meddled
from tests.flows.test_worker import unanswered
from tests.flows.till import GONE, LENA, SILENCE, Till
from uitkern.domain.errors import NotFound
from uitkern.domain.flows.enrol import confirm, register_reserved
from uitkern.domain.flows.reconcile import reconcile, repair
from uitkern.domain.flows.recover import retry
from uitkern.domain.flows.tick import audit
from uitkern.domain.model.enrolment import EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.intent import IntentKind, IntentState
from uitkern.domain.model.report import Comparison, Difference, Finding
from uitkern.domain.model.sale import SaleRequest
from uitkern.domain.model.uitpas_number import UitpasNumber
from uitkern.domain.ports.effects import Ask
from uitkern.domain.ports.outcomes import NotSent, Refused, Unavailable
from uitkern.domain.ports.publiq import ListSales, RegisterSales, UndoSale
from uitkern.domain.rules.comparing import Period

S, P, D = EnrolmentState, IntentState, Difference
STRANGER = UitpasNumber("0900000095902")


def compared(till: Till, period: Period | None = None) -> Comparison:
    return till.house.run(reconcile("camp", period or Period()))


def found(till: Till) -> Finding:
    (finding,) = compared(till).findings
    return finding


def mend(till: Till, finding: Finding | None = None) -> bool:
    return till.house.run(repair(finding or found(till)))


def counter_sale(till: Till, number: UitpasNumber) -> str:
    """Somebody sells for our event at a counter."""
    event = till.house.publication()
    assert event
    assert event.event_id
    return till.sell(SaleRequest(number, event.event_id, Euro(1000), "SOCIALTARIFF")).id


def lost_at_uitpas(till: Till) -> Finding:
    """A paid enrolment whose sale is gone at UiTPAS."""
    till.checkout(LENA)
    till.house.run(confirm(1))
    till.held.clear()
    finding = found(till)
    assert finding == Finding("camp", D.MISSING_THERE, "s1", 1)
    return finding


def test_both_sides_agree_and_what_others_sell_is_counted(till: Till) -> None:
    till.checkout()
    counter_sale(till, STRANGER)

    comparison = compared(till)

    assert comparison == Comparison("camp", till.house.clock.now(), agreed=2, elsewhere=1)
    assert comparison.agrees
    assert till.house.publiq.count(ListSales) == 1


def test_what_another_till_sells_to_a_pass_of_ours_is_counted_and_left_alone(till: Till) -> None:
    till.checkout(LENA)
    till.house.clock.moment += timedelta(hours=1)
    counter_sale(till, NUMBER)

    comparison = compared(till)

    assert (comparison.agreed, comparison.elsewhere, comparison.findings) == (1, 1, ())


def test_a_sale_that_was_undone_and_sold_again_elsewhere_is_not_ours(till: Till) -> None:
    till.checkout(LENA)
    till.cancel(1)
    till.house.clock.moment += timedelta(hours=1)
    counter_sale(till, NUMBER)

    assert compared(till).elsewhere == 1


def test_what_is_under_way_is_counted_and_not_judged(till: Till) -> None:
    unanswered(till, landed=True)

    assert compared(till) == Comparison("camp", till.house.clock.now(), unsettled=1)


def test_an_activity_without_an_event_has_no_sales(house: House) -> None:
    house.look(lambda ledger: ledger.drop_publication("camp"))

    assert house.run(reconcile("camp", Period())) == Comparison("camp", house.clock.now())
    with pytest.raises(NotFound):
        house.run(reconcile("nothing", Period()))


@pytest.mark.parametrize(
    ("answer", "why"), [(forbidden(), "auth/forbidden (403)"), (Unavailable("status 503"), "status 503")]
)
def test_when_uitpas_lists_nothing_the_comparison_says_so(till: Till, answer: object, why: str) -> None:
    till.next(ListSales, answer)

    comparison = compared(till)

    assert comparison.failed == f"UiTPAS did not list the sales: {why}"
    assert not comparison.agrees


def test_what_uitpas_lost_is_registered_again_once(till: Till) -> None:
    finding = lost_at_uitpas(till)

    assert mend(till, finding)
    assert not mend(till, finding)
    assert compared(till).findings == ()
    assert compared(till).unsettled == 1
    till.tick()

    assert till.house.enrolment().sale_id == "s2"
    assert (till.made, till.states()) == (2, ["confirmed"])
    till.assert_both_sides_agree()
    assert compared(till).agrees
    assert till.tick().idle


def test_of_two_that_mend_at_once_one_does(till: Till) -> None:
    finding = lost_at_uitpas(till)

    def other(_: int, question: Ask[object]) -> None:
        if not isinstance(question, ListSales):
            till.house.run(repair(finding))

    assert not till.house.run(meddled(repair(finding), other))
    till.tick()
    assert till.made == 2


def test_mending_asks_the_ledger_once_more(till: Till) -> None:
    finding = lost_at_uitpas(till)

    def cancelled_after_listing(n: int, _: Ask[object]) -> None:
        if n == LAST_QUESTION:
            till.cancel(1)

    assert not till.house.run(meddled(repair(finding), cancelled_after_listing))
    assert till.states() == ["cancelled"]
    assert till.tick().idle


LAST_QUESTION = 4


def test_a_sale_that_was_not_lost_after_all_is_not_doubled(till: Till) -> None:
    """A list without it for once: mended too soon, the old sale goes when the new one is there."""
    till.checkout(LENA)
    kept = dict(till.held)
    till.held.clear()
    assert mend(till)
    till.held.update(kept)

    till.tick()

    assert till.house.enrolment().sale_id == "s2"
    assert list(till.held) == ["s2"]
    till.assert_both_sides_agree()


def test_a_repair_that_is_refused_is_found_again(till: Till) -> None:
    lost_at_uitpas(till)
    till.next(RegisterSales, Refused(a_problem("maximum-reached", 422)))
    mend(till)

    assert till.tick().intents == {P.REFUSED: 1}

    assert (till.states(), till.house.enrolment().price) == (["confirmed"], Euro(200))
    assert found(till) == Finding("camp", D.MISSING_THERE, "s1", 1)


@pytest.mark.parametrize("landed", [True, False])
def test_a_repair_without_an_answer_is_settled_as_any_other(till: Till, landed: bool) -> None:
    lost_at_uitpas(till)
    mend(till)
    till.next(RegisterSales, till.answer_lost if landed else SILENCE)

    assert till.tick().intents == {P.UNKNOWN: 1}
    assert till.states() == ["confirmed"]
    assert compared(till).unsettled == 1
    till.later()

    till.assert_both_sides_agree()
    assert till.made == 2


def test_a_repair_that_became_dearer_leaves_the_parent_alone(till: Till) -> None:
    lost_at_uitpas(till)
    till.price = Euro(300)
    mend(till)

    till.tick()

    assert (till.states(), till.house.enrolment().price) == (["confirmed"], Euro(200))
    till.assert_both_sides_agree()


CANCELLED_WHEN: list[Callable[[Till], object]] = [
    lambda till: None,
    lambda till: till.next(RegisterSales, SILENCE),
    lambda till: till.next(RegisterSales, till.answer_lost),
    lambda till: till.next(RegisterSales, NotSent("no connection")),
]


@pytest.mark.parametrize("trouble", CANCELLED_WHEN)
@pytest.mark.parametrize("ticks_first", [True, False])
def test_an_enrolment_cancelled_during_its_repair_leaves_no_sale(
    till: Till, trouble: Callable[[Till], object], ticks_first: bool
) -> None:
    lost_at_uitpas(till)
    mend(till)
    trouble(till)
    if ticks_first:
        till.tick()

    till.cancel(1)
    for _ in range(3):
        till.later()

    assert till.states() == ["cancelled"]
    assert till.held == {}
    assert all(each.settled for each in till.intents())
    assert compared(till).agrees


@pytest.mark.parametrize("answers", [True, False])
def test_cancelled_while_its_repair_is_being_answered(till: Till, answers: bool) -> None:
    lost_at_uitpas(till)
    mend(till)

    def cancel_meanwhile(question: RegisterSales) -> object:
        assert till.cancel(1).state is S.CANCELLING
        return till.register(question) if answers else Refused(a_problem("maximum-reached", 422))

    till.next(RegisterSales, cancel_meanwhile)
    till.tick()
    till.tick()

    assert till.states() == ["cancelled"]
    assert till.held == {}


def test_a_hold_that_runs_out_during_its_repair_leaves_no_sale(till: Till) -> None:
    till.checkout(LENA)
    till.held.clear()
    mend(till)
    till.next(RegisterSales, till.answer_lost)
    till.tick()

    assert till.later(till.house.policy.hold).lapsed == 1
    till.later()

    assert till.states() == ["lapsed"]
    assert till.held == {}


def test_an_answer_for_what_has_ended_is_undone(till: Till) -> None:
    """It had no sale left at UiTPAS and was ended; then the repair turns out to have landed."""
    till.checkout(LENA)
    till.held.clear()
    mend(till)

    def ended_meanwhile(question: RegisterSales) -> object:
        def end(ledger: object) -> None:
            before = ledger.enrolment(1)  # type: ignore[attr-defined]
            ledger.save_enrolment(before, evolve(before, state=S.CANCELLED))  # type: ignore[attr-defined]

        till.house.look(end)
        return till.register(question)

    till.next(RegisterSales, ended_meanwhile)
    till.tick()

    assert till.states() == ["cancelled"]
    assert till.held == {}
    assert compared(till).agrees


def test_a_sale_that_came_back_is_undone(till: Till) -> None:
    till.checkout(LENA)
    sale = till.held["s1"]
    till.cancel(1)
    till.held["s1"] = sale

    assert found(till) == Finding("camp", D.STILL_THERE, "s1", 1)
    assert mend(till)
    till.tick()

    assert till.held == {}
    assert compared(till).agrees


def test_a_sale_for_a_pass_of_ours_that_we_do_not_hold_is_undone_when_a_person_says_so(till: Till) -> None:
    till.checkout(LENA)
    surplus = counter_sale(till, NUMBER)

    assert found(till) == Finding("camp", D.MISSING_HERE, surplus, 1)
    assert mend(till)
    till.tick()

    till.assert_both_sides_agree()
    assert till.states() == ["awaiting payment"]


def test_after_a_surplus_sale_was_undone_the_own_one_is_undone_on_cancelling(till: Till) -> None:
    till.checkout(LENA)
    counter_sale(till, NUMBER)
    mend(till)
    till.tick()

    assert till.cancel(1).state is S.CANCELLED
    assert till.held == {}


def test_undoing_a_surplus_sale_does_not_end_an_enrolment_that_is_being_cancelled(till: Till) -> None:
    till.checkout(LENA)
    counter_sale(till, NUMBER)
    mend(till)
    till.next(UndoSale, SILENCE)
    till.cancel(1)

    till.tick()

    assert till.states() == ["cancelling"]
    assert list(till.held) == ["s1"]
    till.later()
    assert (till.states(), till.held) == (["cancelled"], {})


def test_a_sale_that_came_to_be_adopted_meanwhile_is_left_alone(till: Till) -> None:
    unanswered(till, landed=True)
    finding = Finding("camp", D.MISSING_HERE, "s1", 1)
    till.later()

    assert not mend(till, finding)

    till.tick()
    till.assert_both_sides_agree()


def test_a_sale_that_is_adopted_while_mending_looks_is_left_alone(till: Till) -> None:
    till.checkout(LENA)
    surplus = counter_sale(till, NUMBER)
    finding = found(till)

    def adopted(n: int, _: Ask[object]) -> None:
        if n == LAST_QUESTION:
            till.house.look(lambda ledger: ledger.save_sale(1, till.held[surplus]))

    assert not till.house.run(meddled(repair(finding), adopted))


def test_another_price_is_for_a_person(till: Till) -> None:
    till.checkout(LENA)
    till.held["s1"] = evolve(till.held["s1"], price=Euro(300))

    assert found(till).difference is D.PRICE
    assert not mend(till)
    assert till.tick().idle


def test_what_is_sold_while_uitpas_lists_is_not_missed(till: Till) -> None:
    def sold_after(question: ListSales) -> object:
        page = till.listing(question)
        till.checkout(LENA)
        return page

    till.next(ListSales, sold_after)

    assert compared(till).findings == ()
    assert compared(till).agreed == 1


def test_what_is_undone_while_uitpas_lists_is_not_found(till: Till) -> None:
    till.checkout(LENA)
    till.next(ListSales, lambda question: (till.listing(question), till.cancel(1))[0])

    assert compared(till).agrees


def test_only_a_period_is_compared(till: Till) -> None:
    till.checkout(LENA)
    till.held.clear()
    noon = till.house.clock.now()

    assert compared(till, Period(since=noon, until=noon + timedelta(seconds=1))).findings
    assert compared(till, Period(until=noon)).agrees
    assert compared(till, Period(since=noon + timedelta(seconds=1))).agrees


def test_an_audit_is_made_once_a_day_by_one_of_two_workers(till: Till) -> None:
    till.checkout()
    till.held.pop("s1")
    policy = till.house.policy

    first = till.house.run(audit(policy))

    assert first is not None
    assert [each.findings for each in first] == [(Finding("camp", D.MISSING_THERE, "s1", 1),)]
    assert till.house.run(audit(policy)) is None
    assert till.house.look(lambda ledger: ledger.audit()) == first

    till.house.clock.moment += timedelta(hours=12)
    assert till.house.run(audit(policy)) == first or till.house.run(audit(policy)) is None
    till.house.clock.moment += timedelta(days=1)
    assert till.house.run(audit(policy)) is not None


def test_the_second_worker_finds_the_audit_taken_while_the_first_is_at_it(till: Till) -> None:
    till.checkout(LENA)
    seconds: list[object] = []

    def second_worker(question: ListSales) -> object:
        seconds.append(till.house.run(audit(till.house.policy)))
        return till.listing(question)

    till.next(ListSales, second_worker)

    assert till.house.run(audit(till.house.policy))
    assert seconds == [None]


def test_an_audit_that_was_cut_off_is_taken_up_after_an_hour(till: Till) -> None:
    till.checkout(LENA)

    def power_cut(_: ListSales) -> object:
        raise KeyboardInterrupt

    till.next(ListSales, power_cut)
    with pytest.raises(KeyboardInterrupt):
        till.house.run(audit(till.house.policy))

    assert till.house.run(audit(till.house.policy)) is None
    till.house.clock.moment += timedelta(hours=1)
    assert till.house.run(audit(till.house.policy))


def test_an_audit_looks_only_so_far_back(till: Till) -> None:
    till.checkout(LENA)
    till.house.run(confirm(1))
    till.held.clear()
    till.house.clock.moment += timedelta(days=till.house.policy.audit_days, seconds=1)

    comparisons = till.house.run(audit(till.house.policy))

    assert comparisons
    assert [comparison.agrees for comparison in comparisons] == [True]


def test_what_is_registered_already_is_just_answered(till: Till) -> None:
    till.checkout(LENA)

    assert till.house.run(register_reserved(1, till.house.policy)) == till.house.enrolment()
    assert till.made == 1


def test_a_parked_repair_is_not_mended_again(till: Till) -> None:
    finding = lost_at_uitpas(till)
    mend(till)
    till.next(RegisterSales, till.answer_lost)
    till.tick()
    till.next(ListSales, forbidden())
    till.later()
    assert till.only_intent().state is P.PARKED

    assert not mend(till, finding)

    till.house.run(retry(till.only_intent().id))
    till.tick()
    till.assert_both_sides_agree()
    assert till.intents_of(IntentKind.REGISTER) == 2


def test_a_pass_of_two_children_is_looked_at_when_both_are_settled(till: Till) -> None:
    till.checkout()
    till.next(UndoSale, SILENCE)
    till.cancel(2)
    counter_sale(till, OTHER_NUMBER)

    assert compared(till).findings == ()
    till.next(UndoSale, GONE)
    till.held.pop("s2")
    till.later()
    assert found(till).difference is D.MISSING_HERE
