from __future__ import annotations

import httpx
import pytest

from uitkern.simulator.testing.publiq import Publiq

TODAY = "/uitid/realms/uitid/protocol/openid-connect/token"
FORMER = "/uitid/oauth/token"
GOOD = {
    "grant_type": "client_credentials",
    "client_id": "uitkern-client",
    "client_secret": "uitkern-secret",
}


def usable(publiq: Publiq, answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    assert answer.json() | {"access_token": ""} == {
        "access_token": "",
        "expires_in": 86400,
        "token_type": "Bearer",
    }
    assert answer.headers["cache-control"] == "no-store"
    return publiq.world.bearer(answer.json()["access_token"]).id == "uitkern-client"


@pytest.mark.parametrize("path", [TODAY, FORMER, TODAY + "/"])
def test_a_form_gets_a_token_on_both_paths(publiq: Publiq, anonymous: httpx.Client, path: str) -> None:
    assert usable(publiq, anonymous.post(path, data=GOOD))


@pytest.mark.parametrize("audience", ["https://api.publiq.be", "https://api.publiq.be/"])
def test_the_former_path_takes_json_with_an_audience(
    publiq: Publiq, anonymous: httpx.Client, audience: str
) -> None:
    assert usable(publiq, anonymous.post(FORMER, json=GOOD | {"audience": audience}))


def test_a_basic_header_can_carry_the_credentials(publiq: Publiq, anonymous: httpx.Client) -> None:
    answer = anonymous.post(
        TODAY, data={"grant_type": "client_credentials"}, auth=(GOOD["client_id"], GOOD["client_secret"])
    )
    assert usable(publiq, answer)


@pytest.mark.parametrize(
    ("path", "body", "status", "error"),
    [
        (TODAY, GOOD | {"client_secret": "wrong"}, 401, "unauthorized_client"),
        (TODAY, GOOD | {"client_id": "nobody"}, 401, "unauthorized_client"),
        (FORMER, GOOD | {"client_secret": ""}, 401, "unauthorized_client"),
        (TODAY, {"grant_type": "client_credentials"}, 401, "invalid_client"),
        (TODAY, GOOD | {"grant_type": "device_code"}, 400, "unsupported_grant_type"),
        (TODAY, GOOD | {"grant_type": "password"}, 400, "invalid_request"),
        (TODAY, {}, 400, "invalid_request"),
        (FORMER, GOOD | {"audience": "https://elsewhere.example"}, 400, "invalid_request"),
    ],
)
def test_what_is_wrong_with_a_request_for_a_token_is_said_in_oauth_terms(
    anonymous: httpx.Client, path: str, body: dict[str, str], status: int, error: str
) -> None:
    answer = anonymous.post(path, data=body)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.json()["error_description"]
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"client_id": 1}', b"\xff"])
def test_unreadable_json_gets_no_token(anonymous: httpx.Client, content: bytes) -> None:
    answer = anonymous.post(FORMER, content=content, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_an_unreadable_basic_header_gets_no_token(anonymous: httpx.Client) -> None:
    answer = anonymous.post(
        TODAY, data={"grant_type": "client_credentials"}, headers={"authorization": "Basic ?"}
    )
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
