"""Files behind links that need no token."""

import io
import zipfile

from ..wire.messages import Answer
from ..wire.problems import problem
from ..wire.service import Call, page
from ..world import checkins, links
from ..world.clock import BRUSSELS
from ..world.offices import Report
from ..world.refusals import Refusal
from .poster import poster

_EPOCH = (1980, 1, 1, 0, 0, 0)
ZIP = "application/x-zip-compressed"


def download(call: Call) -> Answer:
    """Follow a link to a check-in code or a financial report."""
    try:
        link = links.follow(call.state, call.now, call.parameters["token"])
    except Refusal as refusal:
        return problem(refusal)
    if link.kind == "report":
        return zipped_report(call.state.reports[int(link.subject)])
    event = call.state.events[link.subject]
    document = poster(event.title, checkins.code_of(call.state, call.now, event).code)
    if link.kind.endswith(".pdf"):
        return Answer(body=document, content_type="application/pdf")
    return Answer(body=zip_of("checkincode.pdf", document), content_type=ZIP)


def zipped_report(report: Report) -> Answer:
    """Answer with a report as a zip that has its CSV."""
    name = f"financialOverview_{report.organizer}_{report.created.astimezone(BRUSSELS):%Y%m%d_%H%M}"
    packed = zip_of(f"{name}.csv", report.csv.encode("utf-8-sig"))
    return Answer(200, packed, ZIP, (("content-disposition", f'attachment; filename="{name}.zip"'),))


def zip_of(name: str, content: bytes) -> bytes:
    """Make a zip with one file; the same content makes the same zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return packed.getvalue()


PAGES = (page("download", "GET", "/downloads/{token}", download),)
