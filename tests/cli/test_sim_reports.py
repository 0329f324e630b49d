"""Lists that the command line prints without running a simulator."""

from __future__ import annotations

import httpx

from tests.cli.conftest import Shell
from uitkern.simulator.coverage import coverage, open_questions
from uitkern.simulator.services import services
from uitkern.simulator.testing.publiq import Publiq


def test_coverage_names_every_operation_once_with_its_state(shell: Shell) -> None:
    listed = shell("simulate", "--coverage", "--json")

    declared = {(name, each) for name, service in services().items() for each in service.operations}
    assert listed.status == 0
    assert len(listed.json) == len(declared)
    assert {(row["service"], row["operation"]) for row in listed.json} == declared
    assert {row["operation"]: row["state"] for row in listed.json}["get-tariffs"] == "behaves"
    assert all((row["state"] == "behaves") == (row["reason"] is None) for row in listed.json)


def test_coverage_for_people_ends_with_a_count_for_each_service(shell: Shell) -> None:
    printed = shell("simulate", "--coverage")

    lines = printed.out.splitlines()
    assert (printed.status, printed.err) == (0, "")
    assert len(lines) == len(coverage()) + len(services())
    assert "uitid: 2 of 2 operations behave" in lines


def test_an_operation_that_is_said_to_behave_has_a_behaviour_and_no_other_has() -> None:
    said = {(each.service, each.operation_id) for each in coverage() if each.reason is None}

    assert said == {
        (name, each)
        for name, service in services().items()
        for each in service.behaviours.keys() & service.operations.keys()
    }


def test_the_ledger_lists_each_open_question_with_both_readings_and_the_choice(shell: Shell) -> None:
    listed = shell("simulate", "--ledger", "--json")
    printed = shell("simulate", "--ledger")

    assert (listed.status, printed.status) == (0, 0)
    assert {row["id"] for row in listed.json} == {question.id for question in open_questions()}
    assert all(len(row["readings"]) == 2 and row["choice"] for row in listed.json)
    assert printed.out.splitlines()[-1] == f"{len(listed.json)} open questions"
    for row in listed.json:
        assert f"{row['id']} ({row['operation']})" in printed.out
        assert all(reading in printed.out for reading in row["readings"])
        if row["switch"] == "readings":
            assert f"readings.{row['id']}=other\n  then       {row['other']}\n" in printed.out
        assert row["switch"] or f"no switch  {row['no_switch_because']}\n" in printed.out


def test_a_reading_is_turned_by_the_id_of_its_question(shell: Shell, publiq: Publiq, address: str) -> None:
    settings = ("sim", "--url", address, "settings")
    turned = shell(*settings, "readings.token-path=other", "readings.trailing-slash=other", "--json")
    assert turned.json[0]["readings"] == {"token-path": "other", "trailing-slash": "other"}
    shell(*settings, "readings.token-path=ours")
    assert list(publiq.world.settings.readings) == ["trailing-slash"]
    refused = shell(*settings, "readings.token-paths=other")
    assert refused.status != 0
    assert "/readings/token-paths" in refused.err


def test_the_review_of_an_integration_is_printed_and_fails_on_request(
    shell: Shell, publiq: Publiq, address: str
) -> None:
    reviewed = shell("sim", "--url", address, "conformance", "--strict")
    assert (reviewed.status, reviewed.err) == (0, "")
    assert "0 calls read, 0 remarks" in reviewed.out

    for _ in range(13):
        httpx.get(f"{address}/uitpas/permissions")

    printed = shell("sim", "--url", address, "conformance")
    assert printed.status == 0
    assert "problem: 13 requests in a row were refused with 401" in printed.out
    assert "calls 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 1 more" in printed.out
    assert shell("sim", "--url", address, "conformance", "--strict").status == 1
    listed = shell("sim", "--url", address, "conformance", "--json").json
    assert [finding["id"] for finding in listed["findings"]] == ["unauthorized-loop"]
