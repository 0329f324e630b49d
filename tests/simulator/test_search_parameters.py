"""What the parameters of a search ask for, and the words with which it refuses them."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.searching import MORNING, Search, searching
from tests.simulator.udb import ADDRESS, NOT_IN_UITPAS, ORGANIZER, PLACE, TOMORROW, a_draft
from tests.simulator.udb import MORNING as OCCURRENCE
from uitkern.simulator.testing.publiq import Publiq

NEXT_YEAR = {"startDate": "2027-07-06T20:00:00+02:00", "endDate": "2027-07-06T23:00:00+02:00"}


@pytest.fixture
def search(publiq: Publiq, anonymous: httpx.Client) -> Search:
    return searching(publiq, anonymous)


def test_drafts_are_found_only_without_a_stretch_of_availability(search: Search) -> None:
    draft = search.writer.made("events", a_draft())
    search.publiq.flush_search()
    assert search.mine() == search.mine(workflowStatus="DRAFT") == []
    assert search.mine(workflowStatus="DRAFT", availableFrom="*") == []
    assert search.mine(workflowStatus="DRAFT", availableFrom="*", availableTo="*") == [draft]
    assert search.mine(disableDefaultFilters="true") == [draft]


def test_what_is_not_yet_or_no_longer_shown_is_not_found(search: Search) -> None:
    later = search.event(availableFrom="2026-06-10T00:00:00+02:00")
    assert search.mine() == []
    assert search.mine(availableTo="2026-06-11T00:00:00+02:00") == [later]
    search.publiq.clock.advance(days=10)
    assert search.mine() == [later]
    search.publiq.clock.advance(days=60)
    assert search.mine() == []
    assert search.mine(availableFrom="2026-07-01T00:00:00+02:00") == [later]


def test_other_audiences_and_countries_are_found_on_request(search: Search) -> None:
    abroad = search.place(address={"nl": ADDRESS | {"addressCountry": "NL", "postalCode": "1011 AB"}})
    members = search.event(audience={"audienceType": "members"})
    dutch = search.event(location={"@id": f"/places/{abroad}"})
    assert search.mine() == []
    assert search.mine(audienceType="members") == search.mine(audienceType="*") == [members]
    assert search.mine(addressCountry="NL") == [dutch]
    assert search.mine(addressCountry="*", audienceType="*") == [members, dutch]


def test_the_query_stands_beside_the_default_filters(search: Search) -> None:
    members = search.event(audience={"audienceType": "members"})
    assert search.q("audienceType:members") == []
    assert search.mine(q="audienceType:members", audienceType="*") == [members]


def test_rejected_events_are_found_by_their_status(search: Search) -> None:
    event = search.event()
    search.http.post("/_sim/nudges/reject-event", json={"eventId": event})
    search.publiq.flush_search()
    assert search.mine() == search.mine(workflowStatus="NOTHING") == []
    assert search.mine(workflowStatus="REJECTED,DRAFT") == search.mine(workflowStatus="*") == [event]


def test_places_and_organizers_and_offers(search: Search) -> None:
    place, event = search.place(), search.event()
    assert search.mine("/places") == [place]
    assert set(search.mine("/offers")) == {place, event}
    assert search.found("/organizers", id=ORGANIZER) == [ORGANIZER]
    assert search.found("/events", id=PLACE) == []
    assert search.found("/place/", id=place) == search.found("/places", id=place) == [place]
    assert search.found("/event", id=event) == [event]


def test_the_place_for_what_is_online_is_no_place_to_find(search: Search) -> None:
    assert (
        search.found("/places", disableDefaultFilters="true", id="00000000-0000-0000-0000-000000000000") == []
    )


def test_duplicate_places_are_found_on_request(search: Search) -> None:
    one, other = search.place(), search.place(name={"nl": "Buurthuis zuid"})
    merge = {"duplicatePlaceId": other, "canonicalPlaceId": one}
    assert search.http.post("/_sim/nudges/merge-places", json=merge).status_code == 200
    search.publiq.flush_search()
    assert search.mine("/places") == [one]
    assert search.mine("/places", isDuplicate="true") == [other]
    assert set(search.mine("/places", isDuplicate="*")) == {one, other}


def test_ids_of_place_and_organizer(search: Search) -> None:
    ours, theirs = search.event(), search.event(organizer={"@id": f"/organizers/{NOT_IN_UITPAS}"})
    assert set(search.mine(locationId=PLACE)) == {ours, theirs}
    assert search.mine(organizerId=NOT_IN_UITPAS) == [theirs]
    assert search.mine(organizerId=NOT_IN_UITPAS.upper()) == [theirs]
    assert search.q(f"organizer.id:{ORGANIZER}") == [ours]


def test_labels_count_all_visible_and_hidden_in_any_case(search: Search) -> None:
    both = search.event(labels=["Speelplein", "zomer"], hiddenLabels=["intern"])
    one = search.event(labels=["zomer"])
    assert search.mine(labels="ZOMER") == [both, one]
    assert search.mine(**{"labels[]": ["zomer", "speelplein"]}) == [both]
    assert search.mine(**{"labels[]": "intern"}) == search.mine(labels='"intern"') == [both]
    assert search.mine(labels="zom") == []


def test_terms_by_id_and_by_name(search: Search) -> None:
    event = search.event(terms=[{"id": "0.50.4.0.0"}, {"id": "1.8.2.0.0"}])
    assert search.mine(**{"termIds[]": ["0.50.4.0.0", "1.8.2.0.0"]}) == [event]
    assert search.mine(termIds="1.8.1.0.0") == []
    assert search.mine(termLabels="jazz en blues") == [event]
    assert search.mine(**{"locationTermIds[]": "OyaPaf64AEmEAYXHeLMAtA"}) == [event]
    assert search.mine(locationTermLabels="Zaal of expohal") == [event]
    assert search.mine(organizerTermIds="0.50.4.0.0") == []


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"minAge": 12}, True),
        ({"minAge": 13}, False),
        ({"maxAge": 5}, False),
        ({"maxAge": 6}, True),
        ({"minAge": 7, "maxAge": 8}, True),
        ({"allAges": "true"}, False),
        ({"allAges": "no"}, True),
        ({"price": 11}, True),
        ({"price": "11.00"}, True),
        ({"minPrice": 11, "maxPrice": 11}, True),
        ({"maxPrice": "10.99"}, False),
        ({"birthdateRangeFrom": "2014-01-01", "birthdateRangeTo": "2014-12-31"}, True),
        ({"birthdateRangeTo": "2010-01-01"}, False),
        ({"mainLanguage": "nl"}, True),
        ({"languages[]": ["nl", "fr"]}, True),
        ({"completedLanguages": "fr"}, False),
        ({"hasMediaObjects": "false"}, True),
        ({"hasVideos": "on"}, False),
        ({"calendarType": "single,multiple"}, True),
        ({"calendarType": "periodic"}, False),
        ({"attendanceMode": "offline,mixed"}, True),
        ({"attendanceMode": "online"}, False),
        ({"status": "Available"}, True),
        ({"bookingAvailability": "Unavailable"}, False),
        ({"childrenOnly": "false"}, True),
        ({"hasOvernight": "false"}, True),
        ({"hasChildcare": "1"}, False),
        ({"createdFrom": MORNING}, True),
        ({"createdTo": "2026-06-01T08:59:59+02:00"}, False),
        ({"modifiedFrom": MORNING, "modifiedTo": MORNING}, True),
        ({"postalCode": "9000"}, True),
        ({"postalCode": "900"}, False),
        ({"regions[]": ["prv-oost-vlaanderen", "gem-gent"]}, True),
        ({"regions": "prv-limburg"}, False),
        ({"coordinates": "51.05,3.72", "distance": "10km"}, True),
        ({"coordinates": "51.05,3.72", "distance": "10m"}, False),
        ({"bounds": "51.0,3.5|51.2,3.9"}, True),
        ({"bounds": "50.0,3.5|50.2,3.9"}, False),
        ({"recommendationFor": "5a0967f9-cc06-4c3c-9206-30481a767434"}, False),
        ({"productionId": "none"}, False),
        ({"departurePlaces": PLACE}, False),
        ({"text": "speelweek"}, True),
        ({"text": "niets speelweek"}, True),
        ({"text": "niets AND speelweek"}, False),
        ({"text": 'gent "'}, True),
        ({"text": "speelweek", "textLanguages": "fr"}, False),
        ({"organizerLabels": "UiTPAS Gent"}, True),
        ({"locationLabels": "UiTPAS Gent"}, False),
    ],
)
def test_one_event_by_each_parameter(search: Search, parameters: dict[str, str], found: bool) -> None:
    event = search.event(typicalAgeRange="6-12")
    assert search.mine(**parameters) == ([event] if found else [])


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2026-07-06T08:00:00+02:00", "2026-07-06T09:00:00+02:00", True),
        ("2026-07-06T12:30:00+02:00", "2026-07-07T08:30:00+02:00", False),
        ("2026-07-06T12:30:00+02:00", "2026-07-07T09:30:00+02:00", True),
        ("2026-07-07T12:00:01+02:00", "2026-07-09T09:30:00+02:00", False),
    ],
)
def test_dates_fall_on_one_of_several_occurrences(search: Search, first: str, last: str, found: bool) -> None:
    event = search.event(calendarType="multiple", subEvent=[OCCURRENCE, TOMORROW])
    assert search.mine(dateFrom=first, dateTo=last) == ([event] if found else [])


def test_a_plus_that_became_a_space_is_one_again(search: Search) -> None:
    event = search.event()
    answer = search.http.get(
        "/search/events?dateFrom=2026-07-06T08:00:00+02:00&creator=uitkern-client@clients",
        headers={"x-client-id": search.publiq.client_id},
    )
    assert [each["@id"].rpartition("/")[2] for each in answer.json()["member"]] == [event]


def test_a_status_with_dates_is_that_of_the_same_occurrence(search: Search) -> None:
    cancelled = TOMORROW | {"status": {"type": "Unavailable"}}
    event = search.event(calendarType="multiple", subEvent=[OCCURRENCE, cancelled])
    day = {"dateFrom": "2026-07-07T00:00:00+02:00", "dateTo": "2026-07-07T23:00:00+02:00"}
    assert search.mine(status="Available") == [event]
    assert search.mine(status="Unavailable") == []
    assert search.mine(status="Unavailable", **day) == [event]
    assert search.mine(status="Available", **day) == []
    assert search.mine(localTimeFrom="08:00", localTimeTo="0900", **day) == [event]
    assert search.mine(localTimeFrom="12:01", **day) == []


def test_opening_hours_say_on_which_days_something_happens(search: Search) -> None:
    hours = [{"opens": "14:00", "closes": "17:00", "dayOfWeek": ["wednesday"]}]
    period = {"startDate": "2026-07-01T00:00:00+02:00", "endDate": "2026-08-31T23:59:59+02:00"}
    event = search.event(calendarType="periodic", subEvent=None, openingHours=hours, **period)
    wednesday = {"dateFrom": "2026-07-08T00:00:00+02:00", "dateTo": "2026-07-08T23:00:00+02:00"}
    friday = {"dateFrom": "2026-07-10T00:00:00+02:00", "dateTo": "2026-07-10T23:00:00+02:00"}
    assert search.mine(**wednesday) == search.mine(recurringOnDayOfWeek="wednesday,friday") == [event]
    assert search.mine(**friday) == search.mine(recurringOnDayOfWeek="friday") == []
    assert search.mine(localTimeFrom="17:30") == []


def test_what_is_permanent_is_found_at_any_date(search: Search) -> None:
    event = search.event(calendarType="permanent", subEvent=None)
    assert search.mine(dateFrom="2050-01-01T00:00:00+01:00", localTimeTo="03:00") == [event]


def test_children_only_is_for_its_maker_and_for_who_may_see_it(search: Search) -> None:
    event = search.event(childrenOnly=True)
    assert search.found(id=event) == search.found(id=event, disableDefaultFilters="true") == [event]
    for other in ({"x_client_id": "uitkern-counter"}, {"x_api_key": "uitkern-api-key"}):
        assert search.ask("/events", {"id": event}, **other).json()["totalItems"] == 0
    token = search.writer.headers["authorization"]
    assert search.ask("/events", {"id": event}, authorization=token).json()["totalItems"] == 0


def test_contributors_are_found_by_their_address(search: Search) -> None:
    event = search.event()
    search.writer.put(f"/events/{event}/contributors", ["ann@buurthuis.example"])
    search.publiq.flush_search()
    assert search.mine(contributors="Ann@buurthuis.example") == [event]


def test_one_event_of_each_production(search: Search) -> None:
    first, second, alone = (search.event() for _ in range(3))
    made = search.writer.ask("POST", "/productions", {"name": "Reeks", "eventIds": [first, second]}).json()
    search.publiq.flush_search()
    assert set(search.mine(productionId=made["productionId"])) == {first, second}
    assert len(search.mine(groupBy="productionId")) == 2
    assert alone in search.mine(groupBy="productionId")


def test_organizers_by_name_website_and_domain(search: Search) -> None:
    body = {
        "mainLanguage": "nl",
        "name": {"nl": "Speelplein De Zevensprong"},
        "url": "https://www.zeven.example/over",
    }
    made = search.writer.made("organizers", body)
    search.publiq.flush_search()
    for parameters in (
        {"name": "zeven"},
        {"name": "speel zevensp"},
        {"website": "http://zeven.example/over/"},
        {"domain": "www.zeven.example"},
        {"hasImages": "false"},
        {"q": "name.nl:zevensprong"},
    ):
        assert search.mine("/organizers", **parameters) == [made]
    assert (
        search.mine("/organizers", name="sprong") == search.mine("/organizers", domain="even.example") == []
    )
    assert made not in search.found("/organizers", uitpas="true")
    assert ORGANIZER in search.found("/organizers", uitpas="true", name="uitpas")


@pytest.mark.parametrize(
    ("path", "parameters", "words"),
    [
        ("/events", {"Country": "BE"}, "Unknown query parameter(s): Country"),
        ("/events", {"name": "x", "foo[]": "y"}, "Unknown query parameter(s): name, foo"),
        ("/organizers", {"text": "x"}, "Unknown query parameter(s): text"),
        ("/events", {"limit": 2001}, 'The "limit" parameter should be between 0 and 2000'),
        ("/events", {"limit": -1}, 'The "limit" parameter should be between 0 and 2000'),
        ("/events", {"start": 10001}, 'The "start" parameter should be between 0 and 10000'),
        ("/places", {"start": -1}, 'The "start" parameter should be between 0 and 10000'),
        (
            "/events",
            {"start": 9990, "limit": 11},
            "Parameters start + limit must be less than or equal to 10000, got 10001.",
        ),
        ("/events", {"addressCountry": "Belgium"}, "Unknown country code 'Belgium'."),
        (
            "/events",
            {"availableFrom": "2026-06-01"},
            "availableFrom should be an ISO-8601 datetime, for example 2017-04-26T12:20:05+01:00",
        ),
        (
            "/events",
            {"dateTo": "2026-02-30T00:00:00+01:00"},
            "dateTo should be an ISO-8601 datetime, for example 2017-04-26T12:20:05+01:00",
        ),
        (
            "/events",
            {"availableFrom": "2026-06-03T00:00:00+02:00", "availableTo": "2026-06-02T00:00:00+02:00"},
            "Start available date should be equal to or smaller than end available date.",
        ),
        (
            "/events",
            {"birthdateRangeFrom": "2026"},
            "birthdateRangeFrom should be in the format YYYY-MM-DD, for example 2017-04-26",
        ),
        ("/events", {"q": "name.nl:("}, 'Could not parse query given "q" parameter as a valid Lucene query.'),
        ("/events", {"facets[]": "x"}, "Unknown facet name 'x'."),
        ("/events", {"sort[x]": "asc"}, "Invalid sort field 'x' given."),
        ("/organizers", {"sort[availableTo]": "asc"}, "Invalid sort field 'availableTo' given."),
        ("/events", {"sort[created]": "up"}, "Invalid sort order 'up' given."),
        ("/events", {"sort": "created"}, "Invalid sorting syntax given."),
        ("/events", {"status": "Cancelled"}, 'Unknown status value "Cancelled"'),
        ("/events", {"attendanceMode": "hybrid"}, 'Unknown attendance mode value "hybrid"'),
        ("/events", {"organizerId[]": "a"}, 'The parameter "organizerId" can only have a single value.'),
        (
            "/events",
            {"sort[distance]": "asc"},
            'Required "coordinates" parameter missing when sorting by distance.',
        ),
    ],
)
def test_a_wrong_parameter_is_not_found(
    search: Search, path: str, parameters: dict[str, str], words: str
) -> None:
    assert search.refused(path, **parameters) == words


def test_an_end_before_now_needs_a_beginning_before_it(search: Search) -> None:
    words = "Start available date should be equal to or smaller than end available date."
    assert search.refused("/events", availableTo="2026-05-01T00:00:00+02:00") == words
    assert search.mine(availableFrom="*", availableTo="2026-05-01T00:00:00+02:00") == []


def test_an_event_next_year_is_found_by_its_hours(search: Search) -> None:
    event = search.event(subEvent=[NEXT_YEAR])
    assert search.mine(localTimeFrom="19:00", localTimeTo="20:00") == [event]
    assert search.mine(localTimeTo="19:59") == []
