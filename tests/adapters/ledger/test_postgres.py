"""PostgreSQL in trouble: a crowd for few connections, statements without end, a server that goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import make_url, text

from tests.adapters.cores import MORNING, made_ready, open_core
from tests.adapters.ledger.samples import DIGITS, a_child, an_activity, held, reserve
from tests.postgres import postgres as a_server
from uitkern import EnrolmentState, LedgerAt, errors
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.ports.ledger import Ledger
from uitkern.simulator.testing.publiq import Publiq

SHORT = timedelta(milliseconds=300)


def url(store: LedgerStore) -> str:
    return store._engine.url.render_as_string(hide_password=False)


@pytest.fixture
def hurried(postgres: LedgerStore) -> Iterator[LedgerStore]:
    """Two connections at most, and nothing may take long."""
    opened = LedgerStore(LedgerAt(url(postgres), pool_size=1, overflow=1, statement_timeout=SHORT))
    yield opened
    opened.close()


def refusal(do: Callable[[], object]) -> str:
    with pytest.raises(errors.LedgerError) as refused:
        do()
    words = str(refused.value)
    assert words.startswith("ledger: ")
    assert words.endswith("; nothing was written")
    assert len(words.splitlines()) == 1
    assert DIGITS not in words
    return words


def test_a_crowd_for_few_connections_waits_and_is_then_refused(hurried: LedgerStore) -> None:
    entered, leave = [Event(), Event()], Event()

    def stay(which: int) -> Callable[[Ledger], None]:
        def work(it: Ledger) -> None:
            it.save_participant(a_child(str(which)))
            entered[which].set()
            assert leave.wait(10)

        return work

    with ThreadPoolExecutor(2) as pool:
        staying = [pool.submit(hurried.transact, "us", stay(which)) for which in range(2)]
        assert all(each.wait(10) for each in entered)
        words = refusal(lambda: hurried.transact("us", reserve()))
        leave.set()
        for each in staying:
            each.result(10)
    assert "connection timed out" in words
    assert hurried.transact("us", reserve()).participant_id == "kid"
    assert hurried.transact("us", lambda it: it.participant("1")) == a_child("1")


def test_a_statement_that_takes_too_long_is_ended(hurried: LedgerStore) -> None:
    def work(it: Any) -> None:
        it.save_participant(a_child())
        it.connection.execute(text("SELECT pg_sleep(30)"))

    assert "statement timeout" in refusal(lambda: hurried.transact("us", work))
    with pytest.raises(errors.NotFound):
        hurried.transact("us", lambda it: it.participant("kid"))
    assert hurried.transact("us", reserve()).participant_id == "kid"


def test_a_lock_that_another_holds_too_long_is_not_waited_for(
    hurried: LedgerStore,
    postgres: LedgerStore,
) -> None:
    postgres.transact("us", lambda it: it.save_activity(an_activity(1)))

    def work(it: Ledger) -> str:
        reserve("first", 1)(it)
        return refusal(lambda: hurried.transact("us", reserve("second", 1)))

    assert "timeout" in postgres.transact("us", work)
    assert [each.participant_id for each in held(hurried)] == ["first"]
    with pytest.raises(errors.ActivityFull):
        hurried.transact("us", reserve("second", 1))


def test_who_leaves_a_transaction_open_loses_it_and_not_the_place_of_others(hurried: LedgerStore) -> None:
    """A node that hangs in the middle of a transaction frees what it locked."""
    hurried.transact("us", lambda it: it.save_activity(an_activity(1)))

    def hang(it: Any) -> None:
        reserve("slow", 1)(it)
        Event().wait(SHORT.total_seconds() * 3)

    refusal(lambda: hurried.transact("us", hang))
    assert hurried.transact("us", reserve("next", 1)).participant_id == "next"
    assert [each.participant_id for each in held(hurried)] == ["next"]


def test_the_isolation_that_the_locks_are_made_for_is_ours_to_set(postgres: LedgerStore) -> None:
    """Also in a database whose transactions are stricter unless said otherwise."""
    name = postgres._engine.url.database
    with postgres._engine.begin() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'"))
    try:
        opened = LedgerStore(url(postgres))
        with opened._engine.connect() as connection:
            assert connection.execute(text("SHOW transaction_isolation")).scalar() == "read committed"
        opened.close()
    finally:
        with postgres._engine.begin() as connection:
            connection.execute(text(f"ALTER DATABASE {name} RESET default_transaction_isolation"))


def test_what_the_url_says_of_a_connection_is_kept(new_postgres: Callable[[], str]) -> None:
    """Such as the schema that a host has for its libraries; our own settings come on top."""
    at = make_url(new_postgres())
    opened = LedgerStore(at.render_as_string(hide_password=False))
    with opened._engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA apart"))
    opened.close()
    there = at.update_query_dict({"options": "-c search_path=apart"})
    opened = LedgerStore(there.render_as_string(hide_password=False))
    assert opened.transact("us", reserve()).id == 1
    with opened._engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM apart.uitkern_enrolments")).scalar() == 1
        assert connection.execute(text("SELECT count(*) FROM public.uitkern_enrolments")).scalar() == 0
        assert connection.execute(text("SHOW statement_timeout")).scalar() == "30s"
    opened.close()


def test_the_ledger_goes_on_when_the_server_has_been_away(publiq: Publiq) -> None:
    """An error as long as it is away; then the same works, and nothing is lost."""
    publiq.clock.freeze(MORNING)
    with a_server() as server:
        any_server: Any = server
        core = open_core(publiq, server.get_uri(database="postgres"))
        made_ready(core)
        first = core.enrol("kid", "camp")
        any_server.stop()
        attempts: list[Callable[[], object]] = [core.enrolments, lambda: core.cancel(first.id), core.tick]
        for attempt in attempts:
            with pytest.raises(errors.LedgerError, match=r"^ledger: postgres: "):
                attempt()
        any_server.ensure_postgres_running()
        assert core.enrolments() == (first,)
        assert core.cancel(first.id).state is EnrolmentState.CANCELLED
        assert core.enrol("kid", "camp").state is EnrolmentState.AWAITING_PAYMENT
        assert core.reconcile("camp").agrees
        assert len(publiq.world.state.sales) == 1
        core.close()


def test_a_server_that_refuses_our_password_is_told_without_it() -> None:
    with a_server() as server:
        any_server: Any = server
        server.psql("CREATE ROLE guarded LOGIN PASSWORD 'right-secret'")
        rules = Path(any_server.pgdata, "pg_hba.conf")
        rules.write_text("local all guarded scram-sha-256\n" + rules.read_text())
        server.psql("SELECT pg_reload_conf()")
        at = server.get_uri(database="postgres").replace("postgres:@", "guarded:wrong-secret@")
        assert "guarded" in at
        with pytest.raises(errors.LedgerError, match="password authentication failed for user") as refused:
            LedgerStore(at)
        told = str(refused.value)
        assert "wrong-secret" not in told
        assert len(told.splitlines()) == 1
        server.psql("GRANT ALL ON SCHEMA public TO guarded")
        LedgerStore(at.replace("wrong-secret", "right-secret")).close()
