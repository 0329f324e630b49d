from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from attrs import evolve

from tests.simulator.rights import ORGANIZER, PERSON, client, holder_of, ok, problem
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official.rights import ADMIN_USER, PLAIN_USER
from uitkern.simulator.world.pkce import challenge_of

REALM = "/uitid/realms/uitid/protocol/openid-connect"
BACK = "https://app.example/callback"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
APPROVED = {
    "client_id": "uitkern-client",
    "redirect_uri": BACK,
    "response_type": "code",
    "state": "s 1",
    "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "code_challenge_method": "S256",
}


def where(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 303
    location = answer.headers["location"]
    assert location.startswith(BACK)
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def approve(web: httpx.Client, person: str, **more: str) -> dict[str, str]:
    return where(web.post(f"{REALM}/auth", data=APPROVED | {"decision": "approve", "person": person} | more))


def exchange(web: httpx.Client, code: str, /, **more: str) -> httpx.Response:
    asked = {
        "grant_type": "authorization_code",
        "client_id": "uitkern-client",
        "code": code,
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
    }
    return web.post(f"{REALM}/token", data=asked | more)


def password(web: httpx.Client, name: str, given: str = "geheim") -> httpx.Response:
    asked = {"grant_type": "password", "username": name, "password": given}
    credentials = {"client_id": "uitkern-client", "client_secret": "uitkern-secret"}
    return web.post(f"{REALM}/token", data=asked | credentials)


def use(publiq: Publiq, token: str, path: str = "/permissions") -> httpx.Response:
    with client(publiq, authorization=f"Bearer {token}") as web:
        return web.get(path)


def test_the_challenge_is_that_of_the_specification() -> None:
    assert challenge_of(VERIFIER) == APPROVED["code_challenge"]


def test_a_person_chooses_who_to_be_and_the_client_gets_a_token(
    publiq: Publiq, anonymous: httpx.Client
) -> None:
    page = anonymous.get(f"{REALM}/auth", params=APPROVED)
    assert page.headers["content-type"].startswith("text/html")
    person = f"passholder:{holder_of(publiq).id}"
    assert person in re.findall(r'<option value="([^"]+)">', page.text)
    assert "<script" not in page.text
    back = approve(anonymous, person)
    assert back["state"] == "s 1"
    given = ok(exchange(anonymous, back["code"]))
    assert given["expires_in"] == 86400
    user = publiq.world.identify(given["access_token"]).user
    assert user is not None
    assert user.passholder == holder_of(publiq).id
    again = exchange(anonymous, back["code"])
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


def test_who_says_no_sends_the_client_a_refusal(anonymous: httpx.Client) -> None:
    back = where(anonymous.post(f"{REALM}/auth", data=APPROVED | {"decision": "deny"}))
    assert (back["error"], back["state"]) == ("access_denied", "s 1")


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"code_verifier": "wrong"}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_grant"),
        ({"redirect_uri": "https://elsewhere.example"}, "invalid_grant"),
        ({"code": "unknown"}, "invalid_grant"),
        ({"code": ""}, "invalid_request"),
        ({"client_id": "uitkern-counter"}, "invalid_grant"),
    ],
)
def test_a_code_serves_only_who_asked_for_it(
    anonymous: httpx.Client, more: dict[str, str], error: str
) -> None:
    code = approve(anonymous, f"user:{PLAIN_USER}")["code"]
    answer = exchange(anonymous, code, **more)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


def test_a_code_lives_a_minute(publiq: Publiq, anonymous: httpx.Client) -> None:
    code = approve(anonymous, f"user:{PLAIN_USER}")["code"]
    publiq.clock.freeze()
    publiq.clock.advance(minutes=1)
    assert exchange(anonymous, code).json()["error"] == "invalid_grant"


def test_without_a_challenge_the_client_shows_its_secret(anonymous: httpx.Client) -> None:
    asked = {name: value for name, value in APPROVED.items() if not name.startswith("code_challenge")}
    choice = {"decision": "approve", "person": f"user:{PLAIN_USER}"}
    code = where(anonymous.post(f"{REALM}/auth", data=asked | choice))["code"]
    assert exchange(anonymous, code).status_code == 401
    assert exchange(anonymous, code, client_secret="uitkern-secret").status_code == 200


def test_a_secret_in_a_basic_header_is_one_too(anonymous: httpx.Client) -> None:
    asked = {name: value for name, value in APPROVED.items() if not name.startswith("code_challenge")}
    choice = {"decision": "approve", "person": f"user:{PLAIN_USER}"}
    code = where(anonymous.post(f"{REALM}/auth", data=asked | choice))["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
    wrong, right = ("uitkern-client", "wrong"), ("uitkern-client", "uitkern-secret")
    assert anonymous.post(f"{REALM}/token", data=form, auth=wrong).status_code == 401
    given = ok(anonymous.post(f"{REALM}/token", data=form, auth=right))
    bearer = {"authorization": f"Bearer {given['access_token']}"}
    assert ok(anonymous.post(f"{REALM}/userinfo", headers=bearer))["sub"] == PLAIN_USER
    ended = {"token": given["access_token"]}
    assert anonymous.post(f"{REALM}/revoke", data=ended, auth=wrong).status_code == 401
    assert anonymous.post(f"{REALM}/revoke", data=ended, auth=right).status_code == 200
    assert anonymous.post(f"{REALM}/userinfo", headers=bearer).status_code == 401
    assert anonymous.post(f"{REALM}/logout", data={"post_logout_redirect_uri": BACK}).status_code == 303


@pytest.mark.parametrize("more", [{"client_id": "nobody"}, {"redirect_uri": "javascript:alert(1)"}])
def test_nobody_is_sent_to_an_address_that_nothing_is_known_of(
    anonymous: httpx.Client, more: dict[str, str]
) -> None:
    for answer in (
        anonymous.get(f"{REALM}/auth", params=APPROVED | more),
        anonymous.post(f"{REALM}/auth", data=APPROVED | more | {"decision": "approve"}),
    ):
        assert (answer.status_code, "location" in answer.headers) == (400, False)


def test_a_client_with_a_list_of_addresses_keeps_to_it(publiq: Publiq, anonymous: httpx.Client) -> None:
    state = publiq.world.state
    state.clients.put("uitkern-client", evolve(state.clients["uitkern-client"], redirects=(BACK,)))
    assert anonymous.get(f"{REALM}/auth", params=APPROVED).status_code == 200
    other = APPROVED | {"redirect_uri": BACK + "/other"}
    assert anonymous.get(f"{REALM}/auth", params=other).status_code == 400


def test_what_a_page_shows_cannot_become_markup(anonymous: httpx.Client) -> None:
    page = anonymous.get(f"{REALM}/auth", params=APPROVED | {"state": '"><script>alert(1)</script>'})
    assert "<script" not in page.text


def test_a_refresh_token_serves_once_and_ends_after_thirty_days(
    publiq: Publiq, anonymous: httpx.Client
) -> None:
    first = ok(password(anonymous, "bezoeker@uitpas.test"))["refresh_token"]
    asked = {"grant_type": "refresh_token", "client_id": "uitkern-client", "refresh_token": first}
    second = ok(anonymous.post(f"{REALM}/token", data=asked))
    assert use(publiq, second["access_token"]).status_code == 200
    assert anonymous.post(f"{REALM}/token", data=asked).json()["error"] == "invalid_grant"
    publiq.clock.advance(days=31)
    late = anonymous.post(f"{REALM}/token", data=asked | {"refresh_token": second["refresh_token"]})
    assert late.json()["error"] == "invalid_grant"


def test_a_password_or_a_pass_number_logs_a_test_in(publiq: Publiq, anonymous: httpx.Client) -> None:
    wrong = password(anonymous, "bezoeker@uitpas.test", "fout")
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_grant")
    assert password(anonymous, "nobody@uitpas.test").json()["error"] == "invalid_grant"
    token = ok(password(anonymous, PERSON))["access_token"]
    user = publiq.world.identify(token).user
    assert user is not None
    assert user.passholder == holder_of(publiq).id


def test_an_admin_has_permissions_at_the_own_organizer_and_a_visitor_none(
    publiq: Publiq, anonymous: httpx.Client
) -> None:
    admin = publiq.world.log_in(ADMIN_USER, publiq.client_id).value
    listed = ok(use(publiq, admin))
    assert [each["organizer"]["id"] for each in listed] == [ORGANIZER]
    assert "ORGANIZERS_ADMINS_WRITE" in listed[0]["permissions"]
    visitor = ok(password(anonymous, "bezoeker@uitpas.test"))["access_token"]
    assert ok(use(publiq, visitor)) == []
    refused = use(publiq, visitor, f"/organizers/{ORGANIZER}/admins")
    assert problem(refused) == (403, "auth/forbidden")


def test_a_revoked_token_is_no_longer_taken(publiq: Publiq, anonymous: httpx.Client) -> None:
    given = ok(password(anonymous, "bezoeker@uitpas.test"))
    credentials = {"client_id": "uitkern-client", "client_secret": "uitkern-secret"}
    for token in (given["access_token"], given["refresh_token"], "unknown"):
        assert anonymous.post(f"{REALM}/revoke", data=credentials | {"token": token}).status_code == 200
    assert problem(use(publiq, given["access_token"])) == (401, "auth/unauthorized")
    asked = {"grant_type": "refresh_token", "refresh_token": given["refresh_token"]}
    assert anonymous.post(f"{REALM}/token", data=asked | credentials).json()["error"] == "invalid_grant"
    wrong = anonymous.post(f"{REALM}/revoke", data={"client_id": "uitkern-client", "token": "x"})
    assert wrong.status_code == 401


def test_a_user_token_ends_after_a_day_in_its_world(publiq: Publiq) -> None:
    token = publiq.world.log_in(PLAIN_USER, publiq.client_id).value
    publiq.clock.advance(hours=23)
    assert use(publiq, token).status_code == 200
    publiq.clock.advance(hours=1)
    assert problem(use(publiq, token)) == (401, "auth/unauthorized")


def test_a_token_of_production_is_not_taken_on_test_hosts(publiq: Publiq, anonymous: httpx.Client) -> None:
    credentials = {"client_id": "uitkern-client", "client_secret": "uitkern-secret"}
    asked = credentials | {"grant_type": "client_credentials"}
    url = "https://account.uitid.be/realms/uitid/protocol/openid-connect/token"
    token = ok(anonymous.post(url, data=asked))["access_token"]
    refused = use(publiq, token)
    assert problem(refused) == (401, "auth/unauthorized")
    assert "environment" in refused.json()["detail"]


def test_a_token_for_another_audience_is_not_taken(publiq: Publiq, anonymous: httpx.Client) -> None:
    asked = {
        "grant_type": "client_credentials",
        "client_id": "uitkern-client",
        "client_secret": "uitkern-secret",
        "audience": "https://elsewhere.example",
    }
    refused = use(publiq, ok(anonymous.post(f"{REALM}/token", data=asked))["access_token"])
    assert problem(refused) == (401, "auth/unauthorized")
    assert "audience" in refused.json()["detail"]


def test_the_token_endpoint_can_be_limited_per_client(publiq: Publiq, anonymous: httpx.Client) -> None:
    publiq.clock.freeze()
    publiq.world.configure(evolve(publiq.world.settings, token_rate_limit=2))
    for _ in range(2):
        ok(password(anonymous, "bezoeker@uitpas.test"))
    often = password(anonymous, "bezoeker@uitpas.test")
    assert (often.status_code, often.headers["retry-after"]) == (429, "60")
    publiq.clock.advance(minutes=1)
    ok(password(anonymous, "bezoeker@uitpas.test"))


def test_the_limit_of_uitpas_does_not_count_tokens(publiq: Publiq, anonymous: httpx.Client) -> None:
    publiq.world.configure(evolve(publiq.world.settings, rate_limit=0))
    ok(password(anonymous, "bezoeker@uitpas.test"))


def test_a_client_can_name_itself_where_that_is_enough(publiq: Publiq) -> None:
    with client(publiq, x_client_id=publiq.client_id) as named:
        assert ok(named.get("/card-systems"))["totalItems"] == 3
        assert problem(named.get("/permissions")) == (401, "auth/unauthorized")
    with client(publiq) as nobody:
        assert ok(nobody.get("/card-systems", params={"clientId": publiq.client_id}))["totalItems"] == 3
        assert problem(nobody.get("/card-systems")) == (401, "auth/unauthorized")
        unknown = nobody.get("/card-systems", headers={"x-client-id": "nobody"})
        assert problem(unknown) == (401, "auth/unauthorized")


def test_clients_find_where_everything_is_and_who_is_logged_in(
    publiq: Publiq, anonymous: httpx.Client
) -> None:
    found = ok(anonymous.get("/uitid/realms/uitid/.well-known/openid-configuration"))
    token = publiq.world.log_in(PLAIN_USER, publiq.client_id).value
    who = ok(anonymous.get(found["userinfo_endpoint"], headers={"authorization": f"Bearer {token}"}))
    assert (who["sub"], who["email"]) == (PLAIN_USER, "bezoeker@uitpas.test")
    assert anonymous.get(found["userinfo_endpoint"]).status_code == 401
    out = anonymous.get(found["end_session_endpoint"], params={"post_logout_redirect_uri": BACK})
    assert out.headers["location"] == BACK
    assert anonymous.get(found["end_session_endpoint"]).status_code == 200
