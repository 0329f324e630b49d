"""How to meet every problem of passes, tariffs, sales and the card systems of events."""

from __future__ import annotations

from typing import Any

import httpx
from attrs import evolve

from ...world.activity import EventSettings
from ...world.clock import Period
from ...world.values import Card, CardStatus, Membership, PeriodLimit, SocialTariff
from .bodies import SALE
from .cast import (
    BLOCKED,
    EVENT,
    PERSON,
    UNKNOWN,
    change,
)
from .stage import Stage, asks, makes, recipe

EXPIRED, WITHOUT_HOLDER = "0900000031618", "0900999999999"


def sale(**more: object) -> list[dict[str, Any]]:
    return [SALE | more]


def buying(stage: Stage, operation: str, number: str) -> httpx.Response:
    """Quote for a pass, or sell to it."""
    if operation == "get-tariffs":
        return stage.ask(operation, query={"uitpasNumber": number})
    return stage.ask(operation, body=sale(uitpasNumber=number))


def without_holder(stage: Stage) -> str:
    """Put a card in use whose holder is gone."""
    stage.state.cards.put(WITHOUT_HOLDER, Card(WITHOUT_HOLDER, 5, CardStatus.ACTIVE, "gone"))
    return WITHOUT_HOLDER


def suspended(stage: Stage) -> None:
    now = stage.publiq.clock.now()
    right = SocialTariff(now.replace(year=2099), suspended_until=now.replace(year=2098))
    change(stage.publiq, memberships=(Membership(5, right),))


for _operation in ("get-tariffs", "post-ticket-sales"):
    for _number, _kind in (
        ("12", "invalid-uitpasnumber"),
        (UNKNOWN, "passholder-not-found"),
        (BLOCKED, "invalid-card-status"),
        (EXPIRED, "social-tariff-expired"),
    ):
        makes(_operation, _kind, buying, operation=_operation, number=_number)

    @recipe(_operation, "invalid-card")
    def _invalid_card(stage: Stage, operation: str = _operation) -> httpx.Response:
        return buying(stage, operation, without_holder(stage))

    @recipe(_operation, "social-tariff-suspended")
    def _suspended(stage: Stage, operation: str = _operation) -> httpx.Response:
        suspended(stage)
        return buying(stage, operation, PERSON)

    @recipe(_operation, "passholder-no-active-cardsystems")
    def _no_systems(stage: Stage, operation: str = _operation) -> httpx.Response:
        change(stage.publiq, memberships=())
        return buying(stage, operation, PERSON)


asks("get-tariffs", "event-not-found", query={"eventId": "none"})
asks("get-tariffs-static", "event-not-found", query={"eventId": "none"})
asks("post-ticket-sales", "event-not-found", body=sale(eventId="none"))
asks("post-ticket-sales", "invalid-coupon", body=sale(tariff={"id": "COUPON_1079"}))
asks("post-ticket-sales", "invalid-number-of-tickets", body=sale() * 101)
asks("delete-ticket-sales", "ticket-sale-not-found", 404)
asks("get-events-card-systems", "event-not-found", 404)


@recipe("get-tariffs-static", "social-tariff-not-available")
def _switched_off(stage: Stage) -> httpx.Response:
    stage.ask("put-events-card-systems", eventId=EVENT)
    return stage.ask("get-tariffs-static")


@recipe("post-ticket-sales", "maximum-reached")
def _maximum(stage: Stage) -> httpx.Response:
    stage.state.event_settings.put(EVENT, EventSettings(PeriodLimit(1, Period.DAY)))
    stage.ask("post-ticket-sales")
    return stage.ask("post-ticket-sales")


for _operation in ("get-passes", "get-passes-uitpasNumber"):

    def passes(stage: Stage, number: str, operation: str = _operation) -> httpx.Response:
        if operation == "get-passes":
            return stage.ask(operation, query={"identifier": number})
        return stage.ask(operation, uitpasNumber=number)

    @recipe(_operation, "passholder-blocked")
    def _blocked_holder(stage: Stage, ask: Any = passes) -> httpx.Response:
        change(stage.publiq, memberships=(Membership(5, blocked=True),))
        answer: httpx.Response = ask(stage, PERSON)
        return answer

    @recipe(_operation, "invalid-card-status")
    def _deleted(stage: Stage, ask: Any = passes) -> httpx.Response:
        stage.state.cards.put(PERSON, evolve(stage.state.cards[PERSON], status=CardStatus.DELETED))
        answer: httpx.Response = ask(stage, PERSON)
        return answer

    @recipe(_operation, "pass-not-found", status=404)
    def _nobodys(stage: Stage, ask: Any = passes) -> httpx.Response:
        answer: httpx.Response = ask(stage, UNKNOWN)
        return answer


asks("get-passes-uitpasNumber", "card-blocked", uitpasNumber=BLOCKED)

for _system, _keys, _kind in (
    (1, [], "invalid-card-system"),
    (99, [], "cardsystem-not-found"),
    (5, [{"id": 999, "enabled": True}], "distributionkey-not-found"),
    (5, [{"id": 321, "enabled": True}], "invalid-distributionkey"),
):
    _chosen = {"id": _system, "enabled": True, "manualDistributionKeys": _keys}
    asks("put-events-card-systems", _kind, eventId=EVENT, body=[_chosen])


@recipe("put-events-card-systems", "event-already-has-ticketsales")
def _sold(stage: Stage) -> httpx.Response:
    stage.ask("post-ticket-sales")
    return stage.ask("put-events-card-systems", eventId=EVENT)


for _operation in (
    "put-events-card-systems",
    "put-events-settings",
    "get-events-settings",
    "get-events-qr-checkincodes-downloadlink",
    "get-kiosks-kioskId-fixed-event",
    "delete-kiosks-kioskId-fixed-event",
    "get-kiosks-event",
):
    asks(_operation, "event-not-found", 404)
