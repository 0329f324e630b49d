"""How to meet every problem of rewards, organizers, reports, card systems and orders."""

from __future__ import annotations

from typing import Any

import httpx
from attrs import evolve

from ...world.clock import Period
from ...world.pricing import FixedPrice
from ...world.values import PeriodLimit
from .bodies import PERSON_TO_ORDER
from .cast import (
    BLOCKED,
    ORGANIZER,
    PERSON,
    UNKNOWN,
    a_reward,
    as_holder,
    change,
    client,
    holder_of,
)
from .stage import OPERATIONS, Stage, asks, makes, recipe

asks("get-rewards", "organizer-not-found", query={"organizerId": "none"})
asks("get-rewards", "cardsystem-not-found", query={"owningCardSystemId": "99"})
for _operation in ("post-rewards", "put-rewards-id"):
    _wrong = a_reward(owningCardSystem={"id": 99})
    asks(_operation, "invalid-card-system", body=_wrong, rewardId="5687")
for _operation in ("get-rewards-id", "put-rewards-id", "get-rewards-id-redeem-status"):
    asks(_operation, "reward-not-found", 404)
asks("get-rewards-redeemed", "invalid-uitpas-number", query={"uitpasNumber": "12"})
for _number, _kind in (("12", "invalid-uitpas-number"), (UNKNOWN, "passholder-not-found")):
    asks("get-rewards-id-redeem-status", _kind, query={"uitpasNumber": _number}, rewardId="5687")
    asks("post-rewards-redeemed", _kind, body={"rewardId": "5687", "uitpasNumber": _number})
asks("post-rewards-redeemed", "invalid-card", body={"rewardId": "5687", "uitpasNumber": BLOCKED})
asks("post-rewards-redeemed", "reward-not-found", 404, body={"rewardId": "none", "uitpasNumber": PERSON})
asks("post-rewards-redeemed", "reward-period-constraint", body={"rewardId": "5825", "uitpasNumber": PERSON})


def redeem(stage: Stage, number: str = PERSON, **members: Any) -> httpx.Response:
    """Redeem a reward that was made different."""
    stage.state.rewards.put("5687", evolve(stage.state.rewards["5687"], **members))
    return stage.ask("post-rewards-redeemed", body={"rewardId": "5687", "uitpasNumber": number})


for _kind, _members in (
    ("reward-volume-constraint", {"units": 0}),
    ("reward-passholder-points-constraint", {"points": 1000}),
    ("reward-passholder-no-applicable-cardsystems", {"card_systems": (3,)}),
    ("reward-invalid-redeem-type", {"tariff": FixedPrice(100)}),
):
    makes("post-rewards-redeemed", _kind, redeem, **_members)


@recipe("post-rewards-redeemed", "reward-passholder-volume-constraint")
def _once(stage: Stage) -> httpx.Response:
    once = PeriodLimit(1, Period.ABSOLUTE)
    redeem(stage, constraint=once)
    return redeem(stage)


@recipe("post-rewards-redeemed", "passholder-no-active-cardsystems")
def _nowhere(stage: Stage) -> httpx.Response:
    change(stage.publiq, memberships=())
    return redeem(stage)


@recipe("put-rewards-id", "reward-not-editable")
def _taken(stage: Stage) -> httpx.Response:
    redeem(stage)
    return stage.ask("put-rewards-id", rewardId="5687", body=a_reward(points=1))


asks("get-permissions-clientId", "client-not-found", 404)
asks("put-permissions-clientId", "client-not-found", 404)
asks("get-organizers", "group-not-found", query={"groupId": 1})
asks("get-organizers", "cardsystem-not-found", query={"cardSystemId": 99})
for _name, _operation_of in OPERATIONS.items():
    if "uitpas/organizer-not-found" in _operation_of.problems.get(404, ()):
        asks(_name, "organizer-not-found", 404)
    if "uitpas/report-not-found" in _operation_of.problems.get(404, ()):
        asks(_name, "report-not-found", 404, organizerId=ORGANIZER)
    if "uitpas/rate-limited" in _operation_of.problems.get(429, ()):

        @recipe(_name, "rate-limited", status=429)
        def _often(stage: Stage, name: str = _name) -> httpx.Response:
            stage.limit_rate()
            by_name = "CLIENT_IDENTIFICATION" in OPERATIONS[name].security
            who = client(stage.publiq, x_client_id="all") if by_name else stage.caller(OPERATIONS[name])
            stage.ask(name, who=who)
            return stage.ask(name, who=who)


for _name in (
    "get-organizers-financial-reports-reportId-downloadLink",
    "get-organizers-financial-reports-reportId-zip",
):

    @recipe(_name, "report-invalid-status")
    def _failed(stage: Stage, name: str = _name) -> httpx.Response:
        period = {"startDate": "2020-01-01", "endDate": "2026-01-31"}
        made = stage.ask("post-organizers-financial-reports", body=period, organizerId=ORGANIZER)
        return stage.ask(name, organizerId=ORGANIZER, reportId=str(made.json()["id"]))


asks("get-card-systems", "postal-code-required", query={"sort": "postalCode"})
asks("get-card-systems", "invalid-postal-code", query={"postalCode": "x"})
asks("get-cardsystems-cardsystemid", "cardsystem-not-found", 404, cardSystemId="99")
asks("get-card-systems-cardsystemid-membership-prices", "cardsystem-not-found", 404, cardSystemId="99")
for _name in (
    "get-cardsystems-cardsystemid-social-tariff-settings",
    "get-cardsystems-cardsystemid-city-settings",
):
    asks(_name, "invalid-postal-code", query={"postalCode": "x"}, cardSystemId="5")
    asks(_name, "postal-code-not-in-card-system", query={"postalCode": "1000"}, cardSystemId="5")
    asks(_name, "cardsystem-not-found", 404, cardSystemId="99")

for _kind, _different in (
    ("organizer-not-found", {"registrationOrganizer": {"id": "none"}}),
    ("cardsystem-not-found", {"registrationCardSystemId": 99}),
    ("invalid-city", {"address": {"postalCode": "9000", "city": "Parijs"}}),
    ("invalid-insz-number", {"inszNumber": "1"}),
    ("insz-already-used", {"inszNumber": "83030201540"}),
    ("invalid-voucher-code", {"registrationVoucher": "NONE"}),
    ("invalid-social-tariff-validation-token", {"registrationSocialTariff": {"idToken": "x"}}),
):
    asks("post-orders", _kind, body={"mainPassholderRegistration": PERSON_TO_ORDER | _different})


@recipe("post-orders", "email-already-used")
def _known_address(stage: Stage) -> httpx.Response:
    with as_holder(stage.publiq):
        email = holder_of(stage.publiq).profile.email
    return stage.ask("post-orders", body={"mainPassholderRegistration": PERSON_TO_ORDER | {"email": email}})
