"""However far the search is behind, and wherever a process stands still, there is one event in the end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from tests.adapters.cores import open_core
from tests.publishing.agenda import POST, Agenda, a_camp
from tests.publishing.test_lost_answers import PowerCut, recovered
from tests.publishing.test_turns import Meddle, lost, meddle
from uitkern import PublicationState, PublicationStatus, errors
from uitkern.adapters import drivers
from uitkern.domain.flows import not_indexed
from uitkern.domain.model.problem import Problem
from uitkern.domain.ports.outcomes import NotSent, Refused, Unavailable
from uitkern.domain.ports.publiq import CreateEvent
from uitkern.domain.ports.uitdatabank import EventsAtPlace, GetEvent
from uitkern.domain.ports.uitdatabank_search import SearchEvents
from uitkern.simulator.world.official import identities as official

__all__ = ["meddle"]
S = PublicationStatus
GONE = Problem("url/not-found", 404)
MOST_QUESTIONS = 60


@pytest.fixture
def behind(agenda: Agenda) -> Agenda:
    """An agenda whose search is an hour behind."""
    world = agenda.publiq.world
    world.configure(evolve(world.settings, index_delay=timedelta(hours=1)))
    return agenda


def found_at_its_place(agenda: Agenda) -> None:
    """A few minutes later, and long before the search has it."""
    agenda.later(minutes=3)
    agenda.later(minutes=1)
    assert agenda.status() in {S.PUBLISHED, S.REGISTERED}
    assert agenda.events() == [agenda.event_id()]
    assert agenda.asked(POST) == 1


def test_an_event_that_the_search_does_not_have_yet_is_found_at_its_place(behind: Agenda) -> None:
    lost(behind)
    found_at_its_place(behind)


def test_two_alike_that_the_search_does_not_have_yet_get_one_event_each(behind: Agenda) -> None:
    for name in ("a", "b"):
        behind.save(a_camp(name, name="Zomerkamp"))
        with behind.publiq.fault(POST, cut="after", times=1), pytest.raises(errors.Unreachable):
            behind.core.publish(name)
    behind.later(minutes=3)

    assert sorted(behind.events()) == sorted([behind.event_id("a"), behind.event_id("b")])
    assert behind.asked(POST) == 2


def test_at_a_place_where_nothing_else_is_one_question_is_enough(agenda: Agenda, meddle: Meddle) -> None:
    meddle(EventsAtPlace, lambda _, __: ())
    agenda.save(a_camp())
    with agenda.publiq.fault(POST, cut="before", times=1), pytest.raises(errors.Unreachable):
        agenda.core.publish("camp")
    agenda.publiq.clock.advance(minutes=3)
    with agenda.costs("events-get", POST):
        agenda.core.tick()


@pytest.mark.parametrize(
    ("kind", "answer", "why"),
    [
        (EventsAtPlace, Problem("auth/forbidden", 403), "refuses to list the events at its place"),
        (GetEvent, Problem("auth/forbidden", 403), "refuses to list the events at its place"),
    ],
)
def test_when_it_cannot_be_known_nothing_is_sent_and_a_person_is_told(
    behind: Agenda, meddle: Meddle, kind: Any, answer: object, why: str
) -> None:
    lost(behind)
    meddle(kind, lambda _, __: answer)
    (alert,) = behind.later(minutes=3).alerts

    assert why in alert.said
    assert "link it, or unlink the activity to send it again" in alert.said
    assert behind.asked(POST) == 1


def test_when_more_is_missing_than_can_be_read_a_person_is_told(
    behind: Agenda, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(not_indexed, "MOST_READ", 0)
    lost(behind)
    (alert,) = behind.later(minutes=3).alerts

    assert "whose search misses 1 events at its place" in alert.said
    assert behind.asked(POST) == 1


@pytest.mark.parametrize("kind", [EventsAtPlace, GetEvent])
def test_silence_is_waited_out(
    behind: Agenda, meddle: Meddle, kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost(behind)
    with monkeypatch.context():
        meddle(kind, lambda _, __: Unavailable("time-out"))
        assert behind.later(minutes=3).alerts == ()
        assert behind.status() is S.PUBLISHING
        meddle(kind, lambda _, true: true())
    monkeypatch.undo()
    found_at_its_place(behind)


def test_silence_of_the_search_for_what_else_is_there_is_waited_out(behind: Agenda, meddle: Meddle) -> None:
    lost(behind)
    answers = iter([True, False])
    meddle(SearchEvents, lambda _, true: true() if next(answers, True) else Unavailable("time-out"))
    behind.later(minutes=3)
    assert (behind.status(), behind.asked(POST)) == (S.PUBLISHING, 1)
    found_at_its_place(behind)


@pytest.mark.parametrize("other", [GONE, errors.ContractViolation("UiTdatabank", "/name", "is missing")])
def test_an_event_that_is_gone_or_cannot_be_read_is_somebody_elses(
    agenda: Agenda, meddle: Meddle, other: Any
) -> None:
    agenda.save(a_camp())
    with agenda.publiq.fault(POST, cut="before", times=1), pytest.raises(errors.Unreachable):
        agenda.core.publish("camp")

    def answered(question: Any, true: Any) -> object:
        if question.event_id != "an-event-of-others":
            return true()
        if isinstance(other, Exception):
            raise other
        return other

    meddle(EventsAtPlace, lambda _, true: (*true(), "an-event-of-others"))
    meddle(GetEvent, answered)
    agenda.later(minutes=3)

    assert agenda.asked(POST) == 2
    assert len(agenda.events()) == 1


def test_who_stood_still_before_sending_sends_nothing_more(agenda: Agenda) -> None:
    """A worker found nothing, and sent it: the first to try comes back too late, and takes nothing away."""
    agenda.save(a_camp())
    perform = drivers._perform
    stood: list[bool] = []

    def slow(question: Any, outside: Any) -> Any:
        if isinstance(question, CreateEvent) and not stood:
            stood.append(True)
            agenda.publiq.clock.advance(timedelta(minutes=5))
            with open_core(agenda.publiq, agenda.ledger) as other:
                other.tick()
        return perform(question, outside)

    drivers._perform = slow
    try:
        with pytest.raises(errors.Unreachable):
            agenda.core.publish("camp")
    finally:
        drivers._perform = perform
    recovered(agenda)

    assert agenda.events() == [agenda.event_id()]
    assert agenda.asked(POST) == 1


def test_who_looked_for_too_long_leaves_it_to_the_worker_that_took_over(
    agenda: Agenda, meddle: Meddle
) -> None:
    agenda.save(a_camp())
    with agenda.publiq.fault(POST, cut="before", times=1), pytest.raises(errors.Unreachable):
        agenda.core.publish("camp")
    met: list[bool] = []

    def slow(_: object, true: Any) -> Any:
        found = true()
        if not met:
            met.append(True)
            agenda.publiq.clock.advance(timedelta(minutes=2))
            with open_core(agenda.publiq, agenda.ledger) as other:
                other.tick()
        return found

    meddle(EventsAtPlace, slow)
    agenda.later(minutes=3)
    recovered(agenda)

    assert agenda.events() == [agenda.event_id()]


def test_an_answer_that_comes_after_a_worker_found_the_event_changes_nothing(
    agenda: Agenda, meddle: Meddle
) -> None:
    agenda.save(a_camp())

    def slow(_: object, true: Any) -> Any:
        answer = true()
        agenda.publiq.clock.advance(timedelta(minutes=5))
        with open_core(agenda.publiq, agenda.ledger) as other:
            other.tick()
        return answer

    meddle(CreateEvent, slow)
    made = agenda.core.publish("camp")

    assert agenda.events() == [agenda.event_id()] == [made.event_id]
    assert agenda.overview().alert is None


def test_an_activity_that_lost_its_place_is_not_sent_again_and_says_so(
    agenda: Agenda, meddle: Meddle
) -> None:
    def power_cut(_: object, __: object) -> object:
        raise PowerCut

    agenda.save(a_camp())
    meddle(CreateEvent, power_cut)
    with pytest.raises(PowerCut):
        agenda.core.publish("camp")
    agenda.save(a_camp(place_id=None))
    (alert,) = agenda.later(minutes=3).alerts

    assert "place" in alert.said


def test_an_event_that_was_linked_while_another_was_made_stays_and_a_person_hears_of_both(
    agenda: Agenda, meddle: Meddle
) -> None:
    agenda.save(a_camp())

    def meanwhile(_: object, true: Any) -> Any:
        agenda.core.link("camp", official.PERMANENT_EVENT)
        return true()

    meddle(CreateEvent, meanwhile)
    assert agenda.core.publish("camp").event_id == official.PERMANENT_EVENT

    (beside,) = agenda.events()
    assert agenda.event_id() == official.PERMANENT_EVENT
    assert agenda.overview().alert == (
        f"event {beside} was made for it as well, and is nobody's: delete it in UiTdatabank"
    )


@pytest.mark.parametrize(
    "answer", [NotSent("status 429"), Refused(Problem("body/invalid-data", 400))], ids=["busy", "refused"]
)
def test_what_the_worker_could_not_send_again_is_not_forgotten(
    agenda: Agenda, monkeypatch: pytest.MonkeyPatch, answer: object
) -> None:
    agenda.save(a_camp())
    with agenda.publiq.fault(POST, cut="before", times=1), pytest.raises(errors.Unreachable):
        agenda.core.publish("camp")
    perform = drivers._perform
    with monkeypatch.context() as patch:
        patch.setattr(
            drivers, "_perform", lambda q, out: answer if isinstance(q, CreateEvent) else perform(q, out)
        )
        alerts = agenda.later(minutes=3).alerts
    assert [alert.activity_id for alert in alerts] == ["camp"] * isinstance(answer, Refused)
    assert agenda.core.publication("camp").state is PublicationState.UNKNOWN

    recovered(agenda)

    assert agenda.events() == [agenda.event_id()]
    assert agenda.overview().alert is None


@pytest.mark.parametrize("cut", [{"cut": "before"}, {"cut": "after"}], ids=["never arrived", "answer lost"])
def test_a_worker_cut_off_at_any_question_while_it_looks_makes_no_second_event(
    behind: Agenda, monkeypatch: pytest.MonkeyPatch, cut: dict[str, Any]
) -> None:
    perform = drivers._perform
    for moment in range(MOST_QUESTIONS):
        name = f"camp-{moment}"
        behind.save(a_camp(name))
        with behind.publiq.fault(POST, **cut, times=1), pytest.raises(errors.Unreachable):
            behind.core.publish(name)
        behind.publiq.clock.advance(minutes=3)
        left = [moment]

        def until_cut(question: Any, outside: Any, left: list[int] = left) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise PowerCut
            return perform(question, outside)

        with monkeypatch.context() as patch:
            patch.setattr(drivers, "_perform", until_cut)
            try:
                behind.core.tick()
                whole = True
            except PowerCut:
                whole = False
        for _ in range(4):
            behind.later(minutes=3)
            if behind.core.publication(name).event_id:
                break
        assert behind.core.publication(name).event_id, f"cut before question {moment}"
        assert len(behind.events()) == moment + 1, f"cut before question {moment}"
        behind.core.unlink(name)
        if whole:
            assert moment > 8, "the whole round was played"
            return
    pytest.fail("the round never came to its end")
