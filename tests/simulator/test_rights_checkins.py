from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from attrs import evolve

from tests.simulator.rights import (
    BLOCKED,
    CHILD,
    EVENT,
    GROUP,
    NOT_OURS,
    ORGANIZER,
    PERSON,
    UNKNOWN,
    as_holder,
    as_user,
    change,
    holder_of,
    ok,
    points,
    problem,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world import checkins
from uitkern.simulator.world.opening import is_around
from uitkern.simulator.world.values import Membership


def check_in(api: httpx.Client, number: str = PERSON, event: str = EVENT) -> httpx.Response:
    return api.post("/uitpas/checkins", json={"uitpasNumber": number, "eventId": event})


def with_settings(api: httpx.Client, **members: object) -> None:
    body = {"id": EVENT, "checkinPoints": 1} | members
    assert api.put(f"/uitpas/events/{EVENT}/settings", json=body).status_code == 204


def with_calendar(publiq: Publiq, **calendar: object) -> None:
    event = publiq.world.state.events[EVENT]
    publiq.world.state.events.put(EVENT, evolve(event, document={**event.document, **calendar}))


def test_a_checkin_gives_the_points_of_the_event_and_undoing_it_takes_them(
    publiq: Publiq, api: httpx.Client
) -> None:
    with_settings(api, checkinPoints=3)
    before = points(publiq)
    made = ok(check_in(api), 201)
    assert (made["points"], made["uitpasNumber"], made["eventId"]) == (3, PERSON, EVENT)
    assert points(publiq) == before + 3
    listed = ok(
        api.get("/uitpas/checkins", params={"passholderId": holder_of(publiq).id, "organizerId": ORGANIZER})
    )
    assert [each["id"] for each in listed["member"]] == [made["id"]]
    ok(api.delete(f"/uitpas/checkins/{made['id']}"), 204)
    assert points(publiq) == before
    assert problem(api.delete(f"/uitpas/checkins/{made['id']}")) == (404, "url/not-found")


def test_only_who_may_search_passholders_is_told_who_came(publiq: Publiq, api: httpx.Client) -> None:
    assert "passholder" not in ok(check_in(api), 201)
    clients, own = publiq.world.state.clients, publiq.client_id
    clients.put(
        own,
        evolve(clients[own], permissions={ORGANIZER: frozenset({"CHECKINS_WRITE", "PASSHOLDERS_SEARCH"})}),
    )
    told = ok(check_in(api, CHILD), 201)["passholder"]
    assert (told["id"], told["points"]) == (holder_of(publiq, CHILD).id, points(publiq, CHILD))


def test_points_that_were_spent_meanwhile_are_not_taken_twice(publiq: Publiq, api: httpx.Client) -> None:
    made = ok(check_in(api), 201)
    change(publiq, points=0)
    ok(api.delete(f"/uitpas/checkins/{made['id']}"), 204)
    assert points(publiq) == 0


@pytest.mark.parametrize(
    ("period", "later"),
    [
        ("DAY", timedelta(days=1)),
        ("WEEK", timedelta(weeks=1)),
        ("MONTH", timedelta(days=31)),
        ("QUARTER", timedelta(days=92)),
        ("YEAR", timedelta(days=366)),
    ],
)
def test_a_limit_of_checkins_begins_anew_with_each_period(
    publiq: Publiq, api: httpx.Client, period: str, later: timedelta
) -> None:
    publiq.clock.freeze("2026-03-04T10:00:00")
    with_settings(api, checkinLimit={"volume": 1, "periodType": period})
    made = ok(check_in(api), 201)
    refused = check_in(api)
    assert problem(refused) == (400, "uitpas/checkin-not-allowed")
    assert "één keer" in refused.json()["endUserMessage"]["nl"]
    status = {"uitpasNumber": PERSON, "eventId": EVENT}
    assert ok(api.get("/uitpas/checkin-status", params=status))["allowed"] is False
    ok(api.delete(f"/uitpas/checkins/{made['id']}"), 204)
    assert ok(api.get("/uitpas/checkin-status", params=status)) == {"allowed": True}
    ok(check_in(api), 201)
    publiq.clock.advance(later)
    token = publiq.world.issue_token(publiq.client_id, publiq.client_secret).value
    api.headers["authorization"] = f"Bearer {token}"
    ok(check_in(api), 201)


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        ("2026-03-04T11:59:59", False),
        ("2026-03-04T12:00:00", True),
        ("2026-03-04T14:30:00", True),
        ("2026-03-04T18:00:00", True),
        ("2026-03-04T18:00:01", False),
    ],
)
def test_a_checkin_is_taken_around_the_opening_hours_only(
    publiq: Publiq, api: httpx.Client, at: str, allowed: bool
) -> None:
    publiq.clock.freeze(at)
    token = publiq.world.issue_token(publiq.client_id, publiq.client_secret).value
    api.headers["authorization"] = f"Bearer {token}"
    with_calendar(
        publiq,
        calendarType="single",
        startDate="2026-03-04T14:00:00+01:00",
        endDate="2026-03-04T16:00:00+01:00",
    )
    answer = check_in(api)
    if allowed:
        ok(answer, 201)
    else:
        assert problem(answer) == (400, "uitpas/checkin-not-allowed")
        assert answer.json()["endUserMessage"]["nl"]


@pytest.mark.parametrize(
    ("calendar", "at", "around"),
    [
        ({"calendarType": "permanent"}, "2026-03-04T03:00:00+01:00", True),
        (
            {
                "calendarType": "permanent",
                "openingHours": [{"opens": "10:00", "closes": "12:00", "dayOfWeek": ["wednesday"]}],
            },
            "2026-03-04T13:59:00+01:00",
            True,
        ),
        (
            {
                "calendarType": "permanent",
                "openingHours": [{"opens": "10:00", "closes": "12:00", "dayOfWeek": ["wednesday"]}],
            },
            "2026-03-05T11:00:00+01:00",
            False,
        ),
        (
            {
                "calendarType": "permanent",
                "openingHours": [{"opens": "22:00", "closes": "02:00", "dayOfWeek": ["tuesday"]}],
            },
            "2026-03-04T01:30:00+01:00",
            True,
        ),
        (
            {
                "calendarType": "periodic",
                "startDate": "2026-03-01T00:00:00+01:00",
                "endDate": "2026-03-03T23:59:00+01:00",
                "openingHours": [{"opens": "10:00", "closes": "12:00", "dayOfWeek": ["wednesday"]}],
            },
            "2026-03-04T11:00:00+01:00",
            False,
        ),
        (
            {
                "calendarType": "multiple",
                "startDate": "2026-03-01T10:00:00+01:00",
                "endDate": "2026-03-09T12:00:00+01:00",
                "subEvent": [
                    {"startDate": "2026-03-01T10:00:00+01:00", "endDate": "2026-03-01T12:00:00+01:00"},
                    {"startDate": "2026-03-09T10:00:00+01:00", "endDate": "2026-03-09T12:00:00+01:00"},
                ],
            },
            "2026-03-04T11:00:00+01:00",
            False,
        ),
    ],
)
def test_every_kind_of_calendar_says_when_an_event_is_open(
    calendar: dict[str, object], at: str, around: bool
) -> None:
    assert is_around(calendar, datetime.fromisoformat(at).astimezone(UTC)) is around


@pytest.mark.parametrize(
    ("number", "event", "kind"),
    [
        ("12", EVENT, "invalid-uitpasnumber"),
        (UNKNOWN, EVENT, "passholder-not-found"),
        (BLOCKED, EVENT, "invalid-card-status"),
        (GROUP, EVENT, "invalid-card"),
        (PERSON, "no-such", "event-not-found"),
    ],
)
def test_who_cannot_check_in_is_told_why(api: httpx.Client, number: str, event: str, kind: str) -> None:
    refused = check_in(api, number, event)
    assert problem(refused) == (400, f"uitpas/{kind}")
    assert refused.json()["endUserMessage"]["nl"]


def test_somebody_whose_memberships_are_blocked_has_no_card_system(publiq: Publiq, api: httpx.Client) -> None:
    change(publiq, memberships=(Membership(5, blocked=True),))
    assert problem(check_in(api)) == (400, "uitpas/passholder-no-active-cardsystems")


def test_checkins_need_the_permission_of_the_organizer(api: httpx.Client) -> None:
    assert problem(check_in(api, event=NOT_OURS)) == (403, "auth/forbidden")


def test_a_free_event_of_a_partner_gives_points_too(publiq: Publiq, api: httpx.Client) -> None:
    event = publiq.world.state.events[EVENT]
    publiq.world.state.events.put(EVENT, evolve(event, base_price=0, known_to_uitpas_from=None))
    ok(check_in(api), 201)


def code_in(file: bytes) -> str:
    return file.split(b"Code: ")[1].split(b")")[0].decode()


def test_the_code_of_an_event_checks_a_family_in_until_it_expires(
    publiq: Publiq, api: httpx.Client, anonymous: httpx.Client
) -> None:
    link = ok(api.get(f"/uitpas/events/{EVENT}/qr-checkincodes/download-link"))["downloadLink"]
    file = anonymous.get(link)
    assert file.headers["content-type"] == "application/pdf"
    code = code_in(file.content)
    zipped = ok(api.get(f"/uitpas/events/{EVENT}/qr-checkincodes/download-link", params={"format": "zip"}))[
        "downloadLink"
    ]
    with zipfile.ZipFile(io.BytesIO(anonymous.get(zipped).content)) as archive:
        assert code_in(archive.read(archive.namelist()[0])) == code
    with as_holder(publiq, "0900011902815") as parent:
        mine = ok(parent.post("/passholders/me/checkins", json={"checkinCode": code}), 201)
        assert mine == {"addedPoints": 1, "totalPoints": points(publiq, "0900011902815")}
        child = holder_of(publiq, CHILD).id
        ok(parent.post(f"/passholders/{child}/checkins", json={"checkinCode": code}), 201)
        stranger = holder_of(publiq, PERSON).id
        answer = parent.post(f"/passholders/{stranger}/checkins", json={"checkinCode": code})
        assert problem(answer) == (403, "auth/forbidden")
    publiq.clock.advance(hours=25)
    with as_holder(publiq, PERSON) as late:
        answer = late.post("/passholders/me/checkins", json={"checkinCode": code})
        assert problem(answer) == (400, "uitpas/checkin-code-expired")
        answer = late.post("/passholders/me/checkins", json={"checkinCode": "FALSE"})
        assert problem(answer) == (400, "uitpas/checkin-code-invalid")
    assert anonymous.get(link).status_code == 404


def test_a_user_without_a_pass_cannot_check_in(publiq: Publiq) -> None:
    event = publiq.world.state.events[EVENT]
    code = checkins.code_of(publiq.world.state, publiq.clock.now(), event).code
    user = next(each.id for each in publiq.world.state.users.values() if each.passholder is None)
    with as_user(publiq, user) as nobody:
        answer = nobody.post("/passholders/me/checkins", json={"checkinCode": code})
        assert problem(answer) == (400, "uitpas/passholder-not-found")


def test_a_client_token_cannot_stand_in_for_a_user(api: httpx.Client) -> None:
    answer = api.post("/uitpas/passholders/me/checkins", json={"checkinCode": "x"})
    assert problem(answer) == (403, "auth/forbidden")
