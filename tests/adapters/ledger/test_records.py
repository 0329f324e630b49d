"""What goes in comes out, for one organisation and no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.adapters.ledger.samples import (
    EVENT,
    LEASE,
    NOON,
    NUMBER,
    REQUEST,
    a_child,
    a_sale,
    an_activity,
    an_enrolment,
    held,
    reserve,
)
from uitkern import (
    EndUserMessage,
    EnrolmentState,
    Euro,
    Pass,
    Publication,
    PublicationState,
    Tariff,
    TariffType,
    errors,
)
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.model.intent import Intent, IntentKind, IntentState
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.tariff import Tariffs
from uitkern.domain.model.uitpas import CardSystem, PassType, SocialTariff, SocialTariffStatus
from uitkern.domain.ports.ledger import Ledger, Remembered

UNDO, REGISTER = IntentKind.UNDO, IntentKind.REGISTER


def test_moments_come_back_as_the_same_instant_in_utc(store: LedgerStore) -> None:
    brussels = timezone(timedelta(hours=2))
    created = datetime(2031, 5, 1, 12, 0, 0, 123456, tzinfo=brussels)
    kept = store.transact("us", lambda ledger: ledger.reserve(an_enrolment(created=created), None))
    (read,) = held(store)
    assert read.created == created == kept.created
    assert read.created.tzinfo is UTC


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
    assert kept(one) == one.astimezone(UTC)
    assert (text_of(one) < text_of(other)) == (one.astimezone(UTC) < other.astimezone(UTC))


def kept(moment: datetime) -> datetime:
    memory.transact("us", lambda ledger: ledger.remember_pass(NUMBER, Problem("x", 404), moment))
    found = memory.transact("us", lambda ledger: ledger.remembered_pass(NUMBER))
    assert found is not None
    assert found.at.utcoffset() == timedelta(0)
    return found.at


def text_of(moment: datetime) -> str:
    kept(moment)
    with memory._engine.connect() as connection:
        row: Any = connection.exec_driver_sql("SELECT asked_at FROM remembered_passes").scalar()
        return str(row)


RECORDS: dict[str, tuple[Callable[[Ledger], Any], Callable[[Ledger], Any]]] = {
    "activity": (
        lambda ledger: ledger.save_activity(an_activity()),
        lambda ledger: ledger.activity("camp"),
    ),
    "participant": (
        lambda ledger: ledger.save_participant(a_child()),
        lambda ledger: ledger.participant("kid"),
    ),
    "publication": (
        lambda ledger: ledger.save_publication(Publication("camp", PublicationState.PUBLISHED, EVENT)),
        lambda ledger: ledger.publication("camp"),
    ),
    "pass": (
        lambda ledger: ledger.remember_pass(NUMBER, Problem("x", 404), NOON),
        lambda ledger: ledger.remembered_pass(NUMBER),
    ),
    "tariffs": (
        lambda ledger: ledger.remember_tariffs(NUMBER, EVENT, Euro(1000), Tariffs(), NOON),
        lambda ledger: ledger.remembered_tariffs(NUMBER, EVENT, Euro(1000)),
    ),
    "enrolment": (reserve(), lambda ledger: ledger.enrolment(1)),
    "live enrolment": (reserve(), lambda ledger: ledger.live_enrolment("kid", "camp")),
    "sale": (
        lambda ledger: ledger.save_sale(reserve()(ledger).id, a_sale()),
        lambda ledger: ledger.sale("499853"),
    ),
    "intent": (
        lambda ledger: ledger.add_intent(REGISTER, reserve()(ledger).id, REQUEST, None, NOON),
        lambda ledger: ledger.intent(1, REGISTER),
    ),
}


def found(store: LedgerStore, organisation: str, look: Callable[[Ledger], Any]) -> Any:
    try:
        return store.transact(organisation, look)
    except errors.NotFound:
        return None


@pytest.mark.parametrize(("write", "look"), RECORDS.values(), ids=RECORDS)
def test_what_one_organisation_keeps_no_other_sees(
    store: LedgerStore, write: Callable[[Ledger], Any], look: Callable[[Ledger], Any]
) -> None:
    store.transact("us", write)
    assert found(store, "us", look) is not None
    assert found(store, "them", look) is None


def test_two_organisations_use_the_same_ids(store: LedgerStore) -> None:
    for organisation in ("us", "them"):
        store.transact(organisation, lambda ledger: ledger.save_activity(an_activity(1)))
        store.transact(organisation, reserve("kid", 1))
    assert [len(held(store, organisation)) for organisation in ("us", "them")] == [1, 1]


def test_no_organisation_writes_what_another_holds(store: LedgerStore) -> None:
    ours = store.transact("us", reserve())
    intent = store.transact("us", lambda ledger: ledger.add_intent(UNDO, ours.id, None, "499853", NOON))
    store.transact("us", lambda ledger: ledger.remember_pass(NUMBER, Problem("x", 404), NOON))

    def meddle(ledger: Ledger) -> tuple[Intent | None, bool]:
        ledger.forget_pass(NUMBER)
        return ledger.claim(intent.id, NOON, LEASE), ledger.settle(intent, IntentState.DONE)

    assert store.transact("them", meddle) == (None, False)
    with pytest.raises(errors.NotFound):
        store.transact("them", lambda ledger: ledger.save_enrolment(ours, ours.to(EnrolmentState.CANCELLED)))
    assert found(store, "us", lambda ledger: ledger.remembered_pass(NUMBER)) is not None
    assert held(store) == (ours,)


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


@pytest.mark.parametrize("answer", [A_PASS, A_REFUSAL], ids=["pass", "refusal"])
def test_what_uitpas_said_of_a_pass_is_remembered_as_it_was(
    store: LedgerStore, answer: Pass | Problem
) -> None:
    store.transact("us", lambda ledger: ledger.remember_pass(NUMBER, Problem("older", 404), NOON))
    later = NOON + timedelta(hours=1)
    store.transact("us", lambda ledger: ledger.remember_pass(NUMBER, answer, later))
    assert found(store, "us", lambda ledger: ledger.remembered_pass(NUMBER)) == Remembered(answer, later)


@pytest.mark.parametrize("answer", [Tariffs((A_TARIFF,), EndUserMessage("Nog 3")), A_REFUSAL], ids=str)
def test_prices_are_remembered_by_pass_event_and_price(store: LedgerStore, answer: Tariffs | Problem) -> None:
    store.transact("us", lambda ledger: ledger.remember_tariffs(NUMBER, EVENT, Euro(1000), answer, NOON))
    found = store.transact("us", lambda ledger: ledger.remembered_tariffs(NUMBER, EVENT, Euro(1000)))
    assert found == Remembered(answer, NOON)
    assert store.transact("us", lambda ledger: ledger.remembered_tariffs(NUMBER, EVENT, Euro(1001))) is None
    assert store.transact("us", lambda ledger: ledger.remembered_tariffs(NUMBER, "other", Euro(1000))) is None
    store.transact("us", lambda ledger: ledger.forget_pass(NUMBER))
    assert store.transact("us", lambda ledger: ledger.remembered_tariffs(NUMBER, EVENT, Euro(1000))) is None


def test_an_activity_comes_back_as_it_was_and_may_be_changed(store: LedgerStore) -> None:
    changed = evolve(an_activity(7), name="Een ander kamp: het Éénhoorntje", price=Euro(1255))
    store.transact("us", lambda ledger: ledger.save_activity(an_activity()))
    store.transact("us", lambda ledger: ledger.save_activity(changed))
    assert store.transact("us", lambda ledger: ledger.activity("camp")) == changed


def test_a_publication_is_dropped(store: LedgerStore) -> None:
    store.transact(
        "us", lambda ledger: ledger.save_publication(Publication("camp", PublicationState.UNKNOWN))
    )
    store.transact("us", lambda ledger: ledger.drop_publication("camp"))
    assert store.transact("us", lambda ledger: ledger.publication("camp")) is None


def test_an_enrolment_comes_back_as_it_was(store: LedgerStore) -> None:
    full = evolve(an_enrolment(), message=EndUserMessage("Nee", en="No"), sale_id="499853")
    new = store.transact("us", lambda ledger: ledger.reserve(full, None))
    assert held(store) == (new,) == (evolve(full, id=1),)


def test_enrolments_of_one_activity_are_listed_apart(store: LedgerStore) -> None:
    store.transact("us", reserve())
    other = evolve(an_enrolment(), activity_id="class")
    store.transact("us", lambda ledger: ledger.reserve(other, None))
    listed = store.transact("us", lambda ledger: ledger.enrolments("class"))
    assert [each.activity_id for each in listed] == ["class"]
    assert len(held(store)) == 2


def test_an_enrolment_that_moved_on_meanwhile_is_not_overwritten(store: LedgerStore) -> None:
    new = store.transact("us", reserve())
    store.transact("us", lambda ledger: ledger.save_enrolment(new, new.to(EnrolmentState.REGISTERING)))
    with pytest.raises(errors.IllegalTransition, match="that is registering cannot become cancelled"):
        store.transact("us", lambda ledger: ledger.save_enrolment(new, new.to(EnrolmentState.CANCELLED)))
    assert held(store)[0].state is EnrolmentState.REGISTERING


def test_no_discount_is_confirmed_without_its_sale(store: LedgerStore) -> None:
    """R4, also against a mistake in the code above."""
    new = store.transact("us", reserve())
    with pytest.raises(errors.LedgerError, match="CHECK constraint failed: ck_enrolments_discount_has_sale"):
        store.transact("us", lambda ledger: ledger.save_enrolment(new, new.to(EnrolmentState.CONFIRMED)))


def test_a_sale_comes_back_as_it_was_and_counts_once(store: LedgerStore) -> None:
    one, other = store.transact("us", reserve("one")), store.transact("us", reserve("other"))
    store.transact("us", lambda ledger: ledger.save_sale(one.id, a_sale()))
    assert store.transact("us", lambda ledger: ledger.sale("499853")) == a_sale()
    for organisation in ("us", "them"):
        with pytest.raises(errors.LedgerError):
            store.transact(organisation, lambda ledger: ledger.save_sale(other.id, a_sale()))


def test_a_free_ticket_is_a_sale_with_a_regular_price_of_nothing(store: LedgerStore) -> None:
    """A price of 0 is a price; only what UiTPAS left out is unknown."""
    free = evolve(a_sale(), regular_price=Euro(0))
    new = store.transact("us", reserve())
    store.transact("us", lambda ledger: ledger.save_sale(new.id, free))
    assert store.transact("us", lambda ledger: ledger.sale(free.id)).regular_price == Euro(0)


def test_a_sale_without_an_enrolment_is_refused(store: LedgerStore) -> None:
    with pytest.raises(errors.LedgerError, match="FOREIGN KEY constraint failed"):
        store.transact("us", lambda ledger: ledger.save_sale(99, a_sale()))


def an_intent(store: LedgerStore, kind: IntentKind = REGISTER) -> Intent:
    new = store.transact("us", reserve())
    return store.transact("us", lambda ledger: ledger.add_intent(kind, new.id, REQUEST, "499853", NOON))


def claim(store: LedgerStore, intent: Intent, at: datetime = NOON) -> Intent | None:
    return store.transact("us", lambda ledger: ledger.claim(intent.id, at, LEASE))


def claimed(store: LedgerStore, intent: Intent, at: datetime = NOON) -> Intent:
    taken = claim(store, intent, at)
    assert taken is not None
    return taken


def test_an_intent_comes_back_as_it_was(store: LedgerStore) -> None:
    intent = an_intent(store)
    assert intent.request == REQUEST
    assert store.transact("us", lambda ledger: ledger.intent(intent.enrolment_id, REGISTER)) == intent
    assert store.transact("us", lambda ledger: ledger.intent(intent.enrolment_id, UNDO)) is None


def test_the_latest_intent_of_a_kind_counts(store: LedgerStore) -> None:
    first = an_intent(store, UNDO)
    second = store.transact("us", lambda ledger: ledger.add_intent(UNDO, first.enrolment_id, None, "2", NOON))
    assert store.transact("us", lambda ledger: ledger.intent(first.enrolment_id, UNDO)) == second


def test_an_intent_is_claimed_by_one(store: LedgerStore) -> None:
    intent = an_intent(store)
    taken = claimed(store, intent)
    assert (taken.fence, taken.lease_until) == (1, NOON + LEASE)
    assert claim(store, intent) is None


def test_a_lease_that_has_run_out_is_claimed_again_under_a_new_fence(store: LedgerStore) -> None:
    intent = an_intent(store)
    claimed(store, intent)
    assert claim(store, intent, NOON + LEASE - timedelta(microseconds=1)) is None
    assert claimed(store, intent, NOON + LEASE).fence == 2


def mark(store: LedgerStore, taken: Intent, at: datetime) -> bool:
    return store.transact("us", lambda ledger: ledger.mark_sending(taken, at))


def settle(store: LedgerStore, taken: Intent, state: IntentState = IntentState.DONE) -> bool:
    return store.transact("us", lambda ledger: ledger.settle(taken, state, "499853", "because"))


def test_who_comes_late_settles_nothing(store: LedgerStore) -> None:
    intent = an_intent(store)
    late = claimed(store, intent)
    now = claimed(store, intent, NOON + LEASE)
    assert mark(store, late, NOON + LEASE) is False
    assert settle(store, late) is False
    assert mark(store, now, NOON + LEASE) is True
    assert settle(store, now) is True


def test_nothing_is_sent_after_the_lease(store: LedgerStore) -> None:
    taken = claimed(store, an_intent(store))
    assert mark(store, taken, NOON + LEASE) is False
    assert mark(store, taken, NOON + LEASE - timedelta(microseconds=1)) is True


def read(store: LedgerStore, intent: Intent) -> Intent:
    found = store.transact("us", lambda ledger: ledger.intent(intent.enrolment_id, intent.kind))
    assert found is not None
    return found


def test_sending_is_written_with_its_time_and_counted(store: LedgerStore) -> None:
    intent = an_intent(store, UNDO)
    for attempt in (1, 2):
        at = NOON + attempt * LEASE
        taken = claimed(store, intent, at)
        assert mark(store, taken, at)
        now = read(store, intent)
        assert (now.state, now.sent_at, now.attempts) == (IntentState.SENDING, at, attempt)
    with store._engine.connect() as connection:
        first = connection.exec_driver_sql("SELECT first_sent_at FROM intents").scalar()
    assert datetime.fromisoformat(str(first)) == NOON + LEASE


def test_a_registration_that_was_sent_is_never_claimed_again_blindly(store: LedgerStore) -> None:
    intent = an_intent(store)
    assert mark(store, claimed(store, intent), NOON)
    assert claim(store, intent, NOON + 10 * LEASE) is None


@pytest.mark.parametrize("state", [IntentState.DONE, IntentState.REFUSED, IntentState.UNKNOWN])
def test_what_is_settled_is_not_claimed(store: LedgerStore, state: IntentState) -> None:
    intent = an_intent(store, UNDO)
    assert settle(store, claimed(store, intent), state)
    settled = read(store, intent)
    assert (settled.state, settled.lease_until, settled.why) == (state, None, "because")
    assert claim(store, intent, NOON + 10 * LEASE) is None


def test_what_is_put_back_is_claimed_at_once(store: LedgerStore) -> None:
    intent = an_intent(store, UNDO)
    assert settle(store, claimed(store, intent), IntentState.PENDING)
    assert claimed(store, intent).fence == 2


@pytest.mark.parametrize(
    ("what", "look"),
    [
        ("activity", lambda ledger: ledger.activity("nope")),
        ("participant", lambda ledger: ledger.participant("nope")),
        ("enrolment", lambda ledger: ledger.enrolment(99)),
        ("ticket sale", lambda ledger: ledger.sale("nope")),
    ],
)
def test_what_is_not_there_is_named(store: LedgerStore, what: str, look: Callable[[Ledger], Any]) -> None:
    with pytest.raises(errors.NotFound, match=f"^{what}: there is none with id '(nope|99)'$"):
        store.transact("us", look)
