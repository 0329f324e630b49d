"""The operations of the Search API, by operationId; UiTdatabank's own host serves the same ones."""

from collections.abc import Callable, Mapping
from functools import partial

from ..wire.call import Call
from ..wire.messages import Answer
from ..wire.service import Behaviour
from ..world.refusals import Refusal
from .access import Consumer, consumer_of
from .answers import search
from .offers import offers
from .organizers import organizers
from .parameters import Given, Several, parsed
from .wanted import Wanted

JSON_LD = "application/ld+json"
_TEXT = "text/plain"
_IN_THE_URL = frozenset({"clientId", "apiKey"})

Read = Callable[[Call, Given, Consumer], Wanted]


def _offers(kinds: tuple[str, ...], call: Call, given: Given, consumer: Consumer) -> Wanted:
    return offers(given, call.state, call.now, consumer, kinds)


def _organizers(call: Call, given: Given, consumer: Consumer) -> Wanted:
    return organizers(given, call.state, call.now, consumer)


SEARCHES: Mapping[str, Read] = {
    "events": partial(_offers, ("event",)),
    "places": partial(_offers, ("place",)),
    "offers": partial(_offers, ("event", "place")),
    "organizers": _organizers,
}


def answer(read: Read, call: Call, base: str) -> Answer:
    """Search for what a request asks; `base` is the address of UiTdatabank."""
    given = Given(_parameters(call))
    consumer = consumer_of(call, given)
    return Answer(body=search(call.world, given, read(call, given, consumer), base), content_type=JSON_LD)


def _parameters(call: Call) -> dict[str, str | Several]:
    """Read the parameters from the address, or from the body of a POST."""
    request = call.request
    in_url = parsed(request.query_string)
    if request.method != "POST":
        return in_url
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != _TEXT:
        raise Refusal(
            "body/unsupported-media-type",
            "Unsupported Media Type",
            status=415,
            detail="POST requests require Content-Type text/plain.",
        )
    if in_url.keys() - _IN_THE_URL:
        raise Refusal(
            "body/bad-request",
            "Bad Request",
            status=400,
            detail="POST requests do not allow query parameters in the URL. Use the request body instead.",
        )
    return {**in_url, **parsed(request.body.decode("utf-8", "replace"))}


def udb_base(base: str) -> str:
    """Give the address of UiTdatabank beside one of the search service."""
    if base.endswith("/search"):
        return f"{base.removesuffix('/search')}/uitdatabank"
    return base.replace("//search", "//io", 1)


def _run(read: Read) -> Behaviour:
    return Behaviour(lambda call: answer(read, call, udb_base(call.base)), checked=False)


BEHAVIOURS: Mapping[str, Behaviour] = {
    name: _run(read) for what, read in SEARCHES.items() for name in (f"search-{what}", f"search-{what}-post")
}
