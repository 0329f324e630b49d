"""The turns that publishing seldom takes: rivals, pages, silence in the middle, and choices on both sides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from tests.publishing.agenda import POST, Agenda, a_camp, a_day
from uitkern import (
    Did,
    Euro,
    Field,
    Keep,
    Picture,
    Publication,
    PublicationState,
    PublicationStatus,
    errors,
)
from uitkern.adapters import drivers
from uitkern.domain.model.event_parts import Image
from uitkern.domain.model.search import Found
from uitkern.domain.ports.effects import Ask
from uitkern.domain.ports.outcomes import Done
from uitkern.domain.ports.publiq import ListPermissions
from uitkern.domain.ports.uitdatabank import DeleteEvent, GetEvent
from uitkern.domain.ports.uitdatabank_changes import SetName
from uitkern.domain.ports.uitdatabank_images import AddImage, DescribeImage, RemoveImage
from uitkern.domain.ports.uitdatabank_search import SearchEvents

S = PublicationStatus
Answer = Callable[[Any, Callable[[], Any]], Any]
Meddle = Callable[[type[Ask[Any]], Answer], None]


@pytest.fixture
def meddle(monkeypatch: pytest.MonkeyPatch) -> Meddle:
    """Answer one kind of question otherwise; the answer may ask for the true one."""

    def arm(kind: type[Ask[Any]], answer: Answer) -> None:
        perform = drivers._perform

        def performed(question: Ask[Any], outside: Any) -> Any:
            if isinstance(question, kind):
                return answer(question, lambda: perform(question, outside))
            return perform(question, outside)

        monkeypatch.setattr(drivers, "_perform", performed)

    return arm


def lost(agenda: Agenda) -> None:
    """A camp whose event was made, and whose answer was lost."""
    agenda.save(a_camp())
    with agenda.publiq.fault(POST, cut="after", times=1), pytest.raises(errors.Unreachable):
        agenda.core.publish("camp")


def test_a_run_of_many_finds_a_lost_event_itself_once_it_is_quiet(agenda: Agenda) -> None:
    lost(agenda)
    agenda.publiq.clock.advance(minutes=3)

    assert agenda.core.publish_all(["camp"]).outcomes[0].did is Did.UNCHANGED
    assert agenda.events() == [agenda.event_id()]


def test_a_run_of_many_sends_again_what_never_arrived(agenda: Agenda) -> None:
    agenda.save(a_camp())
    with agenda.publiq.fault(POST, cut="before", times=1), pytest.raises(errors.Unreachable):
        agenda.core.publish("camp")
    agenda.publiq.clock.advance(minutes=3)

    assert agenda.core.publish_all(["camp"]).outcomes[0].did is Did.UNCHANGED
    assert agenda.events() == [agenda.event_id()]


def test_a_dry_run_says_that_an_answer_is_awaited(agenda: Agenda) -> None:
    lost(agenda)
    (outcome,) = agenda.core.publish_all(["camp"], dry_run=True).outcomes
    assert (outcome.did, "no answer came" in outcome.why[0]) == (Did.UNKNOWN, True)


def test_what_was_sent_and_not_answered_can_be_neither_changed_nor_deleted_yet(agenda: Agenda) -> None:
    lost(agenda)
    with pytest.raises(errors.PublicationUnknown):
        agenda.core.republish("camp")
    with pytest.raises(errors.Unreachable, match="nothing to delete is known"):
        agenda.core.delete_event("camp")
    assert agenda.core.unlink("camp") is None
    assert agenda.status() is S.READY


def test_the_search_is_read_to_its_last_page(agenda: Agenda, meddle: Meddle) -> None:
    lost(agenda)
    asked: list[int] = []

    def paged(question: SearchEvents, true: Callable[[], Any]) -> Any:
        asked.append(question.query.page.start)
        page = true() if not asked[1:] else Found(2, ())
        return evolve(page, total=2)

    meddle(SearchEvents, paged)
    agenda.later(minutes=3)

    assert asked == [0, 1]
    assert agenda.status() is S.REGISTERED


@pytest.mark.parametrize("found", [True, False], ids=["adopted", "sent again"])
def test_a_worker_that_was_too_slow_writes_nothing(agenda: Agenda, meddle: Meddle, found: bool) -> None:
    lost(agenda)
    event_id = agenda.events()[0]

    def slow(_: SearchEvents, true: Callable[[], Any]) -> Any:
        page = true()
        linked = Publication("camp", PublicationState.PUBLISHED, "somebody else's")
        agenda.core._store.transact("us", lambda ledger: ledger.save_publication(linked))
        return page if found else Found(0, ())

    meddle(SearchEvents, slow)
    agenda.later(minutes=3)

    assert agenda.core.publication("camp").event_id == "somebody else's"
    assert agenda.events() == [event_id]


def test_an_activity_that_became_incomplete_is_not_sent_again_and_says_so(agenda: Agenda) -> None:
    agenda.save(a_camp())
    with agenda.publiq.fault(POST, cut="before", times=1), pytest.raises(errors.Unreachable):
        agenda.core.publish("camp")
    agenda.save(a_camp(price=None))

    (alert,) = agenda.later(minutes=3).alerts

    assert alert.said == "it has no base price: give one, or 0 when it is free"
    agenda.save(a_camp())


def test_a_rival_that_published_while_permissions_were_asked_comes_first(
    agenda: Agenda, meddle: Meddle
) -> None:
    agenda.save(a_camp())
    rival = Publication("camp", PublicationState.PUBLISHED, "11111111-1111-4111-8111-111111111111")

    def meanwhile(_: ListPermissions, true: Callable[[], Any]) -> Any:
        agenda.core._store.transact("us", lambda ledger: ledger.save_publication(rival))
        return true()

    meddle(ListPermissions, meanwhile)

    assert agenda.core.publish("camp") == rival
    assert agenda.asked(POST) == 0


@pytest.mark.parametrize(
    ("fault", "error"), [({"status": 403}, errors.Rejected), ({"status": 503}, errors.Unreachable)]
)
def test_an_event_that_cannot_be_deleted_stays(
    agenda: Agenda, fault: dict[str, Any], error: type[Exception]
) -> None:
    agenda.published()
    with agenda.publiq.fault("event-delete", **fault), pytest.raises(error):
        agenda.core.delete_event("camp")
    assert agenda.status() is S.REGISTERED


def test_an_event_that_is_not_there_any_more_counts_as_deleted(agenda: Agenda, meddle: Meddle) -> None:
    agenda.published()
    with agenda.publiq.fault("event-delete", status=404):
        assert agenda.core.delete_event("camp") is PublicationState.DELETED
    meddle(DeleteEvent, lambda _, true: Done(true().answer))
    agenda.core.delete_event("camp")
    assert agenda.core.await_registration("camp").state is PublicationState.DELETED


def test_silence_in_the_middle_keeps_what_was_done_and_says_what_was_not(agenda: Agenda) -> None:
    camp = agenda.published()
    agenda.save(evolve(camp, name="Anders", price=Euro(900)))
    with agenda.publiq.fault("event-price-info-put", status=503):
        stopped = agenda.core.republish("camp")

    assert (stopped.did, stopped.changed) == (Did.UNREACHABLE, (Field.NAME,))
    assert agenda.core.republish("camp").changed == (Field.PRICES,)


@pytest.mark.parametrize("at", [GetEvent, SetName], ids=["before it sends", "after it sent"])
def test_who_was_taken_over_leaves_the_edition_to_the_other(
    agenda: Agenda, meddle: Meddle, at: type[Ask[Any]]
) -> None:
    camp = agenda.published()
    event_id = agenda.event_id()
    agenda.save(evolve(camp, name="Anders"))

    def taken_over(_: Any, true: Callable[[], Any]) -> Any:
        answer = true()
        mine = Publication("camp", PublicationState.REGISTERED, event_id)
        agenda.core._store.transact("us", lambda ledger: ledger.save_publication(mine))
        return answer

    meddle(at, taken_over)
    assert agenda.core.republish("camp").did is Did.UNDER_WAY


def test_a_published_activity_that_became_incomplete_waits(agenda: Agenda) -> None:
    agenda.published()
    agenda.save(a_camp(price=None))

    assert agenda.core.republish("camp").did is Did.INCOMPLETE
    assert agenda.status() is S.CHANGED_HERE
    with pytest.raises(errors.NotDiscountable, match="it has no base price"):
        agenda.core.offer("kid", "camp")


def test_an_activity_that_is_cancelled_before_it_is_published_says_so(agenda: Agenda) -> None:
    agenda.save(a_camp(cancelled=True))
    assert agenda.status() is S.CANCELLED
    agenda.core.publish("camp")
    assert agenda.event()["status"] == {"type": "Unavailable"}


def test_full_is_told_though_somebody_changed_places_by_hand_too(agenda: Agenda) -> None:
    agenda.published(capacity=1, slots=[a_day(), a_day(31)])
    agenda.by_hand("PATCH", "sub-events", [{"id": 0, "bookingAvailability": {"type": "Unavailable"}}])
    agenda.core.enrol("kid", "camp")

    agenda.core.tick()

    assert {slot["bookingAvailability"]["type"] for slot in agenda.event()["subEvent"]} == {"Unavailable"}


def test_open_again_is_a_choice_when_somebody_closed_it_by_hand_meanwhile(agenda: Agenda) -> None:
    agenda.published(slots=[a_day(), a_day(31)])
    agenda.by_hand("PATCH", "sub-events", [{"id": 0, "bookingAvailability": {"type": "Unavailable"}}])
    agenda.save(a_camp(slots=[a_day(), evolve(a_day(31), sold_out=True)]))
    agenda.core.tick()
    assert agenda.core.republish("camp").did is Did.DIFFERS
    chosen = agenda.core.republish("camp", {Field.BOOKING: Keep.THEIRS})
    assert chosen.did is Did.UPDATED
    assert agenda.status() is S.REGISTERED


def test_an_image_that_is_added_later_is_linked_and_described(agenda: Agenda, meddle: Meddle) -> None:
    agenda.published()
    sent: list[Any] = []

    def told(question: Any, _: Callable[[], Any]) -> Any:
        sent.append(question)
        return Done(None)

    for kind in (AddImage, DescribeImage, RemoveImage):
        meddle(kind, told)
    one = "11111111-1111-4111-8111-111111111111"
    agenda.save(a_camp(pictures=[Picture(one, "Spelen", "Wij")]))

    assert agenda.core.republish("camp").changed == (Field.PICTURES,)
    event_id = agenda.event_id()
    assert sent == [AddImage(event_id, one), DescribeImage(event_id, one, "Spelen", "Wij")]


def test_the_place_is_changed_by_its_own_call(agenda: Agenda) -> None:
    agenda.published()
    with agenda.publiq.http() as http:
        address = {
            "addressCountry": "BE",
            "addressLocality": "Gent",
            "postalCode": "9000",
            "streetAddress": "Korte Meer 1",
        }
        body = {
            "mainLanguage": "nl",
            "name": {"nl": "Een zaal"},
            "terms": [{"id": "OyaPaf64AEmEAYXHeLMAtA"}],
            "calendarType": "permanent",
            "address": {"nl": address},
        }
        other = http.post("/uitdatabank/places", json=body).json()["id"]
    agenda.save(a_camp(place_id=other))

    assert agenda.core.republish("camp").changed == (Field.PLACE,)
    assert agenda.event()["location"]["@id"].endswith(other)


def test_an_event_without_prices_or_organizer_can_be_compared(agenda: Agenda, meddle: Meddle) -> None:
    agenda.published()

    def bare(_: GetEvent, true: Callable[[], Any]) -> Any:
        return evolve(true(), organizer=None, prices=())

    meddle(GetEvent, bare)
    agenda.later(minutes=20)

    fields = {difference.field for difference in agenda.overview().differences}
    assert fields == {Field.ORGANIZER, Field.PRICES}


def test_a_ledger_that_cannot_be_read_ends_the_run(agenda: Agenda, meddle: Meddle) -> None:
    agenda.published()

    def full(_: GetEvent, __: Callable[[], Any]) -> Any:
        raise errors.LedgerError("disk is full")

    meddle(GetEvent, full)
    with pytest.raises(errors.LedgerError):
        agenda.core.publish_all(["camp"])


def test_a_round_does_no_more_than_it_is_asked(agenda: Agenda) -> None:
    for name in ("a", "b"):
        agenda.save(a_camp(name))
        agenda.core.publish(name)
    agenda.publiq.clock.advance(minutes=1)

    assert agenda.core.tick(1).watched == 1


def test_a_wish_to_wait_is_heard_no_more_than_twice(agenda: Agenda) -> None:
    camp = agenda.published()
    agenda.save(evolve(camp, name="Anders"))
    with agenda.publiq.fault("event-name-put", status=429, retry_after=2):
        assert agenda.core.republish("camp").did is Did.UNREACHABLE
    assert agenda.asked("event-name-put") == 3


def test_an_image_more_leaves_the_others_alone(agenda: Agenda, meddle: Meddle) -> None:
    one, other = (f"{digit * 8}-1111-4111-8111-111111111111" for digit in "12")
    agenda.published()
    sent: list[Any] = []

    def told(question: Any, _: Callable[[], Any]) -> Any:
        sent.append(question)
        return Done(None)

    def with_one(_: GetEvent, true: Callable[[], Any]) -> Any:
        return evolve(true(), images=(Image(one),))

    meddle(GetEvent, with_one)
    for kind in (AddImage, DescribeImage):
        meddle(kind, told)
    agenda.save(a_camp(pictures=[Picture(one, "Spelen", "Wij"), Picture(other, "Zingen", "Wij")]))
    agenda.core.republish("camp", {Field.PICTURES: Keep.OURS})

    assert [question.image_id for question in sent] == [other, other]
