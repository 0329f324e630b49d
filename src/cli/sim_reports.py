"""Print what the simulator covers, what publiq's documents leave open, and how an integration behaves."""

from __future__ import annotations

from typing import cast

from .output import show


def print_coverage(*, as_json: bool) -> None:
    """Print operation by operation whether it behaves or answers 501, then the counts."""
    from ..simulator.coverage import counts, coverage

    covered = coverage()
    if as_json:
        show(
            [
                {
                    "service": each.service,
                    "operation": each.operation_id,
                    "method": each.method,
                    "path": each.path,
                    "state": each.state,
                    "reason": each.reason,
                }
                for each in covered
            ],
            as_json=True,
        )
        return
    width = max(len(each.operation_id) for each in covered)
    for each in covered:
        words = f"{each.state:12} {each.operation_id:{width}} {each.method:6} /{each.service}{each.path}"
        print(f"{words}  ({each.reason})" if each.reason else words)  # noqa: T201
    for count in counts(covered):
        print(f"{count.service}: {count.behaves} of {count.operations} operations behave")  # noqa: T201


def print_ledger(*, as_json: bool) -> None:
    """Print each open question with both readings, the choice, its switch and the evidence."""
    from ..simulator.coverage import open_questions

    rows: list[dict[str, object]] = [
        {
            "id": each.id,
            "operation": each.operation,
            "readings": each.readings,
            "choice": each.choice,
            "switch": each.switch,
            "evidence": each.evidence,
        }
        for each in open_questions()
    ]
    if as_json:
        show(rows, as_json=True)
        return
    for row in rows:
        _print_question(row)
    print(f"{len(rows)} open questions")  # noqa: T201


def _print_question(row: dict[str, object]) -> None:
    readings = cast("tuple[str, ...]", row["readings"])
    lines = [
        f"{row['id']} ({row['operation']})",
        *(f"  reading {number}  {reading}" for number, reading in enumerate(readings, start=1)),
        f"  choice     {row['choice']}",
        f"  switch     {row['switch'] or 'none'}",
        f"  evidence   {row['evidence']}",
        "",
    ]
    print("\n".join(lines))  # noqa: T201
