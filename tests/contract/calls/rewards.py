"""Making, finding and redeeming rewards."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from tests.contract.calls.call import (
    BLOCKED,
    ENTITLED,
    GENT,
    NOWHERE,
    ORGANIZER,
    REGULAR,
    UNKNOWN,
    Call,
    id_of,
)
from uitkern.simulator.testing.publiq import Publiq

FOR_POINTS, WELCOME, ONE_A_WEEK, OVER = "5687", "5688", "5823", "5825"
FACETS = ["categories", "forKids", "sport", "online", "lastChance", "owningCardSystemId", "type"]
CAN_REDEEM, REDEEM = "get-rewards-id-redeem-status", "post-rewards-redeemed"
TAKEN, UNDO = "get-rewards-redeemed", "delete-rewards-redeemed-redeemedRewardId"
PUT = "put-rewards-id"


def a_reward(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Gratis koffie",
        "type": "POINTS",
        "promotionalDescription": "Een kop koffie in de foyer",
        "publicationPeriod": {"begin": "2020-01-01T00:00:00+01:00"},
        "points": 5,
        "categories": ["Eten en drinken"],
        "moreInfoURL": "https://example.org/koffie",
        "organizers": [{"id": ORGANIZER}],
        "owningCardSystem": {"id": GENT},
        **changes,
    }


def a_redeeming(number: str = ENTITLED, reward: str = FOR_POINTS) -> dict[str, str]:
    return {"rewardId": reward, "uitpasNumber": number}


def sold_out(publiq: Publiq) -> dict[str, str]:
    """Leave nothing of a reward."""
    rewards = publiq.world.state.rewards
    rewards.put(FOR_POINTS, evolve(rewards[FOR_POINTS], units=0))
    return {}


def too_dear(publiq: Publiq) -> dict[str, str]:
    """Ask more points for a reward than anybody has."""
    rewards = publiq.world.state.rewards
    rewards.put(FOR_POINTS, evolve(rewards[FOR_POINTS], points=1000))
    return {}


REDEEMED = Call(REDEEM, 201, body=a_redeeming())
WEEKLY = Call(REDEEM, 201, body=a_redeeming(reward=ONE_A_WEEK))
CALLS = [
    Call("get-rewards", 200),
    Call("get-rewards", 200, who="id"),
    Call("get-rewards", 200, query={"type": "ANY", "facets": FACETS, "sort": "-points,name"}),
    Call("get-rewards", 200, query={"text": "niets met deze naam"}),
    Call("get-rewards", 200, query={"isRedeemableByPassholderId": id_of(ENTITLED)}),
    Call("get-rewards", 200, query={"isInterestingForPassholderId": id_of(ENTITLED)}),
    Call("get-rewards", 400, "uitpas/organizer-not-found", {"organizerId": NOWHERE}),
    Call("get-rewards", 400, "uitpas/cardsystem-not-found", {"owningCardSystemId": "99"}),
    Call("get-rewards", 400, "url/query-parameter-invalid", {"type": "PRIZE"}),
    Call(
        "get-rewards",
        403,
        "auth/forbidden",
        {"isRedeemableByPassholderId": id_of(ENTITLED)},
        who="stranger",
    ),
    Call("post-rewards", 200, body=a_reward()),
    Call(
        "post-rewards",
        200,
        body={
            name: value
            for name, value in a_reward(type="WELCOME").items()
            if name not in {"points", "categories"}
        },
    ),
    Call("post-rewards", 400, "body/invalid-data", body={}),
    Call("post-rewards", 400, "uitpas/invalid-card-system", body=a_reward(owningCardSystem={"id": 99})),
    *(Call("get-rewards-id", 200, path={"rewardId": each}) for each in (FOR_POINTS, WELCOME, OVER)),
    Call("get-rewards-id", 404, "uitpas/reward-not-found", path={"rewardId": "1"}),
    Call(PUT, 200, path={"rewardId": FOR_POINTS}, body=a_reward()),
    Call(PUT, 400, "body/invalid-data", path={"rewardId": FOR_POINTS}, body={}),
    Call(
        PUT,
        400,
        "uitpas/invalid-card-system",
        path={"rewardId": FOR_POINTS},
        body=a_reward(owningCardSystem={"id": 99}),
    ),
    Call(
        PUT,
        400,
        "uitpas/reward-not-editable",
        path={"rewardId": FOR_POINTS},
        body=a_reward(points=1),
        before=(REDEEMED,),
    ),
    Call(PUT, 404, "uitpas/reward-not-found", path={"rewardId": "1"}, body=a_reward()),
    Call(CAN_REDEEM, 200, query={"uitpasNumber": ENTITLED}, path={"rewardId": FOR_POINTS}),
    Call(CAN_REDEEM, 200, query={"uitpasNumber": ENTITLED}, path={"rewardId": OVER}),
    Call(CAN_REDEEM, 200, query={"uitpasNumber": ENTITLED}, path={"rewardId": ONE_A_WEEK}, before=(WEEKLY,)),
    Call(CAN_REDEEM, 400, "url/query-parameter-missing", path={"rewardId": FOR_POINTS}),
    Call(
        CAN_REDEEM,
        400,
        "uitpas/invalid-uitpas-number",
        {"uitpasNumber": "12"},
        path={"rewardId": FOR_POINTS},
    ),
    Call(
        CAN_REDEEM,
        400,
        "uitpas/passholder-not-found",
        {"uitpasNumber": UNKNOWN},
        path={"rewardId": FOR_POINTS},
    ),
    Call(CAN_REDEEM, 404, "uitpas/reward-not-found", {"uitpasNumber": ENTITLED}, path={"rewardId": "1"}),
    REDEEMED,
    Call(REDEEM, 201, body=a_redeeming(reward=WELCOME)),
    Call(REDEEM, 400, "body/invalid-data", body={}),
    Call(REDEEM, 400, "uitpas/invalid-uitpas-number", body=a_redeeming("12")),
    Call(REDEEM, 400, "uitpas/passholder-not-found", body=a_redeeming(UNKNOWN)),
    Call(REDEEM, 400, "uitpas/invalid-card", body=a_redeeming(BLOCKED)),
    Call(REDEEM, 400, "uitpas/reward-period-constraint", body=a_redeeming(reward=OVER)),
    Call(REDEEM, 400, "uitpas/reward-volume-constraint", body=a_redeeming(), given=sold_out),
    Call(REDEEM, 400, "uitpas/reward-passholder-points-constraint", body=a_redeeming(), given=too_dear),
    Call(
        REDEEM,
        400,
        "uitpas/reward-passholder-volume-constraint",
        body=a_redeeming(reward=ONE_A_WEEK),
        before=(WEEKLY,),
    ),
    Call(REDEEM, 404, "uitpas/reward-not-found", body=a_redeeming(reward="1")),
    Call(TAKEN, 200, query={"uitpasNumber": ENTITLED}, before=(REDEEMED, WEEKLY)),
    Call(TAKEN, 200, query={"passholderId": id_of(REGULAR), "organizerId": [ORGANIZER]}),
    Call(TAKEN, 400, "url/query-parameter-missing"),
    Call(TAKEN, 400, "uitpas/invalid-uitpas-number", {"uitpasNumber": "12"}),
    Call(UNDO, 204, path={"redeemedRewardId": "{0[id]}"}, before=(REDEEMED,)),
    Call(UNDO, 404, "url/not-found", path={"redeemedRewardId": "1"}),
]
UNREACHABLE = {
    ("get-rewards", 404): "an unknown id in the query is answered 400 or finds nothing",
}
