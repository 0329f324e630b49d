from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from attrs import evolve

from tests.simulator.rights import (
    BLOCKED,
    CHILD,
    EVENT,
    GROUP,
    ORGANIZER,
    OTHER_ORGANIZER,
    PERSON,
    UNKNOWN,
    a_reward,
    change,
    client,
    holder_of,
    ok,
    points,
    problem,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.pricing import FixedPrice
from uitkern.simulator.world.values import Membership

REWARDS = "/uitpas/rewards"


def make(api: httpx.Client, **members: object) -> str:
    return str(ok(api.post(REWARDS, json=a_reward(**members)))["id"])


def redeem(api: httpx.Client, reward: str, number: str = PERSON) -> httpx.Response:
    return api.post(f"{REWARDS}/redeemed", json={"rewardId": reward, "uitpasNumber": number})


def status(api: httpx.Client, reward: str, number: str = PERSON) -> Any:
    return ok(api.get(f"{REWARDS}/{reward}/redeem-status", params={"uitpasNumber": number}))


def found(api: httpx.Client, **params: Any) -> list[str]:
    listed = ok(api.get(REWARDS, params=params))
    assert listed["totalItems"] == len(listed["member"])
    return [each["id"] for each in listed["member"]]


def test_a_redeemed_reward_costs_points_that_cancelling_gives_back(publiq: Publiq, api: httpx.Client) -> None:
    before = points(publiq)
    reward = make(api, maxAvailableUnits=3)
    assert status(api, reward) == {"redeemable": True}
    taken = ok(redeem(api, reward), 201)
    assert (taken["reward"]["unitsTaken"], taken["reward"]["id"]) == (1, reward)
    assert taken["redeemCode"]
    assert points(publiq) == before - 5
    listed = ok(api.get(f"{REWARDS}/redeemed", params={"uitpasNumber": PERSON}))
    assert [each["id"] for each in listed["member"]] == [taken["id"]]
    ok(api.delete(f"{REWARDS}/redeemed/{taken['id']}"), 204)
    assert points(publiq) == before
    assert ok(api.get(f"{REWARDS}/{reward}"))["unitsTaken"] == 0
    assert problem(api.delete(f"{REWARDS}/redeemed/{taken['id']}")) == (404, "url/not-found")


def closed(api: httpx.Client, publiq: Publiq) -> str:
    return "5825"


def sold_out(api: httpx.Client, publiq: Publiq) -> str:
    reward = make(api, maxAvailableUnits=1, points=0)
    ok(redeem(api, reward, CHILD), 201)
    return reward


def taken_before(api: httpx.Client, publiq: Publiq) -> str:
    reward = make(api, redeemConstraint={"volume": 1, "period": "WEEK"}, points=0)
    ok(redeem(api, reward), 201)
    return reward


def too_dear(api: httpx.Client, publiq: Publiq) -> str:
    return make(api, points=points(publiq) + 1)


def of_another_region(api: httpx.Client, publiq: Publiq) -> str:
    return make(api, allCardSystems=False, applicableCardSystems=[{"id": 3}])


def without_region(api: httpx.Client, publiq: Publiq) -> str:
    change(publiq, memberships=(Membership(5, blocked=True),))
    return make(api)


@pytest.mark.parametrize(
    ("arrange", "reason", "kind"),
    [
        (closed, "REWARD_PERIOD", "reward-period-constraint"),
        (sold_out, "REWARD_VOLUME", "reward-volume-constraint"),
        (taken_before, "PASSHOLDER_VOLUME", "reward-passholder-volume-constraint"),
        (too_dear, "PASSHOLDER_POINTS", "reward-passholder-points-constraint"),
        (
            of_another_region,
            "PASSHOLDER_APPLICABLE_CARDSYSTEMS",
            "reward-passholder-no-applicable-cardsystems",
        ),
        (without_region, "PASSHOLDER_NO_ACTIVE_CARDSYSTEM", "passholder-no-active-cardsystems"),
    ],
)
def test_every_reason_not_to_redeem_is_told_before_and_at_redeeming(
    publiq: Publiq, api: httpx.Client, arrange: Any, reason: str, kind: str
) -> None:
    reward = arrange(api, publiq)
    before = points(publiq)
    told = status(api, reward)
    assert (told["redeemable"], told["reason"]) == (False, reason)
    refused = redeem(api, reward)
    assert problem(refused) == (400, f"uitpas/{kind}")
    assert refused.json()["endUserMessage"]["nl"] == told["message"]
    assert points(publiq) == before


@pytest.mark.parametrize("number", [BLOCKED, GROUP])
def test_a_card_that_cannot_redeem_is_a_reason_too(api: httpx.Client, number: str) -> None:
    assert status(api, "5687", number)["reason"] == "INVALID_CARD"
    assert problem(redeem(api, "5687", number)) == (400, "uitpas/invalid-card")


@pytest.mark.parametrize(
    ("reward", "number", "expected"),
    [
        ("5687", "12", (400, "uitpas/invalid-uitpas-number")),
        ("5687", UNKNOWN, (400, "uitpas/passholder-not-found")),
        ("none", PERSON, (404, "uitpas/reward-not-found")),
    ],
)
def test_what_is_unknown_is_said_by_status_and_redeeming_alike(
    api: httpx.Client, reward: str, number: str, expected: tuple[int, str]
) -> None:
    asked = api.get(f"{REWARDS}/{reward}/redeem-status", params={"uitpasNumber": number})
    assert problem(asked) == expected
    assert problem(redeem(api, reward, number)) == expected


def test_a_weekly_reward_can_be_had_again_next_week(publiq: Publiq, api: httpx.Client) -> None:
    publiq.clock.freeze("2026-03-08T23:59:00")
    token = publiq.world.issue_token(publiq.client_id, publiq.client_secret).value
    api.headers["authorization"] = f"Bearer {token}"
    ok(redeem(api, "5823"), 201)
    assert status(api, "5823")["reason"] == "PASSHOLDER_VOLUME"
    publiq.clock.advance(minutes=1)
    ok(redeem(api, "5823"), 201)


def test_a_taken_reward_keeps_its_points_and_beginnings(api: httpx.Client) -> None:
    body = a_reward(redeemPeriod={"begin": "2020-01-01T00:00:00+01:00"})
    reward = str(ok(api.post(REWARDS, json=body))["id"])
    assert ok(api.put(f"{REWARDS}/{reward}", json=body | {"points": 4}))["points"] == 4
    taken = ok(redeem(api, reward), 201)["id"]
    for change_of in (
        {"points": 5},
        {"points": 4, "redeemPeriod": {"begin": "2021-01-01T00:00:00+01:00"}},
        {"points": 4, "grantingPeriod": {"begin": "2021-01-01T00:00:00+01:00"}},
    ):
        refused = api.put(f"{REWARDS}/{reward}", json=body | change_of)
        assert problem(refused) == (400, "uitpas/reward-not-editable")
    renamed = ok(api.put(f"{REWARDS}/{reward}", json=body | {"points": 4, "title": "Thee"}))
    assert (renamed["title"], renamed["unitsTaken"]) == ("Thee", 1)
    ok(api.delete(f"{REWARDS}/redeemed/{taken}"), 204)
    assert ok(api.put(f"{REWARDS}/{reward}", json=body))["points"] == 5


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"owningCardSystem": {"id": 99}}, "uitpas/invalid-card-system"),
        ({"owningCardSystem": {"id": 1}}, "uitpas/invalid-card-system"),
        ({"allCardSystems": False, "applicableCardSystems": [{"id": 99}]}, "uitpas/invalid-card-system"),
        ({"organizers": [{"id": "none"}]}, "body/invalid-data"),
        ({"points": 1.5}, "body/invalid-data"),
        ({"title": ""}, "body/invalid-data"),
        (
            {
                "publicationPeriod": {
                    "begin": "2021-01-01T00:00:00+01:00",
                    "end": "2020-01-01T00:00:00+01:00",
                }
            },
            "body/invalid-data",
        ),
    ],
)
def test_a_reward_that_cannot_be_is_refused(api: httpx.Client, members: dict[str, object], kind: str) -> None:
    assert problem(api.post(REWARDS, json=a_reward(**members))) == (400, kind)
    assert problem(api.put(f"{REWARDS}/5687", json=a_reward(**members))) == (400, kind)


def test_rewards_of_somebody_else_are_not_written(api: httpx.Client) -> None:
    refused = api.post(REWARDS, json=a_reward(organizers=[{"id": OTHER_ORGANIZER}]))
    assert problem(refused) == (403, "auth/forbidden")
    refused = api.put(f"{REWARDS}/5687", json=a_reward(organizers=[{"id": OTHER_ORGANIZER}]))
    assert problem(refused) == (403, "auth/forbidden")
    assert problem(api.put(f"{REWARDS}/none", json=a_reward())) == (404, "uitpas/reward-not-found")
    assert problem(api.get(f"{REWARDS}/none")) == (404, "uitpas/reward-not-found")


def test_rewards_are_found_by_what_people_ask(publiq: Publiq, api: httpx.Client) -> None:
    coffee = make(api, title="Koffie", categories=["Eten en drinken"], points=3, forKids=True)
    assert found(api) == ["5687", "5823", "5824", coffee]
    assert found(api, type="WELCOME") == ["5688"]
    assert found(api, subset="ALL", type="ANY", limit=500)[:6] == [
        "5687",
        "5688",
        "5823",
        "5824",
        "5825",
        "5826",
    ]
    assert found(api, categories="Eten en drinken") == [coffee]
    assert found(api, text="koff") == [coffee]
    assert found(api, text="regio gent", pointsTo=1) == ["5824"]
    assert found(api, pointsFrom=2, pointsTo=9) == [coffee]
    assert found(api, forKids="true") == [coffee]
    assert found(api, forKids="false", online="true") == ["5824"]
    assert found(api, organizerId=ORGANIZER, organizerPostalCode="9000", owningCardSystemId="5")
    assert found(api, organizerId=OTHER_ORGANIZER) == []
    assert found(api, applicableCardSystemId="3") == found(api)
    assert found(api, sort="-points,name")[-1] == "5824"
    assert found(api, **{"sort[points]": "asc"})[0] == "5824"
    assert found(api, subset="REDEEMABLE-FUTURE") == []
    change(publiq, points=1)
    assert found(api, isRedeemableByPassholderId=holder_of(publiq).id) == ["5824"]
    assert len(found(api, isInterestingForPassholderId=holder_of(publiq).id)) == 4


def test_a_future_reward_is_found_as_such(publiq: Publiq, api: httpx.Client) -> None:
    later = (publiq.clock.now() + timedelta(days=9)).isoformat()
    reward = make(api, redeemPeriod={"begin": later})
    assert found(api, subset="ENDUSER-FUTURE") == [reward]
    assert reward not in found(api)
    assert status(api, reward)["reason"] == "REWARD_PERIOD"


def test_rewards_are_counted_by_facet(api: httpx.Client) -> None:
    listed = ok(api.get(REWARDS, params={"facets": ["categories", "online", "type", "owningCardSystemId"]}))
    facet = listed["facet"]
    assert facet["categories"] == {"Doen": {"name": {"nl": "Doen"}, "count": 3}}
    assert {name: each["count"] for name, each in facet["online"].items()} == {"false": 2, "true": 1}
    assert facet["owningCardSystemId"]["5"] == {"name": {"nl": "UiTPAS Gent"}, "count": 3}
    assert facet["type"]["POINTS"]["count"] == 3


@pytest.mark.parametrize(
    ("params", "kind"),
    [
        ({"organizerId": "none"}, "uitpas/organizer-not-found"),
        ({"owningCardSystemId": "99"}, "uitpas/cardsystem-not-found"),
        ({"applicableCardSystemId": "x"}, "uitpas/cardsystem-not-found"),
        ({"limit": 501}, "url/query-limit-exceeded"),
        ({"sort": "size"}, "url/query-parameter-invalid"),
        ({"isRedeemableByPassholderId": "none"}, "url/query-parameter-invalid"),
    ],
)
def test_a_search_that_names_nothing_is_refused(api: httpx.Client, params: dict[str, Any], kind: str) -> None:
    assert problem(api.get(REWARDS, params=params)) == (400, kind)


def test_anybody_may_see_rewards_but_not_what_suits_a_passholder(publiq: Publiq) -> None:
    with client(publiq, x_client_id=publiq.client_id) as named:
        assert ok(named.get("/rewards"))["totalItems"] == 3
        private = named.get("/rewards", params={"isRedeemableByPassholderId": holder_of(publiq).id})
        assert problem(private) == (401, "auth/unauthorized")


def test_redeemed_rewards_are_found_by_number_or_by_id_and_organizer(
    publiq: Publiq, api: httpx.Client
) -> None:
    first = ok(redeem(api, "5824"), 201)["id"]
    second = ok(redeem(api, "5688"), 201)["id"]
    path = f"{REWARDS}/redeemed"

    def ids(**params: str) -> list[str]:
        return [each["id"] for each in ok(api.get(path, params=params))["member"]]

    holder = holder_of(publiq).id
    assert ids(passholderId=holder, organizerId=ORGANIZER) == [second, first]
    assert ids(uitpasNumber=PERSON, rewardType="WELCOME") == [second]
    assert ids(uitpasNumber=PERSON, rewardTitle="online") == [first]
    assert ids(uitpasNumber=UNKNOWN) == []
    assert problem(api.get(path, params={"uitpasNumber": "12"})) == (400, "uitpas/invalid-uitpas-number")
    elsewhere = api.get(path, params={"passholderId": holder, "organizerId": OTHER_ORGANIZER})
    assert problem(elsewhere) == (403, "auth/forbidden")
    assert problem(api.get(path, params={"passholderId": holder}))[0] == 400


def with_tariff(publiq: Publiq, api: httpx.Client, **members: object) -> str:
    """Make a reward that is spent on a ticket for one euro."""
    reward = make(api, **members)
    state = publiq.world.state
    state.rewards.put(reward, evolve(state.rewards[reward], tariff=FixedPrice(100)))
    return reward


def buy(api: httpx.Client, reward: str, tickets: int = 1, number: str = PERSON) -> httpx.Response:
    sale = {
        "uitpasNumber": number,
        "eventId": EVENT,
        "regularPrice": 10,
        "tariff": {"id": f"REWARD{reward}"},
    }
    return api.post("/uitpas/ticket-sales", json=[sale] * tickets)


def test_a_reward_can_be_spent_on_a_ticket_and_comes_back_with_it(publiq: Publiq, api: httpx.Client) -> None:
    change(publiq, points=12)
    reward = with_tariff(publiq, api, points=5)
    params = {"eventId": EVENT, "uitpasNumber": PERSON, "regularPrice": "10"}
    quoted = ok(api.get("/uitpas/tariffs", params=params))["available"]
    assert [each["id"] for each in quoted] == ["SOCIALTARIFF", f"REWARD{reward}"]
    assert (quoted[1]["price"], quoted[1]["remaining"]) == (1, 2)
    [sale] = ok(buy(api, reward))
    assert (sale["tariff"]["price"], points(publiq)) == (1, 7)
    direct = redeem(api, reward)
    assert problem(direct) == (400, "uitpas/reward-invalid-redeem-type")
    assert problem(buy(api, reward, 2)) == (400, "uitpas/invalid-number-of-tickets")
    assert points(publiq) == 7
    ok(api.delete(f"/uitpas/ticket-sales/{sale['id']}"), 204)
    assert points(publiq) == 12
    assert ok(api.get(f"{REWARDS}/{reward}"))["unitsTaken"] == 0


def test_rewards_together_cannot_cost_more_points_than_there_are(publiq: Publiq, api: httpx.Client) -> None:
    change(publiq, points=9)
    rewards = [with_tariff(publiq, api, points=5), with_tariff(publiq, api, points=5)]
    sales = [
        {"uitpasNumber": PERSON, "eventId": EVENT, "regularPrice": 10, "tariff": {"id": f"REWARD{each}"}}
        for each in rewards
    ]
    refused = api.post("/uitpas/ticket-sales", json=sales)
    assert problem(refused) == (400, "uitpas/invalid-number-of-tickets")
    assert refused.json()["jsonPointer"] == "/1"
    assert points(publiq) == 9


def test_the_last_unit_goes_to_one_of_two_in_one_cart(publiq: Publiq, api: httpx.Client) -> None:
    reward = with_tariff(publiq, api, points=0, maxAvailableUnits=1)
    carts = [
        {"uitpasNumber": each, "eventId": EVENT, "regularPrice": 10, "tariff": {"id": f"REWARD{reward}"}}
        for each in (PERSON, CHILD)
    ]
    assert problem(api.post("/uitpas/ticket-sales", json=carts)) == (400, "uitpas/invalid-number-of-tickets")
    assert ok(api.get(f"{REWARDS}/{reward}"))["unitsTaken"] == 0


def test_a_reward_that_cannot_be_spent_here_is_no_tariff(publiq: Publiq, api: httpx.Client) -> None:
    change(publiq, points=0)
    assert problem(buy(api, "none")) == (400, "uitpas/invalid-coupon")
    assert problem(buy(api, "5687")) == (400, "uitpas/invalid-coupon")
    dear = buy(api, with_tariff(publiq, api, points=5))
    assert problem(dear) == (400, "uitpas/invalid-coupon")
    assert "punten" in dear.json()["endUserMessage"]["nl"]


def test_last_chance_is_the_last_month_of_a_reward(publiq: Publiq, api: httpx.Client) -> None:
    publiq.clock.freeze(datetime(2026, 3, 4, 9, tzinfo=UTC))
    token = publiq.world.issue_token(publiq.client_id, publiq.client_secret).value
    api.headers["authorization"] = f"Bearer {token}"
    period = {"begin": "2020-01-01T00:00:00+01:00", "end": "2026-03-20T00:00:00+01:00"}
    reward = make(api, redeemPeriod=period)
    assert found(api, lastChance="true") == [reward]
