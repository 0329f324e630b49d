"""The contract of the ledger: participants, how their passes stand, consent, and forgetting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.adapters.ledger.samples import (
    EVENT,
    NOON,
    NUMBER,
    a_child,
    a_line,
    a_sale,
    an_activity,
    an_enrolment,
)
from uitkern import EndUserMessage, Euro, Insz, Participant, UitpasNumber, errors
from uitkern.adapters.drivers import Transacts
from uitkern.domain.model.forgotten import Forgotten
from uitkern.domain.model.intent import IntentKind, IntentState
from uitkern.domain.model.participant import Consent
from uitkern.domain.model.pass_status import ParticipantPass, PassStatus
from uitkern.domain.model.standing import Standing
from uitkern.domain.model.tariff import Tariffs
from uitkern.domain.model.uitpas import CardSystem, Pass, SocialTariff, SocialTariffStatus
from uitkern.domain.model.uitpas_number import FORGOTTEN
from uitkern.domain.ports.ledger import Ledger

OTHER = UitpasNumber("0900000095902")
WHOLE = Participant("kid", NUMBER, insz=Insz("17010180147"), birth_date=date(2017, 1, 1), language="fr")
STATUS = PassStatus(
    Standing.GRACE,
    NOON,
    NOON - timedelta(days=3),
    "holder-1",
    CardSystem(5, "UiTPAS Gent"),
    (EndUserMessage("Hallo"),),
)
A_PASS = Pass("holder-1", NUMBER, SocialTariff(SocialTariffStatus.ACTIVE))


def test_a_whole_participant_comes_back_as_it_was(ledger: Transacts) -> None:
    ledger(lambda it: it.save_participant(WHOLE))
    assert ledger(lambda it: it.participant("kid")) == WHOLE


def test_f6_a_number_belongs_to_one_participant(ledger: Transacts) -> None:
    """R13."""
    ledger(lambda it: it.save_participant(Participant("kid", NUMBER)))
    with pytest.raises(errors.PassTaken) as taken:
        ledger(lambda it: it.save_participant(Participant("twin", NUMBER)))
    assert taken.value.holders == ("kid",)
    assert NUMBER.value not in f"{taken.value} {taken.value.message}"
    with pytest.raises(errors.NotFound):
        ledger(lambda it: it.participant("twin"))


def test_f6_a_person_may_allow_a_number_to_a_second_participant_and_that_stays(ledger: Transacts) -> None:
    ledger(lambda it: it.save_participant(Participant("kid", NUMBER)))
    ledger(lambda it: it.save_participant(Participant("twin", NUMBER), "the secretary"))
    ledger(lambda it: it.save_participant(Participant("twin", NUMBER, language="de")))
    assert ledger(lambda it: it.holders(NUMBER)) == ("kid", "twin")
    assert [each.shared_by for each in ledger(lambda it: it.participants())] == [None, "the secretary"]
    with pytest.raises(errors.PassTaken) as taken:
        ledger(lambda it: it.save_participant(Participant("third", NUMBER)))
    assert taken.value.holders == ("kid", "twin")


def test_what_was_allowed_ends_with_the_number(ledger: Transacts) -> None:
    ledger(lambda it: it.save_participant(Participant("kid", NUMBER)))
    ledger(lambda it: it.save_participant(Participant("twin", NUMBER), "the secretary"))
    ledger(lambda it: it.save_participant(Participant("twin", OTHER)))
    with pytest.raises(errors.PassTaken):
        ledger(lambda it: it.save_participant(Participant("twin", NUMBER)))


def test_a_number_that_was_given_up_is_free_again(ledger: Transacts) -> None:
    ledger(lambda it: it.save_participant(Participant("kid", NUMBER)))
    ledger(lambda it: it.save_participant(Participant("kid")))
    ledger(lambda it: it.save_participant(Participant("twin", NUMBER)))
    assert ledger(lambda it: it.holders(NUMBER)) == ("twin",)


def test_a_permission_that_nobody_needs_is_not_kept(ledger: Transacts) -> None:
    ledger(lambda it: it.save_participant(Participant("kid", NUMBER), "the secretary"))
    assert [each.shared_by for each in ledger(lambda it: it.participants())] == [None]


def test_the_overview_tells_of_everybody_how_the_pass_stands(ledger: Transacts) -> None:
    def fill(it: Ledger) -> None:
        it.save_participant(Participant("none"))
        it.save_participant(Participant("new", OTHER))
        it.save_participant(Participant("kid", NUMBER))
        it.save_pass_status("kid", STATUS)

    ledger(fill)
    assert ledger(lambda it: it.participants()) == (
        ParticipantPass("kid", NUMBER, STATUS),
        ParticipantPass("new", OTHER, PassStatus(Standing.NOT_CHECKED)),
        ParticipantPass("none", None, PassStatus(Standing.NO_NUMBER)),
    )


def test_a_status_is_kept_over_the_one_before_and_dropped(ledger: Transacts) -> None:
    assert ledger(lambda it: it.pass_status("kid")) is None
    for status in (PassStatus(Standing.NONE, NOON), STATUS):
        ledger(lambda it, s=status: it.save_pass_status("kid", s))  # type: ignore[misc]
        assert ledger(lambda it: it.pass_status("kid")) == status
    ledger(lambda it: it.save_pass_status("kid", None))
    assert ledger(lambda it: it.pass_status("kid")) is None


def test_statuses_and_answers_of_before_a_moment_are_dropped(ledger: Transacts) -> None:
    def fill(it: Ledger) -> None:
        it.save_pass_status("kid", STATUS)
        it.remember_pass(NUMBER, A_PASS, NOON)
        it.remember_tariffs(NUMBER, EVENT, Euro(1000), Tariffs(), NOON + timedelta(hours=1))

    ledger(fill)
    assert ledger(lambda it: (it.drop_statuses(NOON), it.drop_answers(NOON))) == (0, 0)
    soon = NOON + timedelta(seconds=1)
    assert ledger(lambda it: (it.drop_statuses(soon), it.drop_answers(soon))) == (1, 1)
    assert ledger(lambda it: it.drop_answers(NOON + timedelta(hours=2))) == 1


def test_the_first_consent_stays(ledger: Transacts) -> None:
    first = Consent("kid", NOON, "a parent, on paper")
    ledger(lambda it: it.save_consent(first))
    ledger(lambda it: it.save_consent(Consent("kid", NOON + timedelta(days=1), "somebody else")))
    assert ledger(lambda it: it.consent("kid")) == first
    assert ledger(lambda it: it.consent("other")) is None


def test_questions_are_counted_per_viewer_and_window(ledger: Transacts) -> None:
    """F38."""

    def asked(viewer: str, hours: int) -> int:
        return ledger(lambda it: it.count_question(viewer, NOON + timedelta(hours=hours)))

    assert [asked("parent", 0), asked("parent", 0), asked("x" * 300, 0)] == [1, 2, 1]
    assert [asked("parent", 1), asked("parent", 1)] == [1, 2]
    assert asked("parent", 0) == 3, "a clock that is behind does not begin anew"


def test_who_is_forgotten_leaves_the_books_without_the_number(ledger: Transacts) -> None:
    """F37."""

    def fill(it: Ledger) -> int:
        it.save_activity(an_activity())
        it.save_participant(WHOLE)
        it.save_pass_status("kid", STATUS)
        it.save_consent(Consent("kid", NOON, "a parent"))
        it.remember_pass(NUMBER, A_PASS, NOON)
        it.remember_tariffs(NUMBER, EVENT, Euro(1000), Tariffs(), NOON)
        enrolment = it.reserve(an_enrolment(), None)
        intent = it.add_intent(IntentKind.REGISTER, (a_line(enrolment),), NOON, timedelta(minutes=1))
        it.settle(intent, IntentState.DONE, NOON)
        it.save_sale(enrolment.id, a_sale())
        return enrolment.id

    enrolment_id = ledger(fill)
    assert ledger(lambda it: it.numbered_enrolments()) == (enrolment_id,)
    assert ledger(lambda it: it.forget_participant("kid")) == Forgotten(1, 1, 2)
    assert ledger(lambda it: it.forget_participant("kid")) == Forgotten()
    with pytest.raises(errors.NotFound):
        ledger(lambda it: it.participant("kid"))
    assert (
        ledger(lambda it: (it.pass_status("kid"), it.consent("kid"), it.remembered_pass(NUMBER)))
        == (None,) * 3
    )
    enrolment, sale = ledger(lambda it: (it.enrolment(enrolment_id), it.sale("499853")))
    assert (enrolment.number, enrolment.price, enrolment.participant_id) == (FORGOTTEN, Euro(200), "kid")
    assert (sale.number, sale.price) == (FORGOTTEN, Euro(200))
    intent = ledger(lambda it: it.intent_of(enrolment_id, IntentKind.REGISTER))
    assert intent is not None
    assert intent.requests == ()
    assert ledger(lambda it: it.numbered_enrolments()) == ()


def test_answers_about_a_shared_pass_stay_while_somebody_has_it(ledger: Transacts) -> None:
    def fill(it: Ledger) -> None:
        it.save_participant(a_child())
        it.save_participant(Participant("twin", NUMBER), "a person")
        it.remember_pass(NUMBER, A_PASS, NOON)

    ledger(fill)
    assert ledger(lambda it: it.forget_participant("kid")).answers == 0
    assert ledger(lambda it: it.forget_participant("twin")).answers == 1


def test_many_numbers_are_blanked_in_parts(ledger: Transacts) -> None:
    def fill(it: Ledger) -> None:
        it.save_activity(an_activity())
        for each in range(3):
            it.reserve(an_enrolment(str(each)), None)

    ledger(fill)
    ids = ledger(lambda it: it.numbered_enrolments())
    assert ledger(lambda it: it.blank_numbers([*ids, *range(10_000, 11_000)])) == 3
    assert ledger(lambda it: it.blank_numbers([])) == 0
