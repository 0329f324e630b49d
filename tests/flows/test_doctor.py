"""The doctor: every ailment is told with its remedy, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.domain.building import (
    EVENT,
    NOON,
    NUMBER,
    ORGANIZER,
    PROMOTER,
    US,
    a_problem,
    an_activity,
    forbidden,
)
from tests.flows.house import House
from tests.flows.records import a_draft, a_place, an_event, an_organizer, found
from uitkern.domain.errors import BadCredentials, ContractViolation, InvalidValue, SaleUnknown
from uitkern.domain.flows.doctor import LATE, examine
from uitkern.domain.model.diagnosis import Diagnosis, Severity, worst
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.intent import IntentKind, IntentLine, IntentState
from uitkern.domain.model.permissions import OrganizerPermissions
from uitkern.domain.model.publication import Publication, PublicationState
from uitkern.domain.model.report import Comparison
from uitkern.domain.model.sale import SaleRequest
from uitkern.domain.model.uitpas import CardSystem
from uitkern.domain.ports.outcomes import NoAnswer, Unavailable
from uitkern.domain.ports.publiq import EventCardSystems, ListPermissions
from uitkern.domain.ports.uitdatabank import EventPermissions, GetEvent, GetOrganizer
from uitkern.domain.ports.uitdatabank_search import ListTerms, SearchOrganizers
from uitkern.domain.ports.uitpas_event import TimeThere

ALL = frozenset({"TARIFFS_READ", "TICKETSALES_REGISTER", "PASSES_READ", "TICKETSALES_SEARCH"})
NOT_THERE = a_problem("url/not-found", 404)
UNAUTHORIZED = a_problem("auth/unauthorized", 401)
SILENCE = Unavailable("no answer in time")
OK, NOTICE, WARNING, ERROR = Severity


@pytest.fixture
def house(house: House) -> House:
    """A house in which all is well."""
    answers: dict[Any, object] = {
        ListPermissions: (OrganizerPermissions(ORGANIZER, ALL),),
        GetOrganizer: an_organizer(),
        SearchOrganizers: found(an_organizer()),
        ListTerms: (),
        TimeThere: NOON,
        GetEvent: an_event(),
        EventCardSystems: (CardSystem(5, "UiTPAS Gent"),),
        EventPermissions: frozenset({"Aanbod bewerken"}),
    }
    for kind, answer in answers.items():
        house.publiq.always_answers(kind, answer)
    return house


def examined(house: House) -> tuple[Diagnosis, ...]:
    return house.run(examine(US, house.policy.skew))


def ailments(house: House) -> list[tuple[str, Severity, str]]:
    sick = [each for each in examined(house) if each.severity is not OK]
    assert all(each.remedy for each in sick if each.severity in (WARNING, ERROR))
    return [(each.check, each.severity, each.says) for each in sick]


def raising(error: Exception) -> Any:
    def answer(_: object) -> object:
        raise error

    return answer


def test_when_all_is_well_each_thing_is_said_to_be(house: House) -> None:
    assert {(each.check, each.severity) for each in examined(house)} == {
        (check, OK) for check in ("credentials", "hosts", "clock", "organizers", "ledger", "activities")
    }
    assert worst(examined(house)) is OK


def test_the_worst_is_the_worst() -> None:
    said = [Diagnosis("clock", each, "") for each in (OK, ERROR, NOTICE, WARNING)]
    assert (worst(said), worst(()), worst(said[2:])) == (ERROR, OK, WARNING)


def test_wrong_credentials_are_told_once_and_the_rest_is_still_looked_at(house: House) -> None:
    refused = raising(BadCredentials("status 401"))
    for kind in (ListPermissions, GetOrganizer, GetEvent, EventCardSystems, EventPermissions, TimeThere):
        house.publiq.always_answers(kind, refused)
    said = ailments(house)
    assert [check for check, _, _ in said] == ["credentials", "organizers", "activities"]
    assert "UiTID refused the credentials" in said[0][2]
    assert "check client id, secret and environment" in said[0][2]
    assert house.publiq.count(TimeThere) == 0


@pytest.mark.parametrize(
    ("kind", "answer", "check", "severity", "says"),
    [
        (GetOrganizer, SILENCE, "hosts", ERROR, "UiTdatabank does not answer: no answer in time"),
        (SearchOrganizers, SILENCE, "hosts", ERROR, "UiTdatabank Search does not answer: no answer in time"),
        (ListTerms, SILENCE, "hosts", ERROR, "UiTdatabank taxonomy does not answer: no answer in time"),
        (SearchOrganizers, forbidden(), "credentials", ERROR, "UiTdatabank Search refuses our client"),
        (GetOrganizer, UNAUTHORIZED, "credentials", ERROR, "UiTdatabank refuses our client"),
        (GetOrganizer, NOT_THERE, "organizers", ERROR, "UiTdatabank knows no such organizer"),
        (SearchOrganizers, a_problem("body/invalid", 400), "hosts", ERROR, "UiTdatabank Search refuses"),
        (ListTerms, raising(ContractViolation("x", "/terms", "is missing")), "hosts", ERROR, "at /terms"),
        (ListTerms, raising(InvalidValue("taxonomy", "must be there")), "hosts", WARNING, "taxonomy: must"),
    ],
)
def test_each_service_is_told_for_itself(
    house: House, kind: Any, answer: Any, check: str, severity: Severity, says: str
) -> None:
    house.publiq.will_answer(kind, answer)
    (only,) = [each for each in examined(house) if each.severity is not OK]
    assert (only.check, only.severity) == (check, severity)
    assert says in only.says


@pytest.mark.parametrize("answer", [SILENCE, forbidden()])
def test_when_uitpas_is_not_there_no_clock_is_compared(house: House, answer: Any) -> None:
    house.publiq.always_answers(ListPermissions, answer)
    said = ailments(house)
    assert [check for check, _, _ in said] in (["hosts", "organizers"], ["credentials", "organizers"])
    assert "permissions were not seen" in said[1][2]


@pytest.mark.parametrize(
    ("theirs", "severity", "says"),
    [
        (NOON + timedelta(seconds=20), WARNING, "our clock is 20 seconds behind UiTPAS's"),
        (NOON - timedelta(seconds=21), WARNING, "our clock is 20 seconds ahead of UiTPAS's"),
        (NOON + timedelta(hours=1), ERROR, "our clock is 3600 seconds behind UiTPAS's"),
        (None, NOTICE, "UiTPAS tells no time: our clock was not compared"),
        (SILENCE, NOTICE, "UiTPAS tells no time: our clock was not compared"),
    ],
)
def test_a_clock_that_is_off_is_told(house: House, theirs: Any, severity: Severity, says: str) -> None:
    house.publiq.will_answer(TimeThere, theirs)
    assert ailments(house) == [("clock", severity, says)]


@pytest.mark.parametrize("seconds", [-6, -1, 0, 5])
def test_a_clock_that_is_told_to_the_second_is_right_within_a_few(house: House, seconds: int) -> None:
    house.publiq.will_answer(TimeThere, NOON + timedelta(seconds=seconds))
    assert ailments(house) == []


def test_a_missing_permission_of_ours_is_grave_and_one_of_a_promoter_less_so(house: House) -> None:
    house.look(lambda ledger: ledger.save_activity(an_activity(id="theirs", promoter_id=PROMOTER)))
    house.publiq.always_answers(ListPermissions, (OrganizerPermissions(ORGANIZER, ALL - {"TARIFFS_READ"}),))
    house.publiq.always_answers(
        GetOrganizer,
        lambda question: an_organizer(
            id=question.organizer_id,
            hidden_labels=("UiTPAS Gent",) if question.organizer_id == ORGANIZER else (),
        ),
    )
    ours, theirs = ailments(house)
    assert ours[:2] == ("organizers", ERROR)
    assert "they miss TARIFFS_READ" in ours[2]
    assert theirs[:2] == ("organizers", WARNING)
    assert "is no UiTPAS partner" in theirs[2]


def test_what_selling_can_do_without_is_a_warning(house: House) -> None:
    house.publiq.always_answers(
        ListPermissions, (OrganizerPermissions(ORGANIZER, ALL - {"TICKETSALES_SEARCH"}),)
    )
    ((check, severity, says),) = ailments(house)
    assert (check, severity) == ("organizers", WARNING)
    assert "we miss TICKETSALES_SEARCH" in says


@pytest.mark.parametrize(
    ("kind", "answer", "severity", "says"),
    [
        (GetEvent, NOT_THERE, ERROR, "its event is not in UiTdatabank"),
        (GetEvent, SILENCE, ERROR, "its event was not seen at UiTdatabank: no answer in time"),
        (GetEvent, forbidden(), ERROR, "its event was not seen at UiTdatabank: auth/forbidden (403)"),
        (GetEvent, a_draft(), ERROR, "its event is not published but draft"),
        (EventCardSystems, NOT_THERE, ERROR, "UiTPAS does not know its event"),
        (EventCardSystems, SILENCE, ERROR, "its event was not seen at UiTPAS: no answer in time"),
        (EventCardSystems, (), NOTICE, "no card system gives a discount on it"),
        (
            GetEvent,
            an_event(organizer=an_organizer(id=PROMOTER)),
            WARNING,
            f"its event has organizer {PROMOTER}, not {ORGANIZER}",
        ),
        (GetEvent, an_event(place=a_place(workflow_status="DELETED")), WARNING, "was deleted or replaced"),
        (GetEvent, an_event(prices=()), OK, ""),
        (EventPermissions, frozenset[str](), WARNING, "its event was made with other credentials"),
        (EventPermissions, SILENCE, OK, ""),
    ],
)
def test_each_published_activity_is_looked_at_on_both_sides(
    house: House, kind: Any, answer: Any, severity: Severity, says: str
) -> None:
    house.publiq.will_answer(kind, answer)
    told = [each for each in examined(house) if each.check == "activities"]
    assert [(each.severity, each.subject) for each in told] == [(severity, "camp")]
    assert says in told[0].says


def test_a_price_that_differs_is_told_in_both(house: House) -> None:
    house.look(lambda ledger: ledger.save_activity(an_activity(price=Euro(1200))))
    assert ailments(house) == [
        ("activities", WARNING, "its base price is € 10,00 there and € 12,00 here"),
    ]


@pytest.mark.parametrize(
    ("event", "lacks"), [(an_event(organizer=None), "organizer"), (an_event(prices=()), "base price")]
)
def test_why_uitpas_does_not_know_an_event_is_told_when_it_can_be(
    house: House, event: Any, lacks: str
) -> None:
    house.publiq.will_answer(GetEvent, event)
    house.publiq.will_answer(EventCardSystems, NOT_THERE)
    first, *_ = ailments(house)
    assert first == ("activities", ERROR, f"UiTPAS does not know its event: it has no {lacks}")


def test_one_answer_that_cannot_be_read_does_not_hide_the_others(house: House) -> None:
    publications = [Publication("bad", PublicationState.PUBLISHED, PROMOTER)]

    def two(ledger: Any) -> None:
        ledger.save_activity(an_activity(id="bad"))
        for each in publications:
            ledger.save_publication(each)

    house.look(two)

    def answer(question: Any) -> Any:
        if question.event_id == PROMOTER:
            raise ContractViolation("UiTdatabank", "/name", "is missing")
        return an_event()

    house.publiq.always_answers(GetEvent, answer)
    told = {each.subject: each.severity for each in examined(house) if each.check == "activities"}
    assert told == {"camp": OK, "bad": ERROR}


def test_an_event_of_which_nothing_was_heard_is_a_matter_of_the_ledger(house: House) -> None:
    lost = Publication("camp", PublicationState.UNKNOWN)
    house.look(lambda ledger: ledger.save_publication(lost))
    ((check, severity, says),) = ailments(house)
    assert (check, severity) == ("ledger", WARNING)
    assert says == "of camp it is not known whether it has an event: the answer was lost"
    assert house.publiq.count(GetEvent) == 0


def test_work_that_nobody_does_is_told_once_it_is_late(house: House) -> None:
    house.with_social_tariff(NoAnswer("time-out"))
    with pytest.raises(SaleUnknown):
        house.enrol()
    assert ailments(house) == []
    house.clock.moment += timedelta(minutes=5) + LATE
    house.publiq.always_answers(TimeThere, house.clock.moment)
    ((check, severity, says),) = ailments(house)
    assert (check, severity) == ("ledger", ERROR)
    assert says == "1 writes and 0 lapsed holds are due for more than ten minutes"


def test_work_for_a_person_is_told_with_its_reasons(house: House) -> None:
    house.with_social_tariff().enrol()

    def park(ledger: Any) -> None:
        for number in range(4):
            request = SaleRequest(NUMBER, EVENT, Euro(1000 + number), "SOCIALTARIFF")
            line = IntentLine(1, request)
            intent = ledger.add_intent(IntentKind.REGISTER, (line,), NOON, timedelta(minutes=1))
            ledger.settle(intent, IntentState.PARKED, NOON, f"reason {number}")

    house.look(park)
    ((check, severity, says),) = ailments(house)
    assert (check, severity) == ("ledger", ERROR)
    assert says == "4 writes to UiTPAS wait for a person: reason 0, reason 1, reason 2 and 1 more"


def test_sales_that_differ_are_told(house: House) -> None:
    def audit(ledger: Any) -> None:
        ledger.begin_audit(NOON.date(), NOON)
        ledger.save_audit(NOON.date(), (Comparison("camp", NOON, failed="forbidden"),), NOON)

    house.look(audit)
    assert ailments(house) == [("ledger", WARNING, "our sales and UiTPAS's differ for camp")]
