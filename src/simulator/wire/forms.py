"""Read the parts of a multipart form (RFC 7578)."""

from email.message import Message

from ..world.refusals import Refusal
from .messages import Request

_MULTIPART = "multipart/form-data"


def parts(request: Request) -> dict[str, bytes]:
    """Give the parts of a form by name; the last of several with one name counts.

    Refused with `header/unsupported-media-type` (415), `body/missing` and `body/invalid-syntax`.
    """
    declared = Message()
    declared["content-type"] = request.headers.get("content-type", "")
    if declared.get_content_type() != _MULTIPART:
        raise Refusal("header/unsupported-media-type", "Unsupported media type", status=415)
    if not request.body:
        raise Refusal("body/missing", "Body missing")
    boundary = declared.get_boundary()
    if not boundary:
        raise _unreadable("The boundary is missing.")
    _, *sections = (b"\r\n" + request.body).split(b"\r\n--" + boundary.encode("latin-1", "replace"))
    if not sections or not sections[-1].startswith(b"--"):
        raise _unreadable("The form has no end.")
    return dict(_part(section) for section in sections[:-1])


def _part(section: bytes) -> tuple[str, bytes]:
    head, separator, content = section.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    header = Message()
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().casefold() == "content-disposition":
            header["content-disposition"] = value.strip()
    named = header.get_param("name", header="content-disposition")
    if not separator or not isinstance(named, str):
        raise _unreadable("A part has no name.")
    return named, content


def _unreadable(detail: str) -> Refusal:
    return Refusal("body/invalid-syntax", "Invalid body syntax", detail=detail)
