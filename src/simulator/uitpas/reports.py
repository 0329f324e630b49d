"""What the operations of financial reports do, by operationId."""

from collections.abc import Mapping
from datetime import date

from ..wire.messages import Answer
from ..wire.service import Behaviour, Call
from ..world import links, reports
from ..world.offices import Report
from .downloads import zipped_report
from .organizers import named_organizer
from .shapes import Json, instant


def get_periods(call: Call) -> Answer:
    named_organizer(call)
    return Answer(body=[_period(*each) for each in reports.suggested_periods(call.now)])


def post_report(call: Call) -> Answer:
    organizer = named_organizer(call)
    first, last = (date.fromisoformat(str(call.fields[name])) for name in ("startDate", "endDate"))
    return Answer(body=_shape(call, reports.start(call.state, call.now, organizer.id, first, last)))


def get_reports(call: Call) -> Answer:
    organizer = named_organizer(call)
    return Answer(body=[_shape(call, each) for each in reports.kept(call.state, call.now, organizer.id)])


def get_report(call: Call) -> Answer:
    organizer = named_organizer(call)
    found = reports.report_by_id(call.state, call.now, organizer.id, call.parameters["reportId"])
    return Answer(body=_shape(call, found))


def get_download_link(call: Call) -> Answer:
    report = _available(call)
    link = links.make(call.state, call.now, "report", str(report.id))
    return Answer(body={"downloadLink": f"{call.base}/downloads/{link.token}"})


def get_zip(call: Call) -> Answer:
    return zipped_report(_available(call))


def _available(call: Call) -> Report:
    organizer = named_organizer(call)
    return reports.available(call.state, call.now, organizer.id, call.parameters["reportId"])


def _shape(call: Call, of: Report) -> Json:
    shape: Json = {
        "status": reports.status(of, call.now),
        "id": of.id,
        "period": _period(of.start, of.end),
        "creationDate": instant(of.created),
    }
    if shape["status"] == "FAILED":
        shape["message"] = of.failure
    return shape


def _period(first: date, last: date) -> Json:
    return {"startDate": first.isoformat(), "endDate": last.isoformat()}


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-organizers-financial-reports-periods": Behaviour(get_periods),
    "post-organizers-financial-reports": Behaviour(post_report),
    "get-organizers-financial-reports": Behaviour(get_reports),
    "get-organizers-financial-reports-reportId": Behaviour(get_report),
    "get-organizers-financial-reports-reportId-downloadLink": Behaviour(get_download_link),
    "get-organizers-financial-reports-reportId-zip": Behaviour(get_zip),
}
