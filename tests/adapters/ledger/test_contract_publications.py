"""The contract of the ledger: activity types, editions, who may write them, and places taken."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve

from tests.adapters.ledger.samples import EVENT, NOON, a_child, an_activity, an_enrolment, moved
from uitkern import ActivityType, EnrolmentState, Euro, Publication, PublicationState, errors
from uitkern.adapters.drivers import Transacts
from uitkern.domain.model.field import Field
from uitkern.domain.model.publication import Edition

LEASE = timedelta(seconds=60)
LATER = NOON + timedelta(minutes=15)
SPORTS = ActivityType("sports", "Sport", price=Euro(900), labels=["sport"])


def begun(ledger: Transacts, activity_id: str = "camp") -> Edition:
    made = ledger(lambda it: it.begin_edition(activity_id, NOON, LEASE))
    assert made is not None
    return made


def published(ledger: Transacts, activity_id: str = "camp") -> Edition:
    """An event that is to be looked at again in a quarter of an hour."""
    said = {Field.NAME: {"nl": "Kamp"}, Field.LABELS: ["één"]}
    made = evolve(
        begun(ledger, activity_id),
        state=PublicationState.PUBLISHED,
        event_id=EVENT,
        ours=said,
        theirs=said,
        seen={},
        looked_at=NOON,
        due=LATER,
        why="because",
        alert="look",
        withdrawn=True,
        attempts=3,
    )
    assert ledger(lambda it: it.keep_edition(made))
    return made


def test_a_type_comes_back_as_it_was_and_is_inherited(ledger: Transacts) -> None:
    camp = evolve(an_activity(), price=None, type_id="sports")
    with pytest.raises(errors.NotFound, match="activity type: there is none with id 'sports'"):
        ledger(lambda it: it.activity_type("sports"))

    ledger(lambda it: it.save_activity_type(SPORTS))
    ledger(lambda it: it.save_activity(camp))

    assert ledger(lambda it: it.activity_type("sports")) == SPORTS
    assert ledger(lambda it: it.activity_types()) == (SPORTS,)
    assert ledger(lambda it: it.own_activity("camp")) == camp
    assert ledger(lambda it: it.activity("camp")) == SPORTS.fill(camp)
    assert ledger(lambda it: it.activities()) == (SPORTS.fill(camp),)


def test_an_activity_of_a_type_that_was_never_told_inherits_nothing(ledger: Transacts) -> None:
    camp = evolve(an_activity(), type_id="never told")
    ledger(lambda it: it.save_activity(camp))

    assert ledger(lambda it: it.activity("camp")) == camp
    assert ledger(lambda it: it.activities()) == (camp,)


def test_an_edition_comes_back_as_it_was_kept(ledger: Transacts) -> None:
    assert ledger(lambda it: it.edition("camp")) is None
    kept = published(ledger)

    assert ledger(lambda it: it.edition("camp")) == evolve(kept, lease_until=None)
    assert ledger(lambda it: it.editions()) == {"camp": evolve(kept, lease_until=None)}
    assert ledger(lambda it: it.publication("camp")) == Publication("camp", PublicationState.PUBLISHED, EVENT)
    assert ledger(lambda it: it.activity_of_event(EVENT)) == "camp"
    assert ledger(lambda it: it.activity_of_event(EVENT, to_take=True)) == "camp"
    assert ledger(lambda it: it.activity_of_event("other")) is None


def test_of_two_that_begin_one_does(ledger: Transacts) -> None:
    begun(ledger)

    assert ledger(lambda it: it.begin_edition("camp", NOON, LEASE)) is None


def test_an_edition_is_held_by_one_until_it_is_kept_or_its_lease_ends(ledger: Transacts) -> None:
    first = published(ledger)
    held = ledger(lambda it: it.claim_edition("camp", NOON, LEASE))
    assert held is not None
    assert ledger(lambda it: it.claim_edition("camp", NOON, LEASE)) is None
    assert not ledger(lambda it: it.keep_edition(first)), "its fence is an older one"

    taken = ledger(lambda it: it.claim_edition("camp", NOON + LEASE, LEASE))
    assert taken is not None
    assert not ledger(lambda it: it.keep_edition(held))
    assert not ledger(lambda it: it.renew_edition(held, NOON, LEASE))
    assert ledger(lambda it: it.renew_edition(taken, NOON + LEASE, 2 * LEASE))
    assert ledger(lambda it: it.claim_edition("camp", NOON + 2 * LEASE, LEASE)) is None
    assert ledger(lambda it: it.keep_edition(taken))
    assert ledger(lambda it: it.claim_edition("nope", NOON, LEASE)) is None


def test_what_is_due_is_claimed_once_and_again_after_a_crash(ledger: Transacts) -> None:
    published(ledger)
    assert ledger(lambda it: it.claim_due_edition(NOON, LEASE)) is None

    claimed = ledger(lambda it: it.claim_due_edition(LATER, LEASE))

    assert claimed is not None
    assert (claimed.activity_id, claimed.touched, claimed.due) == ("camp", False, LATER)
    assert ledger(lambda it: it.claim_due_edition(LATER, LEASE)) is None
    assert ledger(lambda it: it.claim_due_edition(LATER + LEASE, LEASE)) is not None


def test_a_touch_makes_it_due_and_one_that_comes_meanwhile_is_not_lost(ledger: Transacts) -> None:
    published(ledger)
    ledger(lambda it: it.touch_edition("nope"))
    ledger(lambda it: it.touch_edition("camp"))
    claimed = ledger(lambda it: it.claim_due_edition(NOON, LEASE))
    assert claimed is not None
    assert claimed.touched
    ledger(lambda it: it.touch_edition("camp"))

    assert ledger(lambda it: it.keep_edition(claimed))

    again = ledger(lambda it: it.claim_due_edition(NOON, LEASE))
    assert again is not None
    assert ledger(lambda it: it.keep_edition(again))
    assert ledger(lambda it: it.claim_due_edition(NOON, LEASE)) is None


def test_linking_another_event_takes_the_edition_from_whoever_holds_it(ledger: Transacts) -> None:
    published(ledger)
    held = ledger(lambda it: it.claim_edition("camp", NOON, LEASE))
    assert held is not None

    ledger(lambda it: it.save_publication(Publication("camp", PublicationState.PUBLISHED, "other")))

    assert not ledger(lambda it: it.keep_edition(held))
    linked = ledger(lambda it: it.claim_due_edition(NOON, LEASE))
    assert linked is not None
    assert (linked.event_id, linked.ours, linked.theirs, linked.alert) == ("other", {}, {}, None)


def test_places_taken_are_counted_and_the_worker_hears_of_the_last_and_of_one_that_comes_free(
    ledger: Transacts,
) -> None:
    published(ledger)
    ledger(lambda it: it.save_activity(an_activity(2)))

    def heard() -> bool:
        claimed = ledger(lambda it: it.claim_due_edition(NOON, LEASE))
        if claimed:
            ledger(lambda it: it.keep_edition(evolve(claimed, due=LATER)))
        return claimed is not None

    first = ledger(lambda it: it.reserve(an_enrolment("kid"), 2))
    assert not heard()
    ledger(lambda it: it.reserve(an_enrolment("sister"), 2))
    assert heard()
    assert ledger(lambda it: it.taken()) == {"camp": 2}
    assert ledger(lambda it: it.taken_of("camp")) == 2

    waiting = moved(first, EnrolmentState.AWAITING_PAYMENT)
    ledger(lambda it: it.save_enrolment(first, waiting))
    assert not heard()
    ledger(lambda it: it.save_enrolment(waiting, moved(waiting, EnrolmentState.CANCELLED)))
    assert heard()
    assert ledger(lambda it: it.taken_of("camp")) == 1
    assert ledger(lambda it: it.taken_of("other")) == 0
    ledger(lambda it: it.save_participant(a_child()))
