"""Searching events, places and organizers, and the list of terms."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from tests.contract.calls.call import EVENT, ORGANIZER, Call

ALL_FACETS = ["regions", "types", "themes", "facilities", "labels"]
FORM = "text/plain"


def searches(what: str) -> Iterator[Call]:
    usual = Call(f"search-{what}", 200)
    yield usual
    yield evolve(usual, query={"embed": "true", "facets[]": ALL_FACETS, "disableDefaultFilters": "true"})
    yield evolve(usual, who="id")
    yield evolve(usual, status=404, problem="url/not-found", query={"Country": "BE"})
    yield evolve(usual, status=404, problem="url/not-found", query={"q": "labels:("})
    yield from refused(usual)
    posted = Call(f"search-{what}-post", 200, content="limit=1&embed=true", media=FORM)
    yield posted
    yield evolve(posted, status=400, problem="body/bad-request", query={"limit": "1"})
    yield evolve(posted, status=404, problem="url/not-found", content="Country=BE")
    yield evolve(posted, status=415, problem="body/unsupported-media-type", media="application/json")
    yield from refused(posted)


def refused(good: Call) -> Iterator[Call]:
    yield evolve(good, status=401, problem="auth/unauthorized", who="nobody")
    yield evolve(good, status=403, problem="auth/forbidden", who="forger")


CALLS = [
    *(call for what in ("events", "places", "offers", "organizers") for call in searches(what)),
    Call("search-events", 200, query={"id": EVENT, "embed": "true", "embedUitpasPrices": "true"}),
    Call("search-events", 200, query={"embedCalendarSummaries[]": ["lg-text", "xs-html"]}),
    Call("search-organizers", 200, query={"id": ORGANIZER, "embed": "true"}),
    Call("get-terms", 200),
]
