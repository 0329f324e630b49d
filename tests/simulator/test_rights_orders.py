from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from attrs import evolve

from tests.simulator.rights import ORGANIZER, PERSON, as_holder, client, holder_of, ok, problem
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official.rights import CITIZENS
from uitkern.simulator.world.pkce import challenge_of

BACK = "https://app.example/back"
VERIFIER = "a-verifier-of-at-least-forty-three-characters"
PARENT, CHILD, WITHOUT = (each.insz for each in CITIZENS)


def a_person(**more: object) -> dict[str, Any]:
    return {
        "name": "Testburger",
        "firstName": "Ouder",
        "dateOfBirth": "1985-01-01",
        "email": "ouder@uitpas.test",
        "registrationOrganizer": {"id": ORGANIZER},
        "registrationCardSystemId": 5,
        "address": {"street": "Teststraat 2", "postalCode": "9000", "city": "Gent"},
    } | more


def order(main: dict[str, Any], *extra: dict[str, Any]) -> dict[str, Any]:
    return {
        "mainPassholderRegistration": main,
        "extraPassholderRegistrations": list(extra),
        "redirectUrlAfterPayment": BACK,
        "redirectUrlAfterCancelPayment": BACK + "?cancelled=1",
    }


def proofs(publiq: Publiq, insz: str) -> list[dict[str, Any]]:
    """Log in with the government's keys; give what it tells of the person and the children."""
    with client(publiq) as web:
        asked = {"state": "s", "code_challenge": challenge_of(VERIFIER), "redirect_uri": BACK}
        login = web.get("/social-tariff-validation/start", params=asked).headers["location"]
        assert insz in web.get(login).text
        choice = asked | {"person": insz, "decision": "approve"}
        location = web.post(login.partition("?")[0], data=choice).headers["location"]
        back = parse_qs(urlsplit(location).query)
        assert back["state"] == ["s"]
        body = {"code": back["code"][0], "codeVerifier": VERIFIER}
        token = ok(web.post("/social-tariff-validation/token", json=body))["token"]
        assert problem(web.post("/social-tariff-validation/token", json=body)) == (400, "body/invalid-data")
        told = ok(web.get("/social-tariff-validation", headers={"x-custom-token": token}))
    return [told["user"], *told["children"]]


def test_the_keys_of_the_government_tell_of_a_person_and_the_children(publiq: Publiq) -> None:
    parent, child = proofs(publiq, PARENT)
    assert (parent["givenName"], parent["hasSocialTariff"], parent["city"]) == ("Ouder", True, "Gent")
    assert (child["inszNumber"], "uitpasNumber" in child) == (CHILD, False)
    insz = holder_of(publiq).insz
    assert insz is not None
    [known] = proofs(publiq, insz)
    assert (known["uitpasNumber"], known["hasSocialTariff"]) == (PERSON, True)


def test_a_validation_that_is_denied_or_stale_gives_nothing(publiq: Publiq) -> None:
    with client(publiq) as web:
        asked = {"state": "s", "code_challenge": challenge_of(VERIFIER), "redirect_uri": BACK}
        denied = web.post("/my-digital-keys", data=asked | {"person": PARENT, "decision": "deny"})
        assert "error=" in denied.headers["location"]
        back = web.post("/my-digital-keys", data=asked | {"person": PARENT, "decision": "approve"})
        code = parse_qs(urlsplit(back.headers["location"]).query)["code"][0]
        wrong = web.post("/social-tariff-validation/token", json={"code": code, "codeVerifier": "other"})
        assert problem(wrong) == (400, "body/invalid-data")
        elsewhere = web.get("/social-tariff-validation/start", params=asked | {"redirect_uri": "x"})
        assert problem(elsewhere) == (400, "url/query-parameter-invalid")
        assert web.post("/my-digital-keys", data=asked | {"redirect_uri": "x"}).status_code == 400
        assert problem(web.get("/social-tariff-validation")) == (401, "auth/unauthorized")
        unknown = web.get("/social-tariff-validation", headers={"x-custom-token": "x"})
        assert problem(unknown) == (401, "auth/unauthorized")


def test_a_paid_order_makes_its_passholders_and_waits_for_an_account(
    publiq: Publiq, api: httpx.Client
) -> None:
    before = len(publiq.world.state.passholders)
    parent, child = proofs(publiq, PARENT)
    main = a_person(inszNumber=PARENT, registrationSocialTariff={"idToken": parent["idToken"]})
    young = a_person(
        firstName="Kind",
        dateOfBirth="2018-02-02",
        inszNumber=CHILD,
        registrationSocialTariff={"idToken": child["idToken"]},
    )
    made = ok(api.post("/uitpas/orders", json=order(main, young)))
    assert (made["status"], made["totalPrice"]) == ("PENDING_PAYMENT", 2)
    assert made["mainPassholderRegistration"]["registrationSocialTariff"] == {"requested": True}
    assert len(publiq.world.state.passholders) == before
    with client(publiq) as web:
        assert "2,00 euro" in web.get(made["paymentUrl"]).text
        back = web.post(made["paymentUrl"], data={"decision": "approve"}).headers["location"]
        given = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
        assert given == {"orderId": made["id"], "customToken": made["customToken"]}
        shown = ok(web.get(f"/orders/{made['id']}", headers={"x-custom-token": given["customToken"]}))
        assert (shown["status"], "mainPassholderRegistration" in shown) == ("PENDING_UITID_CONNECT", False)
        web.post(made["paymentUrl"], data={"decision": "deny"})
        assert "niet meer" in web.get(made["paymentUrl"]).text
    assert len(publiq.world.state.passholders) == before + 2
    holder = publiq.world.state.insz[PARENT]
    assert publiq.world.state.passholders[holder].memberships[0].social_tariff is not None
    number = publiq.world.state.cards_of.of(holder)[0]
    with as_holder(publiq, number):
        linked = ok(api.get(f"/uitpas/orders/{made['id']}"))
    assert (linked["status"], "registrationToken" in linked) == ("COMPLETED", False)


def test_an_order_that_is_not_paid_makes_nobody(publiq: Publiq, api: httpx.Client) -> None:
    made = ok(api.post("/uitpas/orders", json=order(a_person())))
    with client(publiq) as web:
        back = web.post(made["paymentUrl"], data={"decision": "deny"}).headers["location"]
    assert back.startswith(BACK + "?cancelled=1&orderId=")
    assert ok(api.get(f"/uitpas/orders/{made['id']}"))["status"] == "CANCELLED"


def test_a_free_order_is_completed_at_once(publiq: Publiq, api: httpx.Client) -> None:
    made = ok(api.post("/uitpas/orders", json=order(a_person(dateOfBirth="2015-01-01"))))
    assert (made["status"], made["totalPrice"]) == ("PENDING_UITID_CONNECT", 0)
    assert made["registrationToken"] in publiq.world.state.registration_tokens


def test_an_order_that_became_impossible_before_its_payment_is_cancelled_whole(
    publiq: Publiq, api: httpx.Client
) -> None:
    before = len(publiq.world.state.passholders)
    main, extra = a_person(), a_person(inszNumber=WITHOUT)
    made = ok(api.post("/uitpas/orders", json=order(main, extra)))
    publiq.world.state.insz.put(WITHOUT, holder_of(publiq).id)
    with client(publiq) as web:
        web.post(made["paymentUrl"], data={"decision": "approve"})
    assert ok(api.get(f"/uitpas/orders/{made['id']}"))["status"] == "CANCELLED"
    assert len(publiq.world.state.passholders) == before


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"registrationOrganizer": {"id": "none"}}, "uitpas/organizer-not-found"),
        ({"registrationCardSystemId": 1}, "uitpas/cardsystem-not-found"),
        ({"address": {"postalCode": "9000", "city": "Parijs"}}, "uitpas/invalid-city"),
        ({"inszNumber": "85010100199"}, "uitpas/invalid-insz-number"),
        ({"inszNumber": "36051380284"}, "uitpas/insz-already-used"),
        ({"registrationVoucher": "NONE"}, "uitpas/invalid-voucher-code"),
        (
            {"registrationSocialTariff": {"idToken": "x"}},
            "uitpas/invalid-social-tariff-validation-token",
        ),
        ({"registrationSocialTariff": {}}, "body/invalid-data"),
        ({"dateOfBirth": "2999-01-01"}, "body/invalid-data"),
    ],
)
def test_an_order_that_cannot_be_is_refused_with_its_reason(
    api: httpx.Client, more: dict[str, object], kind: str
) -> None:
    refused = api.post("/uitpas/orders", json=order(a_person(**more)))
    assert problem(refused) == (400, kind)


def test_the_address_of_somebody_elses_account_is_refused(publiq: Publiq, api: httpx.Client) -> None:
    with as_holder(publiq):
        email = holder_of(publiq).profile.email
    refused = api.post("/uitpas/orders", json=order(a_person(email=email)))
    assert problem(refused) == (400, "uitpas/email-already-used")
    assert refused.json()["endUserMessage"]["nl"]


def test_a_voucher_lowers_the_price_once(publiq: Publiq, api: httpx.Client) -> None:
    full = ok(api.post("/uitpas/orders", json=order(a_person())))["totalPrice"]
    with_voucher = a_person(registrationVoucher="TESTVOUCHER")
    twice = api.post("/uitpas/orders", json=order(with_voucher, with_voucher))
    assert problem(twice) == (400, "uitpas/invalid-voucher-code")
    made = ok(api.post("/uitpas/orders", json=order(with_voucher)))
    assert made["totalPrice"] == full - 2
    with client(publiq) as web:
        web.post(made["paymentUrl"], data={"decision": "approve"})
    used = api.post("/uitpas/orders", json=order(with_voucher))
    assert problem(used) == (400, "uitpas/invalid-voucher-code")


def test_an_order_is_shown_to_who_may_only(publiq: Publiq, api: httpx.Client) -> None:
    made = ok(api.post("/uitpas/orders", json=order(a_person())))
    with client(publiq) as web:
        wrong = web.get(f"/orders/{made['id']}", headers={"x-custom-token": "wrong"})
        assert problem(wrong) == (401, "auth/unauthorized")
        assert problem(web.get(f"/orders/{made['id']}")) == (401, "auth/unauthorized")
        right = {"x-custom-token": made["customToken"]}
        publiq.clock.advance(hours=25)
        assert problem(web.get(f"/orders/{made['id']}", headers=right)) == (401, "auth/unauthorized")
        assert web.get("/payments/none").status_code == 404
        assert web.post("/payments/none", data={"decision": "approve"}).status_code == 404
    with client(publiq, x_client_id=publiq.client_id) as named:
        reduced = ok(named.post("/orders", json=order(a_person())))
        assert "mainPassholderRegistration" not in reduced
    state = publiq.world.state
    state.clients.put(publiq.client_id, evolve(state.clients[publiq.client_id], permissions={}))
    with client(publiq, x_client_id=publiq.client_id) as named:
        assert problem(named.post("/orders", json=order(a_person()))) == (403, "auth/forbidden")


def test_orders_are_asked_for_in_moderation(publiq: Publiq, api: httpx.Client) -> None:
    publiq.clock.freeze()
    publiq.world.configure(evolve(publiq.world.settings, rate_limit=2))
    for _ in range(2):
        assert problem(api.get("/uitpas/orders/none")) == (404, "url/not-found")
    often = api.get("/uitpas/orders/none")
    assert (problem(often), often.headers["retry-after"]) == ((429, "uitpas/rate-limited"), "60")
    assert often.json()["endUserMessage"]["nl"]
    publiq.clock.advance(minutes=1)
    assert problem(api.get("/uitpas/orders/none")) == (404, "url/not-found")
