"""The life of an enrolment: which steps exist, and what each does to price, sale and place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.building import REDUCED, SAID, a_discounted_enrolment, a_sale, an_enrolment
from tests.domain.strategies import prices
from uitkern.domain.errors import IllegalTransition
from uitkern.domain.model.enrolment import LIVE, TAKING_A_PLACE, Enrolment, EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.rules import lifecycle

S = EnrolmentState
Step = Callable[[Enrolment], Enrolment]

plain = an_enrolment
discounted = a_discounted_enrolment


def sold(state: EnrolmentState) -> Enrolment:
    return a_discounted_enrolment(state, sale_id="499853")


WAYS: dict[EnrolmentState, list[tuple[Step, Callable[[EnrolmentState], Enrolment]]]] = {
    S.RESERVED: [],
    S.REGISTERING: [(lifecycle.begin, discounted)],
    S.AWAITING_PAYMENT: [
        (lifecycle.begin, plain),
        (lambda enrolment: lifecycle.registered(enrolment, a_sale()), discounted),
    ],
    S.REFUSED: [(lambda enrolment: lifecycle.refused(enrolment, SAID), discounted)],
    S.UNKNOWN: [(lifecycle.unanswered, discounted)],
    S.CONFIRMED: [(lifecycle.confirmed, plain), (lifecycle.confirmed, sold)],
    S.CANCELLING: [
        (lambda enrolment: lifecycle.too_dear(enrolment, a_sale()), discounted),
        (lifecycle.cancelled, sold),
    ],
    S.CANCELLED: [(lifecycle.cancelled, plain), (lifecycle.undone, sold)],
}
"""Every function that leads to a state, with an enrolment that it applies to."""


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_every_pair_of_states_is_a_step_or_an_error_that_names_both(
    before: EnrolmentState, after: EnrolmentState
) -> None:
    reached: set[EnrolmentState] = set()
    impossible: list[IllegalTransition] = []
    for step, made in WAYS[after]:
        try:
            reached.add(step(made(before)).state)
        except IllegalTransition as refused:
            impossible.append(refused)
    reached -= {before}  # doing it twice is doing it once

    assert reached <= {after}
    assert (after in reached) == (after in lifecycle.STEPS[before])
    assert reached or impossible or before is after or not WAYS[after]
    for error in impossible:
        assert error.before is before
        assert error.after is after or after is S.CANCELLING
        assert str(error) == f"an enrolment that is {before} cannot become {error.after}"


def test_every_state_has_its_steps() -> None:
    assert set(lifecycle.STEPS) == set(WAYS) == set(S)


STEPS: list[Step] = [step for ways in WAYS.values() for step, _ in ways]


@given(st.sampled_from([plain(), discounted()]), st.lists(st.sampled_from([*STEPS, lifecycle.released])))
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


def test_who_is_being_cancelled_takes_no_place_but_may_not_enrol_again_yet() -> None:
    assert S.CANCELLING in LIVE
    assert set(LIVE) == {*TAKING_A_PLACE, S.CANCELLING}


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

    assert (paid.state, paid.price, paid.sale_id) == (S.AWAITING_PAYMENT, asked, "7")


def test_a_sale_that_is_too_dear_goes_back_and_keeps_the_price_that_was_agreed() -> None:
    given_back = lifecycle.too_dear(discounted(S.REGISTERING), a_sale("7", Euro(900)))

    assert (given_back.state, given_back.price, given_back.sale_id) == (S.CANCELLING, REDUCED, "7")


@given(st.sampled_from(S), st.sampled_from([plain, discounted, sold]))
def test_cancelling_undoes_the_sale_first_and_twice_is_once(
    state: EnrolmentState, made: Callable[[EnrolmentState], Enrolment]
) -> None:
    """R8."""
    enrolment = made(state)
    match state:
        case S.CANCELLING | S.CANCELLED:
            assert lifecycle.cancelled(enrolment) is enrolment
        case S.AWAITING_PAYMENT | S.CONFIRMED:
            given_up = lifecycle.cancelled(enrolment)
            assert given_up.state is (S.CANCELLING if enrolment.sale_id else S.CANCELLED)
            assert lifecycle.cancelled(given_up) is given_up
        case _:
            with pytest.raises(IllegalTransition):
                lifecycle.cancelled(enrolment)


@given(st.sampled_from(S), st.sampled_from([plain, discounted, sold]))
def test_release_is_cancelling_but_for_what_is_paid(
    state: EnrolmentState, made: Callable[[EnrolmentState], Enrolment]
) -> None:
    enrolment = made(state)
    if state in {S.AWAITING_PAYMENT, S.CANCELLING, S.CANCELLED}:
        assert lifecycle.released(enrolment) == lifecycle.cancelled(enrolment)
    else:
        with pytest.raises(IllegalTransition, match=f"that is {state} cannot become cancelled"):
            lifecycle.released(enrolment)


def test_what_uitpas_said_stays_with_the_enrolment() -> None:
    refused = lifecycle.refused(discounted(S.REGISTERING), SAID)

    assert refused.message == SAID
    assert lifecycle.refused(discounted(S.REGISTERING), None).message is None
    assert lifecycle.undone(sold(S.CANCELLING).to(S.CANCELLING, SAID)).message == SAID
