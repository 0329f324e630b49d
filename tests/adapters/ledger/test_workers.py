"""Many workers on one ledger: each takes what no other has, and none waits for another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest
from attrs import evolve
from sqlalchemy import event

from tests.adapters.ledger.samples import LEASE, NOON, REQUEST, a_line, an_enrolment, reserve
from uitkern import EnrolmentState, LedgerAt
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.model.intent import Intent, IntentKind
from uitkern.domain.ports.ledger import Ledger

WORKERS, INTENTS = 4, 40


@pytest.fixture
def workers(sql_url: str) -> Iterator[list[LedgerStore]]:
    opened = [LedgerStore(sql_url) for _ in range(WORKERS)]
    yield opened
    for each in opened:
        each.close()


def intend(store: LedgerStore, child: str, *, event_id: str = "", organisation: str = "us") -> Intent:
    request = evolve(REQUEST, event_id=event_id or f"event of {child}")

    def work(it: Ledger) -> Intent:
        return it.add_intent(IntentKind.REGISTER, (a_line(reserve(child)(it), request),), NOON)

    return store.transact(organisation, work)


def test_of_many_workers_each_takes_other_intents(workers: list[LedgerStore]) -> None:
    made = [intend(workers[0], str(number)).id for number in range(INTENTS)]
    start = Barrier(WORKERS)

    def work(store: LedgerStore) -> list[int]:
        start.wait(10)
        taken = []
        while claimed := store.transact("us", lambda it: it.claim_due(NOON, LEASE)):
            taken.append(claimed.id)
        return taken

    with ThreadPoolExecutor(WORKERS) as pool:
        taken = [intent for each in pool.map(work, workers) for intent in each]
    assert Counter(taken) <= Counter(made), "nothing is taken twice"
    while claimed := workers[0].transact("us", lambda it: it.claim_due(NOON, LEASE)):
        taken.append(claimed.id)  # who was passed over while it was being taken by one who lost it
    assert sorted(taken) == made


def test_of_many_who_want_one_intent_one_has_it(workers: list[LedgerStore]) -> None:
    for number in range(15):
        intent = intend(workers[0], str(number))
        start = Barrier(WORKERS)

        def take(store: LedgerStore, at: Barrier = start, wanted: int = intent.id) -> Intent | None:
            at.wait(10)
            return store.transact("us", lambda it: it.claim(wanted, NOON, LEASE))

        with ThreadPoolExecutor(WORKERS) as pool:
            won = [each for each in pool.map(take, workers) if each]
        assert [each.fence for each in won] == [1]


@pytest.mark.parametrize("organisations", [["us", "us"], ["us", "them"]], ids=["one", "two organisations"])
@pytest.mark.parametrize("by_due", [False, True], ids=["by id", "by being due"])
def test_of_two_attempts_at_one_sale_one_is_claimed(
    workers: list[LedgerStore], organisations: list[str], by_due: bool
) -> None:
    """Neither sees what the other has not committed yet: a look alone would let both through."""
    for number in range(15):
        pair = [
            intend(workers[0], f"{name} {number}", event_id=f"event {number}", organisation=organisation)
            for name, organisation in zip(("one", "two"), organisations, strict=True)
        ]
        start = Barrier(2)

        def take(which: int, at: Barrier = start, of: list[Intent] = pair) -> Intent | None:
            def work(it: Ledger) -> Intent | None:
                if workers[0]._engine.dialect.name == "postgresql":  # SQLite lets one in at a time
                    at.wait(10)
                return it.claim_due(NOON, LEASE) if by_due else it.claim(of[which].id, NOON, LEASE)

            return workers[which].transact(organisations[which], work)

        with ThreadPoolExecutor(2) as pool:
            won = [each for each in pool.map(take, range(2)) if each]
        assert len(won) == 1, f"pair {number}"


def test_a_worker_passes_over_what_another_is_taking(postgres: LedgerStore) -> None:
    """SKIP LOCKED: it takes the next at once, though the first has not committed."""
    other = LedgerStore(LedgerAt(url(postgres), statement_timeout=timedelta(seconds=2)))
    first, second = intend(postgres, "one"), intend(postgres, "two")

    def take_two(it: Ledger) -> tuple[Intent | None, Intent | None]:
        return it.claim_due(NOON, LEASE), other.transact("us", lambda there: there.claim_due(NOON, LEASE))

    taken = postgres.transact("us", take_two)
    assert [each and each.id for each in taken] == [first.id, second.id]
    other.close()


def test_without_skipping_a_worker_would_wait_for_another(postgres: LedgerStore) -> None:
    """The test above has teeth: by its id the same intent cannot be had while another is taking it."""
    first = intend(postgres, "one")
    begun, waiting = Event(), Event()

    def hold(it: Ledger) -> None:
        assert it.claim_due(NOON, LEASE)
        begun.set()
        assert waiting.wait(10)

    def want() -> Intent | None:
        assert begun.wait(10)
        event.listen(other._engine, "before_cursor_execute", lambda *_: waiting.set())
        return other.transact("us", lambda it: it.claim(first.id, NOON, LEASE))

    other = LedgerStore(url(postgres))
    with ThreadPoolExecutor(2) as pool:
        holding, wanting = pool.submit(postgres.transact, "us", hold), pool.submit(want)
        assert wanting.result(10) is None
        holding.result(10)
    other.close()


def test_two_workers_let_other_holds_lapse(postgres: LedgerStore) -> None:
    other = LedgerStore(LedgerAt(url(postgres), statement_timeout=timedelta(seconds=2)))
    for child in ("one", "two"):
        waiting = an_enrolment(child, EnrolmentState.AWAITING_PAYMENT)
        postgres.transact("us", lambda it, w=waiting: it.reserve(w, None))  # type: ignore[misc]
    late = NOON + timedelta(days=1)

    def lapse_two(it: Ledger) -> list[str]:
        mine = it.lapsed_holds(late, 1)
        return [
            each.participant_id
            for each in mine + other.transact("us", lambda there: there.lapsed_holds(late, 9))
        ]

    assert sorted(postgres.transact("us", lapse_two)) == ["one", "two"]
    other.close()


def url(store: LedgerStore) -> str:
    return store._engine.url.render_as_string(hide_password=False)
