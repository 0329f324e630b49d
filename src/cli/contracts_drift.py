"""Compare our contracts with what publiq publishes: `uitkern contracts drift`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..domain.model.invalid import UitkernError

if TYPE_CHECKING:
    from ..simulator.contract.drift import Compared, Difference, Verdict

DRIFTED = 3
_SHOWN = 4


def drift(
    published: Annotated[
        str,
        typer.Option(metavar="FILE|URL|DIR", help="A document that publiq published, or a folder of them."),
    ],
    references: Annotated[
        Path | None, typer.Option(help="Folder of the files that the documents refer to; nothing is fetched.")
    ] = None,
    service: Annotated[
        str | None, typer.Option(help="Compare with this contract; without it the one most alike.")
    ] = None,
    accepted: Annotated[
        Path | None, typer.Option(help="Differences with a reason and a date, in place of ours.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show accepted differences too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Compare our contracts with what publiq published; exit status 3 when something is not accepted."""
    from ..simulator.contract import ContractError, contracts_directory
    from ..simulator.contract.drift import compare_published, judge, read_accepted

    try:
        entries = read_accepted(accepted or contracts_directory() / "accepted-differences.json")
        compared = compare_published(published, references, service, within=True)
    except ContractError as error:
        raise UitkernError(str(error)) from error
    every_one = [each for one in compared for each in one.differences]
    differences = sorted(every_one, key=lambda each: each.severity.rank)
    services = [each.service for each in compared if each.service is not None]
    verdict = judge(differences, entries, services)
    if as_json:
        print(json.dumps(_as_json(compared, verdict), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print("\n".join(_lines(compared, verdict, every=every)))  # noqa: T201
    if verdict.unaccepted:
        raise typer.Exit(DRIFTED)


def _as_json(compared: Sequence[Compared], verdict: Verdict) -> dict[str, object]:
    return {
        "compared": [
            {
                "document": each.document,
                "service": each.service,
                "operations": each.operations,
                "unresolved": list(each.unresolved),
            }
            for each in compared
        ],
        "unaccepted": [_row(each) for each in verdict.unaccepted],
        "accepted": [
            {**_row(each), "reason": entry.reason, "date": entry.since.isoformat()}
            for each, entry in verdict.accepted
        ],
        "unused": [{"entry": entry.number, "where": place} for entry, place in verdict.unused],
    }


def _row(difference: Difference) -> dict[str, str]:
    return {
        "severity": difference.severity.value,
        "kind": difference.kind.value,
        "service": difference.service,
        "operation": difference.operation,
        "side": difference.side,
        "where": difference.where,
        "ours": difference.ours,
        "published": difference.published,
        "effect": difference.effect,
    }


def _lines(compared: Sequence[Compared], verdict: Verdict, *, every: bool) -> Iterator[str]:
    for each in compared:
        yield f"{each.document}: " + (
            f"{each.operations} operations compared with our contract of {each.service}"
            if each.service
            else "no contract of ours is about this; not compared"
        )
        if each.unresolved:
            some = f"{len(each.unresolved)} references lead to files that are not here"
            yield f"  {some}, such as {each.unresolved[0]}; nothing was fetched"
    yield from _grouped(verdict.unaccepted)
    if every:
        for entry in {known.number: known for _, known in verdict.accepted}.values():
            yield f"accepted on {entry.since}: {entry.reason}"
            yield from _grouped([each for each, known in verdict.accepted if known is entry])
    for entry, place in verdict.unused:
        yield f"unused: entry {entry.number} accepts {place} of {entry.service}, which does not differ"
    breaking = sum(each.severity.value == "breaking" for each in verdict.unaccepted)
    yield (
        f"{len(verdict.unaccepted)} differences not accepted, {breaking} of them breaking; "
        f"{len(verdict.accepted)} accepted"
    )


def _grouped(differences: Sequence[Difference]) -> Iterator[str]:
    """Tell what differs in the same way in several operations once."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for each in differences:
        row = _row(each)
        key = tuple(value for name, value in row.items() if name != "operation")
        groups.setdefault(key, []).append(each.operation)
    for (severity, kind, service, side, where, ours, published, effect), operations in groups.items():
        yield f"{severity}: {service} {side} {where}: {kind}: ours {ours}, published {published}: {effect}"
        more = f" and {len(operations) - _SHOWN} more" if len(operations) > _SHOWN else ""
        yield f"  in {', '.join(operations[:_SHOWN])}{more}"
