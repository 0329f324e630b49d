"""The command line reaches every operation of the controls."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.cli.conftest import Shell
from uitkern.simulator.contract import load_contract
from uitkern.simulator.control.api import control_service
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as ids

PASS, COUPON_PASS = "0900000067513", "0900000672312"
ORGANIZER = f"clientId={ids.CLIENT_ID} organizerId={ids.ORGANIZER}"

# Each operation with the command that asks for it, in an order in which all of them can.
COMMANDS: dict[str, str] = {
    "get-overview": "overview",
    "get-openapi": "openapi",
    "get-clock": "clock show",
    "move-clock": "clock advance '1d 2h'",
    "get-settings": "settings",
    "put-settings": "settings strict=false",
    "flush-search": "flush",
    "create-world": "world create alice --seed {seed}",
    "list-worlds": "world list",
    "get-world": "world show alice",
    "delete-world": "world delete alice",
    "take-snapshot": "snapshot before",
    "list-snapshots": "snapshots",
    "restore-snapshot": "restore before",
    "delete-snapshot": "snapshots --delete before",
    "export-state": "export {file}",
    "import-state": "import {file}",
    "add-fault": "fault add --status 503 --path /taxonomy",
    "list-faults": "fault list",
    "get-fault": "fault show 1",
    "remove-fault": "fault remove 1",
    "clear-faults": "fault remove all",
    "list-journal": "journal",
    "get-journal-entry": "journal 1",
    "verify-journal": "journal --operation get-permissions --verify 1",
    "await-journal": "journal --wait 1",
    "clear-journal": "journal --clear",
    "list-nudges": "nudge",
    "nudge-grant-tariff": f"nudge grant-tariff uitpasNumber={PASS} grace=P1D",
    "nudge-suspend-tariff": f"nudge suspend-tariff uitpasNumber={PASS}",
    "nudge-end-tariff": f"nudge end-tariff uitpasNumber={PASS}",
    "nudge-replace-card": f"nudge replace-card uitpasNumber={PASS}",
    "nudge-block-card": f"nudge block-card uitpasNumber={COUPON_PASS}",
    "nudge-use-up-coupon": f"nudge use-up-coupon uitpasNumber={COUPON_PASS} couponId=COUPON_1079",
    "nudge-change-tariff-rule": "nudge change-tariff-rule cardSystemId=5 'rule={\"percent\": 50}'",
    "nudge-grant-permission": f"nudge grant-permission {ORGANIZER} permission=NEW_ONE",
    "nudge-withdraw-permission": f"nudge withdraw-permission {ORGANIZER}",
    "nudge-approve-event": f"nudge approve-event eventId={ids.PERMANENT_EVENT}",
    "nudge-reject-event": f"nudge reject-event eventId={ids.PERMANENT_EVENT}",
    "nudge-edit-by-stranger": f"nudge edit-by-stranger id={ids.PERMANENT_EVENT} name=Anders",
    "nudge-merge-places": f"nudge merge-places duplicatePlaceId={ids.PLACE} canonicalPlaceId={ids.NOWHERE}",
    "nudge-delete-place": f"nudge delete-place placeId={ids.PLACE}",
    "nudge-register-association": f"nudge register-association organizerId={ids.ORGANIZER} vcode=V0019001",
    "nudge-close-report-period": f"nudge close-report-period organizerId={ids.ORGANIZER}",
    "nudge-revoke-tokens": f"nudge revoke-tokens clientId={ids.CLIENT_ID}",
    "list-tables": "tables",
    "list-rows": "tables cards --find 0900",
    "get-conformance": "conformance",
    "get-coverage": "coverage",
    "reset-world": "reset",
}


@pytest.fixture
def sim(
    publiq: Publiq, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Shell:
    """A shell whose commands reach a world without a socket."""
    client = httpx.Client(transport=publiq.transport)

    def request(method: str, address: str, *, trust_env: bool, **rest: Any) -> httpx.Response:
        return client.request(method, address, **rest)

    monkeypatch.setattr(httpx, "request", request)
    return Shell(tmp_path, monkeypatch, capsys, {"UITKERN_SIMULATOR_URL": publiq.url, "COLUMNS": "200"})


def test_every_operation_of_the_controls_has_a_command(
    sim: Shell, publiq: Publiq, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract, asked = load_contract("sim"), list[str]()
    handle = publiq.simulator.handle

    def noted(request: Any) -> Any:
        path = request.path.removeprefix("/_sim") or "/"
        found = control_service().route(request.method, path)
        assert isinstance(found, tuple)
        asked.append(found[0].operation_id)
        return handle(request)

    seed = sim.folder / "seed.yaml"
    seed.write_text("version: 1\nbase: official\n")
    with publiq.http() as web:
        web.get("/uitpas/permissions")
    monkeypatch.setattr(publiq.simulator, "handle", noted)
    for operation, command in COMMANDS.items():
        asked.clear()
        filled = command.replace("{file}", f"{sim.folder}/world.yaml").replace("{seed}", str(seed))
        ended = sim("sim", *shlex.split(filled))
        assert (command, ended.status, ended.err) == (command, 0, "")
        assert operation in asked
    assert COMMANDS.keys() == contract.operations.keys()


@pytest.mark.parametrize(
    "command",
    [
        "clock advance nan",
        "clock advance inf",
        "clock advance '1 month'",
        "clock advance ''",
        "clock advance -- -1d",
        "clock advance 99999999999d",
        "fault add --status 503 --probability nan",
        "fault add --latency inf",
        "fault remove ../journal",
        "fault show ..",
        "snapshots --delete ../faults",
        "snapshot a/b",
        "snapshot ..",
        "restore ''",
        "world delete ../faults",
        "world create a/b",
        "world create bob --seed {folder}",
        "world create bob --seed {folder}/nowhere.yaml",
        "tables ../snapshots",
        "--world a/b clock show",
        "--world .. reset",
    ],
)
def test_what_cannot_be_is_one_line_and_turns_nothing(sim: Shell, publiq: Publiq, command: str) -> None:
    realm = publiq.simulator.realm("default")
    with publiq.fault("get-tariffs", status=503):
        realm.take_snapshot("kept")
        before = publiq.world.snapshot().state.parts
        refused = sim("sim", *shlex.split(command.format(folder=sim.folder)))
        assert (refused.status, refused.out, refused.err.count("\n")) == (2, "", 1)
        assert refused.err.startswith("uitkern: ")
        assert (publiq.world.snapshot().state.parts, list(realm.snapshots), len(realm.faults.armed())) == (
            before,
            ["kept"],
            1,
        )
    assert publiq.simulator.worlds == ("default",)
