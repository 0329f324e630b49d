"""What durability costs: `python -m bench.ledger [throughput offers growth] [--json FILE]`.

Every figure is a ratio within one run, the median of three: the machine may be slow, the ratio stays.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Engine, event, text

from bench.ledger_growth import growth
from bench.ledger_house import Databases, databases, furnish, open_core, uitpas_with
from uitkern.adapters.ledger.engines import LedgerAt, open_engine

KINDS = ("sqlite", "postgresql")
WORKERS = (1, 4, 8)
ENROLMENTS = 80
ROUNDS = 3
_INSERT = text("INSERT INTO uitkern_participants (organisation, id) VALUES ('bare', :id)")
Row = dict[str, Any]


def _share(workers: int, worker: int) -> range:
    each = ENROLMENTS // workers
    return range(worker * each, (worker + 1) * each)


def _enrol(ledger: str, children: range, activity: str, worker: int, ready: Barrier) -> None:
    """One worker: reserve, intent, registration and payment of its share of the children."""
    with open_core(ledger, uitpas_with(children, worker)) as core:
        furnish(core, children, activity)
        ready.wait()
        for index in children:
            core.confirm(core.enrol(f"child-{index}", activity).id)
        ready.wait()


def _commit(ledger: str, children: range, activity: str, worker: int, ready: Barrier) -> None:  # noqa: ARG001
    """One worker: a bare insert and commit for each child."""
    engine = open_engine(LedgerAt(ledger))
    with engine.begin():
        pass
    ready.wait()
    for index in children:
        with engine.begin() as connection:
            connection.execute(_INSERT, {"id": f"{activity}-{index}"})
    ready.wait()
    engine.dispose()


def _per_second(work: Callable[..., None], ledger: str, workers: int, activity: str) -> float:
    context = multiprocessing.get_context("fork")
    ready = context.Barrier(workers + 1)
    shares = [_share(workers, worker) for worker in range(workers)]
    processes = [
        context.Process(target=work, args=(ledger, share, activity, worker, ready))
        for worker, share in enumerate(shares)
    ]
    for process in processes:
        process.start()
    ready.wait()
    began = time.perf_counter()
    ready.wait()
    taken = time.perf_counter() - began
    for process in processes:
        process.join()
        if process.exitcode:
            raise RuntimeError(f"a worker ended with {process.exitcode}")
    return sum(map(len, shares)) / taken


def _transactions(ledger: str) -> float:
    """How many transactions one enrolment and its payment take."""
    children = range(1000, 1010)
    with open_core(ledger, uitpas_with(children, 90)) as core:
        furnish(core, children, "counted")
        count = 0

        def one_more(_: object) -> None:
            nonlocal count
            count += 1

        event.listen(Engine, "commit", one_more)
        for index in children:
            core.confirm(core.enrol(f"child-{index}", "counted").id)
        event.remove(Engine, "commit", one_more)
    return count / len(children)


def throughput(made: Databases) -> Iterator[Row]:
    """Durable enrolments per second against bare commits per second, on the same ledger."""
    for kind in KINDS:
        ledger = made.new(kind)
        commits = _transactions(ledger)
        for workers in WORKERS:
            bare, durable = [], []
            for turn in range(ROUNDS):
                activity = f"{workers}-{turn}"
                bare.append(_per_second(_commit, ledger, workers, activity))
                ledger = made.new(kind)  # each world begins with the same sale ids
                with open_core(ledger, uitpas_with(range(0))):
                    pass
                durable.append(_per_second(_enrol, ledger, workers, activity))
            ratio = median(d / b for d, b in zip(durable, bare, strict=True))
            yield {
                "figure": f"{kind}, {workers} workers: enrolments per bare commit",
                "value": round(ratio, 3),
                "enrolments_per_second": [round(each, 1) for each in durable],
                "bare_commits_per_second": [round(each, 1) for each in bare],
                "transactions_per_enrolment": commits,
                "per_transaction": round(ratio * commits, 2),
            }


def offers(made: Databases) -> Iterator[Row]:
    """Offers of 40 children for 10 activities: asked once, then from the cache of the day."""
    children, activities = range(40), [f"camp-{index}" for index in range(10)]
    for kind in KINDS:
        with open_core(made.new(kind), uitpas_with(children)) as core:
            for activity in activities:
                furnish(core, range(0), activity)
            before = core.calls.count
            furnish(core, children, activities[0])
            pairs = [f"child-{index}" for index in children]
            core.offers(pairs, activities)
            cold = core.calls.count - before
            rates = []
            for _ in range(ROUNDS):
                before = core.calls.count
                began = time.perf_counter()
                told = core.offers(pairs, activities)
                rates.append(len(told) / (time.perf_counter() - began))
            singles = time.perf_counter()
            for child in pairs:
                core.offer(child, activities[0])
            single = len(pairs) / (time.perf_counter() - singles)
        yield {
            "figure": f"{kind}: offers per second from a warm cache",
            "value": round(median(rates), 0),
            "one_at_a_time_per_second": round(single, 0),
            "calls_when_warm": core.calls.count - before,
            "calls_when_cold": f"{cold} for {len(pairs) * len(activities)} offers that share one event",
        }


BENCHES: dict[str, Callable[[Databases], Iterator[Row]]] = {
    "throughput": throughput,
    "offers": offers,
    "growth": growth,
}


def main() -> int:
    """Run what is named, or everything; ends with 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.ledger", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(BENCHES)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    options = parser.parse_args()
    unknown = set(options.names) - BENCHES.keys()
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    rows: list[Row] = []
    sys.stdout.write("| figure | value | behind it |\n|---|---|---|\n")
    with databases() as made:
        for name in options.names or BENCHES:
            for row in BENCHES[name](made):
                rows.append(row)
                behind = "; ".join(f"{k} {v}" for k, v in row.items() if k not in {"figure", "value"})
                sys.stdout.write(f"| {row['figure']} | {row['value']} | {behind} |\n")
                sys.stdout.flush()
    if options.json:
        options.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return int(any(row.get("reached") is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
