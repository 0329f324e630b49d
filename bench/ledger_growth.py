"""What an enrolment costs in a ledger that is full of old ones, and which queries read whole tables."""

# ruff: noqa: S608 - what is put together here are constants

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median
from typing import Any

from sqlalchemy import Engine, event, text

from bench.ledger_house import ORGANISATION, Databases, furnish, open_core, uitpas_with
from uitkern import Uitkern
from uitkern.adapters.ledger.engines import LedgerAt, open_engine

SIZES = (1_000, 100_000, 1_000_000)
EACH = 40
ROUNDS = 3
FLAT = 1.5
_NUMBERS = {
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {size}) ",
    "postgresql": "WITH s(n) AS (SELECT generate_series(1, {size})) ",
}
_WHEN = "'2026-01-02T03:04:05.000000+00:00'"
_FILL = (
    f"""INSERT INTO uitkern_enrolments (id, organisation, participant_id, activity_id, state,
    base_price_cents, price_cents, agreed_cents, created, hold_until, tariff_id, uitpas_number, event_id,
    sale_id) {{numbers}} SELECT n, '{ORGANISATION}', 'old-' || n, 'old-' || (n % 1000), 'confirmed', 1000,
    200, 200, {_WHEN}, {_WHEN}, 'SOCIALTARIFF', '0900000000000', 'event-' || (n % 1000),
    'old-' || n FROM s""",
    f"""INSERT INTO uitkern_ticket_sales (id, organisation, enrolment_id, tariff_id, event_id, uitpas_number,
    price_cents, created) {{numbers}} SELECT 'old-' || n, '{ORGANISATION}', n, 'SOCIALTARIFF',
    'event-' || (n % 1000), '0900000000000', 200, {_WHEN} FROM s""",
    f"""INSERT INTO uitkern_intents (id, organisation, kind, state, due, created) {{numbers}}
    SELECT n, '{ORGANISATION}', 'register', 'done', {_WHEN}, {_WHEN} FROM s""",
    """INSERT INTO uitkern_intent_lines (intent_id, position, enrolment_id, sale_key) {numbers}
    SELECT n, 0, n, 'event-' || (n % 1000) || ' SOCIALTARIFF 09' || n FROM s""",
)
_SEQUENCES = ("uitkern_enrolments", "uitkern_intents")
_LARGE = ("uitkern_enrolments", "uitkern_ticket_sales", "uitkern_intents", "uitkern_intent_lines")


def growth(made: Databases) -> Iterator[dict[str, Any]]:
    """Enrol and pay in ledgers of each size, in turns; flat means 1.5 times the smallest at most."""
    for kind in ("sqlite", "postgresql"):
        with ExitStack() as stack:
            cores = {size: stack.enter_context(_full(made.new(kind), kind, size)) for size in SIZES}
            for core in cores.values():
                _enrol(core, range(1, EACH))  # what is read for the first time
            rounds = [
                {size: _enrol(core, range(EACH * turn, EACH * (turn + 1))) for size, core in cores.items()}
                for turn in range(1, ROUNDS + 1)
            ]
            scans = {size: _whole_reads(core, kind) for size, core in cores.items()}
        for size in SIZES[1:]:
            ratio = median(each[size] / each[SIZES[0]] for each in rounds)
            yield {
                "figure": f"{kind}: an enrolment at {size:,} rows against one at {SIZES[0]:,}",
                "value": round(ratio, 2),
                "reached": ratio <= FLAT,
                "milliseconds": [round(1000 * each[size] / EACH, 1) for each in rounds],
                f"at_{SIZES[0]}": [round(1000 * each[SIZES[0]] / EACH, 1) for each in rounds],
                "reads_of_whole_tables": scans[size] or "none",
            }


@contextmanager
def _full(ledger: str, kind: str, size: int) -> Iterator[Uitkern]:
    children = range(EACH * (ROUNDS + 1))
    with open_core(ledger, uitpas_with(children)) as core:
        _fill(ledger, kind, size)
        furnish(core, children, "camp", capacity=10_000)
        core.tick()
        yield core


def _enrol(core: Uitkern, children: range) -> float:
    began = time.perf_counter()
    for index in children:
        core.confirm(core.enrol(f"child-{index}", "camp").id)
    return time.perf_counter() - began


def _fill(ledger: str, kind: str, size: int) -> None:
    """Old, settled rows, written by the database itself."""
    engine = open_engine(LedgerAt(ledger))
    with engine.begin() as connection:
        if kind == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        for statement in _FILL:
            connection.execute(text(statement.format(numbers=_NUMBERS[kind].format(size=size))))
        if kind == "postgresql":
            for table in _SEQUENCES:
                connection.execute(text(f"SELECT setval('{table}_id_seq', {size} + 1)"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _whole_reads(core: Uitkern, kind: str) -> list[str]:
    """The large tables that a query of enrolling, cancelling or the worker reads from end to end."""
    seen: dict[str, Any] = {}

    def note(_: object, __: object, statement: str, parameters: Any, ___: object, many: bool) -> None:  # noqa: FBT001
        if statement.startswith(("SELECT", "UPDATE")) and not many:
            seen.setdefault(statement, parameters)

    event.listen(Engine, "before_cursor_execute", note)
    enrolment = core.enrol("child-0", "camp")
    core.confirm(enrolment.id)
    core.cancel(enrolment.id)
    core.tick()
    core.open_intents()
    core.reconcile("camp")
    event.remove(Engine, "before_cursor_execute", note)
    engine = core._store._engine  # noqa: SLF001 - the plans of its own connections
    explain = "EXPLAIN QUERY PLAN " if kind == "sqlite" else "EXPLAIN "
    found: set[str] = set()
    with engine.begin() as connection:
        for statement, parameters in seen.items():
            plan = connection.exec_driver_sql(explain + statement, parameters).all()
            for row in plan:
                line = str(row[-1])
                read = "SCAN " in line and "USING" not in line if kind == "sqlite" else "Seq Scan on" in line
                found.update(table for table in _LARGE if read and table in line.split())
    return sorted(found)
