"""What calls to UiTdatabank begin with: an event, a place, an organizer and an image of the caller's own."""

from __future__ import annotations

from typing import Any

from tests.contract.calls.call import NOWHERE, Call
from tests.contract.calls.events import an_event

ADDRESS = {
    "addressCountry": "BE",
    "addressLocality": "Gent",
    "postalCode": "9000",
    "streetAddress": "Kerkstraat 1",
}
A_PLACE: dict[str, Any] = {
    "mainLanguage": "nl",
    "name": {"nl": "Buurthuis"},
    "terms": [{"id": "Yf4aZBfsUEu2NsQqsprngw"}],
    "calendarType": "permanent",
    "address": {"nl": ADDRESS},
}
AN_ORGANIZER: dict[str, Any] = {
    "mainLanguage": "nl",
    "name": {"nl": "Speelplein"},
    "url": "https://speelplein.example",
}
AN_IMAGE = {
    "contentUrl": "https://beeld.example/water.png",
    "description": "Water",
    "copyrightHolder": "Buurthuis",
    "inLanguage": "nl",
}
EVENT_MADE = Call("event-post", 201, body=an_event())
PLACE_MADE = Call("place-post", 201, body=A_PLACE)
ORGANIZER_MADE = Call("organizer-post", 201, body=AN_ORGANIZER)
IMAGE_MADE = Call("image-post", 201, body=AN_IMAGE)

CALLS = [
    EVENT_MADE,
    PLACE_MADE,
    Call("place-post", 400, "body/invalid-data", body={}),
    Call("place-post", 409, "uitdatabank/duplicate-place", body=A_PLACE, before=(PLACE_MADE,)),
    Call("place-import-create", 200, body=A_PLACE),
    Call("place-import-create", 400, "body/invalid-data", body={}),
    Call("place-import-create", 409, "uitdatabank/duplicate-place", body=A_PLACE, before=(PLACE_MADE,)),
    Call("place-get", 200, path={"placeId": "{0[id]}"}, before=(PLACE_MADE,)),
    Call("place-get", 404, "url/not-found", path={"placeId": NOWHERE}),
    Call(
        "place-get",
        401,
        "auth/unauthorized",
        {"embedContributors": "true"},
        path={"placeId": "{0[id]}"},
        before=(PLACE_MADE,),
    ),
    ORGANIZER_MADE,
    Call("organizer-post", 400, "uitdatabank/duplicate-url", body=AN_ORGANIZER, before=(ORGANIZER_MADE,)),
    Call("organizer-post", 400, "body/invalid-data", body={}),
    Call("organizer-post", 404, "url/not-found", body=AN_ORGANIZER | {
        "images": [{"id": NOWHERE, "language": "nl", "copyrightHolder": "Buurthuis"}]
    }),
    Call("organizer-get", 200, path={"organizerId": "{0[id]}"}, before=(ORGANIZER_MADE,)),
    Call("organizer-get", 404, "url/not-found", path={"organizerId": NOWHERE}),
    Call(
        "organizer-get",
        401,
        "auth/unauthorized",
        {"embedContributors": "true"},
        path={"organizerId": "{0[id]}"},
        before=(ORGANIZER_MADE,),
    ),
    IMAGE_MADE,
    Call("image-post", 400, "body/invalid-data", body={}),
    Call("image-get", 200, path={"imageId": "{0[imageId]}"}, before=(IMAGE_MADE,)),
    Call("image-get", 404, "url/not-found", path={"imageId": NOWHERE}),
]  # fmt: skip
_ANYBODY = "every client of the simulator may use UiTdatabank"
UNREACHABLE = {
    ("place-post", 403): _ANYBODY,
    ("place-import-create", 403): _ANYBODY,
    ("organizer-post", 403): _ANYBODY,
    ("image-post", 403): _ANYBODY,
}
CALLS.remove(EVENT_MADE)
