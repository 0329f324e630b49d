"""The contract of the ledger: intents, of which one at a time may be sent, by one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from attrs import evolve

from tests.adapters.ledger.samples import (
    EVENT,
    LEASE,
    NOON,
    REQUEST,
    a_line,
    an_undo,
    reserve,
)
from uitkern import Euro, UitpasNumber
from uitkern.adapters.drivers import Transacts
from uitkern.domain.model.intent import SETTLED, Intent, IntentKind, IntentState
from uitkern.domain.model.sale import SaleRequest
from uitkern.domain.ports.ledger import Ledger

UNDO, REGISTER = IntentKind.UNDO, IntentKind.REGISTER
PENDING, SENDING, UNKNOWN = IntentState.PENDING, IntentState.SENDING, IntentState.UNKNOWN
DONE, REFUSED, PARKED = IntentState.DONE, IntentState.REFUSED, IntentState.PARKED
MOMENT = timedelta(microseconds=1)
OTHER_PASS = UitpasNumber("0900000095902")


def requests(child: str) -> SaleRequest:
    """A request that no other child's resembles."""
    return evolve(REQUEST, event_id=f"event of {child}")


def an_intent(
    ledger: Transacts, child: str = "kid", kind: IntentKind = REGISTER, at: datetime = NOON
) -> Intent:
    def work(it: Ledger) -> Intent:
        new = reserve(child)(it)
        line = a_line(new, requests(child)) if kind is REGISTER else an_undo(new)
        return it.add_intent(kind, (line,), at)

    return ledger(work)


def claim(ledger: Transacts, intent: Intent, at: datetime = NOON) -> Intent | None:
    return ledger(lambda it: it.claim(intent.id, at, LEASE))


def claimed(ledger: Transacts, intent: Intent, at: datetime = NOON) -> Intent:
    taken = claim(ledger, intent, at)
    assert taken is not None
    return taken


def mark(ledger: Transacts, taken: Intent, at: datetime = NOON) -> Intent | None:
    return ledger(lambda it: it.mark_sending(taken, at))


def settle(ledger: Transacts, taken: Intent, state: IntentState = DONE, due: datetime = NOON) -> bool:
    return ledger(lambda it: it.settle(taken, state, due, "because"))


def read(ledger: Transacts, intent: Intent) -> Intent:
    return ledger(lambda it: it.intent(intent.id))


def test_an_intent_comes_back_as_it_was_with_its_lines_in_order(ledger: Transacts) -> None:
    one, other = ledger(reserve("one")), ledger(reserve("other"))
    labelled = SaleRequest(OTHER_PASS, EVENT, Euro(0), "COUPON", label="uitkern 7")
    lines = (a_line(other, labelled), a_line(one))
    new = ledger(lambda it: it.add_intent(REGISTER, lines, NOON))
    assert (new.kind, new.state, new.lines, new.due) == (REGISTER, PENDING, lines, NOON)
    assert (new.fence, new.lease_until, new.attempts, new.why) == (0, None, 0, None)
    assert (new.sent_at, new.first_sent_at) == (None, None)
    assert read(ledger, new) == new
    assert new.requests == (labelled, REQUEST)


def test_an_undo_comes_back_as_it_was(ledger: Transacts) -> None:
    new = an_intent(ledger, kind=UNDO)
    assert read(ledger, new) == new
    assert new.lines[0].sale_id == "499853"


def test_an_intent_is_found_by_each_of_its_enrolments_and_its_kind(ledger: Transacts) -> None:
    one, other = ledger(reserve("one")), ledger(reserve("other"))
    both = ledger(lambda it: it.add_intent(REGISTER, (a_line(one), a_line(other)), NOON))
    assert ledger(lambda it: it.intent_of(one.id, REGISTER)) == both
    assert ledger(lambda it: it.intent_of(other.id, REGISTER)) == both
    assert ledger(lambda it: it.intent_of(one.id, UNDO)) is None
    assert ledger(lambda it: it.intent_of(99, REGISTER)) is None
    latest = ledger(lambda it: it.add_intent(REGISTER, (a_line(other),), NOON - LEASE))
    assert ledger(lambda it: it.intent_of(other.id, REGISTER)) == latest
    assert ledger(lambda it: it.intent_of(one.id, REGISTER)) == both


def test_intents_are_listed_by_their_states_oldest_first(ledger: Transacts) -> None:
    made = {state: an_intent(ledger, state.value) for state in IntentState}
    for state, intent in made.items():
        taken = claimed(ledger, intent)
        if state is SENDING:
            assert mark(ledger, taken)
        else:
            assert settle(ledger, taken, state)

    def listed(*states: IntentState) -> list[IntentState]:
        found = ledger(lambda it: it.intents(states))
        assert [each.id for each in found] == sorted(each.id for each in found)
        return [each.state for each in found]

    assert set(listed(*IntentState)) == set(IntentState)
    assert listed(PARKED) == [PARKED]
    assert set(listed(*SETTLED)) == SETTLED
    assert listed() == []


def test_an_intent_that_is_made_with_a_lease_is_the_maker_s(ledger: Transacts) -> None:
    new = ledger(lambda it: it.add_intent(UNDO, (an_undo(reserve()(it)),), NOON, LEASE))
    assert (new.fence, new.lease_until) == (1, NOON + LEASE)
    assert read(ledger, new) == new
    assert claim(ledger, new) is None
    assert mark(ledger, new)


def test_an_intent_is_claimed_by_one(ledger: Transacts) -> None:
    intent = an_intent(ledger)
    taken = claimed(ledger, intent)
    assert (taken.fence, taken.lease_until) == (1, NOON + LEASE)
    assert taken == read(ledger, intent)
    assert claim(ledger, intent) is None
    assert ledger(lambda it: it.claim_due(NOON, LEASE)) is None


@pytest.mark.parametrize("sent", [False, True], ids=["not sent", "sent"])
def test_a_lease_that_has_run_out_is_claimed_again_under_a_new_fence(ledger: Transacts, sent: bool) -> None:
    intent = an_intent(ledger)
    taken = claimed(ledger, intent)
    if sent:
        assert mark(ledger, taken)
    assert claim(ledger, intent, NOON + LEASE - MOMENT) is None
    again = claimed(ledger, intent, NOON + LEASE)
    assert (again.fence, again.state) == (2, SENDING if sent else PENDING)


def test_what_is_not_due_is_claimed_only_by_its_id(ledger: Transacts) -> None:
    intent = an_intent(ledger, at=NOON)
    early = NOON - MOMENT
    assert ledger(lambda it: it.claim_due(early, LEASE)) is None
    assert claimed(ledger, intent, early).lease_until == early + LEASE


def test_what_is_due_longest_is_claimed_first(ledger: Transacts) -> None:
    dues = {"b": 2, "a": 1, "later": 9, "c": 3}
    made = {c: an_intent(ledger, c, UNDO, NOON + timedelta(seconds=s)) for c, s in dues.items()}
    now = NOON + timedelta(seconds=5)
    taken = [ledger(lambda it: it.claim_due(now, LEASE)) for _ in range(4)]
    assert [each and each.id for each in taken] == [made["a"].id, made["b"].id, made["c"].id, None]


def test_of_what_is_due_at_once_the_oldest_is_claimed_first(ledger: Transacts) -> None:
    made = [an_intent(ledger, child, UNDO).id for child in ("one", "two")]
    taken = [ledger(lambda it: it.claim_due(NOON, LEASE)) for _ in made]
    assert [each and each.id for each in taken] == made


def test_who_comes_late_writes_nothing(ledger: Transacts) -> None:
    intent = an_intent(ledger)
    late = claimed(ledger, intent)
    now = claimed(ledger, intent, NOON + LEASE)
    assert mark(ledger, late, NOON + LEASE - MOMENT) is None
    assert settle(ledger, late) is False
    assert read(ledger, intent) == now
    assert mark(ledger, now, NOON + LEASE)
    assert settle(ledger, late, UNKNOWN) is False
    assert settle(ledger, now) is True


def test_nothing_is_sent_after_the_lease(ledger: Transacts) -> None:
    taken = claimed(ledger, an_intent(ledger))
    assert mark(ledger, taken, NOON + LEASE) is None
    assert mark(ledger, taken, NOON + LEASE - MOMENT)


def test_nothing_is_sent_that_nobody_claimed(ledger: Transacts) -> None:
    intent = an_intent(ledger)
    assert mark(ledger, intent) is None
    assert read(ledger, intent) == intent


def test_sending_is_written_with_its_times_and_counted(ledger: Transacts) -> None:
    intent = an_intent(ledger)
    for attempt in (1, 2, 3):
        at = NOON + attempt * LEASE
        sending = mark(ledger, claimed(ledger, intent, at), at)
        assert sending == read(ledger, intent)
        assert sending
        assert (sending.state, sending.sent_at, sending.attempts) == (SENDING, at, attempt)
        assert sending.first_sent_at == NOON + LEASE


@pytest.mark.parametrize("state", [DONE, REFUSED, PARKED])
@pytest.mark.parametrize("kind", IntentKind)
def test_what_is_settled_or_parked_is_not_claimed(
    ledger: Transacts, state: IntentState, kind: IntentKind
) -> None:
    intent = an_intent(ledger, kind=kind)
    assert settle(ledger, claimed(ledger, intent), state)
    settled = read(ledger, intent)
    assert (settled.state, settled.lease_until, settled.why) == (state, None, "because")
    assert claim(ledger, intent, NOON + 10 * LEASE) is None
    assert ledger(lambda it: it.claim_due(NOON + 10 * LEASE, LEASE)) is None


@pytest.mark.parametrize("state", [PENDING, UNKNOWN])
def test_what_is_put_back_is_due_when_it_was_said(ledger: Transacts, state: IntentState) -> None:
    intent = an_intent(ledger)
    later = NOON + timedelta(hours=1)
    assert settle(ledger, claimed(ledger, intent), state, later)
    assert read(ledger, intent).due == later
    assert ledger(lambda it: it.claim_due(later - MOMENT, LEASE)) is None
    again = ledger(lambda it: it.claim_due(later, LEASE))
    assert again
    assert (again.id, again.fence, again.state) == (intent.id, 2, state)


@pytest.mark.parametrize(("kind", "waits"), [(REGISTER, UNKNOWN), (UNDO, PENDING)])
def test_what_is_parked_is_roused(ledger: Transacts, kind: IntentKind, waits: IntentState) -> None:
    """A registration is looked up first: it may have reached UiTPAS."""
    intent = an_intent(ledger, kind=kind)
    sending = mark(ledger, claimed(ledger, intent))
    assert sending
    assert settle(ledger, sending, PARKED)
    later = NOON + timedelta(days=3)
    ledger(lambda it: it.rouse(intent.id, later))
    roused = read(ledger, intent)
    assert (roused.state, roused.due, roused.attempts) == (waits, later, 0)
    assert claimed(ledger, intent, later).fence == 2


@pytest.mark.parametrize("state", [PENDING, UNKNOWN, DONE, REFUSED])
def test_only_what_is_parked_is_roused(ledger: Transacts, state: IntentState) -> None:
    intent = an_intent(ledger)
    settle(ledger, claimed(ledger, intent), state)
    before = read(ledger, intent)
    ledger(lambda it: it.rouse(intent.id, NOON + LEASE))
    assert read(ledger, intent) == before


def test_an_intent_that_is_not_there_is_nobody_s(ledger: Transacts) -> None:
    absent = Intent(99, UNDO, PENDING, (), NOON, fence=1, lease_until=NOON + LEASE)
    assert claim(ledger, absent) is None
    assert ledger(lambda it: it.claim_due(NOON, LEASE)) is None
    assert mark(ledger, absent) is None
    assert settle(ledger, absent) is False
    ledger(lambda it: it.rouse(99, NOON))
