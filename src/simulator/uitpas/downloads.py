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

_EPOCH = (1980, 1, 1, 0, 0, 0)
ZIP = "application/x-zip-compressed"


def download(call: Call) -> Answer:
    """Follow a link to a check-in code or a financial report."""
    try:
        link = links.follow(call.state, call.now, call.parameters["token"])
    except Refusal as refusal:
        return problem(refusal)
    if link.kind == "report":
        return zipped_report(call.state.reports[link.subject])
    document = _poster(call, link.subject)
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


def _poster(call: Call, event_id: str) -> bytes:
    """Draw a page with the check-in code of an event as text, where publiq's has it as QR code as well."""
    event = call.state.events[event_id]
    code = checkins.code_of(call.state, call.now, event).code
    title = event.title.encode("latin-1", "replace").decode("latin-1").translate(_ESCAPED)
    drawing = f"BT /F1 20 Tf 60 700 Td ({title}) Tj 0 -40 Td (Code: {code}) Tj ET".encode("latin-1")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>" % _FONTS,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
    )
    written, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + rows + tail


_FONTS = (
    b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>"
)
_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})

PAGES = (page("download", "GET", "/downloads/{token}", download),)
