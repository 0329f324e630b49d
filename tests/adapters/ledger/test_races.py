"""Two at once: one wins, the other is told so (R1, R17)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import event, text

from tests.adapters.ledger.samples import an_activity, held, reserve, url_of
from uitkern import Enrolment, EnrolmentState, errors
from uitkern.adapters.ledger.store import LedgerStore

PLACES = 40


def race(attempts: list[Callable[[], Enrolment]]) -> tuple[list[Enrolment], list[Exception]]:
    """Let all begin at the same moment; who came through, and what the others heard."""
    start = Barrier(len(attempts))

    def run(attempt: Callable[[], Enrolment]) -> Enrolment | Exception:
        start.wait(10)
        try:
            return attempt()
        except errors.UitkernError as error:
            return error

    with ThreadPoolExecutor(len(attempts)) as pool:
        ended = list(pool.map(run, attempts))
    won = [each for each in ended if isinstance(each, Enrolment)]
    return won, [each for each in ended if isinstance(each, Exception)]


def two_threads(url: str) -> None:
    """Two that hold the ledger each for itself, as two tabs on two workers do."""
    one, other = LedgerStore(url), LedgerStore(url)
    try:
        for place in range(PLACES):
            take = reserve(f"kid {place}")
            won, lost = race([lambda t=take: one.transact("us", t), lambda t=take: other.transact("us", t)])  # type: ignore[misc]
            assert len(won) == 1, f"place {place} was given {len(won)} times"
            (refused,) = lost
            assert isinstance(refused, errors.AlreadyEnrolled)
            assert (refused.enrolment_id, refused.state) == (won[0].id, EnrolmentState.RESERVED)
    finally:
        one.close()
        other.close()


RACER = """
import sys
from tests.adapters.ledger.samples import reserve
from uitkern import errors
from uitkern.adapters.ledger.store import LedgerStore

store = LedgerStore(sys.argv[1])
print("ready", flush=True)
for line in sys.stdin:
    try:
        store.transact("us", reserve(line.strip()))
    except errors.UitkernError as error:
        print(type(error).__name__, flush=True)
    else:
        print("won", flush=True)
store.close()
"""


def two_processes(url: str) -> None:
    """Two processes are told of a place at the same moment, again and again."""
    command = [sys.executable, "-c", RACER, url]
    root = str(Path(__file__).parents[3])
    racers = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": root}
        )
        for _ in range(2)
    ]
    try:
        assert [racer.stdout.readline() for racer in racers if racer.stdout] == ["ready\n", "ready\n"]
        for place in range(PLACES):
            for racer in racers:
                assert racer.stdin
                racer.stdin.write(f"kid {place}\n")
                racer.stdin.flush()
            said = [racer.stdout.readline().strip() for racer in racers if racer.stdout]
            assert sorted(said) == ["AlreadyEnrolled", "won"], f"place {place}: {said}"
    finally:
        for racer in racers:
            racer.kill()
            racer.communicate()


RACES = {"threads": two_threads, "processes": two_processes}


@pytest.mark.parametrize("run", RACES.values(), ids=RACES)
def test_one_place_is_given_once(tmp_path: Path, run: Callable[[str], None]) -> None:
    run(url_of(tmp_path))


@contextmanager
def without_the_index(tmp_path: Path) -> Iterator[str]:
    """A ledger that somebody has taken the unique index from."""
    store = LedgerStore(url_of(tmp_path))
    with store._engine.begin() as connection:
        connection.execute(text("DROP INDEX uq_uitkern_enrolments_live"))
    store.close()
    yield url_of(tmp_path)


@pytest.mark.parametrize("run", RACES.values(), ids=RACES)
def test_without_the_unique_index_a_place_would_be_given_twice(
    tmp_path: Path, run: Callable[[str], None]
) -> None:
    """The tests above have teeth: it is the index that decides, not a look-up before."""
    with without_the_index(tmp_path) as url, pytest.raises(AssertionError, match="place 0"):
        run(url)


@pytest.mark.parametrize("free", [1, 3])
def test_the_last_places_are_given_once(tmp_path: Path, free: int) -> None:
    stores = [LedgerStore(url_of(tmp_path)) for _ in range(4)]
    for turn in range(15):
        organisation = f"organisation {turn}"
        stores[0].transact(organisation, lambda ledger: ledger.save_activity(an_activity(free)))
        won, lost = race(
            [
                lambda s=store, k=f"kid {n}", o=organisation: s.transact(o, reserve(k, free))  # type: ignore[misc]
                for n, store in enumerate(stores)
            ]
        )
        assert len(won) == len(held(stores[0], organisation)) == free
        assert [type(each) for each in lost] == [errors.ActivityFull] * (4 - free)
    for store in stores:
        store.close()


def test_without_the_lock_the_last_place_would_be_given_twice(tmp_path: Path) -> None:
    """Two count before either has written: what taking the lock at the beginning prevents."""
    stores = [LedgerStore(url_of(tmp_path)) for _ in range(2)]
    counted = Barrier(2)
    for store in stores:
        store.transact("us", lambda ledger: ledger.save_activity(an_activity(1)))

    def take(store: LedgerStore, name: str) -> Enrolment:
        def wait_after_counting(_: object, __: object, statement: str, *___: object) -> None:
            if "count(*)" in statement:
                counted.wait(0.3)

        event.listen(store._engine, "after_cursor_execute", wait_after_counting)
        try:
            return store.transact("us", reserve(name, 1))
        finally:
            event.remove(store._engine, "after_cursor_execute", wait_after_counting)

    with pytest.raises(Exception, match=r"^$") as broken, ThreadPoolExecutor(2) as pool:
        list(pool.map(take, stores, ["one", "other"]))
    assert type(broken.value).__name__ == "BrokenBarrierError", "they never counted side by side"
    assert len(held(stores[0])) <= 1
    for store in stores:
        store.close()
