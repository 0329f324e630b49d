"""Show the state in tables, and report on the calls and on what the simulator covers."""

from collections.abc import Mapping

from ..wire.messages import Answer
from ..wire.service import Behaviour
from ..world.refusals import not_found
from .call import ControlCall, behaviour
from .review import review
from .state_view import rows_of, tables

_PAGE = 50


def list_tables(call: ControlCall) -> Answer:
    listed = [{"name": name, "rows": rows} for name, rows in tables(call.world.state).items()]
    return Answer(body={"tables": listed})


def list_rows(call: ControlCall) -> Answer:
    start, limit = int(call.first("start") or 0), int(call.first("limit") or _PAGE)
    found = rows_of(call.world.state, call.parameters["table"], call.first("find") or "", start, limit)
    if found is None:
        raise not_found("There is no such table.")
    return Answer(body={"total": found.total, "rows": found.rows})


def get_conformance(call: ControlCall) -> Answer:
    from ..coverage import deprecated

    report = review(call.realm.journal.entries(), deprecated())
    findings = [
        {
            "id": finding.id,
            "weight": finding.weight,
            "title": finding.title,
            "advice": finding.advice,
            "evidence": list(finding.evidence),
        }
        for finding in report.findings
    ]
    return Answer(body={"calls": report.calls, "findings": findings, "unseen": list(report.unseen)})


def get_coverage(_: ControlCall) -> Answer:
    from ..coverage import counts, coverage

    covered = coverage()
    operations = [
        {
            "service": each.service,
            "operationId": each.operation_id,
            "method": each.method,
            "path": each.path,
            "deprecated": each.deprecated,
            "behaves": each.reason is None,
            "reason": each.reason,
        }
        for each in covered
    ]
    services = [
        {"service": each.service, "behaves": each.behaves, "operations": each.operations}
        for each in counts(covered)
    ]
    return Answer(body={"services": services, "operations": operations})


BEHAVIOURS: Mapping[str, Behaviour] = {
    "list-tables": behaviour(list_tables),
    "list-rows": behaviour(list_rows),
    "get-conformance": behaviour(get_conformance),
    "get-coverage": behaviour(get_coverage),
}
