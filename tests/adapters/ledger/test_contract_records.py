"""The contract of the ledger: what the host told, and what UiTPAS answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.adapters.ledger.samples import EVENT, NOON, NUMBER, a_child, an_activity, an_enrolment
from uitkern import (
    EndUserMessage,
    Euro,
    Pass,
    Publication,
    PublicationState,
    Tariff,
    TariffType,
    UitpasNumber,
    errors,
)
from uitkern.adapters.drivers import Transacts
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.tariff import Tariffs
from uitkern.domain.model.uitpas import CardSystem, PassType, SocialTariff, SocialTariffStatus
from uitkern.domain.ports.ledger import Ledger, Remembered

A_PASS = Pass(
    "b34c19fc",
    NUMBER,
    SocialTariff(SocialTariffStatus.ACTIVE, NOON),
    PassType.GROUP,
    CardSystem(5, "UiTPAS Gent"),
    (EndUserMessage("Hallo", fr="Bonjour"),),
)
A_TARIFF = Tariff("SOCIALTARIFF", "Kansentarief", Euro(200), TariffType.SOCIALTARIFF, 3)
A_REFUSAL = Problem(
    "uitpas/invalid-card-status", 400, "No", EndUserMessage("Geblokkeerd"), "/0", "BLOCKED", "b"
)
OTHER_PASS = UitpasNumber("0900000095902")


def test_an_activity_comes_back_as_it_was_and_may_be_changed(ledger: Transacts) -> None:
    changed = evolve(an_activity(7), name="Een ander kamp: het Éénhoorntje", price=Euro(1255))
    for each in (an_activity(), changed):
        ledger(lambda it, a=each: it.save_activity(a))  # type: ignore[misc]
        assert ledger(lambda it: it.activity("camp")) == each


def test_a_participant_comes_back_as_it_was_and_may_lose_its_pass(ledger: Transacts) -> None:
    for each in (a_child(), evolve(a_child(), uitpas_number=None)):
        ledger(lambda it, a=each: it.save_participant(a))  # type: ignore[misc]
        assert ledger(lambda it: it.participant("kid")) == each


def test_a_publication_is_kept_and_dropped(ledger: Transacts) -> None:
    assert ledger(lambda it: it.publication("camp")) is None
    for each in (
        Publication("camp", PublicationState.UNKNOWN),
        Publication("camp", PublicationState.PUBLISHED, EVENT),
    ):
        ledger(lambda it, a=each: it.save_publication(a))  # type: ignore[misc]
        assert ledger(lambda it: it.publication("camp")) == each
    ledger(lambda it: it.drop_publication("camp"))
    assert ledger(lambda it: it.publication("camp")) is None
    ledger(lambda it: it.drop_publication("camp"))


@pytest.mark.parametrize(
    ("what", "look"),
    [
        ("activity", lambda it: it.activity("nope")),
        ("participant", lambda it: it.participant("nope")),
        ("enrolment", lambda it: it.enrolment(99)),
        ("enrolment", lambda it: it.save_enrolment(an_enrolment(), an_enrolment())),
        ("ticket sale", lambda it: it.sale("nope")),
        ("intent", lambda it: it.intent(99)),
    ],
)
def test_what_is_not_there_is_named(ledger: Transacts, what: str, look: Callable[[Ledger], Any]) -> None:
    with pytest.raises(errors.NotFound, match=f"^{what}: there is none with id '(nope|99|0)'$"):
        ledger(look)


@pytest.mark.parametrize("answer", [A_PASS, A_REFUSAL], ids=["pass", "refusal"])
def test_what_uitpas_said_of_a_pass_is_remembered_as_it_was(
    ledger: Transacts, answer: Pass | Problem
) -> None:
    assert ledger(lambda it: it.remembered_pass(NUMBER)) is None
    later = NOON + timedelta(hours=1)
    ledger(lambda it: it.remember_pass(NUMBER, Problem("older", 404), NOON))
    ledger(lambda it: it.remember_pass(NUMBER, answer, later))
    assert ledger(lambda it: it.remembered_pass(NUMBER)) == Remembered(answer, later)


@pytest.mark.parametrize("answer", [Tariffs((A_TARIFF,), EndUserMessage("Nog 3")), A_REFUSAL], ids=str)
def test_prices_are_remembered_by_pass_event_and_price(ledger: Transacts, answer: Tariffs | Problem) -> None:
    ledger(lambda it: it.remember_tariffs(NUMBER, EVENT, Euro(1000), Problem("older", 404), NOON))
    later = NOON + timedelta(hours=1)
    ledger(lambda it: it.remember_tariffs(NUMBER, EVENT, Euro(1000), answer, later))
    found = ledger(lambda it: it.remembered_tariffs(NUMBER, EVENT, Euro(1000)))
    assert found == Remembered(answer, later)
    assert ledger(lambda it: it.remembered_tariffs(NUMBER, EVENT, Euro(1001))) is None
    assert ledger(lambda it: it.remembered_tariffs(NUMBER, "other", Euro(1000))) is None
    assert ledger(lambda it: it.remembered_tariffs(OTHER_PASS, EVENT, Euro(1000))) is None


def test_a_pass_is_forgotten_with_all_its_prices_and_no_other_pass(ledger: Transacts) -> None:
    for number in (NUMBER, OTHER_PASS):
        ledger(lambda it, n=number: it.remember_pass(n, A_REFUSAL, NOON))  # type: ignore[misc]
        for price in (Euro(1000), Euro(0)):
            ledger(lambda it, n=number, p=price: it.remember_tariffs(n, EVENT, p, Tariffs(), NOON))  # type: ignore[misc]
    ledger(lambda it: it.forget_pass(NUMBER))

    def left(it: Ledger, number: UitpasNumber) -> list[bool]:
        prices = [it.remembered_tariffs(number, EVENT, price) for price in (Euro(1000), Euro(0))]
        return [found is not None for found in (it.remembered_pass(number), *prices)]

    assert ledger(lambda it: left(it, NUMBER)) == [False, False, False]
    assert ledger(lambda it: left(it, OTHER_PASS)) == [True, True, True]


def test_an_error_in_the_middle_undoes_all(ledger: Transacts) -> None:
    class Crash(BaseException):
        """Something nobody expects."""

    def work(it: Ledger) -> None:
        it.save_participant(a_child())
        it.reserve(an_enrolment(), None)
        raise Crash

    with pytest.raises(Crash):
        ledger(work)
    assert ledger(lambda it: it.enrolments()) == ()
    with pytest.raises(errors.NotFound, match="participant: there is none with id 'kid'"):
        ledger(lambda it: it.participant("kid"))


def test_moments_come_back_as_the_same_instant(ledger: Transacts) -> None:
    brussels = timezone(timedelta(hours=2))
    created = datetime(2031, 5, 1, 12, 0, 0, 123456, tzinfo=brussels)
    kept = ledger(lambda it: it.reserve(an_enrolment(created=created), None))
    (read,) = ledger(lambda it: it.enrolments())
    assert read.created == created == kept.created


memory = LedgerStore("sqlite://")
moments = st.datetimes(
    min_value=datetime(1900, 1, 2),  # noqa: DTZ001
    max_value=datetime(8999, 1, 1),  # noqa: DTZ001
    timezones=st.timezones(),
    allow_imaginary=False,
)


@settings(deadline=None)
@given(moments, moments)
def test_moments_are_kept_exactly_and_sort_as_time_does(one: datetime, other: datetime) -> None:
    assert in_utc(one) == one.astimezone(UTC)
    assert (text_of(one) < text_of(other)) == (one.astimezone(UTC) < other.astimezone(UTC))


def in_utc(moment: datetime) -> datetime:
    memory.transact("us", lambda it: it.remember_pass(NUMBER, Problem("x", 404), moment))
    found = memory.transact("us", lambda it: it.remembered_pass(NUMBER))
    assert found is not None
    assert found.at.utcoffset() == timedelta(0)
    return found.at


def text_of(moment: datetime) -> str:
    in_utc(moment)
    with memory._engine.connect() as connection:
        row: Any = connection.exec_driver_sql("SELECT asked_at FROM uitkern_remembered_passes").scalar()
        return str(row)
