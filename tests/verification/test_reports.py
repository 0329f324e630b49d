"""What a report says: drift named once, nothing of persons, and pages that machines can read."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from uitkern.simulator.mutating import Mutated, read_mutations
from uitkern.verification.page import as_page
from uitkern.verification.reading import all_cases
from uitkern.verification.reports import as_json, as_junit
from uitkern.verification.result import Difference, Report, Result
from uitkern.verification.running import run_cases, skipped
from uitkern.verification.simulated import in_process

SALES = [each for each in all_cases() if each.id.startswith(("sales/", "prices/"))]


@pytest.fixture(scope="module")
def broken() -> Report:
    mutations = read_mutations("drop:tariff.type,status:event-not-found=404")
    return run_cases(in_process(Mutated(mutations)), SALES)


def test_one_drift_is_named_once_however_many_cases_meet_it(broken: Report) -> None:
    absent, moved = sorted(str(each) for each in broken.drifts)

    assert absent.startswith("expected 400 uitpas/event-not-found, got 404 uitpas/event-not-found [")
    assert moved.startswith("tariff.type is absent [post-ticket-sales] in ")
    assert broken.count("differs") > 10


def test_a_report_as_json_says_case_by_case_what_came_of_it(broken: Report) -> None:
    written = json.loads(json.dumps(as_json(broken)))

    assert written["agrees"] + written["differs"] == len(SALES)
    assert len(written["drift"]) == 2
    case = next(each for each in written["cases"] if each["id"] == "prices/unknown-event")
    assert case["verdict"] == "differs"
    assert case["differences"][0]["pointer"] == "status"
    assert case["source"]


def test_a_report_as_junit_counts_what_ci_counts(broken: Report) -> None:
    root = ElementTree.fromstring(as_junit(broken))  # noqa: S314 - our own text

    suite = root.find("testsuite")
    assert suite is not None
    assert suite.get("failures") == str(broken.count("differs"))
    assert suite.get("tests") == str(len(SALES))
    failure = suite.find("testcase[@name='prices/unknown-event']/failure")
    assert failure is not None
    assert "404" in str(failure.get("message"))


def test_what_is_not_run_is_skipped_with_its_reason() -> None:
    report = skipped("publiq's test environment", SALES[:2], "no credentials & no <network>")

    root = ElementTree.fromstring(as_junit(report))  # noqa: S314 - our own text
    assert [each.get("message") for each in root.iter("skipped")] == ["no credentials & no <network>"] * 2
    assert "no credentials &amp; no &lt;network&gt;" in as_page(report)


def test_the_page_needs_nothing_else_and_reads_in_the_dark(broken: Report) -> None:
    page = as_page(broken)

    assert "src=" not in page
    assert "href=" not in page
    assert "@import" not in page
    assert "prefers-color-scheme: dark" in page
    assert "tariff.type is absent" in page
    assert all(each.id in page for each in SALES)


def test_numbers_of_passes_and_persons_are_in_no_report() -> None:
    wrong = run_cases(in_process(Mutated(read_mutations("set:uitpasNumber=0900000067999"))), all_cases())

    assert wrong.count("differs") > 5
    found = [each.got for result in wrong.results for each in result.differences]
    assert not any("0900000067999" in each for each in found)
    assert "***" in "".join(found)


def test_a_text_that_xml_cannot_hold_does_not_break_the_report() -> None:
    difference = Difference("request", "get-passes", "/x", "a", "\x00\ud800")
    result = Result("mine/one", "shows", "uitpas", "get-passes", "here", (difference,))

    ElementTree.fromstring(as_junit(Report("x", [result])))  # noqa: S314 - our own text
