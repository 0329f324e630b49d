"""Two at once: one wins, the other is told so (R1, R17), on SQLite as on PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import event, text

from tests.adapters.ledger.samples import an_activity, held, reserve
from uitkern import Enrolment, EnrolmentState, errors
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.model.publication import Publication, PublicationState
from uitkern.domain.ports.ledger import Ledger

PLACES = 40


@pytest.fixture
def two(sql_url: str) -> Iterator[list[LedgerStore]]:
    """Two that hold the ledger each for itself, as two tabs on two workers do."""
    with stores(sql_url, 2) as opened:
        yield opened


@pytest.fixture
def four(sql_url: str) -> Iterator[list[LedgerStore]]:
    with stores(sql_url, 4) as opened:
        yield opened


@contextmanager
def stores(url: str, count: int) -> Iterator[list[LedgerStore]]:
    opened = [LedgerStore(url) for _ in range(count)]
    try:
        yield opened
    finally:
        for each in opened:
            each.close()


def race(attempts: Sequence[Callable[[], Enrolment]]) -> tuple[list[Enrolment], list[Exception]]:
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
    with stores(url, 2) as both:
        for place in range(PLACES):
            take = reserve(f"kid {place}")
            won, lost = race([lambda t=take, s=each: s.transact("us", t) for each in both])  # type: ignore[misc]
            assert len(won) == 1, f"place {place} was given {len(won)} times"
            (refused,) = lost
            assert isinstance(refused, errors.AlreadyEnrolled)
            assert (refused.enrolment_id, refused.state) == (won[0].id, EnrolmentState.RESERVED)


RACER = """
import sys
from tests.adapters.ledger.samples import reserve
from uitkern import errors
from uitkern.adapters.ledger.store import LedgerStore

store = LedgerStore(sys.argv[1])
print("ready", flush=True)
for line in sys.stdin:
    child, capacity = line.split(",")
    try:
        store.transact("us", reserve(child, int(capacity) or None))
    except errors.UitkernError as error:
        print(type(error).__name__, flush=True)
    else:
        print("won", flush=True)
store.close()
"""


class Racers:
    """Two processes that are told of a place at the same moment, again and again."""

    def __init__(self, url: str) -> None:
        self._racers = [
            subprocess.Popen(
                [sys.executable, "-c", RACER, url],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={"PYTHONPATH": str(Path(__file__).parents[3])},
            )
            for _ in range(2)
        ]
        assert self._heard() == ["ready", "ready"]

    def _heard(self) -> list[str]:
        return [racer.stdout.readline().strip() for racer in self._racers if racer.stdout]

    def take(self, *children: str, capacity: int = 0) -> list[str]:
        """Let each go for its child's place; what each says."""
        for racer, child in zip(self._racers, children, strict=True):
            assert racer.stdin
            racer.stdin.write(f"{child},{capacity}\n")
            racer.stdin.flush()
        return sorted(self._heard())

    def stop(self) -> None:
        for racer in self._racers:
            racer.kill()
            racer.communicate()


@contextmanager
def racing(url: str) -> Iterator[Racers]:
    racers = Racers(url)
    try:
        yield racers
    finally:
        racers.stop()


def two_processes(url: str) -> None:
    with racing(url) as racers:
        for place in range(PLACES):
            said = racers.take(f"kid {place}", f"kid {place}")
            assert said == ["AlreadyEnrolled", "won"], f"place {place}: {said}"


RACES = {"threads": two_threads, "processes": two_processes}


@pytest.mark.parametrize("run", RACES.values(), ids=RACES)
def test_one_place_is_given_once(sql_url: str, run: Callable[[str], None]) -> None:
    run(sql_url)


@pytest.mark.parametrize("run", RACES.values(), ids=RACES)
def test_without_the_unique_index_a_place_would_be_given_twice(
    ledger_url: str, run: Callable[[str], None]
) -> None:
    """The tests above have teeth: it is the index that decides, not a look-up before."""
    store = LedgerStore(ledger_url)
    with store._engine.begin() as connection:
        connection.execute(text("DROP INDEX uq_uitkern_enrolments_live"))
    store.close()
    with pytest.raises(AssertionError, match="place 0"):
        run(ledger_url)


@pytest.mark.parametrize("free", [1, 3])
def test_the_last_places_are_given_once(four: list[LedgerStore], free: int) -> None:
    for turn in range(15):
        organisation = f"organisation {turn}"
        four[0].transact(organisation, lambda it: it.save_activity(an_activity(free)))
        won, lost = race(
            [
                lambda s=store, k=f"kid {n}", o=organisation: s.transact(o, reserve(k, free))  # type: ignore[misc]
                for n, store in enumerate(four)
            ]
        )
        assert len(won) == len(held(four[0], organisation)) == free
        assert [type(each) for each in lost] == [errors.ActivityFull] * (4 - free)


def test_processes_never_give_more_places_than_there_are(sql: LedgerStore, sql_url: str) -> None:
    sql.transact("us", lambda it: it.save_activity(an_activity(PLACES)))
    with racing(sql_url) as racers:
        said = Counter[str]()
        for turn in range(PLACES // 2 + 5):
            said.update(racers.take(f"one {turn}", f"two {turn}", capacity=PLACES - 1))
    assert said == {"won": PLACES - 1, "ActivityFull": 11}
    assert len(held(sql)) == PLACES - 1


def test_without_the_lock_the_last_place_would_be_given_twice(two: list[LedgerStore]) -> None:
    """Two would count before either has written: what taking the lock before counting prevents."""
    counted = Barrier(2)
    for store in two:
        store.transact("us", lambda it: it.save_activity(an_activity(1)))

    def take(store: LedgerStore, name: str) -> Enrolment:
        def wait_after_counting(_: object, __: object, statement: str, *___: object) -> None:
            if "count(*)" in statement:
                counted.wait(0.3)

        event.listen(store._engine, "after_cursor_execute", wait_after_counting)
        try:
            return store.transact("us", reserve(name, 1))
        finally:
            event.remove(store._engine, "after_cursor_execute", wait_after_counting)

    with pytest.raises(BrokenBarrierError), ThreadPoolExecutor(2) as pool:
        list(pool.map(take, two, ["one", "other"]))
    assert len(held(two[0])) <= 1


def test_of_two_that_take_one_event_at_once_the_second_sees_the_first(two: list[LedgerStore]) -> None:
    """Two activities alike whose creations were not answered, and a worker for each."""
    asked, seen = Barrier(2), list[str | None]()

    def take(store: LedgerStore, activity_id: str) -> None:
        def work(ledger: Ledger) -> None:
            owner = ledger.activity_of_event("an event", to_take=True)
            with suppress(BrokenBarrierError):  # nobody else comes this far: they take turns
                asked.wait(0.2)
            seen.append(owner)
            if owner is None:
                ledger.save_publication(Publication(activity_id, PublicationState.PUBLISHED, "an event"))

        store.transact("us", work)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(take, two, ("a", "b")))
    assert seen[0] is None
    assert seen[1] in {"a", "b"}
