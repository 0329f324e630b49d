"""What the operations on pictures do, by operationId, and the page that their links lead to."""

from collections.abc import Mapping

from ..wire.call import Call
from ..wire.forms import parts
from ..wire.messages import Answer
from ..wire.service import Behaviour, Page, page
from ..world import links, refusals
from ..world.people import Picture
from ..world.refusals import invalid_data
from .callers import holder_in_path

_KIND = "picture"
_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}


def picture(content: bytes, pointer: str) -> Picture:
    """Take a picture; refused as invalid data when it is neither PNG nor JPEG nor GIF."""
    for signature, media_type in _SIGNATURES.items():
        if content.startswith(signature):
            return Picture(content, media_type)
    raise invalid_data((pointer, "The file is no PNG, JPEG or GIF picture"))


def get_picture(call: Call) -> Answer:
    """Give a link that needs no token and works for a quarter of an hour."""
    holder = holder_in_path(call)
    if holder.id not in call.state.pictures:
        raise refusals.not_found("The passholder has no picture.")
    link = links.make(call.state, call.now, _KIND, holder.id)
    return Answer(body={"pictureUrl": f"{call.base}/passholders/{holder.id}/picture.png?token={link.token}"})


def put_picture(call: Call) -> Answer:
    holder = holder_in_path(call)
    file = parts(call.request).get("file")
    if not file:
        raise invalid_data(("/", "The required properties (file) are missing"))
    call.state.pictures.put(holder.id, picture(file, "/file"))
    return Answer(204)


def delete_picture(call: Call) -> Answer:
    holder = holder_in_path(call)
    if holder.id not in call.state.pictures:
        raise refusals.not_found("The passholder has no picture.")
    call.state.pictures.drop(holder.id)
    return Answer(204)


def show_picture(call: Call) -> Answer:
    link = links.follow(call.state, call.now, call.first("token") or "")
    found = call.state.pictures.get(call.parameters["passholderId"])
    if found is None or (link.kind, link.subject) != (_KIND, call.parameters["passholderId"]):
        raise refusals.not_found()
    return Answer(200, found.content, found.media_type)


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-passholders-passholderId-picture": Behaviour(get_picture),
    "put-passholders-passholderId-picture": Behaviour(put_picture, checked=False),
    "delete-passholders-passholderId-picture": Behaviour(delete_picture),
}
PAGES: tuple[Page, ...] = (
    page("picture-of-passholder", "GET", "/passholders/{passholderId}/picture.png", show_picture),
)
