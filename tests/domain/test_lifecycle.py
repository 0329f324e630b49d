"""The life of an enrolment: which steps exist, and what each does to price, sale and place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.building import REDUCED, SAID, a_discounted_enrolment, a_sale, an_enrolment
from tests.domain.strategies import prices
from uitkern.domain.errors import IllegalTransition
from uitkern.domain.model.enrolment import LIVE, UNSETTLED, Enrolment, EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.rules import lifecycle

S = EnrolmentState
Step = Callable[[Enrolment], Enrolment]

plain = an_enrolment
discounted = a_discounted_enrolment


def sold(state: EnrolmentState, **changes: Any) -> Enrolment:
    return a_discounted_enrolment(state, sale_id="499853", **changes)


def dearer(enrolment: Enrolment) -> Enrolment:
    return lifecycle.registered(enrolment, a_sale(price=Euro(900)))


def hold_over(enrolment: Enrolment) -> Enrolment:
    return lifecycle.lapsed(enrolment, enrolment.hold_until)


STEPS: list[Step] = [
    lifecycle.begin,
    lambda enrolment: lifecycle.registered(enrolment, a_sale()),
    dearer,
    lambda enrolment: lifecycle.refused(enrolment, SAID),
    lifecycle.unanswered,
    lifecycle.confirmed,
    lifecycle.cancelled,
    lifecycle.released,
    lambda enrolment: lifecycle.given_up(enrolment, S.REFUSED),
    hold_over,
    lifecycle.undone,
]
"""Every function that moves an enrolment on."""
SHAPES: list[Callable[[EnrolmentState], Enrolment]] = [
    plain,
    discounted,
    sold,
    *(partial(sold, ending=ending) for ending in (S.CANCELLED, S.LAPSED, S.REFUSED)),
]


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_every_pair_of_states_is_a_step_or_an_error_that_names_both(
    before: EnrolmentState, after: EnrolmentState
) -> None:
    reached: set[EnrolmentState] = set()
    refused: list[IllegalTransition] = []
    for step, made in product(STEPS, SHAPES):
        try:
            reached.add(step(made(before)).state)
        except IllegalTransition as error:
            refused.append(error)

    if before is not after:  # doing it twice is doing it once
        assert (after in reached) == (after in lifecycle.STEPS[before])
    for each in refused:
        assert each.before is before
        assert str(each) == f"an enrolment that is {before} cannot become {each.after}"


def test_every_state_has_its_steps() -> None:
    assert set(lifecycle.STEPS) == set(S)
    assert lifecycle.ENDED == {S.CANCELLED, S.REFUSED, S.LAPSED} == set(S) - LIVE


@given(st.sampled_from([plain(), discounted()]), st.lists(st.sampled_from(STEPS)))
def test_a_place_once_given_back_is_never_taken_again(enrolment: Enrolment, steps: list[Step]) -> None:
    """R1 counts the live ones: what has ended stays so, and only what has ended frees the place."""
    for step in steps:
        try:
            after = step(enrolment)
        except IllegalTransition:
            continue
        assert enrolment.state in LIVE or after.state is enrolment.state
        enrolment = after
        assert (enrolment.state in LIVE) == bool(lifecycle.STEPS[enrolment.state])


@given(st.sampled_from(S), st.none() | st.just("499853"))
def test_a_discount_is_confirmed_only_with_the_id_of_its_sale(
    state: EnrolmentState, sale: str | None
) -> None:
    """R4."""
    enrolment = discounted(state, sale_id=sale)

    if state is S.CONFIRMED or (state is S.AWAITING_PAYMENT and sale):
        assert lifecycle.confirmed(enrolment).state is S.CONFIRMED
    else:
        with pytest.raises(IllegalTransition) as impossible:
            lifecycle.confirmed(enrolment)
        assert (impossible.value.before, impossible.value.after) == (state, S.CONFIRMED)


@given(prices)
def test_without_a_discount_nothing_is_registered(price: Euro) -> None:
    """R5."""
    reserved = plain(price=price)

    assert lifecycle.begin(reserved).state is S.AWAITING_PAYMENT
    assert lifecycle.begin(discounted()).state is S.REGISTERING


@given(prices, prices, st.sampled_from([S.REGISTERING, S.UNKNOWN]))
def test_the_price_is_the_one_of_the_registration(agreed: Euro, asked: Euro, state: EnrolmentState) -> None:
    """R6."""
    paid = lifecycle.registered(discounted(state, price=agreed), a_sale("7", asked))

    assert (paid.price, paid.sale_id) == (asked, "7")
    assert paid.state is (S.AWAITING_PAYMENT if asked <= agreed else S.CANCELLING)
    assert paid.ending is (None if asked <= agreed else S.REFUSED)


def test_a_sale_that_is_too_dear_goes_back_and_the_agreed_price_stays_known() -> None:
    given_back = dearer(discounted(S.REGISTERING))

    assert (given_back.state, given_back.sale_id) == (S.CANCELLING, "499853")
    assert (given_back.price, given_back.agreed) == (Euro(900), REDUCED)
    assert lifecycle.undone(given_back).state is S.REFUSED


@given(st.sampled_from(S), st.sampled_from([plain, discounted, sold]))
def test_cancelling_undoes_the_sale_first_and_twice_is_once(
    state: EnrolmentState, made: Callable[[EnrolmentState], Enrolment]
) -> None:
    """R8."""
    enrolment = made(state)
    match state:
        case S.CANCELLING | S.CANCELLED:
            assert lifecycle.cancelled(enrolment) is enrolment
        case S.AWAITING_PAYMENT | S.CONFIRMED | S.REGISTERING | S.UNKNOWN:
            given_up = lifecycle.cancelled(enrolment)
            at_once = enrolment.sale_id is None and state not in UNSETTLED
            assert given_up.state is (S.CANCELLED if at_once else S.CANCELLING)
            assert lifecycle.cancelled(given_up) is given_up
        case _:
            with pytest.raises(IllegalTransition):
                lifecycle.cancelled(enrolment)


@given(st.sampled_from(S), st.sampled_from([plain, discounted, sold]))
def test_release_is_cancelling_but_for_what_is_paid(
    state: EnrolmentState, made: Callable[[EnrolmentState], Enrolment]
) -> None:
    enrolment = made(state)
    if state in {S.AWAITING_PAYMENT, S.CANCELLING, S.CANCELLED, *UNSETTLED}:
        assert lifecycle.released(enrolment) == lifecycle.cancelled(enrolment)
    else:
        with pytest.raises(IllegalTransition, match=f"that is {state} cannot become cancell"):
            lifecycle.released(enrolment)


def test_what_uitpas_said_stays_with_the_enrolment() -> None:
    refused = lifecycle.refused(discounted(S.REGISTERING), SAID)

    assert refused.message == SAID
    assert lifecycle.refused(discounted(S.REGISTERING), None).message is None
    assert lifecycle.undone(sold(S.CANCELLING, message=SAID)).message == SAID


@given(st.sampled_from([S.CANCELLED, S.REFUSED, S.LAPSED]), prices)
def test_an_answer_for_what_has_ended_changes_nothing(state: EnrolmentState, asked: Euro) -> None:
    ended = discounted(state)

    assert lifecycle.registered(ended, a_sale("7", asked)) is ended


@given(st.sampled_from([S.AWAITING_PAYMENT, S.CONFIRMED]), prices)
def test_who_is_registered_again_pays_what_was_agreed(state: EnrolmentState, asked: Euro) -> None:
    again = lifecycle.registered(sold(state), a_sale("7", asked))

    assert (again.state, again.price, again.sale_id) == (state, REDUCED, "7")
    assert lifecycle.refused(sold(state), SAID) == sold(state)
    assert lifecycle.unanswered(sold(state)) == sold(state)


def test_what_has_a_sale_does_not_end_by_a_refusal_of_another() -> None:
    leaving = sold(S.CANCELLING, ending=S.CANCELLED)

    assert lifecycle.refused(leaving, SAID) is leaving


@given(st.sampled_from(S), st.sampled_from(SHAPES), st.integers(-60, 60))
def test_only_an_unpaid_place_whose_hold_ran_out_lapses(
    state: EnrolmentState, made: Callable[[EnrolmentState], Enrolment], minutes: int
) -> None:
    """R16."""
    enrolment = made(state)
    after = lifecycle.lapsed(enrolment, enrolment.hold_until + timedelta(minutes=minutes))

    if state is S.AWAITING_PAYMENT and minutes >= 0:
        assert after.state is (S.CANCELLING if enrolment.sale_id else S.LAPSED)
    else:
        assert after is enrolment


@pytest.mark.parametrize("state", [S.CANCELLING, S.CONFIRMED, S.REFUSED])
def test_only_what_is_not_settled_is_put_off_to_later(state: EnrolmentState) -> None:
    enrolment = a_discounted_enrolment(state)

    assert lifecycle.deferred(enrolment) is enrolment
