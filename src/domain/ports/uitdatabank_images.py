"""Questions about images of UiTdatabank: the library, and which of it an event shows."""

from __future__ import annotations

from attrs import field, frozen

from ..model.event_parts import Image
from .effects import Ask
from .outcomes import Answered, Written
from .uitdatabank_changes import Change


@frozen
class UploadImage(Ask[Written[str]]):
    """Put an image (png, jpeg, gif) into the library; its id, to be linked to events (`image-post`)."""

    content: bytes = field(repr=False)
    media_type: str
    description: str
    copyright: str
    language: str = "nl"


@frozen
class GetImage(Ask[Answered[Image]]):
    """What does the library hold under this id? (`image-get`)."""

    image_id: str


@frozen
class AddImage(Change):
    """Link an image of the library (`event-images-post`)."""

    image_id: str


@frozen
class DescribeImage(Change):
    """Of this event only (`event-image-put`)."""

    image_id: str
    description: str
    copyright: str


@frozen
class SetMainImage(Change):
    """(`event-main-image-put`)."""

    image_id: str


@frozen
class RemoveImage(Change):
    """Unlink it (`event-image-delete`)."""

    image_id: str
