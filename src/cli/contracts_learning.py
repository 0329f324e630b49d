"""Ask a recording again, and learn cases from it: `uitkern contracts replay` and `learn`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..domain.model.invalid import UitkernError
from .contracts_drift import DRIFTED

if TYPE_CHECKING:
    from ..verification.recording.replaying import Replayed
    from ..verification.target import Target

Recorded = Annotated[Path, typer.Argument(metavar="RECORDING", help="As `simulate --record` writes it.")]
Against = Annotated[
    str, typer.Option("--target", help="simulator (in process), or the address of a running one.")
]
Mutate = Annotated[
    str | None,
    typer.Option(help="simulator: differ in this, to see that it is heard; such as drop:tariff.type."),
]


def replay(
    recording: Recorded,
    target: Against = "simulator",
    mutate: Mutate = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Ask everything in a recording again; exit status 3 when an answer differs from the recorded one."""
    _, replayed = _replayed(recording, target, mutate)
    if as_json:
        print(json.dumps([_row(each) for each in replayed], ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print("\n".join(_lines(replayed)))  # noqa: T201
    if any(each.differences for each in replayed):
        raise typer.Exit(DRIFTED)


def learn(
    recording: Recorded,
    target: Against = "simulator",
    mutate: Mutate = None,
    into: Annotated[Path, typer.Option(help="Folder for the drafts, one file a service.")] = Path("learned"),
) -> None:
    """Write a draft of a case for each recorded answer that the simulator gives otherwise."""
    import yaml

    from ..verification.recording.learning import drafts

    about, replayed = _replayed(recording, target, mutate)
    written = drafts(replayed, about)
    for service, cases in written.items():
        plain = json.loads(json.dumps({"service": service, "cases": cases}))
        content = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=110)
        file = into / f"learned-{service}.yaml"
        try:
            into.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
        except OSError as error:
            raise UitkernError(f"{file}: cannot be written: {error.strerror}") from error
        typer.echo(f"{file}: {len(cases)} drafts; read them, and say what each shows")
    if not written:
        typer.echo("nothing to learn: every answer is as it was recorded")


def _replayed(file: Path, target: str, mutate: str | None) -> tuple[str, list[Replayed]]:
    from ..verification.recording.journal import BadRecording, read_recording
    from ..verification.recording.replaying import replay as ask_again
    from ..verification.target import Unusable

    try:
        recording = read_recording(file)
        about = f"Recorded on {recording.about.get('on')} in front of {recording.about.get('target')}"
        return about, ask_again(recording, _target(target, mutate))
    except (BadRecording, Unusable) as error:
        raise UitkernError(str(error)) from error


def _target(named: str, mutate: str | None) -> Target:
    from ..verification.simulated import at_address, in_process
    from .verifying import mutated

    if named == "simulator":
        return in_process(mutated(mutate) if mutate else None)
    if named.startswith(("http://", "https://")) and mutate is None:
        return at_address(named)
    raise UitkernError("target: is simulator, or an address such as http://127.0.0.1:8800")


def _row(replayed: Replayed) -> dict[str, object]:
    return {
        "service": replayed.call.service,
        "method": replayed.call.method,
        "path": replayed.call.path,
        "operation": replayed.step.operation if replayed.step else None,
        "skipped": replayed.skipped,
        "differences": [
            {"pointer": each.pointer, "recorded": each.recorded, "got": each.got}
            for each in replayed.differences
        ],
    }


def _lines(replayed: Sequence[Replayed]) -> list[str]:
    lines: list[str] = []
    for number, each in enumerate(replayed, start=1):
        said = f"not asked, {each.skipped}" if each.skipped else "differs" if each.differences else "agrees"
        lines.append(f"{number:>4}  {each.call.method} /{each.call.service}{each.call.path}: {said}")
        lines += [
            f"        {one.pointer}: recorded {one.recorded}, got {one.got}" for one in each.differences
        ]
    count = sum(bool(each.differences) for each in replayed)
    return [*lines, f"{len(replayed)} calls, {count} answered otherwise than recorded"]
