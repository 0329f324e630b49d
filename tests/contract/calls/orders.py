"""Orders of people who register themselves, and the proof of a social tariff."""

from __future__ import annotations

from typing import Any

from tests.contract.calls.call import GENT, NOWHERE, ORGANIZER, Call
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world import citizens
from uitkern.simulator.world.pkce import challenge_of

VERIFIER = "a-verifier-of-at-least-forty-three-characters"
CITIZEN, USED_INSZ = "85010100115", "36051380284"
BACK = "https://app.example/back"
START, TOKEN, VALIDATION = (
    "get-social-tariff-validation-start",
    "post-social-tariff-validation-token",
    "get-social-tariff-validation",
)
LOGIN = {"state": "s", "code_challenge": challenge_of(VERIFIER), "redirect_uri": BACK}


def somebody(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Testburger",
        "firstName": "Ouder",
        "dateOfBirth": "1985-01-01",
        "email": "ouder@uitpas.test",
        "registrationOrganizer": {"id": ORGANIZER},
        "registrationCardSystemId": GENT,
        "address": {"street": "Teststraat 2", "postalCode": "9000", "city": "Gent"},
        **changes,
    }


def an_order(**changes: Any) -> dict[str, Any]:
    return {"mainPassholderRegistration": somebody(**changes), "redirectUrlAfterPayment": BACK}


def logged_in(publiq: Publiq) -> dict[str, str]:
    """Let a citizen come back from the login of the government."""
    return {
        "code": citizens.make_code(publiq.world.state, publiq.clock.now(), CITIZEN, LOGIN["code_challenge"])
    }


ORDERED = Call("post-orders", 200, body=an_order())
VALIDATED = Call(TOKEN, 200, body={"code": "{code}", "codeVerifier": VERIFIER}, given=logged_in)
KNOWN = Call(VALIDATION, 200, who="bearer", headers={"x-custom-token": "{0[token]}"}, before=(VALIDATED,))
CALLS = [
    ORDERED,
    Call("post-orders", 400, "body/invalid-data", body={}),
    Call(
        "post-orders",
        200,
        body={
            **an_order(inszNumber=CITIZEN, registrationSocialTariff={"idToken": "{0[user][idToken]}"}),
            "extraPassholderRegistrations": [
                somebody(firstName="Kind", email="kind@uitpas.test", dateOfBirth="2018-02-02")
            ],
        },
        before=(KNOWN,),
    ),
    *(
        Call("post-orders", 400, f"uitpas/{problem}", body=an_order(**changes))
        for problem, changes in (
            ("organizer-not-found", {"registrationOrganizer": {"id": NOWHERE}}),
            ("cardsystem-not-found", {"registrationCardSystemId": 99}),
            ("invalid-city", {"address": {"postalCode": "9000", "city": "Parijs"}}),
            ("invalid-insz-number", {"inszNumber": "1"}),
            ("insz-already-used", {"inszNumber": USED_INSZ}),
            ("invalid-voucher-code", {"registrationVoucher": "NONE"}),
            ("invalid-social-tariff-validation-token", {"registrationSocialTariff": {"idToken": "x"}}),
        )
    ),
    Call("get-orders-orderid", 200, path={"orderId": "{0[id]}"}, before=(ORDERED,)),
    Call(
        "get-orders-orderid",
        200,
        path={"orderId": "{0[id]}"},
        who="bearer",
        headers={"x-custom-token": "{0[customToken]}"},
        before=(ORDERED,),
    ),
    Call("get-orders-orderid", 404, "url/not-found", path={"orderId": NOWHERE}),
    Call(START, 303, query={**LOGIN}),
    Call(START, 400, "url/query-parameter-missing"),
    Call(START, 400, "url/query-parameter-invalid", {**LOGIN, "redirect_uri": "nowhere"}),
    VALIDATED,
    Call(TOKEN, 400, "body/invalid-data", body={"code": "none", "codeVerifier": VERIFIER}),
    Call(TOKEN, 400, "body/invalid-data", body={}),
    KNOWN,
    Call(
        VALIDATION,
        400,
        "url/query-parameter-invalid",
        {"cardSystemId": "Gent"},
        who="bearer",
        headers={"x-custom-token": "{0[token]}"},
        before=(VALIDATED,),
    ),
]
UNREACHABLE = {
    (TOKEN, 403): "needs no permission",
    (VALIDATION, 403): "needs no permission",
}
