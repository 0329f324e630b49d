"""Show what the cases came to: at the terminal while they run, and as a report."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import UitkernError
from .output import show

if TYPE_CHECKING:
    from ..verification.case import Case
    from ..verification.result import Report, Result


def tell(result: Result) -> None:
    """Show at a terminal how far it is."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{result.verdict}: {result.case}", end="", file=sys.stderr, flush=True)  # noqa: T201


def keep_report(report: Report, junit: Path | None, html: Path | None) -> None:
    """Write a report to the files that are wanted; raises UitkernError for one that cannot be written."""
    from ..verification.page import as_page
    from ..verification.reports import as_junit

    for file, written in ((junit, as_junit), (html, as_page)):
        if file is not None:
            try:
                file.write_text(written(report), "utf-8")
            except OSError as error:
                raise UitkernError(f"{file}: cannot be written: {error.strerror}") from error


def show_report(report: Report, *, as_json: bool, brief: bool = False) -> None:
    """Print case by case what came of it, then each drift once and the counts; or all of it as JSON.

    With `brief` only the cases that differ.
    """
    from ..verification.reports import as_json as to_json

    if as_json:
        print(json.dumps(to_json(report), ensure_ascii=False, indent=2))  # noqa: T201
        return
    lines = [line for result in report.results for line in _lines(result, brief=brief)]
    lines += _reasons(report)
    if report.drifts:
        lines += ["", *(f"drift: {each}" for each in report.drifts)]
    counted = ", ".join(f"{report.count(each)} {each}" for each in ("agrees", "differs", "not run"))
    lines.append(f"{report.target}: {counted}; {report.seconds:.1f} s")
    clear = "\r\x1b[K" if sys.stderr.isatty() else ""
    print(clear, end="", file=sys.stderr, flush=True)  # noqa: T201
    print("\n".join(lines))  # noqa: T201


def _lines(result: Result, *, brief: bool) -> list[str]:
    from ..verification.reports import problems

    if result.verdict == "differs":
        wrong = [f"    {each}" for each in problems(result)]
        return [f"differs  {result.case}  ({result.source})", *wrong]
    return [] if brief else [f"{result.verdict:8} {result.case}"]


def _reasons(report: Report) -> list[str]:
    """Say once why cases were not run, with how many they were."""
    reasons = [each.not_run for each in report.results if each.not_run is not None]
    return [f"not run  {reasons.count(why)} cases: {why}" for why in dict.fromkeys(reasons)]


def print_promises(cases: list[Case], *, as_json: bool) -> None:
    """Print each operation, problem type and refusal with the cases about it, then the counts by service."""
    from ..verification.coverage import promises

    listed = promises(cases)
    if as_json:
        show(
            [
                {
                    "service": each.service,
                    "kind": each.kind,
                    "name": each.name,
                    "cases": each.cases,
                    "reason": each.reason,
                }
                for each in listed
            ],
            as_json=True,
        )
        return
    for each in listed:
        about = ", ".join(each.cases) or (f"({each.reason})" if each.reason else "no case")
        print(f"{each.service} {each.kind} {each.name}: {about}")  # noqa: T201
    for service in dict.fromkeys(each.service for each in listed):
        for kind in ("operation", "problem", "refusal"):
            of_kind = [each for each in listed if (each.service, each.kind) == (service, kind)]
            met = sum(bool(each.cases) for each in of_kind)
            if of_kind:
                print(f"{service}: {met} of {len(of_kind)} {kind}s have a case")  # noqa: T201
