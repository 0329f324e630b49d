"""Who may search, what an answer looks like, its order and its counts; the same on UiTdatabank's own host."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.simulator.searching import Search, searching
from tests.simulator.udb import ADDRESS, ORGANIZER, PLACE, TOMORROW
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.search_rights import ApiKey, KeyState, SearchRights
from uitkern.simulator.world.values import Client

PROBS = "https://api.publiq.be/probs/"
ELSEWHERE = ADDRESS | {"addressLocality": "Leuven", "postalCode": "3000"}


@pytest.fixture
def search(publiq: Publiq, anonymous: httpx.Client) -> Search:
    return searching(publiq, anonymous)


def refused(answer: httpx.Response, kind: str = "auth/") -> tuple[int, str]:
    problem = answer.json()
    assert list(problem) == ["type", "title", "status", "detail"]
    assert problem["type"].startswith(f"{PROBS}{kind}")
    assert problem["status"] == answer.status_code
    return answer.status_code, problem["detail"]


def registered(search: Search) -> None:
    state = search.publiq.world.state
    for key in (ApiKey("blocked", KeyState.BLOCKED), ApiKey("gone", KeyState.REMOVED)):
        state.api_keys.put(key.value, key)
    for rights in (SearchRights("bare", frozenset()), SearchRights("odd", refused=True)):
        state.clients.put(rights.id, Client(rights.id, "secret", {}))
        state.search_rights.put(rights.id, rights)


@pytest.mark.parametrize(
    ("headers", "status", "words"),
    [
        ({"accept": "*/*"}, 401, "No x-api-key header or apiKey parameter found"),
        ({"x_api_key": "wrong"}, 401, "The provided api key wrong is invalid"),
        ({"x_api_key": "blocked"}, 403, "The provided api key blocked is blocked"),
        ({"x_api_key": "gone"}, 403, "The provided api key gone is removed"),
        ({"x_client_id": "wrong"}, 403, "The provided client id wrong is not allowed to access this API."),
        (
            {"x_client_id": "bare"},
            403,
            "The provided client id bare is not allowed to access this API.",
        ),
        ({"x_client_id": "odd"}, 401, "The provided client id odd is invalid"),
        (
            {"authorization": "Token x"},
            401,
            'Authorization header must start with "Bearer ", followed by your token',
        ),
        ({"authorization": "Bearer wrong"}, 401, 'Token "wrong" is not a valid JWT.'),
        ({"authorization": "Bearer a.b.c"}, 401, 'Token "a.b.c" is expired or not valid for Search API.'),
    ],
)
def test_who_may_not_search_is_told_so_in_json_ld(
    search: Search, headers: dict[str, str], status: int, words: str
) -> None:
    registered(search)
    answer = search.ask("/events", **headers)
    assert refused(answer) == (status, words)
    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_token_that_is_over_or_of_a_client_without_the_right(search: Search) -> None:
    registered(search)
    world = search.publiq.world
    token = world.issue_token("bare", "secret").value
    words = "The provided token is not allowed to access this API."
    assert refused(search.ask("/events", authorization=f"Bearer {token}")) == (403, words)
    token = world.issue_token(search.publiq.client_id, search.publiq.client_secret).value
    assert search.ask("/events", authorization=f"Bearer {token}").status_code == 200
    search.publiq.clock.advance(days=2)
    words = f'Token "{token}" is expired or not valid for Search API.'
    assert refused(search.ask("/events", authorization=f"Bearer {token}")) == (401, words)


def test_the_id_of_a_client_counts_before_a_key_and_that_before_a_token(search: Search) -> None:
    good = search.publiq.client_id
    for parameters, headers, status in (
        ({}, {"x_client_id": good, "x_api_key": "wrong", "authorization": "wrong"}, 200),
        ({"clientId": "wrong"}, {"x_client_id": good}, 200),
        ({"clientId": good}, {"x_api_key": "wrong"}, 200),
        ({"clientId": "wrong"}, {"x_api_key": "uitkern-api-key"}, 403),
        ({}, {"x_api_key": "uitkern-api-key", "authorization": "wrong"}, 200),
        ({"apiKey": "uitkern-api-key"}, {"authorization": "wrong"}, 200),
    ):
        assert search.ask("/events", parameters, **headers).status_code == status


def test_the_query_of_a_client_is_part_of_each_of_its_searches(search: Search) -> None:
    judo, jazz = search.event(name={"nl": "Judo"}), search.event(name={"nl": "Jazz"})
    rights = SearchRights(search.publiq.client_id, default_query="name.nl:judo OR name.nl:nothing")
    search.publiq.world.state.search_rights.put(rights.id, rights)
    assert search.mine() == search.q("name.nl:j*") == [judo]
    key = ApiKey("jazz", default_query="name.nl:jazz")
    search.publiq.world.state.api_keys.put("jazz", key)
    page = search.ask("/events", x_api_key="jazz").json()
    assert [each["@id"].rpartition("/")[2] for each in page["member"]] == [jazz]


def test_who_has_the_scope_for_it_sees_what_is_for_children_only(search: Search) -> None:
    event = search.event(childrenOnly=True)
    rights = SearchRights("uitkern-counter", frozenset({"sapi", "boa"}))
    search.publiq.world.state.search_rights.put(rights.id, rights)
    assert search.ask("/events", {"id": event}, x_client_id="uitkern-counter").json()["totalItems"] == 1


def test_a_page_names_what_was_found(search: Search) -> None:
    event = search.event()
    assert search.page("/events", id=event) == {
        "@context": "http://www.w3.org/ns/hydra/context.jsonld",
        "@type": "PagedCollection",
        "itemsPerPage": 30,
        "totalItems": 1,
        "member": [{"@id": f"http://publiq.test/uitdatabank/events/{event}", "@type": "Event"}],
    }
    [place] = search.page("/offers", id=PLACE)["member"]
    assert place == {"@id": f"http://publiq.test/uitdatabank/places/{PLACE}", "@type": "Place"}
    [organizer] = search.page("/organizers", id=ORGANIZER)["member"]
    assert organizer["@type"] == "Organizer"


def test_under_its_own_name_the_addresses_are_publiqs(search: Search) -> None:
    answer = search.http.get(f"https://search-test.uitdatabank.be/places?id={PLACE}&clientId=uitkern-client")
    assert answer.json()["member"][0]["@id"] == f"https://io-test.uitdatabank.be/places/{PLACE}"


def test_in_another_world_the_addresses_are_of_that_world(search: Search) -> None:
    answer = search.http.get(f"/worlds/other/search/places?id={PLACE}&clientId=uitkern-client")
    assert answer.json()["member"][0]["@id"] == f"http://publiq.test/worlds/other/uitdatabank/places/{PLACE}"


def test_pages_go_on_where_the_last_one_ended(search: Search) -> None:
    events = [search.event() for _ in range(5)]
    first, second = search.page("/events", limit=3, q="name.nl:speelweek"), search.mine(start=3, limit=3)
    assert (first["itemsPerPage"], first["totalItems"], len(first["member"])) == (3, 5, 3)
    assert [*search.mine(limit=3), *second] == events
    assert search.mine(start=9) == []
    for limit in ("0", "", "many"):
        assert search.page("/events", limit=limit)["itemsPerPage"] == 30


def embedded(search: Search, event: str, **more: str) -> dict[str, Any]:
    [member] = search.page("/events", id=event, embed="true", **more)["member"]
    return dict(member)


def test_an_embedded_event_is_its_document_and_more(search: Search) -> None:
    event = search.event(typicalAgeRange="6-12")
    shown = search.writer.shown(f"/events/{event}")
    member = embedded(search, event)
    assert member == shown | {
        "regions": ["gem-gent", "prv-oost-vlaanderen"],
        "birthdateRangeConverted": {"from": "2013-07-07", "to": "2020-07-06"},
    }
    assert "@type" not in member


def test_dates_of_birth_are_shown_as_ages_too(search: Search) -> None:
    event = search.event(birthdateRange={"from": "2014-01-01", "to": "2016-12-31"})
    assert embedded(search, event)["typicalAgeRangeConverted"] == "9-12"
    assert search.mine(minAge=9, maxAge=10) == [event]
    assert search.mine(minAge=13) == []


def test_the_prices_of_uitpas_are_embedded_on_request(search: Search) -> None:
    event = search.event()
    search.publiq.clock.advance(10)
    assert {each["category"] for each in embedded(search, event)["priceInfo"]} == {"base"}
    assert "UiTPAS Gent" in embedded(search, event)["hiddenLabels"]
    prices = embedded(search, event, embedUitpasPrices="true")["priceInfo"]
    assert {each["category"] for each in prices} == {"base", "uitpas"}


def test_contributors_are_not_shown(search: Search) -> None:
    event = search.event()
    search.writer.put(f"/events/{event}/contributors", ["ann@buurthuis.example"])
    search.publiq.flush_search()
    assert "contributors" not in embedded(search, event)


def test_summaries_of_the_calendar(search: Search) -> None:
    event = search.event()
    wanted = ["lg-text", "xs-text", "md-html", "xl-text"]
    [member] = search.page("/events", id=event, **{"embedCalendarSummaries[]": wanted})["member"]
    summary = member["calendarSummary"]["nl"]
    assert summary["text"]["lg"] == summary["text"]["xl"] == "Maandag 6 juli 2026 van 09:00 tot 12:00"
    assert set(summary["text"]) == {"lg", "xs", "xl"}
    assert set(summary["html"]) == {"md"}
    assert search.refused("/events", **{"embedCalendarSummaries[]": "huge-text"})


def test_what_has_a_meaning_in_html_is_escaped(search: Search) -> None:
    name = '<b>Rock & \'n "roll"</b> \\'
    event = search.event(name={"nl": name})
    answer = search.ask("/events", {"id": event, "embed": "true"})
    assert answer.json()["member"][0]["name"]["nl"] == name
    assert not {"<", ">", "&", "'", '\\"'} & set(answer.text)
    assert "\\u003Cb\\u003ERock \\u0026 \\u0027n \\u0022roll\\u0022" in answer.text


def test_facets_count_what_was_found_of_all_pages(search: Search) -> None:
    for name in ("zomer", "zomer", "Winter"):
        search.event(labels=[name], terms=[{"id": "0.50.4.0.0"}, {"id": "1.8.2.0.0"}])
    away = search.place(address={"nl": ELSEWHERE})
    search.event(location={"@id": f"/places/{away}"}, terms=[{"id": "0.57.0.0.0"}])
    names = ["regions", "types", "themes", "facilities", "labels"]
    own: dict[str, str | int] = {"creator": "uitkern-client@clients", "limit": 1}
    facet = search.page("/events", **own, **{"facets[]": names})["facet"]
    assert set(facet) == set(names)
    concert = {"nl": "Concert", "fr": "Concert", "de": "Konzert", "en": "Concert"}
    assert facet["types"]["0.50.4.0.0"] == {"name": concert, "count": 3}
    assert facet["types"]["0.57.0.0.0"]["count"] == 1
    assert facet["themes"]["1.8.2.0.0"]["count"] == 3
    assert facet["facilities"] == {}
    assert facet["labels"] == {
        "zomer": {"name": {"nl": "zomer"}, "count": 2},
        "Winter": {"name": {"nl": "Winter"}, "count": 1},
    }
    gent = facet["regions"]["prv-oost-vlaanderen"]
    assert (gent["count"], gent["children"]) == (3, {"gem-gent": {"name": {"nl": "Gent"}, "count": 3}})
    assert facet["regions"]["prv-vlaams-brabant"]["count"] == 1
    assert "facet" not in search.page("/events")


def test_orders_follow_one_another(search: Search) -> None:
    late = search.event(subEvent=[TOMORROW])
    early = search.event()
    search.publiq.clock.advance(60)
    last = search.event()
    assert search.mine(**{"sort[created]": "desc"})[0] == last
    assert search.mine(**{"sort[availableTo]": "desc"})[0] == late
    both = {"sort[availableTo]": "asc", "sort[created]": "desc"}
    assert search.mine(**both) == [last, early, late]
    assert search.mine(**{"sort[created]": "asc", "sort[availableTo]": "asc"}) == [early, late, last]
    search.writer.put(f"/events/{late}/name/nl", {"name": "Anders"})
    search.publiq.flush_search()
    assert search.mine(**{"sort[modified]": "DESC", "sort[availableTo]": "asc"}) == [last, late, early]
    for field in ("completeness", "popularity", "recommendationScore", "score"):
        assert set(search.mine(**{f"sort[{field}]": "asc"})) == {late, early, last}


def test_what_is_nearer_comes_first(search: Search) -> None:
    away = search.place(address={"nl": ELSEWHERE})
    there, here = search.event(location={"@id": f"/places/{away}"}), search.event()
    near = {"coordinates": "51.05,3.72", "distance": "500km"}
    assert search.mine(**near, **{"sort[distance]": "asc"}) == [here, there]
    assert search.mine(**near, **{"sort[distance]": "desc"}) == [there, here]
    assert search.mine(**{**near, "distance": "20km"}) == [here]


def post(search: Search, content: str | bytes, media: str = "text/plain", query: str = "") -> httpx.Response:
    headers = {"content-type": media, "x-client-id": search.publiq.client_id}
    return search.http.post(f"/search/events{query}", content=content, headers=headers)


def test_a_post_has_its_parameters_in_the_body(search: Search) -> None:
    event = search.event(labels=["bos", "zee"])
    search.event(labels=["bos"])
    body, media = "labels%5B%5D=bos&labels[]=zee&limit=5", "text/plain; charset=utf-8"
    answer = post(search, body, media, "?clientId=uitkern-client")
    page = answer.json()
    assert (page["itemsPerPage"], page["totalItems"]) == (5, 1)
    assert page["member"][0]["@id"].endswith(event)
    assert post(search, "").json()["totalItems"] > 1
    assert post(search, b"q=\xff\xfe\x00").status_code == 200
    assert post(search, "Country=BE").json()["detail"] == "Unknown query parameter(s): Country"


def test_a_post_of_another_type_or_with_parameters_in_its_address(search: Search) -> None:
    answer = post(search, "limit=5", "application/x-www-form-urlencoded")
    words = "POST requests require Content-Type text/plain."
    assert refused(answer, "body/unsupported-media-type") == (415, words)
    words = "POST requests do not allow query parameters in the URL. Use the request body instead."
    answer = post(search, "limit=5", query="?limit=5")
    assert refused(answer, "body/bad-request") == (400, words)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_browser_may_ask_whatever_it_likes(search: Search) -> None:
    preflight = search.http.options("/search/events", headers={"access-control-request-method": "GET"})
    assert preflight.status_code == 204
    for answer in (
        preflight,
        search.ask("/events"),
        search.ask("/nothing"),
        search.ask("/events", {"x": "y"}),
    ):
        assert answer.headers["access-control-allow-origin"] == "*"
        allowed = answer.headers["access-control-allow-headers"]
        assert allowed == "Authorization, X-Api-Key, X-Client-Id, X-Client-Properties, Content-Type"
    assert search.ask("/nothing").status_code == 404
    assert search.http.put("/search/events").status_code == 405


@pytest.mark.parametrize("what", ["events", "places", "offers", "organizers"])
def test_uitdatabanks_own_host_passes_searches_on(search: Search, what: str) -> None:
    search.event()
    own = search.http.get(f"/uitdatabank/{what}/", headers={"x-client-id": search.publiq.client_id})
    assert own.json() == search.page(f"/{what}")
    assert own.headers["content-type"] == "application/ld+json"
    nobody = search.http.get(f"/uitdatabank/{what}")
    assert refused(nobody) == (401, "No x-api-key header or apiKey parameter found")
    assert nobody.headers["content-type"] == "application/ld+json"
    wrong = search.http.get(f"/uitdatabank/{what}?Country=BE&clientId=uitkern-client")
    assert (wrong.status_code, wrong.json()["detail"]) == (404, "Unknown query parameter(s): Country")


def test_searches_are_journalled_and_fail_on_request(search: Search) -> None:
    search.found()
    search.publiq.journal.expect("search-events", times=1, status=200)
    with search.publiq.fault("search-events", status=503):
        assert search.ask("/events").status_code == 503
    search.ask("/events", {"apiKey": "uitkern-api-key"})
    journal = search.http.get("/_sim/journal").text
    assert "/events?apiKey=***" in journal
    assert "uitkern-api-key" not in journal


def test_the_terms_are_for_everybody(search: Search) -> None:
    answer = search.http.get("/taxonomy/terms", headers={"origin": "https://speelplein.example"})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")
    assert answer.headers["content-type"] == "application/json"
    terms = {each["id"]: each for each in answer.json()["terms"]}
    assert answer.json() == search.http.get("https://taxonomy.uitdatabank.be/terms").json()
    assert len(terms) == len(answer.json()["terms"]) > 50
    assert terms["0.57.0.0.0"] == {
        "id": "0.57.0.0.0",
        "domain": "eventtype",
        "name": {"nl": "Kamp of vakantie"},
        "scope": ["events"],
    }
    suggested = [each["id"] for each in terms["0.50.4.0.0"]["otherSuggestedTerms"]]
    assert suggested[0] == "1.8.3.5.0"
    assert all(terms[each]["domain"] == "theme" for each in suggested)
    assert terms["3.27.0.0.0"]["scope"] == ["events", "places"]


def test_every_term_can_be_written_and_searched(search: Search) -> None:
    listed = search.http.get("/taxonomy/terms").json()["terms"]
    types = [each["id"] for each in listed if each["domain"] == "eventtype" and "events" in each["scope"]]
    for term in types:
        event = search.event(terms=[{"id": term}])
        assert search.mine(termIds=term) == [event]
