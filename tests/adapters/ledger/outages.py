"""A database that fails in one chosen transaction, in every way a database can."""

from __future__ import annotations

import resource
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from attrs import define, evolve
from sqlalchemy import create_engine, text

from uitkern import Uitkern, errors
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.ports.ledger import Ledger

T = TypeVar("T")
Work = Callable[[Ledger], Any]
Outage = Callable[[LedgerStore, Work], Any]
"""Does a transaction while the database has trouble; what it answers or raises is what the flow gets."""


def disk_full(store: LedgerStore, work: Work) -> Any:
    """The last page is taken while the transaction writes."""

    def write_until_full(it: Ledger) -> None:
        work(it)
        for number in range(1000):
            it.save_activity(evolve(it.activity("camp"), id="c" * 150 + str(number)))

    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with pragma(store, f"max_page_count = {pages}", "max_page_count = 1073741823"):
        return store.transact("us", write_until_full)


def no_byte_more(store: LedgerStore, work: Work) -> Any:
    """Every write to a file fails, as beyond a quota."""
    before, compiling = resource.getrlimit(resource.RLIMIT_FSIZE), sys.dont_write_bytecode
    sys.dont_write_bytecode = True  # a cut .pyc would stay
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        return store.transact("us", work)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
        sys.dont_write_bytecode = compiling


def read_only(store: LedgerStore, work: Work) -> Any:
    with pragma(store, "query_only = ON", "query_only = OFF"):
        return store.transact("us", work)


def locked(store: LedgerStore, work: Work) -> Any:
    """Another program writes, and does not come to an end."""
    other = sqlite3.connect(str(store._engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pragma(store, "busy_timeout = 1", "busy_timeout = 10000"):
            return store.transact("us", work)
    finally:
        other.close()


def cut_at_the_beginning(store: LedgerStore, work: Work) -> Any:
    """The server ends the connection before the first statement of the transaction."""

    def cut_first(it: Ledger) -> Any:
        cut_connections(store)
        return work(it)

    return store.transact("us", cut_first)


def cut_before_the_commit(store: LedgerStore, work: Work) -> Any:
    """The server ends the connection when everything is written, and not committed."""

    def cut_last(it: Ledger) -> Any:
        answer = work(it)
        cut_connections(store)
        return answer

    return store.transact("us", cut_last)


def answer_of_the_commit_lost(store: LedgerStore, work: Work) -> Any:
    """Everything is committed, and nobody hears of it."""
    store.transact("us", work)
    raise errors.LedgerError("ledger: the connection was lost; nothing was written, as far as we know")


def cut_connections(store: LedgerStore) -> None:
    """End every connection of the ledger from another one, as an operator or a fail-over does."""
    engine = create_engine(store._engine.url)
    with engine.connect() as connection:
        ended = connection.execute(
            text(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        ).scalars()
        assert all(ended.all())
    engine.dispose()


ON_SQLITE: dict[str, Outage] = {
    "disk full": disk_full,
    "no byte more": no_byte_more,
    "read-only": read_only,
    "locked": locked,
    "answer of the commit lost": answer_of_the_commit_lost,
}
ON_POSTGRESQL: dict[str, Outage] = {
    "cut at the beginning": cut_at_the_beginning,
    "cut before the commit": cut_before_the_commit,
    "answer of the commit lost": answer_of_the_commit_lost,
}


@define
class Failing:
    """A core's way to its ledger, which has trouble in transaction number `nth` after `arm`."""

    store: LedgerStore
    outage: Outage
    nth: int | None = None
    count: int = 0
    felt: bool = False

    def transact(self, work: Callable[[Ledger], T], /) -> T:
        self.count += 1
        if self.nth is None or self.count != self.nth + 1:
            return self.store.transact("us", work)
        try:
            found: T = self.outage(self.store, work)
        except errors.LedgerError:
            self.felt = True
            raise
        return found

    @contextmanager
    def trouble_in(self, nth: int) -> Iterator[None]:
        """Have trouble in the transaction after `nth` others."""
        self.nth, self.count, self.felt = nth, 0, False
        try:
            yield
        finally:
            self.nth = None

    @property
    def reached(self) -> bool:
        """Whether there was such a transaction since `trouble_in`."""
        return self.felt or (self.nth is not None and self.count > self.nth)


def failing(core: Uitkern, outage: Outage) -> Failing:
    """Put trouble between a core and its ledger."""
    way = Failing(core._store, outage)
    core._outside = evolve(core._outside, transact=way.transact)
    return way


@contextmanager
def pragma(store: LedgerStore, during: str, after: str) -> Iterator[None]:
    """Set a pragma on the ledger's connection."""
    _say(store, during)
    try:
        yield
    finally:
        _say(store, after)


def _say(store: LedgerStore, words: str) -> None:
    raw = store._engine.raw_connection()
    raw.cursor().execute(f"PRAGMA {words}").close()
    raw.close()
