from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest
from attrs import evolve

from tests.simulator.rights import EVENT, NOT_OURS, ORGANIZER, PERSON, change, ok, problem
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.pricing import Discount, FixedPrice, Percentage, TariffRule
from uitkern.simulator.world.values import Client, Membership

SYSTEMS, SETTINGS = f"/uitpas/events/{EVENT}/card-systems", f"/uitpas/events/{EVENT}/settings"


def quoted(api: httpx.Client, number: str = PERSON, regular: str = "10") -> Any:
    params = {"eventId": EVENT, "uitpasNumber": number, "regularPrice": regular}
    return ok(api.get("/uitpas/tariffs", params=params))


def price(api: httpx.Client, regular: str = "10") -> object:
    return quoted(api, regular=regular)["available"][0]["price"]


def sell(api: httpx.Client) -> httpx.Response:
    sale = {"uitpasNumber": PERSON, "eventId": EVENT, "regularPrice": 10, "tariff": {"id": "SOCIALTARIFF"}}
    return api.post("/uitpas/ticket-sales", json=[sale])


def with_rules(publiq: Publiq, *rules: TariffRule) -> None:
    systems = publiq.world.state.card_systems
    systems.put(5, evolve(systems[5], rules=rules))


def test_an_empty_list_takes_an_event_out_of_all_discounts_and_a_list_brings_it_back(
    api: httpx.Client,
) -> None:
    before = ok(api.get(SYSTEMS))
    assert [(each["id"], each["enabled"]) for each in before] == [(5, True), (3, True)]
    ok(api.put(SYSTEMS, json=[]), 204)
    assert [each["enabled"] for each in ok(api.get(SYSTEMS))] == [False, False]
    told = quoted(api)
    assert (told["available"], bool(told["endUserMessage"]["nl"])) == ([], True)
    assert sell(api).status_code == 400
    ok(api.put(SYSTEMS, json=before), 204)
    assert ok(api.get(SYSTEMS)) == before
    assert price(api) == 2


def test_card_systems_stay_as_they_are_once_tickets_were_sold(api: httpx.Client) -> None:
    [sale] = ok(sell(api))
    refused = api.put(SYSTEMS, json=[])
    assert problem(refused) == (400, "uitpas/event-already-has-ticketsales")
    ok(api.delete(f"/uitpas/ticket-sales/{sale['id']}"), 204)
    ok(api.put(SYSTEMS, json=[]), 204)


def test_a_distribution_key_decides_the_price_while_it_is_on(api: httpx.Client) -> None:
    def key(*, enabled: bool) -> list[dict[str, Any]]:
        return [{"id": 5, "enabled": True, "manualDistributionKeys": [{"id": 123, "enabled": enabled}]}]

    ok(api.put(SYSTEMS, json=key(enabled=True)), 204)
    assert ok(api.get(SYSTEMS))[0]["manualDistributionKeys"][0]["enabled"] is True
    assert price(api) == 1.5
    ok(api.put(SYSTEMS, json=key(enabled=False)), 204)
    assert price(api) == 2


def test_card_systems_can_be_chosen_before_uitpas_knows_the_event(publiq: Publiq, api: httpx.Client) -> None:
    event = publiq.world.state.events[EVENT]
    publiq.world.state.events.put(EVENT, evolve(event, known_to_uitpas_from=None))
    assert problem(api.get(SYSTEMS)) == (404, "uitpas/event-not-found")
    ok(api.put(SYSTEMS, json=[]), 204)
    publiq.world.state.events.put(EVENT, event)
    assert [each["enabled"] for each in ok(api.get(SYSTEMS))] == [False, False]


def test_the_creator_of_an_event_needs_no_permission_for_its_card_systems(
    publiq: Publiq, api: httpx.Client
) -> None:
    assert problem(api.put(f"/uitpas/events/{NOT_OURS}/card-systems", json=[])) == (403, "auth/forbidden")
    event = publiq.world.state.events[NOT_OURS]
    publiq.world.state.events.put(NOT_OURS, evolve(event, creator=f"{publiq.client_id}@clients"))
    ok(api.put(f"/uitpas/events/{NOT_OURS}/card-systems", json=[]), 204)


def test_a_permission_for_all_events_does_as_well(publiq: Publiq, api: httpx.Client) -> None:
    clients = publiq.world.state.clients
    for permission, expected in (("EVENT_SETTINGS_READ_ALL", 200), ("EVENT_SETTINGS_UPDATE_ALL", 403)):
        clients.put(
            publiq.client_id,
            Client(publiq.client_id, publiq.client_secret, {ORGANIZER: frozenset({permission})}),
        )
        assert api.get(f"/uitpas/events/{NOT_OURS}/settings").status_code == expected


@pytest.mark.parametrize(
    ("rules", "born", "expected"),
    [
        ((), date(2015, 3, 5), 2),
        ((TariffRule(Percentage(50)),), None, 5),
        ((TariffRule(Percentage(50, maximum=300)),), None, 3),
        ((TariffRule(Discount(250)),), None, 7.5),
        ((TariffRule(FixedPrice(100), event=EVENT),), None, 1),
        ((TariffRule(FixedPrice(100), event="another"),), None, 2),
        ((TariffRule(FixedPrice(100), from_age=0, to_age=10),), date(2015, 3, 5), 1),
        ((TariffRule(FixedPrice(100), from_age=0, to_age=10),), date(2015, 3, 4), 2),
        ((TariffRule(FixedPrice(100), from_age=0, to_age=10),), None, 2),
        ((TariffRule(FixedPrice(100), from_age=65),), date(1961, 3, 4), 1),
        ((TariffRule(FixedPrice(100), to_age=10), TariffRule(FixedPrice(300))), date(1990, 1, 1), 3),
    ],
)
def test_the_first_rule_that_fits_a_person_and_an_event_decides(
    publiq: Publiq, api: httpx.Client, rules: tuple[TariffRule, ...], born: date | None, expected: float
) -> None:
    publiq.clock.freeze("2026-03-04T10:00:00")
    token = publiq.world.issue_token(publiq.client_id, publiq.client_secret).value
    api.headers["authorization"] = f"Bearer {token}"
    change(publiq, date_of_birth=born)
    with_rules(publiq, *rules)
    assert price(api) == expected


def test_in_a_region_that_an_event_does_not_cover_there_is_a_message_and_no_tariff(
    publiq: Publiq, api: httpx.Client
) -> None:
    right = publiq.world.find_pass(PERSON).holder.memberships[0].social_tariff
    change(publiq, memberships=(Membership(1, right),))
    told = quoted(api)
    assert told["available"] == []
    assert "regio" in told["endUserMessage"]["nl"]


def test_settings_are_replaced_whole_and_a_limit_left_out_is_lifted(api: httpx.Client) -> None:
    assert ok(api.get(SETTINGS)) == {
        "id": EVENT,
        "checkinPoints": 1,
        "passholderTicketLimit": {"volume": 100, "periodType": "WEEK"},
        "checkinLimit": {"volume": 1, "periodType": "DAY"},
    }
    body = {"id": EVENT, "checkinPoints": 3, "passholderTicketLimit": {"volume": 2, "periodType": "YEAR"}}
    ok(api.put(SETTINGS, json=body), 204)
    assert ok(api.get(SETTINGS)) == body
    assert quoted(api)["available"][0]["remaining"] == 2
    ok(api.put(SETTINGS, json={"id": EVENT, "checkinPoints": 3}), 204)
    assert quoted(api)["available"][0]["remaining"] == 1000


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "another"},
        {"checkinPoints": -1},
        {"checkinLimit": {"volume": 1}},
        {"checkinLimit": {"volume": 1, "periodType": "HOUR"}},
    ],
)
def test_settings_that_cannot_be_are_refused_and_change_nothing(
    api: httpx.Client, wrong: dict[str, object]
) -> None:
    before = ok(api.get(SETTINGS))
    refused = api.put(SETTINGS, json={"id": EVENT, "checkinPoints": 2} | wrong)
    assert problem(refused) == (400, "body/invalid-data")
    assert ok(api.get(SETTINGS)) == before
    assert problem(api.put("/uitpas/events/none/settings", json=before)) == (404, "uitpas/event-not-found")
    assert problem(api.get(f"/uitpas/events/{NOT_OURS}/settings")) == (403, "auth/forbidden")
