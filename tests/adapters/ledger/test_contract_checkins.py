"""The contract of the ledger: check-ins, each claimed by one worker at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from tests.adapters.ledger.samples import EVENT, NOON, NUMBER, a_child, an_activity
from uitkern import EndUserMessage, errors
from uitkern.adapters.drivers import Transacts
from uitkern.domain.model.checkin import Checkin, CheckinState
from uitkern.domain.model.uitpas_number import FORGOTTEN

S = CheckinState
LEASE = timedelta(minutes=1)
DAY = date(2031, 5, 1)


def a_checkin(**changes: Any) -> Checkin:
    new = Checkin(0, "kid", "camp", DAY, S.QUEUED, EVENT, NUMBER, created=NOON, due=NOON)
    return evolve(new, **changes)


def added(ledger: Transacts, **changes: Any) -> Checkin:
    return ledger(lambda it: it.add_checkin(a_checkin(**changes)))


def claimed(ledger: Transacts, checkin: Checkin) -> Checkin:
    found = ledger(lambda it: it.claim_checkin(checkin.id, NOON, LEASE))
    assert found is not None
    return found


def in_state(ledger: Transacts, state: CheckinState, **changes: Any) -> Checkin:
    held = claimed(ledger, added(ledger))
    after = evolve(held, state=state, lease_until=None, **changes)
    assert ledger(lambda it: it.save_checkin(held, after))
    return ledger(lambda it: it.checkin(held.id))


def test_a_check_in_comes_back_as_it_was(ledger: Transacts) -> None:
    kept = in_state(
        ledger, S.DONE, checkin_id="6400001", points=2, said=EndUserMessage("Hallo"), why="so", sent_at=NOON
    )
    assert kept.number == NUMBER
    assert ledger(lambda it: it.checkins()) == ledger(lambda it: it.checkins("camp")) == (kept,)
    assert ledger(lambda it: it.checkins("other")) == ()
    assert ledger(lambda it: it.known_checkins(["6400001", "6400002"])) == {"6400001"}
    assert ledger(lambda it: it.known_checkins([])) == frozenset()
    with pytest.raises(errors.NotFound):
        ledger(lambda it: it.checkin(99))


@pytest.mark.parametrize("state", [state for state in S if state not in {S.REFUSED, S.UNDONE}])
def test_one_check_in_stands_for_a_participant_an_activity_and_a_day(
    ledger: Transacts, state: CheckinState
) -> None:
    kept = in_state(ledger, state)
    assert added(ledger) == kept
    assert added(ledger, day=DAY + timedelta(days=1)).id != kept.id
    assert added(ledger, participant_id="twin").id != kept.id


@pytest.mark.parametrize("state", [S.REFUSED, S.UNDONE])
def test_after_one_that_came_to_nothing_there_may_be_another(ledger: Transacts, state: CheckinState) -> None:
    kept = in_state(ledger, state)
    assert added(ledger).id != kept.id


def test_of_two_who_want_a_check_in_one_has_it_until_the_lease_ends(ledger: Transacts) -> None:
    kept = added(ledger)
    first = claimed(ledger, kept)
    assert (first.fence, first.lease_until) == (1, NOON + LEASE)
    assert ledger(lambda it: it.claim_checkin(kept.id, NOON, LEASE)) is None
    assert ledger(lambda it: it.claim_due_checkin(NOON, LEASE)) is None
    second = ledger(lambda it: it.claim_due_checkin(NOON + LEASE, LEASE))
    assert second is not None
    assert second.fence == 2
    assert not ledger(lambda it: it.save_checkin(first, evolve(first, state=S.DONE)))
    assert ledger(lambda it: it.checkin(kept.id)).state is S.QUEUED


def test_what_is_due_longest_is_done_first_and_what_is_settled_never(ledger: Transacts) -> None:
    late = added(ledger, participant_id="late", due=NOON - timedelta(hours=1))
    added(ledger, participant_id="later", due=NOON + timedelta(hours=1))
    in_state(ledger, S.DONE)
    found = ledger(lambda it: it.claim_due_checkin(NOON, LEASE))
    assert found is not None
    assert found.id == late.id
    assert ledger(lambda it: it.claim_due_checkin(NOON, LEASE)) is None
    assert ledger(lambda it: it.claim_checkin(99, NOON, LEASE)) is None


@pytest.mark.parametrize(
    ("state", "after"),
    [(S.QUEUED, S.QUEUED), (S.DONE, S.UNDOING), (S.UNKNOWN, S.UNKNOWN), (S.UNDONE, S.UNDONE)],
)
def test_what_is_not_wanted_stays_so_whatever_a_worker_writes(
    ledger: Transacts, state: CheckinState, after: CheckinState
) -> None:
    kept = in_state(ledger, state, due=NOON + timedelta(days=1), attempts=4)
    left = ledger(lambda it: it.unwant_checkin(kept.id, NOON))
    assert (left.state, left.wanted) == (after, False)
    assert (left.due == NOON) == (state in {S.QUEUED, S.DONE})
    assert ledger(lambda it: it.save_checkin(kept, evolve(kept, wanted=True)))
    assert not ledger(lambda it: it.checkin(kept.id)).wanted


@pytest.mark.parametrize(
    ("changes", "after"),
    [({}, S.QUEUED), ({"sent_at": NOON}, S.UNKNOWN), ({"sent_at": NOON, "checkin_id": "1"}, S.UNDOING)],
)
def test_what_was_parked_goes_on_where_it_was(
    ledger: Transacts, changes: dict[str, Any], after: CheckinState
) -> None:
    kept = in_state(ledger, S.PARKED, attempts=6, **changes)
    roused = ledger(lambda it: it.rouse_checkin(kept.id, NOON))
    assert (roused.state, roused.attempts, roused.due) == (after, 0, NOON)
    assert ledger(lambda it: it.rouse_checkin(kept.id, NOON + LEASE)) == roused


def test_who_is_forgotten_leaves_the_check_in_without_the_number(ledger: Transacts) -> None:
    ledger(lambda it: it.save_activity(an_activity()))
    ledger(lambda it: it.save_participant(a_child()))
    kept = in_state(ledger, S.DONE, checkin_id="1", points=1)
    ledger(lambda it: it.forget_participant("kid"))
    assert ledger(lambda it: it.checkin(kept.id)) == evolve(kept, number=FORGOTTEN)
