"""Show images and videos as UiTdatabank does."""

import re
from typing import cast
from uuid import uuid4

from ..world.state import State

Json = dict[str, object]

EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif"}
_VIMEO = re.compile(r"vimeo\.com/(?:video/)?([^/#&?]+)")
_YOUTUBE = re.compile(r"(?:v=|youtu\.be/|embed/|shorts/)([^/#&?]+)")


def image_shape(state: State, image_id: str, base: str, own: Json | None = None) -> Json:
    """Write an image; `own` replaces what its uploader said of it."""
    image = state.udb_images[image_id]
    address = image.source or f"{base}/images/files/{image.id}.{EXTENSIONS.get(image.media_type, 'png')}"
    return {
        "@id": f"{base}/images/{image.id}",
        "@type": "schema:ImageObject",
        "id": image.id,
        "contentUrl": address,
        "thumbnailUrl": address,
        "description": image.description,
        "copyrightHolder": image.copyright_holder,
        "inLanguage": image.language,
        **{name: value for name, value in (own or {}).items() if name != "id"},
    }


def image_shapes(state: State, linked: list[Json], base: str) -> list[Json]:
    return [image_shape(state, str(each["id"]), base, each) for each in linked]


def main_image(state: State, document: Json, linked: list[Json], base: str) -> object:
    """Give the address of the main image, or else of the first."""
    chosen = document.get("mainImage")
    known = [each["id"] for each in linked]
    return image_shape(state, str(chosen if chosen in known else known[0]), base)["contentUrl"]


def linked_image(state: State, image_id: str) -> Json:
    """Say of an image what its uploader said."""
    image = state.udb_images[image_id]
    return {
        "id": image.id,
        "description": image.description,
        "copyrightHolder": image.copyright_holder,
        "inLanguage": image.language,
    }


def video(sent: Json) -> Json:
    """Complete a video: an id, the address for embedding, and who holds the rights."""
    url = str(sent["url"])
    on_vimeo = _VIMEO.search(url)
    on_youtube = _YOUTUBE.search(url)
    site = "Vimeo" if on_vimeo else "YouTube"
    if on_vimeo:
        embed = f"https://player.vimeo.com/video/{on_vimeo[1]}"
    else:
        embed = f"https://www.youtube.com/embed/{on_youtube[1] if on_youtube else ''}"
    return {
        "id": sent.get("id") or str(uuid4()),
        "url": url,
        "embedUrl": embed,
        "language": sent["language"],
        "copyrightHolder": sent.get("copyrightHolder") or f"Copyright afgehandeld door {site}",
    }


def changed_videos(known: list[Json], changes: list[Json]) -> list[Json]:
    """Apply changes to the videos that they name; unknown ids change nothing."""
    by_id = {cast("str", each["id"]): each for each in changes}
    return [video({**each, **by_id.get(cast("str", each["id"]), {})}) for each in known]
