"""UiTPAS's rewards on the wire: what is asked, and what is made of the answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from uitkern.adapters.publiq.call import Call, Reply
from uitkern.adapters.publiq.operations import OPERATIONS
from uitkern.domain.errors import ContractViolation
from uitkern.domain.model.reward import (
    MORE_INFO,
    Redeemed,
    RedeemLimit,
    RedeemStatus,
    Redemption,
    Reward,
    RewardPeriod,
    RewardSearch,
    RewardType,
)
from uitkern.domain.model.uitpas import CardSystem
from uitkern.domain.model.uitpas_number import UitpasNumber
from uitkern.domain.ports import rewards as ask

NOON = datetime(2031, 5, 1, 10, 0, tzinfo=UTC)
NUMBER = UitpasNumber("0900000067513")
ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"
PLAIN = Reward("Bal", "Een bal.", RewardPeriod(NOON), [ORGANIZER], points=6, categories=["Doen"], id="6001")
FULL = evolve(
    PLAIN,
    redeemable=RewardPeriod(NOON, NOON + timedelta(days=9)),
    granted=RewardPeriod(NOON),
    units=7,
    limit=RedeemLimit(1, "WEEK"),
    card_systems=(CardSystem(5, "UiTPAS Gent"),),
    owner=CardSystem(5, "UiTPAS Gent"),
    practical_info="Aan de kassa.",
    pictures=("https://images.example/1.jpg",),
    online=True,
)
BODY: dict[str, Any] = {
    "title": "Bal",
    "type": "POINTS",
    "promotionalDescription": "Een bal.",
    "publicationPeriod": {"begin": "2031-05-01T10:00:00Z"},
    "moreInfoURL": MORE_INFO,
    "organizers": [{"id": ORGANIZER}],
    "allCardSystems": True,
    "forKids": False,
    "sport": False,
    "featured": False,
    "online": False,
    "points": 6,
    "categories": ["Doen"],
}
MORE: dict[str, Any] = {
    "redeemPeriod": {"begin": "2031-05-01T10:00:00Z", "end": "2031-05-10T10:00:00Z"},
    "grantingPeriod": {"begin": "2031-05-01T10:00:00Z"},
    "maxAvailableUnits": 7,
    "redeemConstraint": {"volume": 1, "period": "WEEK"},
    "allCardSystems": False,
    "applicableCardSystems": [{"id": 5}],
    "owningCardSystem": {"id": 5},
    "practicalInfo": "Aan de kassa.",
    "pictures": ["https://images.example/1.jpg"],
    "online": True,
}
REDEEM = "delete-rewards-redeemed-redeemedRewardId"


def build(question: Any) -> Call:
    return OPERATIONS[type(question)].build(question)


def read(question: Any, body: Any) -> Any:
    reply = Reply(200, "application/json", json.dumps(body).encode())
    return OPERATIONS[type(question)].read(question, reply)


def shown(call: Call) -> tuple[object, ...]:
    return call.operation, call.method, call.target, call.query, call.body, call.writes


def test_every_question_about_rewards_has_its_request() -> None:
    some = RewardSearch("koffie", ORGANIZER, "9000", RewardType.POINTS, 20)
    asked = {"text": "koffie", "organizerId": ORGANIZER, "organizerPostalCode": "9000", "pointsTo": "20"}
    page = {"start": "0", "limit": "500"}
    redemption = Redemption(NUMBER, "5687", 10)
    every = {
        ask.SearchRewards(some): (
            *("get-rewards", "GET", "/rewards"),
            {**page, **asked, "type": "POINTS", "subset": "ENDUSERS"},
            *(None, False),
        ),
        ask.SearchRewards(RewardSearch(all_periods=True)): (
            *("get-rewards", "GET", "/rewards", {**page, "type": "ANY", "subset": "ALL"}, None, False),
        ),
        ask.FindReward("56/87"): ("get-rewards-id", "GET", "/rewards/56%2F87", {}, None, False),
        ask.CreateReward(PLAIN): ("post-rewards", "POST", "/rewards", {}, BODY, True),
        ask.ReplaceReward(FULL): ("put-rewards-id", "PUT", "/rewards/6001", {}, BODY | MORE, True),
        ask.AskRedeemStatus("5687", NUMBER): (
            *("get-rewards-id-redeem-status", "GET", "/rewards/5687/redeem-status"),
            *({"uitpasNumber": NUMBER.value}, None, False),
        ),
        ask.RedeemReward(redemption, NOON): (
            *("post-rewards-redeemed", "POST", "/rewards/redeemed", {}),
            *({"uitpasNumber": NUMBER.value, "rewardId": "5687"}, True),
        ),
        ask.ReturnReward("910001", NOON): (REDEEM, "DELETE", "/rewards/redeemed/910001", {}, None, True),
        ask.ListRedeemed(NUMBER, 500): (
            *("get-rewards-redeemed", "GET", "/rewards/redeemed"),
            *({"uitpasNumber": NUMBER.value, "start": "500", "limit": "500"}, None, False),
        ),
    }
    assert {question: shown(build(question)) for question in every} == every
    assert {type(question) for question in every} == {
        kind for kind in vars(ask).values() if isinstance(kind, type) and kind.__module__ == ask.__name__
    }


def test_a_deadline_goes_with_what_costs_or_returns_points() -> None:
    for question in (ask.RedeemReward(Redemption(NUMBER, "5687", 10), NOON), ask.ReturnReward("1", NOON)):
        assert build(question).deadline == NOON


def test_a_welcome_reward_has_no_points() -> None:
    welcome = evolve(PLAIN, type=RewardType.WELCOME, points=0, categories=())
    body = build(ask.CreateReward(welcome)).body
    assert {"points", "categories"}.isdisjoint(body)


@pytest.mark.parametrize("reward", [PLAIN, FULL], ids=["plain", "full"])
def test_what_was_written_is_read_back(reward: Reward) -> None:
    body = build(ask.ReplaceReward(reward)).body
    named = {"applicableCardSystems", "owningCardSystem"}
    answer = {name: value for name, value in body.items() if name not in named}
    if reward.owner:
        answer |= {"applicableCardSystems": [{"id": 5, "name": "UiTPAS Gent"}]}
        answer |= {"owningCardSystem": {"id": 5, "name": "UiTPAS Gent"}}
    told = {**answer, "id": "6001", "status": "ACTIVE", "unitsTaken": 3}
    found = read(ask.FindReward("6001"), told)
    assert found == evolve(reward, status="ACTIVE", taken=3)
    page = read(ask.SearchRewards(RewardSearch("bal")), {"totalItems": 7, "member": [told]})
    assert (page.total, page.rewards) == (7, (found,))


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [({"type": "GIFT"}, "/type"), ({"points": 2.5}, "/points"), ({"title": None}, "/title")],
    ids=["unknown type", "half points", "no title"],
)
def test_an_answer_outside_the_contract_names_the_member(changes: dict[str, Any], pointer: str) -> None:
    with pytest.raises(ContractViolation) as broken:
        read(ask.FindReward("6001"), {**BODY, "id": "6001", **changes})
    assert broken.value.pointer == pointer


def test_redeeming_is_read_with_what_to_show() -> None:
    answer = {
        "id": "910001",
        "reward": {"id": "5687", "title": "Koffie", "points": 10},
        "redeemDate": "2031-05-01T10:00:00Z",
        "redeemInfo": {"text": "Toon deze code."},
        "redeemCode": "R910001",
    }
    taken = Redeemed("910001", "5687", 10, NOON, "Koffie", "R910001", "Toon deze code.")
    assert read(ask.RedeemReward(Redemption(NUMBER, "5687", 10), NOON), answer) == taken
    page = read(ask.ListRedeemed(NUMBER), {"totalItems": 1, "member": [answer]})
    assert page.redeemed == (taken,)
    bare = read(ask.ListRedeemed(NUMBER), {"totalItems": 1, "member": [{"id": "1", "reward": {"id": "2"}}]})
    assert bare.redeemed == (Redeemed("1", "2", 0),)
    assert OPERATIONS[ask.ReturnReward].read(ask.ReturnReward("1", NOON), Reply(204, "", b"")) is None


def test_a_status_is_yes_or_no_with_the_reason() -> None:
    question = ask.AskRedeemStatus("5687", NUMBER)
    assert read(question, {"redeemable": True}) == RedeemStatus(redeemable=True)
    told = read(
        question, {"redeemable": False, "reason": "PASSHOLDER_POINTS", "message": "Je hebt te weinig punten."}
    )
    assert (told.redeemable, told.reason, told.message.nl) == (
        False,
        "PASSHOLDER_POINTS",
        "Je hebt te weinig punten.",
    )
