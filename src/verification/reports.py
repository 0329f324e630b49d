"""Write a report down: as JSON, as JUnit, and as plain values."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from attrs import asdict

from .result import Report, Result

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_json(report: Report) -> dict[str, object]:
    """Give a report as JSON values."""
    return {
        "target": report.target,
        "seconds": round(report.seconds, 3),
        "agrees": report.count("agrees"),
        "differs": report.count("differs"),
        "notRun": report.count("not run"),
        "drift": [
            {"what": each.what, "operations": list(each.operations), "cases": list(each.cases)}
            for each in report.drifts
        ],
        "cases": [_case(each) for each in report.results],
    }


def _case(result: Result) -> dict[str, object]:
    return {
        "id": result.case,
        "verdict": result.verdict,
        "shows": result.shows,
        "service": result.service,
        "operation": result.operation,
        "source": result.source,
        "differences": [asdict(each) for each in result.differences],
        "leftBehind": list(result.left_behind),
        "notRun": result.not_run,
        "calls": result.calls,
        "seconds": round(result.seconds, 3),
    }


def as_junit(report: Report) -> str:
    """Write a report as JUnit does: a suite a service, a difference is a failure, not run is skipped."""
    root = ElementTree.Element("testsuites", name=f"contract cases against {report.target}")
    for service in dict.fromkeys(each.service for each in report.results):
        results = [each for each in report.results if each.service == service]
        suite = ElementTree.SubElement(root, "testsuite", name=service, tests=str(len(results)), errors="0")
        suite.set("failures", str(sum(each.verdict == "differs" for each in results)))
        suite.set("skipped", str(sum(each.verdict == "not run" for each in results)))
        suite.set("time", f"{sum(each.seconds for each in results):.3f}")
        for each in results:
            _junit_case(suite, each)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _junit_case(suite: ElementTree.Element, result: Result) -> None:
    case = ElementTree.SubElement(suite, "testcase", name=result.case, time=f"{result.seconds:.3f}")
    case.set("classname", f"{result.service}.{result.operation}")
    if result.not_run is not None:
        ElementTree.SubElement(case, "skipped", message=_written(result.not_run))
    elif wrong := problems(result):
        failure = ElementTree.SubElement(case, "failure", type="difference", message=_written(wrong[0]))
        failure.text = _written("\n".join([result.shows, f"source: {result.source}", *wrong]))


def problems(result: Result) -> list[str]:
    """Say each thing that is wrong with a case."""
    return [str(each) for each in result.differences] + [
        f"left behind: {each}" for each in result.left_behind
    ]


def _written(text: str) -> str:
    """Leave out characters that XML has no way to write."""
    return _UNWRITABLE.sub("�", text)
