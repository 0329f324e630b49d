"""Looking at a running simulator: snapshots, tables, one fault, coverage, problems, publiq's test data."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from attrs import evolve

from tests.cli.conftest import Shell
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.values import CardStatus

PASS = "0900000067513"


@pytest.fixture
def sim(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys, {"UITKERN_SIMULATOR_URL": address})


def test_snapshots_are_listed_and_forgotten(sim: Shell) -> None:
    assert sim("sim", "snapshots").out == "nothing to show\n"
    for name in ("before", "after"):
        sim("sim", "snapshot", name)
    assert [each["name"] for each in sim("sim", "snapshots", "--json").json] == ["before", "after"]
    assert sim("sim", "snapshots", "--delete", "before").out == "snapshot before is gone\n"
    assert "before" not in sim("sim", "snapshots").out
    gone = sim("sim", "snapshots", "--delete", "before")
    assert (gone.status, gone.err) == (2, "uitkern: There is no such snapshot.\n")


def test_the_state_is_browsed_table_by_table_with_numbers_masked(sim: Shell) -> None:
    assert "cardSystems" in sim("sim", "tables").out
    shown = sim("sim", "tables", "cards", "--limit", "2").out
    assert shown.splitlines()[-1].startswith("1 to 2 of ")
    found = sim("sim", "tables", "cards", "--find", PASS)
    assert "1 to 1 of 1 rows" in found.out
    assert PASS not in found.out
    assert sim("sim", "tables", "cardSystems", "--json").json[0]["name"] == "UiTPAS Dender"
    assert sim("sim", "tables", "sales").out == "0 to 0 of 0 rows\n"
    assert sim("sim", "tables", "nothing").err == "uitkern: There is no such table.\n"


def test_one_fault_is_shown(sim: Shell) -> None:
    sim("sim", "fault", "add", "--operation", "get-tariffs", "--status", "503")
    assert "get-tariffs" in sim("sim", "fault", "show", "1").out
    assert sim("sim", "fault", "show", "1", "--json").json[0]["status"] == 503
    assert sim("sim", "fault", "show", "2").err == "uitkern: There is no such fault.\n"


def test_a_fault_for_a_client_that_is_not_there_is_refused_by_name(sim: Shell) -> None:
    refused = sim("sim", "fault", "add", "--client", "uitkern-cliend", "--status", "503")
    assert refused.status == 2
    assert refused.err == "uitkern: /clientId: No client has this id. Did you mean uitkern-client?\n"
    assert sim("sim", "fault", "list").out == "nothing to show\n"


def test_a_choice_that_there_is_not_is_told_with_those_that_there_are(sim: Shell) -> None:
    refused = sim("sim", "fault", "add", "--cut", "during")
    assert refused.err == "uitkern: /cut: This must be one of before, after\n"
    refused = sim("sim", "settings", "environment=staging")
    assert refused.err == "uitkern: /environment: This must be one of test, production\n"


def test_settings_are_written_as_json_is(sim: Shell) -> None:
    lines = {
        line.split()[0]: line.split(maxsplit=1)[1].strip() for line in sim("sim", "settings").out.splitlines()
    }
    assert (lines["strict"], lines["tokenRateLimit"], lines["environment"]) == ("false", "null", "test")
    assert json.loads(lines["ticketLimit"]) == {"volume": 1, "periodType": "ABSOLUTE"}


def test_the_journal_tells_the_time_in_brussels(sim: Shell, address: str, publiq: Publiq) -> None:
    publiq.clock.freeze("2027-07-05T09:00:00")
    httpx.get(f"{address}/uitpas/permissions")
    assert "2027-07-05 09:00:00" in sim("sim", "journal").out


def test_a_running_simulator_tells_what_it_covers(sim: Shell) -> None:
    told = sim("sim", "coverage").out
    assert "uitpas: 103 of 103 operations behave" in told
    assert "uitdatabank: 142 of 142 operations behave" in told
    assert "answers 501" not in told
    assert json.loads(sim("sim", "coverage", "--json").out)["services"][1]["behaves"] == 103


def test_the_problems_of_uitpas_are_listed_and_all_of_them_can_be_met(sim: Shell) -> None:
    assert "uitpas/maximum-reached" in sim("sim", "errors").out
    report = json.loads(sim("sim", "errors", "--reachable", "--json").out)
    assert (report["missing"], report["unmet"]) == ([], [])
    assert len(report["reachable"]) == report["types"] > 55
    told = sim("sim", "errors", "--reachable")
    assert told.status == 0
    assert told.out.splitlines()[-1].endswith("types can be met; missing: 0")


def test_the_test_data_are_publiqs_row_by_row(sim: Shell, publiq: Publiq) -> None:
    same = sim("sim", "verify-data")
    assert (same.status, same.out.splitlines()[-1]) == (0, "25/25")
    cards = publiq.world.state.cards
    cards.put(PASS, evolve(cards[PASS], status=CardStatus.BLOCKED))
    differs = sim("sim", "verify-data")
    assert differs.status == 1
    assert differs.out.splitlines()[-1] == "24/25"
    assert f"pass {PASS}  DIFFERS: status is 400 instead of 200" in differs.out


def test_another_uitpas_is_compared_with_the_list_too(sim: Shell, address: str, publiq: Publiq) -> None:
    uitpas = f"{address}/uitpas"
    told = sim("sim", "verify-data", "--uitpas", uitpas, "--token", publiq.token(), "--json")
    assert all(each["same"] for each in told.json)
    assert "give --token or UITKERN_TOKEN" in sim("sim", "verify-data", "--uitpas", uitpas).err
    nowhere = sim("sim", "verify-data", "--uitpas", "http://127.0.0.1:1", "--token", "x")
    assert nowhere.err == "uitkern: uitpas: http://127.0.0.1:1 does not answer: ConnectError\n"
