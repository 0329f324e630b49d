"""Which line of a basket a refusal is about (F14)."""

from __future__ import annotations

from ..model.problem import Problem


def line_of(problem: Problem, lines: int) -> int | None:
    """The index that a problem's JSON pointer names, such as `/1/tariff`; of one line it is that line."""
    if lines == 1:
        return 0
    head = (problem.pointer or "").removeprefix("/").partition("/")[0]
    if not (head.isascii() and head.isdigit()) or int(head) >= lines:
        return None
    return int(head)
