"""The contract of the ledger: what publiq wants to be left alone, everybody leaves alone."""

from __future__ import annotations

from datetime import timedelta

from tests.adapters.ledger.samples import NOON
from uitkern.adapters.drivers import Transacts
from uitkern.adapters.ledger.store import LedgerStore

MINUTE = timedelta(minutes=1)


def test_what_is_left_alone_is_so_until_its_moment_and_the_later_one_counts(ledger: Transacts) -> None:
    assert ledger(lambda it: it.resting_until("register", NOON)) is None
    for until in (NOON + MINUTE, NOON + 3 * MINUTE, NOON + 2 * MINUTE):
        ledger(lambda it, u=until: it.rest("register", u))  # type: ignore[misc]
    assert ledger(lambda it: it.resting_until("register", NOON)) == NOON + 3 * MINUTE
    assert ledger(lambda it: it.resting_until("register", NOON + 3 * MINUTE)) is None
    assert ledger(lambda it: it.resting_until("undo", NOON)) is None


def test_each_organisation_waits_for_itself(sql: LedgerStore) -> None:
    """A 429 is about one organisation's credentials."""
    sql.transact("us", lambda it: it.rest("register", NOON + MINUTE))
    assert sql.transact("them", lambda it: it.resting_until("register", NOON)) is None
