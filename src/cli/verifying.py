"""Run the cases of the contracts against a target: `uitkern contracts verify`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..domain.errors import UitkernError
from .interruption import interruptible

if TYPE_CHECKING:
    from ..verification.case import Case
    from ..verification.result import Report, Result
    from ..verification.target import Target

DRIFT = 3
_NO_CREDENTIALS = (
    "UITKERN_CLIENT_ID and UITKERN_CLIENT_SECRET are not set: they are for publiq's test environment"
)


def verify(
    context: typer.Context,
    target: Annotated[
        str, typer.Option(help="simulator (in process), the address of a running one, or test.")
    ] = "simulator",
    case: Annotated[
        list[str] | None, typer.Option(help="Only cases whose id begins with this; more than once.")
    ] = None,
    cases: Annotated[
        Path | None,
        typer.Option(help="A file or a folder of cases in place of those that come with uitkern."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="test: also run what writes; all of it is removed again.")
    ] = False,
    pace: Annotated[float, typer.Option(help="test: seconds between two calls.", min=0)] = 0.5,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    junit: Annotated[Path | None, typer.Option(help="Write the report there as JUnit.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the report there as one page.")] = None,
) -> None:
    """Run the cases of the contracts; ends with 0 when all that ran agree, 3 when one differs."""
    from ..verification.blocks import BadCase
    from ..verification.target import Unusable

    as_json = as_json or context.obj.as_json
    try:
        chosen = _chosen(cases, case or [])
        with interruptible():
            report = _run(_target(target, context.obj.client_id, writing=yes, pace=pace), chosen, as_json)
    except (BadCase, Unusable) as error:
        raise UitkernError(str(error)) from error
    _keep(report, junit, html)
    _show(report, as_json)
    if report.count("differs"):
        raise typer.Exit(DRIFT)


def _chosen(place: Path | None, beginnings: list[str]) -> list[Case]:
    from ..verification.reading import all_cases, read_cases

    listed = all_cases() if place is None else read_cases(place)
    if not beginnings:
        return list(listed)
    found = [each for each in listed if each.id.startswith(tuple(beginnings))]
    if not found:
        raise UitkernError(f"case: no case has an id that begins with {' or '.join(beginnings)}")
    return found


def _target(named: str, client_id: str | None, *, writing: bool, pace: float) -> Target | None:
    """Give the target; None for publiq's test environment when there are no credentials for it."""
    if named == "simulator":
        from ..verification.simulated import in_process

        return in_process()
    if named == "test":
        from ..verification.real import reach_test_environment
        from ..verification.target import Account

        secret = os.environ.get("UITKERN_CLIENT_SECRET")
        if not client_id or not secret:
            return None
        return reach_test_environment(Account(client_id, secret), writing=writing, space=pace)
    if named.startswith(("http://", "https://")):
        from ..verification.simulated import at_address

        return at_address(named)
    raise UitkernError("target: is simulator, test, or an address such as http://127.0.0.1:8800")


def _run(target: Target | None, chosen: list[Case], as_json: bool) -> Report:
    from ..verification.running import run_cases, skipped

    if target is None:
        return skipped("publiq's test environment", chosen, _NO_CREDENTIALS)
    return run_cases(target, chosen, _nothing if as_json else _tell)


def _nothing(_: Result) -> None:
    """Leave standard output to the report."""


def _tell(result: Result) -> None:
    """Show at a terminal how far it is."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{result.verdict}: {result.case}", end="", file=sys.stderr, flush=True)  # noqa: T201


def _keep(report: Report, junit: Path | None, html: Path | None) -> None:
    from ..verification.page import as_page
    from ..verification.reports import as_junit

    for file, written in ((junit, as_junit), (html, as_page)):
        if file is not None:
            try:
                file.write_text(written(report), "utf-8")
            except OSError as error:
                raise UitkernError(f"{file}: cannot be written: {error.strerror}") from error


def _show(report: Report, as_json: bool) -> None:
    from ..verification.reports import as_json as to_json
    from ..verification.reports import problems

    if as_json:
        print(json.dumps(to_json(report), ensure_ascii=False, indent=2))  # noqa: T201
        return
    lines: list[str] = []
    for result in report.results:
        if result.verdict == "differs":
            lines += [
                f"differs  {result.case}  ({result.source})",
                *(f"    {each}" for each in problems(result)),
            ]
    lines += _reasons(report)
    if report.drifts:
        lines += ["", *(f"drift: {each}" for each in report.drifts)]
    counted = ", ".join(f"{report.count(each)} {each}" for each in ("agrees", "differs", "not run"))
    lines.append(f"{report.target}: {counted}; {report.seconds:.1f} s")
    clear = "\r\x1b[K" if sys.stderr.isatty() else ""
    print(clear, end="", file=sys.stderr, flush=True)  # noqa: T201
    print("\n".join(lines))  # noqa: T201


def _reasons(report: Report) -> list[str]:
    """Say once why cases were not run, with how many they were."""
    reasons = [each.not_run for each in report.results if each.not_run is not None]
    return [f"not run  {reasons.count(why)} cases: {why}" for why in dict.fromkeys(reasons)]
