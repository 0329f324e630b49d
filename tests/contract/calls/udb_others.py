"""Asking about events and places, and what concerns neither: ownerships, news, productions, people, lists."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from tests.contract.calls.call import EVENT, NOWHERE, ORGANIZER, Call
from tests.contract.calls.udb_made import EVENT_MADE, ORGANIZER_MADE, PLACE_MADE
from uitkern.simulator.testing.publiq import Publiq

ARTICLE = {
    "headline": "Spelen aan het water",
    "inLanguage": "nl",
    "text": "De speelweek trekt veel kinderen.",
    "about": EVENT,
    "publisher": "BUURT",
    "publisherLogo": "https://buurt.example/logo.png",
    "url": "https://buurt.example/speelweek",
}
PUBLISHED = Call("news-articles-post", 201, body=ARTICLE)
PRODUCED = Call("productions-create", 201, body={"name": "Speelweken", "eventIds": [EVENT]})
ASKED = Call("ownership-request", 201, body={"itemId": "{0[id]}", "itemType": "organizer"})
OTHERS = "53fb1b1c-0000-4000-8000-000000000000"


def questions() -> Iterator[Call]:
    """Ask what anybody may ask of an event, place or organizer."""
    for kind, made in (("event", EVENT_MADE), ("place", PLACE_MADE)):
        at = {f"{kind}Id": "{0[id]}"}
        summary = Call(f"{kind}-calendar-summary-get", 200, path=at, before=(made,))
        yield summary
        yield evolve(summary, query={"style": "html", "format": "md"})
        yield evolve(summary, status=404, problem="url/not-found", query={"format": "xl"})
        history = Call(f"{kind}-history-get", 200, path=at, before=(made,), who="moderator")
        yield history
        yield evolve(history, status=403, problem="auth/forbidden", who="client")
        yield evolve(history, status=404, problem="url/not-found", path={f"{kind}Id": NOWHERE})
        yield from permissions(f"get-{kind}s-{kind}Id-permissions", f"{kind}Id", made)
    yield from permissions("get-organizers-organizerId-permissions", "organizerId", ORGANIZER_MADE)


def permissions(operation: str, parameter: str, made: Call) -> Iterator[Call]:
    asked = Call(operation, 200, path={parameter: "{0[id]}"}, before=(made,))
    yield asked
    yield evolve(asked, who="stranger")
    yield evolve(asked, status=404, problem="url/not-found", path={parameter: NOWHERE})


def registered(publiq: Publiq) -> dict[str, str]:
    """Put an organizer in the register of associations."""
    publiq.nudge("register-association", organizerId=ORGANIZER, vcode="V0019001")
    return {}


def associations() -> Iterator[Call]:
    """Ask how an organizer stands among associations, and end it."""
    at = {"organizerId": ORGANIZER}
    ask = Call("organizer-verenigingsloket-get", 200, path=at, given=registered)
    yield ask
    leave = evolve(
        ask, operation="delete-organizers-organizerId-verenigingsloket", status=204, who="moderator"
    )
    yield leave
    yield evolve(leave, status=403, problem="auth/forbidden", who="stranger")
    for each in (ask, leave):
        yield evolve(each, status=404, problem="url/not-found", given=None)
        yield evolve(each, status=404, problem="url/not-found", path={"organizerId": NOWHERE})


def ownerships() -> Iterator[Call]:
    """Ask for an ownership, and decide on it."""
    ask = evolve(ASKED, before=(ORGANIZER_MADE,))
    yield ask
    yield evolve(ask, status=400, problem="body/invalid-data", body={})
    other = {"itemId": ORGANIZER, "itemType": "organizer", "ownerId": "somebody else"}
    yield evolve(ask, status=403, problem="auth/forbidden", body=other)
    yield evolve(ask, status=404, problem="url/not-found", body={"itemId": NOWHERE, "itemType": "organizer"})
    again = evolve(ask, status=409, problem="uitdatabank/ownership-already-exists")
    yield evolve(again, before=(ORGANIZER_MADE, ASKED))
    yield Call("get-ownerships", 200, query={"itemId": "{0[id]}"}, before=(ORGANIZER_MADE, ASKED))
    for operation in ("post-ownership-approve", "post-ownership-reject", "delete-ownerships-ownershipId"):
        made = (ORGANIZER_MADE, ASKED)
        decide = Call(operation, 204, path={"ownershipId": "{1[id]}"}, before=made)
        yield decide
        yield evolve(decide, status=403, problem="auth/forbidden", who="stranger")
        yield evolve(decide, status=404, problem="url/not-found", path={"ownershipId": NOWHERE})


def articles() -> Iterator[Call]:
    at = {"articleId": "{0[id]}"}
    yield PUBLISHED
    yield evolve(PUBLISHED, status=400, problem="body/invalid-data", body={})
    yield evolve(PUBLISHED, status=400, problem="body/invalid-data", before=(PUBLISHED,))
    yield Call("news-articles-get", 200, query={"publisher": "BUURT"}, before=(PUBLISHED,))
    yield Call("news-articles-get", 200, headers={"accept": "application/ld+json"}, before=(PUBLISHED,))
    yield Call("news-article-get", 200, path=at, before=(PUBLISHED,))
    yield Call("news-article-get", 404, "url/not-found", path={"articleId": NOWHERE})
    yield Call("news-article-put", 200, path=at, body=ARTICLE, before=(PUBLISHED,))
    yield Call("news-article-put", 400, "body/invalid-data", path=at, body={}, before=(PUBLISHED,))
    yield Call("news-article-put", 404, "url/not-found", path={"articleId": NOWHERE}, body=ARTICLE)
    yield Call("news-article-delete", 204, path=at, before=(PUBLISHED,))


def productions() -> Iterator[Call]:
    unknown = {"eventIds": [NOWHERE]}
    yield PRODUCED
    yield evolve(PRODUCED, status=400, problem="body/invalid-data", body={})
    yield evolve(PRODUCED, status=404, problem="url/not-found", body=unknown | {"name": "Niets"})
    yield Call("productions-get", 200, query={"name": "speel"}, before=(PRODUCED,))
    yield Call("productions-get", 200, headers={"accept": "application/ld+json"}, before=(PRODUCED,))
    to = {"productionId": "{0[productionId]}", "eventId": EVENT}
    yield Call("productions-add-event", 204, path=to, before=(PRODUCED,))
    yield Call(
        "productions-add-event", 404, "url/not-found", path=to | {"eventId": NOWHERE}, before=(PRODUCED,)
    )
    both = {"productionId1": "{0[productionId]}", "productionId2": "{1[productionId]}"}
    merge = Call("productions-merge", 204, path=both, before=(PRODUCED, PRODUCED))
    yield merge
    yield evolve(merge, status=404, problem="url/not-found", path=both | {"productionId2": NOWHERE})
    yield Call("productions-skip", 200, body={"eventIds": [EVENT]})
    yield Call("productions-skip", 400, "body/invalid-data", body={})
    yield Call("productions-skip", 404, "url/not-found", body=unknown)


def people() -> Iterator[Call]:
    yield Call("user-get", 200, who="person")
    yield Call("user-get", 401, "auth/unauthorized")
    yield Call(
        "users-userId-get", 200, path={"userId": "{0[uuid]}"}, before=(Call("user-get", 200, who="person"),)
    )
    yield Call("users-userId-get", 404, "url/not-found", path={"userId": NOWHERE})
    email = {"email": "{0[email]}"}
    yield Call("users-email-get", 200, path=email, before=(Call("user-get", 200, who="person"),))
    yield Call("users-email-get", 404, "url/not-found", path={"email": "nobody@buurthuis.example"})
    yield Call("put-mailing-list", 204, path={"mailinglistId": "7"}, body={"email": "ann@buurthuis.example"})
    yield Call(
        "put-mailing-list", 400, "body/invalid-data", path={"mailinglistId": "7"}, body={"email": "ann"}
    )


CALLS = [
    *questions(),
    *associations(),
    *ownerships(),
    *articles(),
    *productions(),
    *people(),
    Call("get-regions", 200),
    Call("get-education-levels", 200),
]
