"""A creation whose answer is lost never makes a second event, wherever it is lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.cores import open_core
from tests.publishing.agenda import POST, SEARCH, Agenda, a_camp, open_agenda
from uitkern import Did, Policy, PublicationState, PublicationStatus, errors
from uitkern.adapters import drivers
from uitkern.domain.ports.publiq import CreateEvent
from uitkern.simulator.testing.publiq import Publiq

S = PublicationStatus


class PowerCut(BaseException):
    """The process is gone."""


def recovered(agenda: Agenda, rounds: int = 12) -> None:
    """Let the worker go on until the event is known."""
    for _ in range(rounds):
        agenda.later(minutes=2)
        if agenda.status() is S.REGISTERED:
            return
    raise AssertionError(agenda.overview())


@pytest.mark.parametrize("fault", [{"cut": "after"}, {"malformed": True}, {"status": 500}], ids=str)
def test_an_event_whose_answer_is_lost_is_looked_up_and_there_is_one_in_the_end(
    any_agenda: Agenda, fault: dict[str, Any]
) -> None:
    agenda = any_agenda
    agenda.save(a_camp())
    with (
        agenda.publiq.fault(POST, **fault, times=1),
        pytest.raises(errors.Unreachable, match="no answer came"),
    ):
        agenda.core.publish("camp")
    assert agenda.status() is S.PUBLISHING
    with pytest.raises(errors.PublicationUnknown):
        agenda.core.publish("camp")

    recovered(agenda)

    assert agenda.events() == [agenda.event_id()]


def test_an_event_that_never_arrived_is_sent_once_more(agenda: Agenda) -> None:
    agenda.save(a_camp())
    with agenda.publiq.fault(POST, cut="before", times=1), pytest.raises(errors.Unreachable):
        agenda.core.publish("camp")
    assert agenda.events() == []

    recovered(agenda)

    assert agenda.events() == [agenda.event_id()]


def test_nothing_is_sent_again_before_the_quiet_period_is_over(agenda: Agenda) -> None:
    agenda.save(a_camp())
    with agenda.publiq.fault(POST, cut="before", times=1), pytest.raises(errors.Unreachable):
        agenda.core.publish("camp")

    with agenda.costs():
        agenda.later(seconds=100)

    with agenda.costs("events-get", "place-events", "events-get", POST):
        agenda.later(seconds=30)


@pytest.mark.parametrize("after", [True, False], ids=["after it was made", "before it left"])
def test_a_crash_while_it_is_sent_ends_in_one_event(
    agenda: Agenda, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    perform = drivers._perform

    def crash(question: Any, outside: Any) -> Any:
        if isinstance(question, CreateEvent):
            if after:
                perform(question, outside)
            raise PowerCut
        return perform(question, outside)

    agenda.save(a_camp())
    monkeypatch.setattr(drivers, "_perform", crash)
    with pytest.raises(PowerCut):
        agenda.core.publish("camp")
    monkeypatch.setattr(drivers, "_perform", perform)
    assert len(agenda.events()) == after

    recovered(agenda)

    assert agenda.events() == [agenda.event_id()]


def test_two_alike_whose_answers_are_lost_get_one_event_each(agenda: Agenda) -> None:
    for name in ("a", "b"):
        agenda.save(a_camp(name, name="Zomerkamp"))
        with agenda.publiq.fault(POST, cut="after", times=1), pytest.raises(errors.Unreachable):
            agenda.core.publish(name)

    for _ in range(6):
        agenda.later(minutes=2)

    assert {agenda.status(name) for name in ("a", "b")} == {S.REGISTERED}
    assert sorted(agenda.events()) == sorted([agenda.event_id("a"), agenda.event_id("b")])
    assert agenda.event_id("a") != agenda.event_id("b")


def test_an_organizer_that_is_refused_leaves_an_orphan_that_is_found_and_mended(
    agenda: Agenda, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`POST /events` answers 400 at `/organizer` after it has made the event."""
    perform = drivers._perform
    nowhere = "00000000-1111-4222-8333-444444444444"

    def misspelt(question: Any, outside: Any) -> Any:
        if isinstance(question, CreateEvent):
            organizer = {"@id": f"https://io-test.uitdatabank.be/organizers/{nowhere}"}
            question = CreateEvent({**question.body, "organizer": organizer})
        return perform(question, outside)

    agenda.save(a_camp())
    monkeypatch.setattr(drivers, "_perform", misspelt)
    with pytest.raises(errors.Rejected, match="/organizer: The organizer with id"):
        agenda.core.publish("camp")
    monkeypatch.setattr(drivers, "_perform", perform)

    recovered(agenda)

    assert agenda.events() == [agenda.event_id()]
    assert agenda.event()["organizer"]["@id"].endswith(agenda.publiq.organizer)
    assert agenda.asked(POST) == 1


def test_a_client_that_may_not_search_asks_a_person(agenda: Agenda) -> None:
    agenda.save(a_camp())
    with agenda.publiq.fault(POST, cut="after", times=1), pytest.raises(errors.Unreachable):
        agenda.core.publish("camp")

    with agenda.publiq.fault(SEARCH, status=403):
        (alert,) = agenda.later(minutes=3).alerts

    assert "our client may not search UiTdatabank" in alert.said
    assert agenda.overview().alert == alert.said
    assert agenda.core.link("camp", agenda.events()[0]).state is PublicationState.REGISTERED


def test_a_person_is_asked_after_as_many_rounds_as_the_policy_allows(publiq: Publiq, tmp_path: Path) -> None:
    agenda = open_agenda(publiq, f"sqlite:///{tmp_path}/ledger.db", policy=Policy(attempts=2))
    agenda.save(a_camp())
    with publiq.fault(POST, cut="before"):
        with pytest.raises(errors.Unreachable):
            agenda.core.publish("camp")
        alerts = [alert.said for _ in range(8) for alert in agenda.later(minutes=3).alerts]

    assert alerts == ["sent 2 times without an answer, and UiTdatabank holds no such event"]
    assert agenda.asked(POST) == 2
    agenda.core.close()


def test_silence_of_the_search_is_waited_out(agenda: Agenda) -> None:
    agenda.save(a_camp())
    with agenda.publiq.fault(POST, cut="after", times=1), pytest.raises(errors.Unreachable):
        agenda.core.publish("camp")
    for status in (503, 404):
        with agenda.publiq.fault(SEARCH, status=status):
            assert agenda.later(minutes=5).alerts == ()

    recovered(agenda)
    assert agenda.events() == [agenda.event_id()]


def test_of_two_that_publish_at_once_one_sends(agenda: Agenda) -> None:
    agenda.save(a_camp())
    other = open_core(agenda.publiq, agenda.ledger)
    perform = drivers._perform
    met: list[bool] = []

    def meanwhile(question: Any, outside: Any) -> Any:
        if isinstance(question, CreateEvent) and not met:
            met.append(True)
            with pytest.raises(errors.PublicationUnknown):
                other.publish("camp")
            assert other.publish_all(["camp"]).outcomes[0].did is Did.UNKNOWN
        return perform(question, outside)

    drivers._perform = meanwhile
    try:
        agenda.core.publish("camp")
    finally:
        drivers._perform = perform
    other.close()

    assert agenda.events() == [agenda.event_id()]


def test_an_answer_that_comes_after_the_lease_is_kept_all_the_same(agenda: Agenda) -> None:
    agenda.save(a_camp())
    perform = drivers._perform

    def slow(question: Any, outside: Any) -> Any:
        answer = perform(question, outside)
        if isinstance(question, CreateEvent):
            agenda.publiq.clock.advance(timedelta(seconds=90))
            with open_core(agenda.publiq, agenda.ledger) as other:
                other.tick()
        return answer

    drivers._perform = slow
    try:
        agenda.core.publish("camp")
    finally:
        drivers._perform = perform
    recovered(agenda)
    assert agenda.events() == [agenda.event_id()]
