"""Where our sales and UiTPAS's differ, and what cannot be judged yet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.building import NOON, NUMBER, OTHER_NUMBER, a_discounted_enrolment, a_sale, an_enrolment
from uitkern.domain.model.enrolment import STANDING, UNSETTLED, Enrolment, EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.report import Comparison, Difference, Finding, Tick
from uitkern.domain.model.sale import KeptSale, TicketSale
from uitkern.domain.rules.comparing import OurSide, Period, compare

S, D = EnrolmentState, Difference
SALE = evolve(a_sale("s1"), created=NOON)
STRANGER = evolve(SALE, id="counter", number=OTHER_NUMBER)


def ours(state: EnrolmentState = S.CONFIRMED, *, undone: bool = False, **more: Any) -> OurSide:
    """One enrolment of NUMBER with sale s1."""
    enrolment = a_discounted_enrolment(state, sale_id="s1")
    kept = KeptSale(SALE, enrolment.id, state, undone)
    return evolve(OurSide((kept,), frozenset({"s1"}), (enrolment,)), **more)


def compared(side: OurSide, *theirs: TicketSale, period: Period | None = None) -> Comparison:
    return compare("camp", side, theirs, NOON, period or Period())


def differences(side: OurSide, *theirs: TicketSale) -> list[tuple[Difference, str]]:
    return [(each.difference, each.sale_id) for each in compared(side, *theirs).findings]


def test_what_both_hold_agrees() -> None:
    assert compared(ours(), SALE) == Comparison("camp", NOON, agreed=1)
    assert compared(ours(S.CANCELLED, undone=True)) == Comparison("camp", NOON)


def test_each_difference_is_named() -> None:
    surplus = evolve(SALE, id="s9")
    assert differences(ours()) == [(D.MISSING_THERE, "s1")]
    assert differences(ours(S.CANCELLED, undone=True), SALE) == [(D.STILL_THERE, "s1")]
    assert differences(ours(), evolve(SALE, price=Euro(300))) == [(D.PRICE, "s1")]
    assert compared(ours(traced={"s9": 1}), SALE, surplus).findings == (
        Finding("camp", D.MISSING_HERE, "s9", 1),
    )


def test_what_others_sell_is_counted_alone() -> None:
    comparison = compared(ours(), SALE, STRANGER)

    assert (comparison.agreed, comparison.elsewhere, comparison.agrees) == (1, 1, True)


def test_what_others_sell_to_a_pass_of_ours_is_theirs() -> None:
    comparison = compared(ours(), SALE, evolve(SALE, id="till-2"))

    assert (comparison.agreed, comparison.elsewhere, comparison.agrees) == (1, 1, True)


def test_a_sale_known_by_now_is_not_missed_here() -> None:
    side = evolve(ours(), kept=(), known=frozenset({"s1"}))

    assert compared(side, SALE) == Comparison("camp", NOON)
    assert compared(side) == Comparison("camp", NOON)


def test_a_sale_that_its_enrolment_has_no_more_is_not_judged() -> None:
    replaced = a_discounted_enrolment(S.CONFIRMED, sale_id="s2")

    assert compared(ours(enrolments=(replaced,))).agrees


def test_a_sale_of_another_activity_with_the_same_event_is_judged_there() -> None:
    assert compared(ours(enrolments=()), SALE) == Comparison("camp", NOON)


states = st.sampled_from(S)


@given(states, st.booleans(), st.booleans(), st.booleans())
def test_what_is_under_way_is_never_a_difference(
    state: EnrolmentState, registering: bool, there: bool, surplus: bool
) -> None:
    side = ours(state, registering={1} if registering else (), traced={"s9": 1})
    theirs = [SALE] * there + [evolve(SALE, id="s9")] * surplus
    comparison = compared(side, *theirs)

    under_way = registering or state is S.CANCELLING or state in UNSETTLED
    assert comparison.unsettled == int(under_way)
    if under_way:
        assert comparison.findings == ()
        assert comparison.agreed == 0
    else:
        named = {finding.difference for finding in comparison.findings}
        assert (D.MISSING_THERE in named) == (state in STANDING and not there)
        assert (D.MISSING_HERE in named) == surplus


@given(
    st.lists(st.sampled_from([SALE, STRANGER, evolve(SALE, id="s9"), evolve(SALE, price=Euro(1))])), states
)
def test_no_sale_is_found_twice_whatever_is_listed(theirs: list[TicketSale], state: EnrolmentState) -> None:
    unique = {sale.id: sale for sale in theirs}.values()
    found = [finding.sale_id for finding in compared(ours(state), *unique).findings]

    assert len(found) == len(set(found))
    assert "counter" not in found


def test_an_enrolment_without_a_pass_matches_nobodys_sale() -> None:
    plain: Enrolment = an_enrolment(S.CONFIRMED)

    assert compared(OurSide((), frozenset(), (plain,)), SALE).elsewhere == 1


moments = st.integers(-5, 5).map(lambda hours: NOON + timedelta(hours=hours))


@given(st.none() | moments, st.none() | moments, moments)
def test_a_period_holds_what_lies_in_it(since: object, until: object, moment: object) -> None:
    period = Period(since, until)  # type: ignore[arg-type]

    inside = (since is None or since <= moment) and (until is None or moment < until)  # type: ignore[operator]
    assert period.holds(moment) == inside  # type: ignore[arg-type]
    assert period.holds(None)


def test_only_sales_of_the_period_are_compared() -> None:
    after = Period(since=NOON + timedelta(seconds=1))

    assert compared(ours(), period=after) == Comparison("camp", NOON)
    assert compared(ours(), STRANGER, period=after).elsewhere == 0
    traced = ours(traced={"counter": 1})
    assert compared(traced, evolve(STRANGER, created=None, number=NUMBER), period=after).findings


def test_a_comparison_that_failed_does_not_agree_and_a_round_without_work_is_idle() -> None:
    assert not Comparison("camp", NOON, failed="UiTPAS did not list the sales").agrees
    assert Tick().idle
    assert not Tick(lapsed=1).idle


def test_who_paid_with_a_reward_may_have_bought_a_ticket_elsewhere() -> None:
    """No sale belongs to a reward: one of the same pass is somebody else's, and never ours to undo."""
    rewarded = a_discounted_enrolment(S.CONFIRMED, sale_id="910001", points=10)
    comparison = compared(OurSide((), frozenset(), (rewarded,)), SALE)
    assert (comparison.elsewhere, comparison.findings) == (1, ())
