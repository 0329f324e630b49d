"""The contract of the ledger: sales, each there once, and the daily audits of them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from attrs import evolve

from tests.adapters.ledger.samples import EVENT, NOON, a_sale, an_enrolment, moved, reserve
from uitkern import Enrolment, EnrolmentState, Euro, TicketSale, errors
from uitkern.adapters.drivers import Transacts
from uitkern.domain.model.report import Comparison, Difference, Finding
from uitkern.domain.model.sale import KeptSale
from uitkern.domain.ports.ledger import Ledger

BARE = TicketSale("7", Euro(0), "COUPON", "another event", a_sale().number)
TODAY = date(2031, 5, 1)
HOUR = timedelta(hours=1)
FOUND = (
    Comparison("camp", NOON, agreed=3, elsewhere=1, unsettled=2),
    Comparison(
        "class", NOON, findings=(Finding("class", Difference.MISSING_THERE, "7", 1),), failed="no answer"
    ),
)


def sold(ledger: Transacts, child: str, sale: TicketSale) -> int:
    new = ledger(reserve(child))
    ledger(lambda it: it.save_sale(new.id, sale))
    return new.id


def test_a_sale_comes_back_as_it_was(ledger: Transacts) -> None:
    free = evolve(
        a_sale("0"), regular_price=Euro(0)
    )  # a price of 0 is a price: only what was left out is unknown
    for child, sale in (("full", a_sale()), ("bare", BARE), ("free", free)):
        sold(ledger, child, sale)
        assert ledger(lambda it, s=sale: it.sale(s.id)) == sale  # type: ignore[misc]


def test_a_sale_counts_once(ledger: Transacts) -> None:
    first = sold(ledger, "one", a_sale())
    other = ledger(reserve("other"))
    for enrolment_id in (first, other.id):
        with pytest.raises(errors.LedgerError):
            ledger(lambda it, e=enrolment_id: it.save_sale(e, evolve(a_sale(), price=Euro(1))))  # type: ignore[misc]
    assert ledger(lambda it: it.sale("499853")) == a_sale()
    assert [each.enrolment_id for each in ledger(lambda it: it.kept_sales(EVENT))] == [first]


def test_what_is_known_is_told_of_any_number_of_sales(ledger: Transacts) -> None:
    sold(ledger, "one", a_sale("a"))
    sold(ledger, "two", a_sale("b"))
    ledger(lambda it: it.mark_undone("b", NOON))
    asked = ["a", "b", "c", *map(str, range(2000))]
    assert ledger(lambda it: it.known_sales(asked)) == {"a", "b"}
    assert ledger(lambda it: it.known_sales([])) == frozenset()
    assert ledger(lambda it: it.known_sales(["c"])) == frozenset()


def test_the_sales_of_an_event_are_kept_with_their_enrolments_undone_ones_as_well(ledger: Transacts) -> None:
    one, two = sold(ledger, "one", a_sale("a")), sold(ledger, "two", a_sale("b"))
    sold(ledger, "three", BARE)
    ledger(lambda it: it.mark_undone("b", NOON))
    second = ledger(lambda it: it.enrolment(two))
    ledger(lambda it: it.save_enrolment(second, moved(second, EnrolmentState.CANCELLED)))
    assert ledger(lambda it: it.kept_sales(EVENT)) == (
        KeptSale(a_sale("a"), one, EnrolmentState.RESERVED, undone=False),
        KeptSale(a_sale("b"), two, EnrolmentState.CANCELLED, undone=True),
    )
    assert ledger(lambda it: it.kept_sales("nothing")) == ()


def test_an_unknown_sale_is_undone_without_a_word(ledger: Transacts) -> None:
    ledger(lambda it: it.mark_undone("nope", NOON))


def reserve_place(ledger: Ledger, wanted: Enrolment) -> Enrolment:
    return ledger.reserve(wanted, None)


def test_the_activities_for_which_a_sale_was_wanted_are_listed_once(ledger: Transacts) -> None:
    assert ledger(lambda it: it.sold_activities()) == ()
    for participant, activity in (("one", "camp"), ("two", "camp"), ("one", "a class")):
        wanted = evolve(an_enrolment(participant), activity_id=activity)
        ledger(partial(reserve_place, wanted=wanted))
    ledger(partial(reserve_place, wanted=evolve(an_enrolment(tariff_id=None), activity_id="at full price")))
    assert ledger(lambda it: it.sold_activities()) == ("a class", "camp")


def test_an_audit_is_taken_once_a_day_and_again_after_an_hour_without_an_end(ledger: Transacts) -> None:
    assert ledger(lambda it: it.audit()) == ()
    assert ledger(lambda it: it.begin_audit(TODAY, NOON))
    assert not ledger(lambda it: it.begin_audit(TODAY, NOON + HOUR - timedelta(microseconds=1)))
    assert ledger(lambda it: it.begin_audit(TODAY, NOON + HOUR))
    assert not ledger(lambda it: it.begin_audit(TODAY, NOON + HOUR)), "the second taker has his hour too"
    assert ledger(lambda it: it.audit()) == ()
    ledger(lambda it: it.save_audit(TODAY, FOUND, NOON + HOUR))
    assert not ledger(lambda it: it.begin_audit(TODAY, NOON + 9 * HOUR))
    assert ledger(lambda it: it.begin_audit(TODAY + timedelta(days=1), NOON + 24 * HOUR))


def test_what_the_latest_finished_audit_found_is_told(ledger: Transacts) -> None:
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    for day in (TODAY, yesterday, tomorrow):
        assert ledger(lambda it, d=day: it.begin_audit(d, NOON))  # type: ignore[misc]
    ledger(lambda it: it.save_audit(TODAY, FOUND, NOON))
    ledger(lambda it: it.save_audit(yesterday, (), NOON))
    assert ledger(lambda it: it.audit()) == FOUND
