"""The contract of the ledger: places, taken once and given back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve

from tests.adapters.ledger.samples import NOON, a_sale, an_activity, an_enrolment, moved, reserve
from uitkern import EndUserMessage, Enrolment, EnrolmentState, errors
from uitkern.adapters.drivers import Transacts
from uitkern.domain.model.enrolment import LIVE
from uitkern.domain.ports.ledger import Ledger

_S = EnrolmentState
ENDED = set(EnrolmentState) - LIVE


def in_state(it: Ledger, state: EnrolmentState, participant_id: str = "kid") -> Enrolment:
    return it.reserve(an_enrolment(participant_id, state, tariff_id=None), None)


def test_an_enrolment_comes_back_as_it_was_under_an_id_of_its_own(ledger: Transacts) -> None:
    full = evolve(
        an_enrolment(),
        message=EndUserMessage("Nee", en="No"),
        sale_id="499853",
        ending=_S.LAPSED,
        state=_S.CANCELLING,
    )
    new = ledger(lambda it: it.reserve(full, None))
    assert new == evolve(full, id=new.id)
    other = ledger(reserve("other"))
    assert other.id > new.id
    assert ledger(lambda it: it.enrolments()) == (new, other)
    assert ledger(lambda it: it.enrolment(new.id)) == new


def test_enrolments_of_one_activity_are_listed_apart_in_the_order_of_their_ids(ledger: Transacts) -> None:
    for activity, child in (("camp", "b"), ("class", "a"), ("camp", "a")):
        new = evolve(an_enrolment(child), activity_id=activity)
        ledger(lambda it, n=new: it.reserve(n, None))  # type: ignore[misc]

    def listed(activity: str | None) -> list[tuple[str, str]]:
        return [
            (each.activity_id, each.participant_id) for each in ledger(lambda it: it.enrolments(activity))
        ]

    assert listed("camp") == [("camp", "b"), ("camp", "a")]
    assert listed("class") == [("class", "a")]
    assert listed("nope") == []
    assert listed(None) == [("camp", "b"), ("class", "a"), ("camp", "a")]


@pytest.mark.parametrize("state", sorted(LIVE))
def test_every_live_state_keeps_a_second_enrolment_out(ledger: Transacts, state: EnrolmentState) -> None:
    """R1."""
    live = ledger(lambda it: in_state(it, state))
    with pytest.raises(errors.AlreadyEnrolled, match=f"enrolment {live.id} is {state}") as refused:
        ledger(reserve())
    assert (refused.value.enrolment_id, refused.value.state) == (live.id, state)
    assert ledger(lambda it: it.live_enrolment("kid", "camp")) == live
    assert ledger(reserve("other")).id > live.id
    elsewhere = evolve(an_enrolment(), activity_id="class")
    assert ledger(lambda it: it.reserve(elsewhere, None)).activity_id == "class"


@pytest.mark.parametrize("ended", sorted(ENDED))
def test_a_place_is_free_again_after_every_end(ledger: Transacts, ended: EnrolmentState) -> None:
    ledger(lambda it: it.save_activity(an_activity(1)))
    taken = ledger(reserve("kid", 1))
    ledger(lambda it: it.save_enrolment(taken, moved(taken, ended)))
    assert ledger(lambda it: it.live_enrolment("kid", "camp")) is None
    again = ledger(reserve("kid", 1))
    assert ledger(lambda it: it.live_enrolment("kid", "camp")) == again


def test_no_more_places_are_given_than_there_are(ledger: Transacts) -> None:
    """R17; another activity has places of its own."""
    ledger(lambda it: it.save_activity(an_activity(2)))
    for child in ("one", "two"):
        ledger(reserve(child, 2))
    with pytest.raises(errors.ActivityFull, match="all 2 places are taken"):
        ledger(reserve("three", 2))
    assert ledger(reserve("three", 3)).participant_id == "three"
    elsewhere = evolve(an_enrolment("three"), activity_id="class")
    assert ledger(lambda it: it.reserve(elsewhere, 1)).activity_id == "class"


def test_an_activity_of_no_places_takes_nobody(ledger: Transacts) -> None:
    with pytest.raises(errors.ActivityFull, match="all 0 places are taken"):
        ledger(reserve("kid", 0))


def test_the_place_of_who_is_on_the_way_out_is_free_for_another(ledger: Transacts) -> None:
    ledger(lambda it: in_state(it, _S.CANCELLING))
    assert ledger(reserve("other", 1)).participant_id == "other"


def test_a_refused_reservation_spoils_nothing_else_in_its_transaction(ledger: Transacts) -> None:
    ledger(reserve("taken"))

    def work(it: Ledger) -> None:
        with pytest.raises(errors.AlreadyEnrolled):
            reserve("taken")(it)
        with pytest.raises(errors.ActivityFull):
            reserve("late", 1)(it)
        reserve("free")(it)

    ledger(work)
    assert [each.participant_id for each in ledger(lambda it: it.enrolments())] == ["taken", "free"]


def test_an_enrolment_that_moved_on_meanwhile_is_not_overwritten(ledger: Transacts) -> None:
    new = ledger(reserve())
    ledger(lambda it: it.save_enrolment(new, moved(new, _S.REGISTERING)))
    with pytest.raises(errors.IllegalTransition, match="that is registering cannot become cancelled"):
        ledger(lambda it: it.save_enrolment(new, moved(new, _S.CANCELLED)))
    assert ledger(lambda it: it.enrolment(new.id)) == moved(new, _S.REGISTERING)


def test_no_second_live_enrolment_comes_back_from_an_end(ledger: Transacts) -> None:
    """R1, also against a mistake in the code above."""
    ended = ledger(lambda it: in_state(it, _S.CANCELLED))
    ledger(reserve())
    with pytest.raises(errors.LedgerError):
        ledger(lambda it: it.save_enrolment(ended, moved(ended, _S.CONFIRMED)))
    assert ledger(lambda it: it.enrolment(ended.id)) == ended


def test_no_discount_is_confirmed_without_its_sale(ledger: Transacts) -> None:
    """R4, also against a mistake in the code above."""
    new = ledger(reserve())
    with pytest.raises(errors.LedgerError):
        ledger(lambda it: it.save_enrolment(new, moved(new, _S.CONFIRMED)))
    assert ledger(lambda it: it.enrolment(new.id)) == new
    sold = evolve(new, state=_S.CONFIRMED, sale_id=a_sale().id)
    ledger(lambda it: it.save_enrolment(new, sold))
    assert ledger(lambda it: it.enrolment(new.id)) == sold


def test_holds_lapse_from_their_moment_on_the_oldest_first(ledger: Transacts) -> None:
    """R16; who paid, or is on the way out, has no hold."""
    for child, minutes in (("late", 3), ("first", 1), ("second", 2)):
        waiting = evolve(
            an_enrolment(child, _S.AWAITING_PAYMENT), hold_until=NOON + timedelta(minutes=minutes)
        )
        ledger(lambda it, w=waiting: it.reserve(w, None))  # type: ignore[misc]
    for state in LIVE - {_S.AWAITING_PAYMENT}:
        held = evolve(an_enrolment(state.value, state, tariff_id=None), hold_until=NOON)
        ledger(lambda it, h=held: it.reserve(h, None))  # type: ignore[misc]

    def lapsed(seconds: int, limit: int = 10) -> list[str]:
        now = NOON + timedelta(seconds=seconds)
        return [each.participant_id for each in ledger(lambda it: it.lapsed_holds(now, limit))]

    assert lapsed(59) == []
    assert lapsed(60) == ["first"]
    assert lapsed(150) == ["first", "second"]
    assert lapsed(1000) == ["first", "second", "late"]
    assert lapsed(1000, limit=2) == ["first", "second"]
