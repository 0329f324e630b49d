"""The commands about contracts: `uitkern contracts ...`."""

from __future__ import annotations

import typer

from .contracts_drift import drift
from .contracts_learning import learn, replay
from .verifying import verify

contracts = typer.Typer(
    no_args_is_help=True, help="Hold publiq, or a simulator, against the contracts that uitkern relies on."
)
contracts.command()(verify)
contracts.command()(drift)
contracts.command()(replay)
contracts.command()(learn)


@contracts.callback()
def _group() -> None:
    """Hold publiq, or a simulator, against the contracts that uitkern relies on."""
