"""Run the simulator as the options of `uitkern simulate` want it."""

from __future__ import annotations

import ipaddress
import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from ..domain.errors import UitkernError

if TYPE_CHECKING:
    from ..simulator.simulator import Simulator


@frozen
class Wanted:
    """How to run: where, with which beginning and state file, strict or not, `log` None or json."""

    host: str
    port: int
    seed: Path | None = None
    state: Path | None = None
    strict: bool = False
    log: str | None = None
    mutate: str | None = None


def run_simulator(wanted: Wanted) -> None:
    """Serve until Ctrl-C; refused in one line for a bad file or an address that is taken."""
    from ..simulator.control.state_file import BadFile, StateFile, beginning
    from ..simulator.serving import AddressUnavailable, serve_forever, unused_sale
    from .announcement import announcement

    if not wanted.host.strip():
        raise UitkernError("host: must be a name or an address, such as 127.0.0.1")
    if wanted.log not in (None, "json"):
        raise UitkernError(f"log: {wanted.log} is not known; json is")
    try:
        simulator = _making(wanted)(
            first_sale=unused_sale(),
            origin=beginning(wanted.seed, strict=wanted.strict),
            listener=_print_call if wanted.log else None,
        )
        state_file = StateFile(wanted.state) if wanted.state is not None else None
        if state_file is not None:
            state_file.load(simulator)
    except BadFile as error:
        raise UitkernError(str(error)) from error
    if wanted.mutate is not None:
        _warn(f"this simulator differs from its contracts: {wanted.mutate}")

    def announce(url: str) -> None:
        if not is_loopback(wanted.host):
            _warn(f"listening on {wanted.host}: whoever reaches this machine can read and turn the simulator")
        text = announcement(url, kept=state_file is not None)
        print(_as_json(event="listening", url=url) if wanted.log else text, flush=True)  # noqa: T201

    try:
        serve_forever(wanted.host, wanted.port, announce, simulator, state_file)
    except AddressUnavailable as error:
        raise UitkernError(f"{error.about}: {error}") from error
    finally:
        if state_file is not None:
            state_file.close()
    if state_file is not None and state_file.trouble is not None:
        raise UitkernError(
            f"{wanted.state}: cannot be written: {state_file.trouble}; what changed last is not kept"
        )
    print(_as_json(event="stopped") if wanted.log else "stopped")  # noqa: T201


def _making(wanted: Wanted) -> Callable[..., Simulator]:
    """Say what makes the simulator: the usual one, or one that differs as is wanted."""
    from ..simulator.simulator import Simulator

    if wanted.mutate is None:
        return Simulator
    from ..simulator.mutating import BadMutation, Mutated, read_mutations

    try:
        return partial(Mutated, read_mutations(wanted.mutate))
    except BadMutation as error:
        raise UitkernError(f"mutate: {error}") from error


def is_loopback(host: str) -> bool:
    """Say whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _print_call(entry: object) -> None:
    from ..simulator.control.journal import Entry
    from ..simulator.control.shapes import entry_shape

    if isinstance(entry, Entry):
        try:
            print(_as_json(event="call", **entry_shape(entry)), flush=True)  # noqa: T201
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            _warn(f"log: nothing more is written, for nobody takes it: {error.strerror}")


def _as_json(**members: object) -> str:
    return json.dumps(members, ensure_ascii=False)


def _warn(what: str) -> None:
    print(f"uitkern: {what}", file=sys.stderr)  # noqa: T201
