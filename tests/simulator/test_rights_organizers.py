from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta
from typing import Any

import httpx
import pytest
from attrs import evolve

from tests.simulator.rights import (
    EVENT,
    ORGANIZER,
    OTHER_ORGANIZER,
    PERSON,
    as_user,
    ok,
    problem,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official.rights import ADMIN_USER, MEMBER_USER, PLAIN_USER

REPORTS = f"/uitpas/organizers/{ORGANIZER}/financial-reports"


def sell(api: httpx.Client, **more: object) -> str:
    sale = {"uitpasNumber": PERSON, "eventId": EVENT, "regularPrice": 10, "tariff": {"id": "SOCIALTARIFF"}}
    return str(ok(api.post("/uitpas/ticket-sales", json=[sale | more]))[0]["id"])


def rows_of(content: bytes) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        [name] = archive.namelist()
        text = archive.read(name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def renew(publiq: Publiq, api: httpx.Client) -> None:
    """Ask a token that is good at the present instant of the world."""
    token = publiq.world.issue_token(publiq.client_id, publiq.client_secret).value
    api.headers["authorization"] = f"Bearer {token}"


def test_organizers_are_found_by_name_group_and_card_system(api: httpx.Client) -> None:
    found = ok(api.get("/uitpas/organizers", params={"name": "*uitpas*", "cardSystemId": 5, "groupId": 77}))
    assert [each["id"] for each in found["member"]] == [ORGANIZER]
    assert ok(api.get("/uitpas/organizers", params={"name": "nothing*"}))["totalItems"] == 0
    assert problem(api.get("/uitpas/organizers", params={"groupId": 1})) == (400, "uitpas/group-not-found")
    unknown = api.get("/uitpas/organizers", params={"cardSystemId": 99})
    assert problem(unknown) == (400, "uitpas/cardsystem-not-found")
    one = ok(api.get(f"/uitpas/organizers/{ORGANIZER}"))
    assert [each["name"] for each in one["cardSystems"]] == ["UiTPAS Gent", "Paspartoe"]
    assert problem(api.get("/uitpas/organizers/none")) == (404, "uitpas/organizer-not-found")
    assert problem(api.get(f"/uitpas/organizers/{OTHER_ORGANIZER}")) == (403, "auth/forbidden")


def test_an_administrator_appoints_others_and_a_member_only_looks(publiq: Publiq) -> None:
    path = f"/organizers/{ORGANIZER}/admins"
    with as_user(publiq, ADMIN_USER) as admin, as_user(publiq, MEMBER_USER) as member:
        body = {"email": "nieuw@uitpas.test", "type": "MEMBER"}
        assert problem(member.post(path, json=body)) == (403, "auth/forbidden")
        made = ok(admin.post(path, json=body), 201)
        listed = ok(member.get(path))
        assert made in listed["member"]
        assert listed["totalItems"] == 3
        wrong = admin.post(path, json=body | {"email": "nobody"})
        assert problem(wrong) == (400, "body/invalid-data")
        ok(admin.delete(f"{path}/{made['userId']}"), 204)
        assert problem(admin.delete(f"{path}/{made['userId']}")) == (404, "url/not-found")
    with as_user(publiq, PLAIN_USER) as visitor:
        assert problem(visitor.get(path)) == (403, "auth/forbidden")


def test_associations_are_listed_by_what_an_organizer_may_do_with_them(api: httpx.Client) -> None:
    def names(permission: str) -> list[str]:
        params = {"organizerId": ORGANIZER, "permission": permission}
        return [each["name"] for each in ok(api.get("/uitpas/associations", params=params))["member"]]

    assert names("READ") == ["Testvereniging", "Jeugdraad"]
    assert names("WRITE") == ["Testvereniging"]


def test_a_financial_report_has_the_sales_of_its_period_and_no_undone_ones(
    publiq: Publiq, api: httpx.Client, anonymous: httpx.Client
) -> None:
    publiq.clock.freeze("2026-03-31T23:59:00")
    renew(publiq, api)
    kept = sell(api, regularPriceLabel="=SUM(A1); volwassene")
    undone = sell(api)
    publiq.clock.advance(minutes=2)
    sell(api)
    ok(api.delete(f"/uitpas/ticket-sales/{undone}"), 204)
    suggested = ok(api.get(f"{REPORTS}/periods"))
    assert suggested[0] == {"startDate": "2026-03-01", "endDate": "2026-03-31"}
    report = ok(api.post(REPORTS, json=suggested[0]))
    assert (report["status"], report["period"]) == ("AVAILABLE", suggested[0])
    assert ok(api.get(f"{REPORTS}/{report['id']}")) == report
    assert ok(api.get(REPORTS)) == [report]
    packed = api.get(f"{REPORTS}/{report['id']}.zip")
    assert packed.headers["content-type"] == "application/x-zip-compressed"
    assert packed.headers["content-disposition"].endswith('.zip"')
    [row] = rows_of(packed.content)
    assert (row["Verkoop"], row["Normaal tarief"]) == (kept, "=SUM(A1); volwassene")
    assert (row["Normale prijs"], row["Betaalde prijs"], row["Tegemoetkoming"]) == ("10,00", "2,00", "8,00")
    link = ok(api.get(f"{REPORTS}/{report['id']}/download-link"))["downloadLink"]
    assert anonymous.get(link).content == packed.content
    publiq.clock.advance(minutes=16)
    assert anonymous.get(link).status_code == 404
    publiq.clock.advance(days=8)
    renew(publiq, api)
    assert problem(api.get(f"{REPORTS}/{report['id']}")) == (404, "uitpas/report-not-found")


def test_a_report_that_is_not_ready_or_failed_cannot_be_downloaded(publiq: Publiq, api: httpx.Client) -> None:
    publiq.clock.freeze("2026-03-04T10:00:00")
    renew(publiq, api)
    publiq.world.configure(evolve(publiq.world.settings, report_delay=timedelta(seconds=30)))
    month = {"startDate": "2026-02-01", "endDate": "2026-02-28"}
    report = ok(api.post(REPORTS, json=month))
    assert report["status"] == "STARTED"
    for path in (f"{REPORTS}/{report['id']}.zip", f"{REPORTS}/{report['id']}/download-link"):
        assert problem(api.get(path)) == (400, "uitpas/report-invalid-status")
    publiq.clock.advance(seconds=30)
    assert ok(api.get(f"{REPORTS}/{report['id']}"))["status"] == "AVAILABLE"
    failed = ok(api.post(REPORTS, json=month | {"startDate": "2020-01-01"}))
    publiq.clock.advance(seconds=30)
    shown = ok(api.get(f"{REPORTS}/{failed['id']}"))
    assert (shown["status"], "jaar" in shown["message"]) == ("FAILED", True)
    backwards = api.post(REPORTS, json={"startDate": "2026-02-02", "endDate": "2026-02-01"})
    assert problem(backwards) == (400, "body/invalid-data")
    assert problem(api.get(f"{REPORTS}/999")) == (404, "uitpas/report-not-found")


def test_card_systems_are_found_by_city_and_sorted_by_nearness(api: httpx.Client) -> None:
    def names(**params: Any) -> list[str]:
        return [each["name"] for each in ok(api.get("/uitpas/card-systems", params=params))["member"]]

    assert names(city="gent") == ["UiTPAS Gent"]
    assert names(postalCode="9300") == ["UiTPAS Dender"]
    assert names(permanent="false") == []
    assert names(sort="-name") == ["UiTPAS Gent", "UiTPAS Dender", "Paspartoe"]
    assert names(sort="postalCode", postalCodeSort="9310")[0] == "UiTPAS Dender"
    for params, kind in (
        ({"sort": "postalCode"}, "uitpas/postal-code-required"),
        ({"sort": "postalCode", "postalCodeSort": "x"}, "uitpas/invalid-postal-code"),
        ({"postalCode": "x"}, "uitpas/invalid-postal-code"),
        ({"sort": "size"}, "url/query-parameter-invalid"),
    ):
        assert problem(api.get("/uitpas/card-systems", params=params)) == (400, kind)


def test_a_card_system_tells_its_cities_and_what_can_be_done_online(api: httpx.Client) -> None:
    assert ok(api.get("/uitpas/card-systems/5"))["name"] == "UiTPAS Gent"
    for path in ("99", "99/city-settings", "99/social-tariff-settings?postalCode=9000", "x"):
        expected = (404, "uitpas/cardsystem-not-found")
        assert problem(api.get(f"/uitpas/card-systems/{path}")) in (expected, (404, "url/not-found"))
    settings = ok(api.get("/uitpas/card-systems/5/city-settings", params={"postalCode": "9000"}))
    assert [each["city"] for each in settings] == ["Gent"]
    assert len(ok(api.get("/uitpas/card-systems/5/city-settings"))) == 3
    for path in ("city-settings", "social-tariff-settings"):
        elsewhere = api.get(f"/uitpas/card-systems/5/{path}", params={"postalCode": "1000"})
        assert problem(elsewhere) == (400, "uitpas/postal-code-not-in-card-system")
        assert elsewhere.json()["endUserMessage"]["nl"]
        wrong = api.get(f"/uitpas/card-systems/5/{path}", params={"postalCode": "12"})
        assert problem(wrong) == (400, "uitpas/invalid-postal-code")
    asked = ok(api.get("/uitpas/card-systems/5/social-tariff-settings", params={"postalCode": "9090"}))
    assert asked == {"postalCode": "9090", "allowsCardlessRegistration": True}


def test_what_a_client_may_do_is_read_and_replaced(publiq: Publiq, api: httpx.Client) -> None:
    path = "/uitpas/permissions/uitkern-client-without-search"
    before = ok(api.get(path))
    assert "TICKETSALES_SEARCH" not in before[0]["permissions"]
    granted = [
        {"organizer": {"id": ORGANIZER}, "permissionDetails": [{"id": "TICKETSALES_SEARCH"}]},
        {"organizer": {"id": OTHER_ORGANIZER}, "permissionDetails": [{"id": "PASSES_READ"}]},
    ]
    ok(api.put(path, json=granted), 204)
    after = {each["organizer"]["id"]: each["permissions"] for each in ok(api.get(path))}
    assert after == {ORGANIZER: ["TICKETSALES_SEARCH"], OTHER_ORGANIZER: ["PASSES_READ"]}
    wrong = api.put(path, json=[{"organizer": {"id": "none"}, "permissionDetails": []}])
    assert problem(wrong) == (400, "body/invalid-data")
    assert problem(api.get("/uitpas/permissions/none")) == (404, "uitpas/client-not-found")
    assert problem(api.put("/uitpas/permissions/none", json=[])) == (404, "uitpas/client-not-found")
    ok(api.put(f"/uitpas/permissions/{publiq.client_id}", json=[]), 204)
    assert problem(api.get(path)) == (403, "auth/forbidden")


@pytest.mark.parametrize("path", ["periods", "1201", "1201/download-link", "1201.zip", ""])
def test_reports_of_somebody_else_stay_closed(api: httpx.Client, path: str) -> None:
    answer = api.get(f"/uitpas/organizers/{OTHER_ORGANIZER}/financial-reports/{path}")
    assert problem(answer) == (403, "auth/forbidden")
    unknown = api.get(f"/uitpas/organizers/none/financial-reports/{path}")
    assert problem(unknown) == (404, "uitpas/organizer-not-found")
