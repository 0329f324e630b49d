"""Keep the worlds of a server in its state file for as long as it runs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from .simulator import Simulator

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from .control.state_file import StateFile

_log = logging.getLogger("uitkern.simulator")


@asynccontextmanager
async def kept(simulator: Simulator, state_file: "StateFile | None", _: "Starlette") -> AsyncIterator[None]:
    """Save the worlds every second while they change, and once more at the end."""
    if state_file is None:
        yield
        return
    saving = asyncio.create_task(_save_now_and_then(simulator, state_file))
    try:
        yield
    finally:
        saving.cancel()
        _save(simulator, state_file)


async def _save_now_and_then(simulator: Simulator, state_file: "StateFile") -> None:
    while True:
        await asyncio.sleep(1)
        await asyncio.to_thread(_save, simulator, state_file)


def _save(simulator: Simulator, state_file: "StateFile") -> None:
    """Save the worlds, and say it once when that begins to fail."""
    before = state_file.trouble
    try:
        state_file.save(simulator)
    except OSError as error:
        if before is None:
            _log.error("the state file cannot be written: %s", error.strerror)
