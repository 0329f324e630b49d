"""Several organisations in one database: what one keeps no other sees or writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.adapters.ledger.samples import (
    EVENT,
    LEASE,
    NOON,
    NUMBER,
    REQUEST,
    a_child,
    a_line,
    a_sale,
    an_activity,
    an_undo,
    held,
    moved,
    reserve,
)
from uitkern import EnrolmentState, Euro, Publication, PublicationState, errors
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.model.intent import IntentKind, IntentState
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.report import Comparison
from uitkern.domain.model.tariff import Tariffs
from uitkern.domain.ports.ledger import Ledger

UNDO, REGISTER = IntentKind.UNDO, IntentKind.REGISTER
TODAY = date(2031, 5, 1)


def audited(it: Ledger) -> None:
    it.begin_audit(TODAY, NOON)
    it.save_audit(TODAY, (Comparison("camp", NOON),), NOON)


def sold(it: Ledger) -> None:
    it.save_sale(reserve()(it).id, a_sale())


def intended(it: Ledger) -> None:
    it.add_intent(REGISTER, (a_line(reserve()(it)),), NOON)


RECORDS: dict[str, tuple[Callable[[Ledger], Any], Callable[[Ledger], Any]]] = {
    "activity": (lambda it: it.save_activity(an_activity()), lambda it: it.activity("camp")),
    "participant": (lambda it: it.save_participant(a_child()), lambda it: it.participant("kid")),
    "publication": (
        lambda it: it.save_publication(Publication("camp", PublicationState.PUBLISHED, EVENT)),
        lambda it: it.publication("camp"),
    ),
    "pass": (
        lambda it: it.remember_pass(NUMBER, Problem("x", 404), NOON),
        lambda it: it.remembered_pass(NUMBER),
    ),
    "tariffs": (
        lambda it: it.remember_tariffs(NUMBER, EVENT, Euro(1000), Tariffs(), NOON),
        lambda it: it.remembered_tariffs(NUMBER, EVENT, Euro(1000)),
    ),
    "enrolment": (reserve(), lambda it: it.enrolment(1)),
    "live enrolment": (reserve(), lambda it: it.live_enrolment("kid", "camp")),
    "lapsed hold": (
        lambda it: it.save_enrolment(new := reserve()(it), moved(new, EnrolmentState.AWAITING_PAYMENT)),
        lambda it: it.lapsed_holds(NOON + timedelta(days=1), 10),
    ),
    "sale": (sold, lambda it: it.sale("499853")),
    "sales of an event": (sold, lambda it: it.kept_sales(EVENT)),
    "activities with sales": (sold, lambda it: it.sold_activities()),
    "intent": (intended, lambda it: it.intent(1)),
    "intent of an enrolment": (intended, lambda it: it.intent_of(1, REGISTER)),
    "intents": (intended, lambda it: it.intents(set(IntentState))),
    "what is due": (intended, lambda it: it.claim_due(NOON, LEASE)),
    "audit": (audited, lambda it: it.audit()),
}


def found(sql: LedgerStore, organisation: str, look: Callable[[Ledger], Any]) -> bool:
    try:
        return bool(sql.transact(organisation, look))
    except errors.NotFound:
        return False


@pytest.mark.parametrize(("write", "look"), RECORDS.values(), ids=RECORDS)
def test_what_one_organisation_keeps_no_other_sees(
    sql: LedgerStore, write: Callable[[Ledger], Any], look: Callable[[Ledger], Any]
) -> None:
    sql.transact("us", write)
    assert not found(sql, "them", look)
    assert found(sql, "us", look)


def test_two_organisations_use_the_same_ids(sql: LedgerStore) -> None:
    for organisation in ("us", "them"):
        sql.transact(organisation, lambda it: it.save_activity(an_activity(1)))
        sql.transact(organisation, reserve("kid", 1))
    assert [len(held(sql, organisation)) for organisation in ("us", "them")] == [1, 1]


def test_no_organisation_writes_what_another_holds(sql: LedgerStore) -> None:
    ours = sql.transact("us", reserve())
    intent = sql.transact("us", lambda it: it.add_intent(UNDO, (an_undo(ours),), NOON, LEASE))
    parked = sql.transact("us", lambda it: it.add_intent(UNDO, (an_undo(ours),), NOON, LEASE))
    sql.transact("us", lambda it: it.settle(parked, IntentState.PARKED, NOON))
    sql.transact("us", lambda it: it.save_sale(ours.id, a_sale()))
    sql.transact("us", lambda it: it.remember_pass(NUMBER, Problem("x", 404), NOON))

    def meddle(it: Ledger) -> tuple[object, ...]:
        it.forget_pass(NUMBER)
        it.mark_undone("499853", NOON)
        it.rouse(parked.id, NOON)
        return (
            it.mark_sending(intent, NOON),
            it.settle(intent, IntentState.DONE, NOON),
            it.claim(intent.id, NOON + LEASE, LEASE),
        )

    assert sql.transact("them", meddle) == (None, False, None)
    with pytest.raises(errors.NotFound):
        sql.transact("them", lambda it: it.save_enrolment(ours, moved(ours, EnrolmentState.CANCELLED)))
    assert found(sql, "us", lambda it: it.remembered_pass(NUMBER))
    assert held(sql) == (ours,)
    assert sql.transact("us", lambda it: it.intent(intent.id)) == intent
    assert sql.transact("us", lambda it: it.intent(parked.id)).state is IntentState.PARKED
    assert not sql.transact("us", lambda it: it.kept_sales(EVENT))[0].undone


def test_a_sale_counts_once_over_all_organisations(sql: LedgerStore) -> None:
    """Two organisations of one organizer see each other's sales at UiTPAS; one of them may adopt it."""
    ours, theirs = sql.transact("us", reserve()), sql.transact("them", reserve())
    sql.transact("us", lambda it: it.save_sale(ours.id, a_sale()))
    assert sql.transact("them", lambda it: it.known_sales(["499853"])) == {"499853"}
    with pytest.raises(errors.LedgerError):
        sql.transact("them", lambda it: it.save_sale(theirs.id, a_sale()))


def test_the_registration_of_another_organisation_is_no_less_a_rival(sql: LedgerStore) -> None:
    """The sales of both are in one list at UiTPAS, where nobody could tell them apart."""

    def intend(it: Ledger) -> int:
        return it.add_intent(REGISTER, (a_line(reserve()(it), REQUEST),), NOON).id

    ours, theirs = sql.transact("us", intend), sql.transact("them", intend)
    assert sql.transact("us", lambda it: it.claim(ours, NOON, LEASE))
    assert sql.transact("them", lambda it: it.claim(theirs, NOON, LEASE)) is None


def test_a_sale_without_an_enrolment_is_refused(sql: LedgerStore) -> None:
    with pytest.raises(errors.LedgerError, match=r"(?i)foreign key constraint"):
        sql.transact("us", lambda it: it.save_sale(99, a_sale()))
