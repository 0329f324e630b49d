"""Thousands at once: each by itself, resumable, and twice is once (F34)."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from attrs import evolve

from tests.publishing.agenda import GET, POST, Agenda, a_camp
from uitkern import Activity, Did, Euro, Field, Outcome, PublicationStatus, errors
from uitkern.adapters import drivers
from uitkern.domain.ports.publiq import CreateEvent
from uitkern.simulator.world.official import identities as official

NAMES = [f"camp-{number:02}" for number in range(12)]


def keep_all(agenda: Agenda) -> None:
    for name in NAMES:
        agenda.save(a_camp(name))


def test_many_are_published_with_one_question_for_permissions_and_one_call_each(any_agenda: Agenda) -> None:
    agenda = any_agenda
    keep_all(agenda)
    told: list[Outcome] = []

    with agenda.costs("token", "get-permissions", *[POST] * len(NAMES)):
        bulk = agenda.core.publish_all(NAMES, tell=told.append)

    assert [each.activity_id for each in bulk.outcomes] == NAMES
    assert bulk.counts == {Did.CREATED: len(NAMES)}
    assert bulk.failed == ()
    assert bulk.calls == len(NAMES) + 2
    assert sorted(each.activity_id for each in told) == NAMES


def test_the_second_run_costs_one_call_each_and_changes_nothing(any_agenda: Agenda) -> None:
    agenda = any_agenda
    keep_all(agenda)
    agenda.core.publish_all()

    with agenda.costs("get-permissions", *[GET] * len(NAMES)):
        again = agenda.core.publish_all()

    assert again.counts == {Did.UNCHANGED: len(NAMES)}
    assert len(agenda.events()) == len(NAMES)


def test_each_says_what_became_of_it_and_one_does_not_keep_the_others_back(agenda: Agenda) -> None:
    agenda.save(a_camp("good"))
    agenda.save(a_camp("inside", publish=False))
    agenda.save(Activity("unfinished", "Zomerkamp"))
    agenda.save(a_camp("elsewhere", promoter_id=official.OTHER_ORGANIZER))
    agenda.save(a_camp("nowhere", place_id="00000000-1111-4222-8333-444444444444"))
    agenda.published(activity_id="changed")
    agenda.save(a_camp("changed", price=Euro(1500)))
    agenda.published(activity_id="edited")
    agenda.by_hand("PUT", "name/nl", {"name": "Hun naam"}, "edited")
    agenda.published(activity_id="rejected")
    agenda.moderated(approved=False, activity_id="rejected")

    bulk = agenda.core.publish_all()

    found = {each.activity_id: each for each in bulk.outcomes}
    assert {name: each.did for name, each in found.items()} == {
        "good": Did.CREATED,
        "inside": Did.NOT_APPLICABLE,
        "unfinished": Did.INCOMPLETE,
        "elsewhere": Did.CREATED,
        "nowhere": Did.REFUSED,
        "changed": Did.UPDATED,
        "edited": Did.DIFFERS,
        "rejected": Did.GONE,
    }
    assert found["changed"].changed == (Field.PRICES,)
    assert "is no UiTPAS partner" in found["elsewhere"].why[0]
    assert '/location: The location with id "00000000' in found["nowhere"].why[0]
    assert {each.activity_id for each in bulk.failed} == {"unfinished", "nowhere", "rejected"}
    assert agenda.core.publish_all(["rejected"]).outcomes[0].did is Did.GONE
    assert agenda.core.publish_all(["nope"]).outcomes[0].why == ("activity: there is none with id 'nope'",)


def test_a_dry_run_tells_the_same_and_writes_nothing(any_agenda: Agenda) -> None:
    agenda = any_agenda
    agenda.save(a_camp("new"))
    agenda.save(a_camp("inside", publish=False))
    agenda.save(Activity("unfinished", "Zomerkamp"))
    for name in ("same", "changed", "edited", "rejected", "silent"):
        agenda.published(activity_id=name)
    agenda.save(a_camp("changed", price=Euro(1500)))
    agenda.by_hand("PUT", "name/nl", {"name": "Hun naam"}, "edited")
    agenda.moderated(approved=False, activity_id="rejected")
    before = [agenda.core.overview(each.activity_id) for each in agenda.core.activities()]

    with agenda.publiq.fault(path=f"/uitdatabank/events/{agenda.event_id('silent')}", status=503):
        bulk = agenda.core.publish_all(dry_run=True)

    assert {each.activity_id: each.did for each in bulk.outcomes} == {
        "new": Did.CREATED,
        "inside": Did.NOT_APPLICABLE,
        "unfinished": Did.INCOMPLETE,
        "same": Did.UNCHANGED,
        "changed": Did.UPDATED,
        "edited": Did.DIFFERS,
        "rejected": Did.GONE,
        "silent": Did.UNREACHABLE,
    }
    after = [agenda.core.overview(each.activity_id) for each in agenda.core.activities()]
    assert after == before
    agenda.later(minutes=20)
    (gone,) = agenda.core.publish_all(["rejected"], dry_run=True).outcomes
    assert (gone.did, "is rejected in UiTdatabank" in gone.why[0]) == (Did.GONE, True)


def test_no_more_than_asked_are_under_way_at_once(agenda: Agenda, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_all(agenda)
    perform = drivers._perform
    lock, under_way, most = threading.Lock(), [0], [0]

    def counted(question: Any, outside: Any) -> Any:
        if not isinstance(question, CreateEvent):
            return perform(question, outside)
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        try:
            return perform(question, outside)
        finally:
            with lock:
                under_way[0] -= 1

    monkeypatch.setattr(drivers, "_perform", counted)
    agenda.core.publish_all(at_once=3)

    assert 1 <= most[0] <= 3
    with pytest.raises(errors.InvalidValue, match="at_once: must be 1 or more"):
        agenda.core.publish_all(at_once=0)


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, errors.LedgerError("disk is full")], ids=str)
def test_it_goes_on_where_it_was_stopped(any_agenda: Agenda, interruption: Any) -> None:
    agenda = any_agenda
    keep_all(agenda)
    done: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        done.append(outcome)
        if len(done) == 5:
            raise interruption

    with pytest.raises((KeyboardInterrupt, errors.LedgerError)):
        agenda.core.publish_all(NAMES, at_once=2, tell=tell)
    begun = len(agenda.events())
    assert begun < len(NAMES)

    for _ in range(4):
        agenda.later(minutes=3)
    bulk = agenda.core.publish_all(NAMES)

    assert bulk.failed == ()
    assert len(agenda.events()) == len(NAMES)
    assert {agenda.event_id(name) for name in NAMES} == set(agenda.events())


def test_every_third_that_fails_is_tried_again_by_the_next_run(agenda: Agenda) -> None:
    """F34."""
    keep_all(agenda)
    with agenda.publiq.fault(POST, probability=0.4, seed=3, status=503):
        first = agenda.core.publish_all(NAMES)
    assert 0 < first.counts[Did.UNKNOWN] < len(NAMES)
    assert agenda.core.publish_all(NAMES).counts[Did.UNKNOWN] == first.counts[Did.UNKNOWN], "too early"

    agenda.publiq.clock.advance(minutes=3)
    second = agenda.core.publish_all(NAMES)

    assert second.counts[Did.UNKNOWN] in {0, first.counts[Did.UNKNOWN]}
    for _ in range(3):
        agenda.later(minutes=3)
    assert len(agenda.events()) == len(NAMES)
    assert agenda.core.publish_all(NAMES).failed == ()


def test_a_wish_to_wait_is_heard(agenda: Agenda) -> None:
    agenda.published()
    agenda.save(a_camp(price=Euro(1500)))
    with agenda.publiq.fault("event-price-info-put", status=429, retry_after=5, times=1):
        assert agenda.core.republish("camp").did is Did.UPDATED
    agenda.save(a_camp(price=Euro(1600)))
    with agenda.publiq.fault("event-price-info-put", status=429, retry_after=200):
        (outcome,) = agenda.core.publish_all(["camp"]).outcomes
    assert outcome.did is Did.UNREACHABLE
    assert agenda.status() is PublicationStatus.CHANGED_HERE


def test_without_an_answer_about_permissions_nothing_is_begun(agenda: Agenda) -> None:
    keep_all(agenda)
    with agenda.publiq.fault("get-permissions", status=503), pytest.raises(errors.Unreachable):
        agenda.core.publish_all()
    assert agenda.events() == []
    assert agenda.core.publish_all([]).outcomes == ()


def test_what_somebody_else_is_changing_is_left_to_them(agenda: Agenda) -> None:
    camp = agenda.published()
    agenda.save(evolve(camp, price=Euro(1500)))
    store = agenda.core._store
    now = agenda.publiq.clock.now()
    held = store.transact("us", lambda it: it.claim_edition("camp", now, agenda.core.policy.lease))
    assert held is not None

    assert agenda.core.publish_all(["camp"]).outcomes[0].did is Did.UNDER_WAY
    with pytest.raises(errors.PublicationUnderWay):
        agenda.core.withdraw("camp")
