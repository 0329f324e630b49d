"""Linking images to events, places and organizers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from tests.contract.calls.call import NOWHERE, Call
from tests.contract.calls.udb_made import EVENT_MADE, IMAGE_MADE, ORGANIZER_MADE, PLACE_MADE
from uitkern.simulator.contract import MISSING

ABOUT = {"description": "Water", "copyrightHolder": "Buurthuis"}
IMAGE = "{1[imageId]}"


def of_offer(kind: str, parameter: str, made: Call) -> Iterator[Call]:
    """Link an image to an event or place, describe it, choose it, unlink it."""
    at, other = {parameter: "{0[id]}"}, {"mediaObjectId": NOWHERE}
    link = Call(f"{kind}-images-post", 204, path=at, body={"mediaObjectId": IMAGE}, before=(made, IMAGE_MADE))
    yield from around(link, parameter, {})
    linked = (made, IMAGE_MADE, evolve(link, before=()))
    one = at | {"imageId": IMAGE}
    change = Call(f"{kind}-image-put", 204, path=one, body=ABOUT, before=linked)
    yield from around(change, parameter, {})
    choose = Call(f"{kind}-main-image-put", 204, path=at, body={"mediaObjectId": IMAGE}, before=linked)
    yield from around(choose, parameter, other)
    unlink = Call(f"{kind}-image-delete", 204, path=one, before=linked)
    yield from around(unlink, parameter, MISSING)


def of_organizer() -> Iterator[Call]:
    """Do the same with the images of an organizer."""
    parameter, at = "organizerId", {"organizerId": "{0[id]}"}
    told = {"id": IMAGE, "language": "nl", "copyrightHolder": "Buurthuis"}
    link = Call("organizer-images-post", 204, path=at, body=told, before=(ORGANIZER_MADE, IMAGE_MADE))
    yield from around(link, parameter, {})
    linked = (ORGANIZER_MADE, IMAGE_MADE, evolve(link, before=()))
    changes = [{"id": IMAGE, "copyrightHolder": "Speelplein"}]
    yield from around(
        Call("organizer-images-patch", 204, path=at, body=changes, before=linked), parameter, []
    )
    choose = Call("organizer-mainImage-update", 204, path=at, body={"imageId": IMAGE}, before=linked)
    yield from around(choose, parameter, {"imageId": NOWHERE})
    unlink = Call("organizer-image-delete", 204, path=at | {"imageId": IMAGE}, before=linked)
    yield from around(unlink, parameter, MISSING)


def around(good: Call, parameter: str, wrong: Any) -> Iterator[Call]:
    """Call well, with a wrong body or an image that is not linked, as a stranger, and where nothing is."""
    yield good
    if wrong is MISSING:
        yield evolve(good, status=400, path=good.path | {"imageId": NOWHERE})
    else:
        yield evolve(good, status=400, body=wrong)
    yield evolve(good, status=403, problem="auth/forbidden", who="stranger")
    yield evolve(good, status=404, problem="url/not-found", path=good.path | {parameter: NOWHERE})


CALLS = [
    *of_offer("event", "eventId", EVENT_MADE),
    *of_offer("place", "placeId", PLACE_MADE),
    *of_organizer(),
]
