"""The contract of the ledger: no second registration of a sale while a first one is not settled.

UiTPAS's list could not tell the two apart: one pass, one event, one tariff.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve

from tests.adapters.ledger.samples import LEASE, NOON, REQUEST, a_line, an_undo, reserve
from uitkern import Euro, UitpasNumber
from uitkern.adapters.drivers import Transacts
from uitkern.domain.model.intent import Intent, IntentKind, IntentState
from uitkern.domain.model.sale import SaleRequest

REGISTER, UNDO = IntentKind.REGISTER, IntentKind.UNDO
SAME = evolve(REQUEST, regular_price=Euro(900), label="another price and label are no other sale")
OTHERS = {
    "pass": evolve(REQUEST, number=UitpasNumber("0900000095902")),
    "event": evolve(REQUEST, event_id="another"),
    "tariff": evolve(REQUEST, tariff_id="COUPON"),
}


def register(ledger: Transacts, child: str, *requests: SaleRequest) -> Intent:
    return ledger(
        lambda it: it.add_intent(REGISTER, tuple(a_line(reserve(child)(it), r) for r in requests), NOON)
    )


def claim(ledger: Transacts, intent: Intent, later: timedelta = timedelta()) -> Intent | None:
    return ledger(lambda it: it.claim(intent.id, NOON + later, LEASE))


def is_free(ledger: Transacts, intent: Intent, later: timedelta = timedelta()) -> bool:
    """Whether it could be claimed, by its id as by being due; it stays unclaimed."""

    class Enough(Exception):
        """Undoes what was tried."""

    answers: list[bool] = []

    def attempt(it: object, by_due: bool) -> None:
        now = NOON + later
        found = it.claim_due(now, LEASE) if by_due else it.claim(intent.id, now, LEASE)  # type: ignore[attr-defined]
        answers.append(found is not None and found.id == intent.id)
        raise Enough

    for by_due in (False, True):
        with pytest.raises(Enough):
            ledger(lambda it, b=by_due: attempt(it, b))  # type: ignore[misc]
    by_id, when_due = answers
    assert by_id is when_due
    return by_id


@pytest.mark.parametrize("state", [IntentState.SENDING, IntentState.UNKNOWN])
def test_while_the_first_may_have_landed_a_second_waits(ledger: Transacts, state: IntentState) -> None:
    first, second = register(ledger, "one", REQUEST), register(ledger, "two", SAME)
    taken = claim(ledger, first)
    assert taken
    sending = ledger(lambda it: it.mark_sending(taken, NOON))
    assert sending
    if state is IntentState.UNKNOWN:
        ledger(lambda it: it.settle(sending, state, NOON + timedelta(days=9)))
    day = timedelta(days=1)
    assert claim(ledger, second, day) is None
    if state is IntentState.UNKNOWN:
        assert ledger(lambda it: it.claim_due(NOON + day, LEASE)) is None
    else:  # its own lease is over, and it is looked up before anything is sent
        again = ledger(lambda it: it.claim_due(NOON + day, LEASE))
        assert again
        assert again.id == first.id


def test_while_the_first_is_claimed_a_second_waits_and_after_its_lease_no_more(ledger: Transacts) -> None:
    first, second = register(ledger, "one", REQUEST), register(ledger, "two", SAME)
    assert claim(ledger, first)
    assert not is_free(ledger, second)
    assert not is_free(ledger, second, LEASE - timedelta(microseconds=1))
    assert claim(ledger, second, LEASE), "the first never left"
    assert not is_free(ledger, first, LEASE)


@pytest.mark.parametrize(
    "state", [IntentState.DONE, IntentState.REFUSED, IntentState.PENDING, IntentState.PARKED]
)
def test_once_the_first_is_settled_the_second_goes(ledger: Transacts, state: IntentState) -> None:
    """What was parked waits for a person, perhaps for ever: it keeps no other from its sale."""
    first, second = register(ledger, "one", REQUEST), register(ledger, "two", SAME)
    taken = claim(ledger, first)
    assert taken
    assert ledger(lambda it: it.settle(taken, state, NOON + timedelta(days=9)))
    assert is_free(ledger, second)


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_another_sale_does_not_wait(ledger: Transacts, other: SaleRequest) -> None:
    first, second = register(ledger, "one", REQUEST), register(ledger, "two", other)
    assert claim(ledger, first)
    assert is_free(ledger, second)


def test_one_line_of_a_basket_is_enough_to_wait(ledger: Transacts) -> None:
    first = register(ledger, "one", REQUEST)

    def basket(it: object) -> Intent:
        lines = [a_line(reserve(f"of {name}")(it), each) for name, each in OTHERS.items()]  # type: ignore[arg-type]
        lines.append(a_line(reserve("same")(it), SAME))  # type: ignore[arg-type]
        return it.add_intent(REGISTER, tuple(lines), NOON)  # type: ignore[attr-defined, no-any-return]

    second = ledger(basket)
    taken = claim(ledger, first)
    assert taken
    assert not is_free(ledger, second)
    ledger(lambda it: it.settle(taken, IntentState.DONE, NOON))
    assert is_free(ledger, second)


def test_a_basket_of_twice_the_same_sale_does_not_wait_for_itself(ledger: Transacts) -> None:
    def basket(it: object) -> Intent:
        lines = tuple(a_line(reserve(child)(it)) for child in ("one", "two"))  # type: ignore[arg-type]
        return it.add_intent(REGISTER, lines, NOON)  # type: ignore[attr-defined, no-any-return]

    assert is_free(ledger, ledger(basket))


def test_of_two_that_were_both_sent_each_may_be_looked_up(ledger: Transacts) -> None:
    """Only a new registration waits; what may have landed must never wait for its rival, nor it for that."""
    first, second = register(ledger, "one", REQUEST), register(ledger, "two", SAME)
    for each in (first, second):
        taken = claim(ledger, each)
        assert taken
        assert ledger(lambda it, t=taken: it.settle(t, IntentState.PARKED, NOON))  # type: ignore[misc]
    for each in (first, second):
        ledger(lambda it, e=each: it.rouse(e.id, NOON))  # type: ignore[misc]
    assert claim(ledger, first)
    assert claim(ledger, second)


def test_an_undo_waits_for_nobody(ledger: Transacts) -> None:
    first = register(ledger, "one", REQUEST)
    assert claim(ledger, first)
    enrolment_id = first.lines[0].enrolment_id
    enrolment = ledger(lambda it: it.enrolment(enrolment_id))
    undo = ledger(lambda it: it.add_intent(UNDO, (an_undo(enrolment),), NOON))
    assert is_free(ledger, undo)
