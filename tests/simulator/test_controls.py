from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from uitkern.simulator.control.durations import duration
from uitkern.simulator.testing.publiq import Publiq

EVENT, ENTITLED, INSZ = "5a0967f9-cc06-4c3c-9206-30481a767434", "0900000067513", "36051380284"
A_SALE = [{"uitpasNumber": ENTITLED, "eventId": EVENT, "regularPrice": 10, "tariff": {"id": "SOCIALTARIFF"}}]


def pointers(answer: httpx.Response) -> list[str]:
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["status"]) == (400, 400)
    return [error["jsonPointer"] for error in answer.json()["schemaErrors"]]


def test_the_overview_says_where_everything_is(publiq: Publiq, anonymous: httpx.Client) -> None:
    seen = anonymous.get("/_sim").json()
    assert seen["world"] == "default"
    assert seen["services"] == {
        "uitid": "http://publiq.test/uitid",
        "uitpas": "http://publiq.test/uitpas",
        "uitdatabank": "http://publiq.test/uitdatabank",
        "search": "http://publiq.test/search",
        "taxonomy": "http://publiq.test/taxonomy",
    }
    assert {"id": "uitkern-client", "secret": "uitkern-secret"} in seen["clients"]
    assert seen["counts"]["passholders"] == len(publiq.world.state.passholders) > 10
    assert (seen["counts"]["sales"], seen["counts"]["tokens"]) == (0, 0)
    assert seen["settings"]["registrationDelay"] == 3
    assert anonymous.head("/_sim/").status_code == 200


def test_every_answer_has_the_date_of_its_world(publiq: Publiq, anonymous: httpx.Client) -> None:
    publiq.clock.freeze("2027-07-05T09:00:00+02:00")
    for method, path in (("GET", "/uitpas/permissions"), ("PATCH", "/uitpas/tariffs"), ("GET", "/uitpas/no")):
        assert anonymous.request(method, path).headers["date"] == "Mon, 05 Jul 2027 07:00:00 GMT"


@pytest.mark.parametrize(
    ("step", "by"),
    [(5, timedelta(seconds=5)), (0.5, timedelta(seconds=0.5)), ("P1DT2H", timedelta(days=1, hours=2))],
)
def test_the_clock_advances_by_seconds_or_a_duration(
    publiq: Publiq, anonymous: httpx.Client, step: object, by: timedelta
) -> None:
    publiq.clock.freeze("2026-03-04T10:00:00+01:00")
    answer = anonymous.post("/_sim/clock", json={"advance": step})
    assert datetime.fromisoformat(answer.json()["now"]) == datetime(2026, 3, 4, 9, tzinfo=UTC) + by
    assert publiq.clock.now() == datetime(2026, 3, 4, 9, tzinfo=UTC) + by


def test_the_clock_freezes_and_follows(publiq: Publiq, anonymous: httpx.Client) -> None:
    frozen = anonymous.post("/_sim/clock", json={"freeze": "2030-07-01T10:00:00"}).json()
    assert (frozen["mode"], frozen["now"]) == ("frozen", "2030-07-01T08:00:00+00:00")
    assert publiq.clock.now() == datetime(2030, 7, 1, 8, tzinfo=UTC)
    following = anonymous.post("/_sim/clock", json={"follow": True}).json()
    assert (following["mode"], following["offset"]) == ("following", 0)
    assert anonymous.post("/_sim/clock", json={"freeze": True}).json()["mode"] == "frozen"
    assert anonymous.get("/_sim/clock").json()["mode"] == "frozen"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, ["/"]),
        ({"advance": 1, "follow": True}, ["/"]),
        ({"forward": 1}, ["/", "/"]),
        ({"advance": -1}, ["/advance"]),
        ({"advance": "P1M"}, ["/advance"]),
        ({"advance": "P"}, ["/advance"]),
        ({"advance": 1e300}, ["/advance"]),
        ({"advance": "P9999999D"}, ["/advance"]),
        ({"freeze": "tomorrow"}, ["/freeze"]),
        ({"freeze": "0001-01-01T00:00:00+00:00"}, ["/freeze"]),
        ({"freeze": False}, ["/freeze"]),
        ({"follow": False}, ["/follow"]),
        ([], ["/"]),
    ],
    ids=str,
)
def test_a_wrong_wish_for_the_clock_changes_nothing(
    publiq: Publiq, anonymous: httpx.Client, body: object, expected: list[str]
) -> None:
    publiq.clock.freeze("2026-03-04T10:00:00+01:00")
    assert pointers(anonymous.post("/_sim/clock", json=body)) == expected
    assert publiq.clock.now() == datetime(2026, 3, 4, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("PT5S", timedelta(seconds=5)),
        ("P1W", timedelta(weeks=1)),
        ("P1W2DT3H4M5.5S", timedelta(weeks=1, days=2, hours=3, minutes=4, seconds=5.5)),
    ],
)
def test_durations_are_read_as_iso_8601_has_them(text: str, read: timedelta) -> None:
    assert duration(text) == read


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "P1DT", "P1Y", "1D", "P-1D", "P1.5D", float("inf"), float("nan")]
)
def test_what_is_no_duration_is_refused(text: str | float) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        duration(text)


def test_settings_change_one_by_one(publiq: Publiq, anonymous: httpx.Client) -> None:
    before = anonymous.get("/_sim/settings").json()
    changed = anonymous.put("/_sim/settings", json={"registrationDelay": "PT1M"}).json()
    assert changed == before | {"registrationDelay": 60}
    limit = {"volume": 4, "periodType": "DAY"}
    changed = anonymous.put("/_sim/settings", json={"ticketLimit": limit, "tokenRateLimit": 5}).json()
    assert changed == before | {"registrationDelay": 60, "ticketLimit": limit, "tokenRateLimit": 5}
    assert anonymous.get("/_sim/settings").json() == changed
    assert publiq.world.settings.registration_delay == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"registrationDelay": -1}, ["/registrationDelay"]),
        ({"registrationDelay": "soon"}, ["/registrationDelay"]),
        ({"delay": 1}, ["/"]),
        ({"ticketLimit": {"volume": 1, "periodType": "HOUR"}}, ["/ticketLimit/periodType"]),
    ],
    ids=str,
)
def test_wrong_settings_change_nothing(
    publiq: Publiq, anonymous: httpx.Client, body: object, expected: list[str]
) -> None:
    before = publiq.world.settings
    assert pointers(anonymous.put("/_sim/settings", json=body)) == expected
    assert publiq.world.settings == before


def test_reset_brings_back_the_beginning_in_everything(publiq: Publiq, api: httpx.Client) -> None:
    api.post("/uitpas/ticket-sales", json=A_SALE)
    api.post("/_sim/clock", json={"freeze": "2030-01-01T00:00:00Z"})
    api.post("/_sim/faults", json={"status": 503})
    assert api.post("/_sim/reset").status_code == 204
    seen = api.get("/_sim").json()
    assert seen["clock"]["mode"] == "following"
    assert (seen["counts"]["sales"], seen["counts"]["tokens"], seen["journal"], seen["faults"]) == (
        0,
        0,
        0,
        0,
    )
    assert api.get("/uitpas/permissions").status_code == 401


def test_the_journal_names_each_call_and_counts_those_of_an_operation(
    publiq: Publiq, api: httpx.Client
) -> None:
    publiq.clock.freeze("2026-03-04T10:00:00+01:00")
    api.get("/uitpas/permissions")
    api.post("/uitpas/ticket-sales", json=A_SALE)
    api.get("/uitpas/nothing")
    journal = api.get("/_sim/journal").json()
    assert journal["count"] == 3
    shown = [
        (e["service"], e["operationId"], e["method"], e["path"], e["status"]) for e in journal["entries"]
    ]
    assert shown == [
        ("uitpas", "get-permissions", "GET", "/permissions", 200),
        ("uitpas", "post-ticket-sales", "POST", "/ticket-sales", 200),
        ("uitpas", None, "GET", "/nothing", 404),
    ]
    assert journal["entries"][0]["clientId"] == "uitkern-client"
    assert journal["entries"][0]["at"] == "2026-03-04T09:00:00+00:00"
    sales = api.get("/_sim/journal", params={"operationId": "post-ticket-sales"}).json()
    assert (sales["count"], len(sales["entries"])) == (1, 1)
    assert publiq.journal.count("post-ticket-sales") == 1
    assert api.delete("/_sim/journal").status_code == 204
    assert api.get("/_sim/journal").json() == {"count": 0, "entries": []}


def test_the_journal_is_bounded(publiq: Publiq, api: httpx.Client) -> None:
    for _ in range(1010):
        api.get("/uitpas/permissions")
    assert len(publiq.journal) == 1000
    assert publiq.journal[-1].number == 1010


def test_no_number_of_a_pass_or_a_person_and_no_secret_reaches_the_journal(
    publiq: Publiq, api: httpx.Client
) -> None:
    chip = "04363CDAEE3880"
    for identifier in (ENTITLED, INSZ, chip, "36.05.13-802.84"):
        api.get("/uitpas/passes", params={"identifier": identifier})
        api.get(f"/uitpas/passes/{identifier}")
    api.get(f"/uitpas/tariffs?uitpasNumber={ENTITLED}&eventId={EVENT}&regularPrice=10")
    api.get(f"/uitpas/tariffs?%75itpasNumber={ENTITLED}&eventId={EVENT}&regularPrice=10&x=a+{INSZ}")
    api.get(f"/uitpas/somewhere/{ENTITLED}?x={INSZ}")
    api.post("/uitid/oauth/token", data={"client_id": "uitkern-client", "client_secret": "uitkern-secret"})
    api.get("/uitpas/permissions", params={"client_secret": "uitkern-secret"})
    written = repr(list(publiq.journal)) + api.get("/_sim/journal").text
    token = api.headers["authorization"].removeprefix("Bearer ")
    for secret in (ENTITLED, INSZ, chip, "36.05.13", "uitkern-secret", token):
        assert secret not in written
    assert EVENT in written


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/_sim/nothing", 404),
        ("GET", "/_sim/clock/more", 404),
        ("DELETE", "/_sim/clock", 405),
        ("PATCH", "/_sim/faults/1", 405),
        ("DELETE", "/_sim/faults/1", 404),
        ("DELETE", "/_sim/faults/x", 404),
        ("OPTIONS", "/_sim/clock", 204),
    ],
)
def test_unknown_controls_are_problems(anonymous: httpx.Client, method: str, path: str, status: int) -> None:
    answer = anonymous.request(method, path)
    assert answer.status_code == status
    if status >= 400:
        assert answer.json()["status"] == status
    if status in (204, 405):
        assert answer.headers["allow"]


def a_token(client: httpx.Client, world: str) -> dict[str, str]:
    form = {
        "grant_type": "client_credentials",
        "client_id": "uitkern-client",
        "client_secret": "uitkern-secret",
    }
    token = client.post(f"/worlds/{world}/uitid/oauth/token", data=form).json()["access_token"]
    return {"authorization": f"Bearer {token}"}


def test_worlds_are_made_on_first_use_and_know_nothing_of_each_other(anonymous: httpx.Client) -> None:
    alice, bob = a_token(anonymous, "alice"), a_token(anonymous, "bob")
    [sale] = anonymous.post("/worlds/alice/uitpas/ticket-sales", json=A_SALE, headers=alice).json()
    anonymous.post("/worlds/alice/_sim/clock", json={"advance": "P7D"})
    bobs: Any = anonymous.get(
        "/worlds/bob/uitpas/ticket-sales", params={"eventId": EVENT}, headers=bob
    ).json()
    assert bobs["totalItems"] == 0
    assert anonymous.get("/worlds/alice/uitpas/permissions", headers=bob).status_code == 401
    assert anonymous.delete(f"/worlds/bob/uitpas/ticket-sales/{sale['id']}", headers=bob).status_code == 404
    assert anonymous.get("/worlds/bob/_sim/clock").json()["offset"] == 0
    anonymous.post("/worlds/bob/_sim/reset")
    assert anonymous.get("/worlds/alice/_sim").json()["counts"]["sales"] == 1
    assert anonymous.get("/_sim").json()["worlds"] == ["default", "alice", "bob"]
    assert anonymous.get("/worlds/alice/_sim").json()["services"]["uitpas"].endswith("/worlds/alice/uitpas")


def test_addresses_in_answers_name_the_world(anonymous: httpx.Client) -> None:
    body = {
        "mainLanguage": "nl",
        "name": {"nl": "Speelweek"},
        "terms": [{"id": "0.50.4.0.0"}],
        "location": "8248e289-c986-4006-902f-b0616dcbcde7",
    }
    headers = a_token(anonymous, "alice")
    made = anonymous.post("/worlds/alice/uitdatabank/events", json=body, headers=headers).json()
    assert made["url"] == f"http://publiq.test/worlds/alice/uitdatabank/events/{made['id']}"
    assert anonymous.get(made["url"]).json()["@id"] == made["url"]


@pytest.mark.parametrize("path", ["/worlds/", "/worlds/..%20/uitpas/permissions", "/worlds/a/other/x"])
def test_a_path_to_no_world_or_no_service_makes_no_world(anonymous: httpx.Client, path: str) -> None:
    assert anonymous.get(path).status_code == 404
    assert anonymous.get("/_sim").json()["worlds"] == ["default"]
