"""Upload images, link them and videos to events and places."""

from typing import cast
from uuid import uuid4

from ..wire.forms import parts
from ..wire.messages import Answer
from ..wire.service import Call
from ..world.refusals import Refusal, not_found
from ..world.udb_rights import EDIT, need_edit
from ..world.udb_store import log, save
from ..world.udb_values import Image, Item
from . import refused
from .callers import who_calls
from .items import Apply, Changes, body_of, existing, with_document
from .media import EXTENSIONS, changed_videos, image_shape, linked_image, video
from .schema import record, text
from .schemas import COPYRIGHT, LANGUAGE, VIDEO, VIDEO_CHANGES

Json = dict[str, object]

_LARGEST = 5_000_000
_SIGNATURES = ((b"\x89PNG\r\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))
_BY_ADDRESS = record(
    ("contentUrl", "description", "copyrightHolder", "inLanguage"),
    contentUrl=text(r"^http[s]?:\/\/\w"),
    description=text(r"\S", 1),
    copyrightHolder=COPYRIGHT,
    inLanguage=LANGUAGE,
)
_ABOUT = record(("description", "copyrightHolder"), description=text(r"\S", 1), copyrightHolder=COPYRIGHT)
_CHOICE = record(("mediaObjectId",), mediaObjectId=text(form="uuid"))
_FIELDS = ("description", "copyrightHolder", "language")


def post_image(call: Call) -> Answer:
    """Keep an image: a file in a form, or an address in JSON."""
    media = call.request.headers.get("content-type", "").lower()
    image = _uploaded(call) if media.startswith("multipart/form-data") else _by_address(call)
    call.state.udb_images.put(image.id, image)
    return Answer(201, {"@id": f"{call.base}/images/{image.id}", "imageId": image.id})


def _uploaded(call: Call) -> Image:
    form = parts(call.request)
    if "file" not in form:
        raise Refusal("body/file-missing", "File missing", detail="The file property is required")
    for name in _FIELDS:
        if not form.get(name):
            raise refused.bad_data(f'Form data field "{name}" is required.')
    texts = {name: form[name].decode("utf-8", "replace") for name in _FIELDS}
    content = form["file"]
    kind = next((media for sign, media in _SIGNATURES if content.startswith(sign)), None)
    if kind is None:
        allowed = ", ".join(EXTENSIONS)
        detail = f"The uploaded file has an invalid type. Allowed types: {allowed}"
        raise Refusal("body/file-invalid-type", "Invalid file type", detail=detail)
    if len(content) > _LARGEST:
        detail = f"The file size of the uploaded image is too big. Max size (bytes): {_LARGEST}"
        raise Refusal("body/file-invalid-size", "Invalid file size", detail=detail)
    return Image(
        str(uuid4()), kind, texts["description"], texts["copyrightHolder"], texts["language"], content
    )


def _by_address(call: Call) -> Image:
    sent = body_of(call, _BY_ADDRESS)
    return Image(
        str(uuid4()),
        "image/png",
        sent["description"],
        sent["copyrightHolder"],
        sent["inLanguage"],
        source=sent["contentUrl"],
    )


def get_image(call: Call, what: str = "Image") -> Answer:
    """Describe an image to anybody."""
    image_id = call.parameters["imageId"]
    if image_id not in call.state.udb_images:
        raise refused.not_there(what, image_id)
    return Answer(body=image_shape(call.state, image_id, call.base))


def get_media(call: Call) -> Answer:
    """Describe an image under its older address."""
    return get_image(call, "media object")


def image_file(call: Call) -> Answer:
    """Send the bytes of an image that was uploaded."""
    image = call.state.udb_images.get(call.parameters["file"].partition(".")[0])
    if image is None or not image.content:
        raise not_found()
    return Answer(body=image.content, content_type=image.media_type)


def link_image(call: Call, _: Item | None) -> Apply:
    image_id = body_of(call, _CHOICE)["mediaObjectId"]
    if image_id not in call.state.udb_images:
        raise refused.not_there("Image", image_id)

    def apply(item: Item) -> Changes | None:
        linked = _linked(item)
        if any(each["id"] == image_id for each in linked):
            return None
        return with_document(item, mediaObject=[*linked, linked_image(call.state, image_id)])

    return apply


def change_image(call: Call, _: Item | None) -> Apply:
    about: Json = body_of(call, _ABOUT)
    image_id = call.parameters["imageId"]

    def apply(item: Item) -> Changes:
        _need_linked(item, image_id)
        changed = [
            {**each, "description": about["description"], "copyrightHolder": about["copyrightHolder"]}
            if each["id"] == image_id
            else each
            for each in _linked(item)
        ]
        return with_document(item, mediaObject=changed)

    return apply


def choose_main_image(call: Call, _: Item | None) -> Apply:
    image_id = body_of(call, _CHOICE)["mediaObjectId"]

    def apply(item: Item) -> Changes:
        _need_linked(item, image_id)
        return with_document(item, mainImage=image_id)

    return apply


def unlink_image(call: Call, _: Item | None) -> Apply:
    image_id = call.parameters["imageId"]

    def apply(item: Item) -> Changes:
        _need_linked(item, image_id)
        left = [each for each in _linked(item) if each["id"] != image_id]
        chosen = item.document.get("mainImage")
        return with_document(item, mediaObject=left or None, mainImage=None if chosen == image_id else chosen)

    return apply


def _linked(item: Item) -> list[Json]:
    return cast("list[Json]", item.document.get("mediaObject", []))


def _need_linked(item: Item, image_id: str) -> None:
    if all(each["id"] != image_id for each in _linked(item)):
        raise refused.image_not_linked(image_id)


def post_video(call: Call) -> Answer:
    """Add a video to an event or place, and say under which id."""
    item = existing(call)
    added = video(body_of(call, VIDEO))
    who = who_calls(call)
    need_edit(call.state, who, item, EDIT)
    changes = with_document(item, videos=[*cast("list[Json]", item.document.get("videos", [])), added])
    save(call.state, call.now, item, **changes)
    log(call.state, call.now, item.id, who.id, "Video toegevoegd")
    return Answer(body={"videoId": added["id"]})


def change_videos(call: Call, _: Item | None) -> Apply:
    changes: list[Json] = body_of(call, VIDEO_CHANGES)

    def apply(item: Item) -> Changes | None:
        known = cast("list[Json]", item.document.get("videos", []))
        return with_document(item, videos=changed_videos(known, changes)) if known else None

    return apply


def delete_video(call: Call, _: Item | None) -> Apply:
    def apply(item: Item) -> Changes | None:
        known = cast("list[Json]", item.document.get("videos", []))
        left = [each for each in known if each["id"] != call.parameters["videoId"]]
        return with_document(item, videos=left or None) if len(left) < len(known) else None

    return apply


__all__ = ["get_image", "image_file", "post_image", "post_video"]
