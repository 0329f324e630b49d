"""The command line in this process, with a served simulator and a ledger in a folder of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import stamina
import typer.main
from attrs import evolve, field, frozen

from uitkern.cli import main
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official


@frozen
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@frozen
class Shell:
    """Types commands as a user does; `settings` are environment variables."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    settings: dict[str, str] = field(factory=dict)

    def __call__(self, *words: str, **settings: str | None) -> Ended:
        with self.monkeypatch.context() as patch:
            for name, value in {**self.settings, **settings}.items():
                patch.setenv(name, value) if value is not None else patch.delenv(name, raising=False)
            patch.setattr(sys, "argv", ["uitkern", *words])
            with pytest.raises(SystemExit) as ended:
                main.run()
        out, err = self.capsys.readouterr()
        return Ended(int(ended.value.code or 0), out, err)

    @property
    def ledger(self) -> Path:
        return self.folder / "ledger.db"

    def written(self) -> list[str]:
        """All that the ledger holds, as text; nothing when there is none."""
        import sqlite3

        if not self.ledger.exists():
            return []
        raw = sqlite3.connect(self.ledger)
        lines = list(raw.iterdump())
        raw.close()
        return lines


@pytest.fixture(autouse=True)
def retries_without_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3):
        yield


_command = cache(typer.main.get_command)


@pytest.fixture(autouse=True)
def commands_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tree of commands from one test to the next: to make it takes longer than most commands."""
    monkeypatch.setattr("typer.main.get_command", _command)


@pytest.fixture
def address(publiq: Publiq) -> Iterator[str]:
    publiq.world.configure(evolve(publiq.world.settings, registration_delay=timedelta(0)))
    with publiq.serve() as url:
        yield url


@pytest.fixture
def shell(
    publiq: Publiq,
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Shell:
    settings = {
        "UITKERN_LEDGER": f"sqlite:///{tmp_path}/ledger.db",
        "UITKERN_ORGANIZER": official.ORGANIZER,
        "UITKERN_ENVIRONMENT": "simulator",
        "UITKERN_SIMULATOR_URL": address,
        "UITKERN_CLIENT_ID": publiq.client_id,
        "UITKERN_CLIENT_SECRET": publiq.client_secret,
        "COLUMNS": "200",
    }
    return Shell(tmp_path, monkeypatch, capsys, settings)


SLOT = ("--start", "2031-07-07T09:00+02:00", "--end", "2031-07-11T16:00+02:00")


@pytest.fixture
def ready(shell: Shell) -> Shell:
    """A camp that UiTPAS knows, and a child with the social tariff."""
    kept = shell("activity", "camp", "--name", "Zomerkamp", "--price", "11", *SLOT, "--place", official.PLACE)
    assert kept == Ended(0, "", "")
    assert shell("participant", "kid", "--uitpas-number", "0900 0000 675 13") == Ended(0, "", "")
    assert shell("publish", "camp").status == 0
    return shell
