from __future__ import annotations

import base64
import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from uitkern.simulator.testing.publiq import Publiq

EVENT = "d83b5b8a-108a-45d6-9ac9-8bdc44a0a24a"
A_SALE = [
    {"uitpasNumber": "0900000067513", "eventId": EVENT, "regularPrice": 10, "tariff": {"id": "SOCIALTARIFF"}}
]
FORM = {"grant_type": "client_credentials", "client_id": "uitkern-client", "client_secret": "uitkern-secret"}
OF_ALICE = FORM | {"client_id": "uitkern-client@alice"}
TOKEN = "/uitid/realms/uitid/protocol/openid-connect/token"
OLDER = "/uitid/oauth/token"
HEADER = {"x-uitkern-world": "alice"}
HOST = {"host": "alice.localhost:8800"}


def bearer(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 200, answer.text
    return {"authorization": f"Bearer {answer.json()['access_token']}"}


def sales(publiq: Publiq, world: str) -> int:
    return len(publiq.simulator.realm(world).world.state.sales)


def others(publiq: Publiq) -> set[str]:
    return {*publiq.simulator.worlds} - {"default"}


@pytest.mark.parametrize("choice", [HEADER, HOST], ids=["by header", "by host"])
def test_a_request_chooses_its_world(publiq: Publiq, anonymous: httpx.Client, choice: dict[str, str]) -> None:
    token = bearer(anonymous.post(TOKEN, data=FORM, headers=choice))

    assert anonymous.post("/uitpas/ticket-sales", json=A_SALE, headers=token | choice).status_code == 200
    assert (sales(publiq, "alice"), len(publiq.world.state.sales), others(publiq)) == (1, 0, {"alice"})
    assert anonymous.get("/uitpas/permissions", headers=token).status_code == 401
    assert anonymous.get("/_sim", headers=choice).json()["world"] == "alice"
    assert anonymous.get("/_sim").json()["world"] == "default"


@pytest.mark.parametrize("path", [TOKEN, OLDER])
def test_a_client_chooses_a_world_with_its_id_alone(
    publiq: Publiq, anonymous: httpx.Client, path: str
) -> None:
    token = bearer(anonymous.post(path, data=OF_ALICE))

    assert anonymous.post("/uitpas/ticket-sales", json=A_SALE, headers=token).status_code == 200
    assert (sales(publiq, "alice"), len(publiq.world.state.sales)) == (1, 0)
    assert anonymous.get("/uitpas/permissions", headers={"x-client-id": "nobody@bob"}).status_code == 401


def test_a_client_chooses_a_world_with_a_basic_header_and_with_json(
    publiq: Publiq, anonymous: httpx.Client
) -> None:
    basic = base64.b64encode(b"uitkern-client@alice:uitkern-secret").decode()
    by_header = anonymous.post(
        TOKEN, data={"grant_type": "client_credentials"}, headers={"authorization": f"Basic {basic}"}
    )
    by_json = anonymous.post(OLDER, json=OF_ALICE)

    for each in (by_header, by_json):
        assert anonymous.get("/uitpas/permissions", headers=bearer(each)).status_code == 200
    assert len(publiq.simulator.realm("alice").journal) == 4


def test_an_id_without_a_secret_chooses_a_world_too(publiq: Publiq, anonymous: httpx.Client) -> None:
    publiq.simulator.realm("alice")
    asked = {"q": "", "limit": "1", "disableDefaultFilters": "true"}

    by_header = anonymous.get("/search/events", params=asked, headers={"x-client-id": "uitkern-client@alice"})
    by_query = anonymous.get("/search/events", params=asked | {"clientId": "uitkern-client@alice"})

    assert [by_header.status_code, by_query.status_code] == [200, 200]
    assert len(publiq.simulator.realm("alice").journal) == 2
    assert len(publiq.simulator.realm("default").journal) == 0


def test_somebody_logs_in_to_the_world_of_the_client(publiq: Publiq, anonymous: httpx.Client) -> None:
    where = "https://app.example/back"
    asked = {"client_id": "uitkern-client@alice", "redirect_uri": where, "response_type": "code"}
    auth = TOKEN.replace("/token", "/auth")
    person = re.findall(r'<option value="([^"]+)"', anonymous.get(auth, params=asked).text)[0]

    back = anonymous.post(auth, params=asked, data={"person": person, "decision": "approve"})
    [code] = parse_qs(urlsplit(back.headers["location"]).query)["code"]
    given = OF_ALICE | {"grant_type": "authorization_code", "code": code, "redirect_uri": where}
    first = anonymous.post(TOKEN, data=given).json()
    again = OF_ALICE | {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
    second = anonymous.post(TOKEN, data=again)

    userinfo = TOKEN.replace("/token", "/userinfo")
    assert anonymous.get(userinfo, headers=bearer(second)).status_code == 200
    ended = {"client_id": "uitkern-client@alice", "client_secret": "uitkern-secret"}
    ended["token"] = second.json()["access_token"]
    assert anonymous.post(TOKEN.replace("/token", "/revoke"), data=ended).status_code == 200
    assert anonymous.get(userinfo, headers=bearer(second)).status_code == 401


def test_what_answers_link_to_lies_in_the_world_that_was_chosen(
    publiq: Publiq, anonymous: httpx.Client
) -> None:
    found = f"{TOKEN.partition('/protocol')[0]}/.well-known/openid-configuration"
    linked = anonymous.get(found, headers=HEADER).json()["token_endpoint"]

    assert linked == f"{publiq.url}/worlds/alice{TOKEN}"
    assert anonymous.post(linked, data=OF_ALICE).status_code == 200


def test_a_path_counts_before_a_header_and_that_before_a_host(
    publiq: Publiq, anonymous: httpx.Client
) -> None:
    def asked(path: str, headers: dict[str, str]) -> str:
        return str(anonymous.get(path, headers=headers).json()["world"])

    assert asked("/worlds/bob/_sim", HEADER) == "bob"
    assert asked("/_sim", HEADER | {"host": "carol.localhost"}) == "alice"


def test_the_credentials_of_one_world_are_strangers_in_another(
    publiq: Publiq, anonymous: httpx.Client
) -> None:
    token = bearer(anonymous.post(TOKEN, data=OF_ALICE))

    assert anonymous.get("/worlds/bob/uitpas/permissions", headers=token).status_code == 401
    assert anonymous.get("/worlds/alice/uitpas/permissions", headers=token).status_code == 200
    assert anonymous.post(f"/worlds/bob{TOKEN}", data=OF_ALICE).status_code == 401


def test_a_header_chooses_a_world_under_the_names_of_publiq_too(
    publiq: Publiq, anonymous: httpx.Client
) -> None:
    named = HEADER | {"host": "account-test.uitid.be"}
    token = bearer(anonymous.post(TOKEN.removeprefix("/uitid"), data=FORM, headers=named))

    headers = token | HEADER | {"host": "api-test.uitpas.be"}
    assert anonymous.get("/permissions", headers=headers).status_code == 200
    assert others(publiq) == {"alice"}


@pytest.mark.parametrize("name", ["..", "a/b", "", "x" * 65])
def test_a_world_that_cannot_be_called_so_is_refused(
    publiq: Publiq, anonymous: httpx.Client, name: str
) -> None:
    refused = anonymous.get("/uitpas/permissions", headers={"x-uitkern-world": name})

    assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")
    assert refused.json()["detail"] == (
        "A world's name has letters, digits, dots, dashes and underscores only."
    )
    assert others(publiq) == set()


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"{", "application/json"),
        (b"{]", "application/json"),
        (b'{"client_id": ["a@b"]}', "application/json"),
    ],
)
def test_what_cannot_be_read_is_refused_by_the_service(
    publiq: Publiq, anonymous: httpx.Client, body: bytes, media_type: str
) -> None:
    refused = anonymous.post(OLDER, content=body, headers={"content-type": media_type})

    assert refused.status_code in (400, 401)
    assert others(publiq) == set()


def test_a_basic_header_that_cannot_be_read_is_refused_by_the_service(anonymous: httpx.Client) -> None:
    refused = anonymous.post(
        TOKEN, data={"grant_type": "client_credentials"}, headers={"authorization": "Basic @~@"}
    )
    assert refused.json()["error"] == "invalid_request"
