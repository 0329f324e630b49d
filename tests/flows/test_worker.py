"""The worker: what a crash, a lost answer, an outage or a hold left behind (F1, F2, F15, F17)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from tests.domain.building import NUMBER, a_problem, forbidden
from tests.flows.house import meddled
from tests.flows.till import GONE, LENA, MO, SILENCE, Till
from uitkern.domain.errors import (
    AlreadyEnrolled,
    BasketRefused,
    IllegalTransition,
    NotFound,
    SaleUnknown,
)
from uitkern.domain.flows.cancel import cancel, lapse, release
from uitkern.domain.flows.checkout import checkout
from uitkern.domain.flows.enrol import confirm
from uitkern.domain.flows.recover import NO_SEARCH, go_on, retry
from uitkern.domain.flows.tick import tick
from uitkern.domain.model.basket import Line
from uitkern.domain.model.enrolment import EnrolmentState
from uitkern.domain.model.intent import Intent, IntentKind, IntentState
from uitkern.domain.model.offer import Choose
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.sale import SaleRequest
from uitkern.domain.ports.effects import Ask
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused, Unavailable
from uitkern.domain.ports.publiq import ListSales, RegisterSales, UndoSale

S = EnrolmentState
P = IntentState
UNDO, REGISTER = IntentKind.UNDO, IntentKind.REGISTER


def unanswered(till: Till, *lines: Line, landed: bool) -> Till:
    """A request that is sent and not answered, whether it landed or not."""
    till.next(RegisterSales, till.answer_lost if landed else SILENCE)
    with pytest.raises(BasketRefused):
        till.checkout(*lines or (LENA,))
    return till


def crashed(till: Till, *lines: Line, landed: bool) -> Till:
    """The process is gone while its request is at UiTPAS."""

    def power_cut(question: RegisterSales) -> object:
        if landed:
            till.register(question)
        raise KeyboardInterrupt

    till.next(RegisterSales, power_cut)
    with pytest.raises(KeyboardInterrupt):
        till.checkout(*lines or (LENA,))
    return till


@pytest.mark.parametrize("landed", [True, False])
@pytest.mark.parametrize("trouble", [unanswered, crashed])
def test_a_sale_without_an_answer_is_there_once_in_the_end(
    till: Till, trouble: Callable[..., Till], landed: bool
) -> None:
    """F1, F2: found and adopted, or sent again."""
    trouble(till, LENA, MO, landed=landed)

    done = till.later(till.house.policy.quiet)

    assert done.intents == {P.DONE: 1}
    assert till.states() == ["awaiting payment", "awaiting payment"]
    assert till.made == 2
    till.assert_both_sides_agree()
    assert till.later().idle


def test_nothing_is_asked_before_the_quiet_period_is_over(till: Till) -> None:
    """Until then the request may still be on its way: it is neither looked for nor sent again."""
    policy = till.house.policy
    crashed(till, landed=False)
    till.house.publiq.asked.clear()

    assert till.tick().idle
    assert till.later(policy.lease).intents == {P.UNKNOWN: 1}
    assert till.later(policy.quiet - policy.lease - timedelta(seconds=1)).idle
    assert till.house.publiq.asked == []

    assert till.later(timedelta(seconds=1)).intents == {P.DONE: 1}
    assert till.house.publiq.count(ListSales) == till.made == 1


def test_a_sale_that_lands_late_is_adopted(till: Till) -> None:
    unanswered(till, landed=False)
    till.house.clock.moment += timedelta(seconds=100)
    till.sell(till.house.publiq.asked[-1].requests[0])  # type: ignore[attr-defined]

    till.later(timedelta(seconds=20))

    assert till.states() == ["awaiting payment"]
    till.assert_both_sides_agree()


def test_a_sale_of_somebody_else_from_before_is_not_adopted(till: Till) -> None:
    event = till.house.publication()
    assert event
    assert event.event_id
    earlier = SaleRequest(NUMBER, event.event_id, till.house.offer().base_price, "SOCIALTARIFF")
    till.sell(earlier)
    till.house.clock.moment += timedelta(hours=1)
    unanswered(till, landed=False)

    till.later()

    assert [each.sale_id for each in till.house.enrolments()] == ["s2"]


def test_what_is_never_answered_and_never_there_is_parked_for_a_person(till: Till) -> None:
    till.house.policy = Policy(attempts=3)
    till.house.publiq.always_answers(RegisterSales, SILENCE)
    with pytest.raises(SaleUnknown):
        till.house.enrol()
    rounds = [till.later().intents for _ in range(3)]

    assert rounds == [{P.UNKNOWN: 1}, {P.UNKNOWN: 1}, {P.PARKED: 1}]
    assert till.house.publiq.count(RegisterSales) == 3
    assert till.only_intent().why == "sent 3 times without an answer, and UiTPAS holds no such sale"
    assert till.later().idle


def test_what_is_parked_goes_on_when_a_person_says_so(till: Till) -> None:
    test_what_is_never_answered_and_never_there_is_parked_for_a_person(till)
    till.house.publiq.always_answers(RegisterSales, till.in_time)

    parked = till.only_intent()
    assert till.house.run(retry(parked.id)).state is P.UNKNOWN
    till.tick()

    assert till.states() == ["awaiting payment"]
    till.assert_both_sides_agree()
    assert till.house.run(retry(parked.id)).state is P.DONE
    with pytest.raises(NotFound):
        till.house.run(retry(99))


def test_without_the_right_to_look_sales_up_nothing_is_sent_again(till: Till) -> None:
    unanswered(till, landed=True)
    till.next(ListSales, forbidden())

    assert till.later().intents == {P.PARKED: 1}

    assert till.only_intent().why == NO_SEARCH
    assert "TICKETSALES_SEARCH" in NO_SEARCH
    assert till.made == 1
    till.house.run(retry(till.only_intent().id))
    till.tick()
    till.assert_both_sides_agree()


def test_when_sales_are_not_listed_for_another_reason_a_person_reads_it(till: Till) -> None:
    unanswered(till, landed=True)
    till.next(ListSales, a_problem("event-not-found", 404))

    assert till.later().intents == {P.PARKED: 1}
    assert till.only_intent().why == "UiTPAS refuses to list the sales: uitpas/event-not-found (404)"


def test_while_uitpas_is_silent_it_is_asked_less_and_less_often(till: Till) -> None:
    policy = till.house.policy
    unanswered(till, landed=True)
    till.house.publiq.always_answers(ListSales, Unavailable("status 503"))
    waits: list[timedelta] = []
    till.house.clock.moment += policy.quiet
    for _ in range(12):
        assert till.tick().intents == {P.UNKNOWN: 1}
        waits.append(till.only_intent().due - till.house.clock.moment)
        till.house.clock.moment += waits[-1]

    assert waits[0] == policy.back_off
    assert waits == sorted(waits)
    assert waits[-1] == policy.longest_back_off
    assert till.only_intent().why == "status 503"

    till.house.publiq.always_answers(ListSales, till.listing)
    till.tick()
    till.assert_both_sides_agree()


def test_part_of_a_basket_at_uitpas_is_for_a_person(till: Till) -> None:
    unanswered(till, LENA, MO, landed=True)
    till.held.pop("s1")

    assert till.later().intents == {P.PARKED: 1}

    why = till.only_intent().why
    assert why == "UiTPAS holds 1 of the 2 sales of one request: who undid the rest? See `uitkern held`"
    till.held.pop("s2")
    till.house.run(retry(till.only_intent().id))
    till.tick()
    assert till.states() == ["awaiting payment", "awaiting payment"]
    till.assert_both_sides_agree()


def test_a_reference_finds_its_own_sale_among_equal_ones(till: Till) -> None:
    """F3: in `regularPriceLabel`, only when the organisation asks for it."""
    till.house.policy = Policy(reference=True)
    unanswered(till, landed=True)
    ours = till.held["s1"]
    till.house.clock.moment += timedelta(seconds=1)
    till.sell(evolve(ours, label=None))

    till.later()

    assert ours.label == "uitkern 1"
    assert till.house.enrolment().sale_id == "s1"


def test_a_sale_that_was_dearer_and_not_answered_is_undone_by_the_worker(till: Till) -> None:
    """R6: nobody waits for the answer any more, so the parent is asked again another day."""
    till.price = evolve(till.price, cents=300)
    unanswered(till, landed=True)

    till.later()

    assert till.states() == ["refused"]
    assert till.held == {}


def test_what_the_worker_could_not_send_it_sends_later(till: Till) -> None:
    """F33: and later again."""
    policy = till.house.policy
    unanswered(till, landed=False)
    till.next(RegisterSales, NotSent("status 429", timedelta(seconds=7)), NotSent("no connection"))

    assert till.later().intents == {P.PENDING: 1}
    assert till.only_intent().due == till.house.clock.moment + timedelta(seconds=7)
    assert till.later(timedelta(seconds=7)).intents == {P.PENDING: 1}
    assert till.only_intent().due == till.house.clock.moment + policy.wait(3)
    assert till.later(policy.wait(3)).intents == {P.DONE: 1}
    till.assert_both_sides_agree()


def test_what_was_never_sent_and_whose_hold_ran_out_is_let_go(till: Till) -> None:
    """R16."""
    unanswered(till, landed=False)
    till.next(RegisterSales, NotSent("no connection"))
    till.later()

    assert till.later(till.house.policy.hold).intents == {P.REFUSED: 1}

    assert till.states() == ["lapsed"]
    assert till.only_why() == "given up before it was sent"
    assert till.made == 0


def test_what_was_not_at_uitpas_and_whose_hold_ran_out_is_let_go(till: Till) -> None:
    unanswered(till, landed=False)

    till.later(till.house.policy.hold)

    assert till.states() == ["lapsed"]
    assert till.made == 0


def test_a_refused_line_does_not_hold_the_others_back_for_the_worker(till: Till) -> None:
    unanswered(till, LENA, MO, landed=False)
    till.next(RegisterSales, Refused(evolve(a_problem("card-blocked", 422), pointer="/0")))

    till.later()

    assert till.states() == ["refused", "awaiting payment"]
    till.assert_both_sides_agree()


def test_a_line_given_up_while_unknown_leaves_alone_when_nothing_landed(till: Till) -> None:
    unanswered(till, LENA, MO, landed=False)
    assert till.cancel(1).state is S.CANCELLING

    till.later()

    assert till.states() == ["cancelled", "awaiting payment"]
    assert till.made == 1
    till.assert_both_sides_agree()


def test_a_line_given_up_while_unknown_is_undone_when_it_landed(till: Till) -> None:
    unanswered(till, LENA, MO, landed=True)
    till.cancel(1)

    till.later()

    assert till.states() == ["cancelled", "awaiting payment"]
    till.assert_both_sides_agree()


def test_when_all_of_an_unknown_basket_is_given_up_nothing_is_left(till: Till) -> None:
    unanswered(till, LENA, MO, landed=False)
    till.cancel(1)
    till.cancel(2)

    till.later()

    assert till.states() == ["cancelled", "cancelled"]
    assert (till.made, [each.settled for each in till.intents()]) == (0, [True])


def test_what_waits_to_be_sent_is_withdrawn_at_once(till: Till) -> None:
    unanswered(till, LENA, MO, landed=False)
    till.next(RegisterSales, NotSent("no connection"))
    till.later()

    assert till.cancel(1).state is S.CANCELLED

    assert till.later().intents == {P.DONE: 1}
    assert till.states() == ["cancelled", "awaiting payment"]
    till.assert_both_sides_agree()


def test_cancelled_while_it_is_sent_it_is_undone_when_the_answer_comes(till: Till) -> None:
    till.next(RegisterSales, lambda question: (till.cancel(1), till.register(question))[1])

    with pytest.raises(IllegalTransition):
        till.house.enrol()

    assert till.states() == ["cancelled"]
    assert till.held == {}


def test_cancelled_while_it_is_sent_and_refused_it_has_just_gone(till: Till) -> None:
    till.next(RegisterSales, lambda _: (till.cancel(1), Refused(a_problem("card-blocked", 422)))[1])

    with pytest.raises(Exception, match="card-blocked"):
        till.house.enrol()

    assert till.states() == ["cancelled"]


@pytest.mark.parametrize("landed", [True, False])
def test_cancelled_while_parked_it_waits_for_the_person_who_looks(till: Till, landed: bool) -> None:
    unanswered(till, landed=landed)
    till.next(ListSales, forbidden())
    till.later()

    assert till.cancel(1).state is S.CANCELLING
    till.house.run(retry(till.only_intent().id))
    till.tick()

    assert till.states() == ["cancelled"]
    assert till.held == {}


def test_an_unpaid_hold_lapses_with_its_sale(till: Till) -> None:
    """R16, F15."""
    policy = till.house.policy
    till.checkout(LENA)
    till.checkout(Line("mo", "camp", Choose.NOTHING))

    assert till.later(policy.hold - timedelta(seconds=1)).idle
    done = till.later(timedelta(seconds=1))

    assert (done.lapsed, done.intents) == (2, {P.DONE: 1})
    assert till.states() == ["lapsed", "lapsed"]
    assert till.held == {}
    assert till.later().idle


def test_what_is_paid_does_not_lapse(till: Till) -> None:
    till.checkout(LENA)
    till.house.run(confirm(1))

    assert till.later(till.house.policy.hold).idle
    till.assert_both_sides_agree()


def test_only_so_many_holds_lapse_in_one_round(till: Till) -> None:
    till.checkout()
    till.house.clock.moment += till.house.policy.hold

    assert [till.house.run(lapse(1)) for _ in range(3)] == [1, 1, 0]


def test_a_round_of_the_worker_does_only_so_much(till: Till) -> None:
    till.checkout()
    till.house.run(lapse())
    till.house.clock.moment += till.house.policy.hold

    done = till.house.run(tick(till.house.policy, most=1))

    assert (done.lapsed, done.intents) == (1, {P.DONE: 1})


def test_cancel_lapse_and_a_late_answer_undo_a_sale_once(till: Till) -> None:
    till.checkout(LENA)
    till.house.clock.moment += till.house.policy.hold
    till.next(UndoSale, SILENCE)
    till.cancel(1)
    till.house.run(lapse())
    till.cancel(1)

    assert till.states() == ["cancelled"]
    assert till.intents_of(UNDO) == 1
    assert till.held == {}
    assert till.tick().idle


def test_an_undoing_is_tried_less_and_less_often_then_shown_to_a_person(till: Till) -> None:
    """F19, F20."""
    policy = till.house.policy = Policy(attempts=3)
    till.checkout(LENA)
    till.house.publiq.always_answers(UndoSale, Refused(forbidden()))

    assert till.cancel(1).state is S.CANCELLING
    waits = [till.only_intent().due - till.house.clock.moment]
    assert till.later(waits[-1]).intents == {P.PENDING: 1}
    waits.append(till.only_intent().due - till.house.clock.moment)
    assert till.later(waits[-1]).intents == {P.PARKED: 1}

    assert waits == [policy.back_off, policy.back_off * 2]
    assert till.only_intent().why == "UiTPAS refuses to undo sale s1: auth/forbidden (403)"
    assert till.states() == ["cancelling"]

    till.house.publiq.always_answers(UndoSale, till.undo)
    assert till.cancel(1).state is S.CANCELLED
    assert till.held == {}


def test_silence_on_an_undoing_is_never_given_up(till: Till) -> None:
    """F17."""
    till.house.policy = Policy(attempts=2)
    till.checkout(LENA)
    till.next(UndoSale, *[SILENCE] * 5, NotSent("no connection"))
    till.cancel(1)
    for _ in range(5):
        assert till.later(till.house.policy.longest_back_off).intents == {P.PENDING: 1}

    till.later(till.house.policy.longest_back_off)
    assert till.states() == ["cancelled"]


def test_a_parked_undoing_goes_on_when_a_person_says_so(till: Till) -> None:
    till.house.policy = Policy(attempts=1)
    till.checkout(LENA)
    till.next(UndoSale, Refused(forbidden()))
    till.cancel(1)

    assert till.house.run(retry(till.only_intent().id)).state is P.PENDING
    assert till.tick().intents == {P.DONE: 1}
    assert till.states() == ["cancelled"]


def test_of_two_workers_each_takes_another_intent(till: Till) -> None:
    till.checkout()
    till.next(UndoSale, SILENCE, SILENCE)
    till.cancel(1)
    till.cancel(2)
    till.house.clock.moment += till.house.policy.back_off
    till.next(UndoSale, lambda question: (till.tick(), till.undo(question))[1])

    assert till.tick().intents == {P.DONE: 1}

    assert till.states() == ["cancelled", "cancelled"]
    assert till.house.publiq.count(UndoSale) == 4


def claimed(till: Till) -> Intent:
    now, lease = till.house.clock.now(), till.house.policy.lease
    found = till.house.look(lambda ledger: ledger.claim_due(now, lease))
    assert found
    return found


@pytest.mark.parametrize("landed", [True, False])
@pytest.mark.parametrize("moment", range(9))
def test_a_worker_that_was_asleep_at_any_question_does_no_harm(till: Till, moment: int, landed: bool) -> None:
    """Another takes its intent over while it sleeps; it wakes up after its lease, and after all is done."""
    unanswered(till, LENA, MO, landed=landed)
    till.house.clock.moment += till.house.policy.quiet
    intent = claimed(till)

    def sleep(n: int, _: Ask[Any]) -> None:
        if n == moment:
            till.later(till.house.policy.lease)
            till.later()

    till.house.run(meddled(go_on(intent, till.house.policy), sleep))
    till.later()

    assert till.states() == ["awaiting payment", "awaiting payment"]
    assert till.made == 2
    till.assert_both_sides_agree()


@pytest.mark.parametrize("moment", range(12))
def test_a_parent_whose_request_was_asleep_at_any_question_gets_one_sale(till: Till, moment: int) -> None:
    def sleep(n: int, _: Ask[Any]) -> None:
        if n == moment:
            till.later(till.house.policy.lease)
            till.later()

    flow = meddled(checkout((LENA, MO), till.house.policy), sleep)
    with suppress(BasketRefused):
        till.house.run(flow)
    till.later()

    assert till.states() == ["awaiting payment", "awaiting payment"]
    assert till.made == 2
    till.assert_both_sides_agree()


@pytest.mark.parametrize("give_up", [cancel, release])
@pytest.mark.parametrize("moment", range(6))
def test_who_was_asleep_while_it_undid_a_sale_changes_nothing_later(
    till: Till, moment: int, give_up: Callable[..., Any]
) -> None:
    till.checkout()

    def sleep(n: int, _: Ask[Any]) -> None:
        if n == moment:
            till.later(till.house.policy.lease)
            till.later()

    till.house.run(meddled(give_up(1, till.house.policy), sleep))
    till.later()

    assert till.states() == ["cancelled", "awaiting payment"]
    till.assert_both_sides_agree()


def test_an_answer_counts_after_the_lease_when_nobody_took_over(till: Till) -> None:
    def slow(question: RegisterSales) -> object:
        till.house.clock.moment += till.house.policy.lease * 2
        return till.register(question)

    till.next(RegisterSales, slow)

    assert till.house.enrol().state is S.AWAITING_PAYMENT
    till.assert_both_sides_agree()


def test_an_answer_with_a_sale_that_is_kept_already_is_not_believed(till: Till) -> None:
    till.checkout(LENA)
    sale = till.held["s1"]
    till.next(RegisterSales, Done((sale,)))

    with pytest.raises(BasketRefused, match="UiTPAS answered with a sale that is kept already"):
        till.checkout(MO)

    till.later()
    assert till.states() == ["awaiting payment", "awaiting payment"]
    till.assert_both_sides_agree()


def test_two_equal_sales_are_adopted_one_each(till: Till) -> None:
    """One pass, two activities that are one event: no sale is counted twice."""
    till.house.move_in(participant="twin")
    unanswered(till, LENA, landed=True)
    till.next(ListSales, forbidden())
    till.later()
    parked = till.only_intent()
    unanswered(till, Line("twin", "camp"), landed=True)
    till.house.run(retry(parked.id))

    till.later()

    assert till.states() == ["awaiting payment", "awaiting payment"]
    assert till.made == 2
    till.assert_both_sides_agree()


def test_a_settled_intent_is_not_gone_on_with(till: Till) -> None:
    till.checkout(LENA)
    (intent,) = till.intents()

    assert till.house.run(go_on(intent, till.house.policy)) is P.DONE
    assert till.made == 1


def test_a_child_whose_sale_is_unknown_is_not_enrolled_again(till: Till) -> None:
    unanswered(till, landed=True)

    with pytest.raises(AlreadyEnrolled):
        till.house.enrol()
    till.later()
    assert till.made == 1


def test_a_late_answer_finds_what_was_undone_at_the_counter(till: Till) -> None:
    """F18."""
    till.checkout(LENA)
    till.next(UndoSale, NoAnswer("time-out"), GONE)
    till.cancel(1)

    assert till.later().intents == {P.DONE: 1}
    assert till.states() == ["cancelled"]
