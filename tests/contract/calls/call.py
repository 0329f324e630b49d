"""One call to the simulator, and the official test data that calls are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen

from uitkern.simulator.contract import MISSING
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.world import World

ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"
EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
ONE_A_WEEK = "d83b5b8a-108a-45d6-9ac9-8bdc44a0a24a"
NOT_OURS = "373d6cee-b4ae-4637-9b7c-eeb79e45f044"
NOWHERE = "00000000-0000-4000-8000-000000000000"
ENTITLED, REGULAR, EXPIRED, BLOCKED = "0900000067513", "0900000095902", "0900000031618", "0900000002312"
ELSEWHERE, WITH_COUPON, GROUP, UNREGISTERED = (
    "0900000093204",
    "0900000672312",
    "0900000045410",
    "0900000074519",
)
UNKNOWN = "0900000000001"
GENT, DENDER = 5, 1
OFFICIAL = World("official", official_world()).state


def id_of(number: str) -> str:
    """Give the id of the holder of a pass of the official test data."""
    return OFFICIAL.cards[number].holder or ""


@frozen
class Call:
    """One call and what must come of it; `problem` is the end of the problem type.

    The calls in `before` are made first. Their JSON answers fill places in `path`, `query`, `headers` and
    `body`: `{0[0][id]}` is the member `id` of the first element of the first answer.
    A call there that has no earlier ones of its own knows those before it.
    What `given` arranges in the world first, it may name to fill places with as well: `{code}`.
    `who` calls: `client` has every permission, `stranger` none, `nobody` no token, `forger` invented ones;
    `id` is a client that names itself, `user U` and `holder N` are logged in, by user id or by number of a
    pass, `device D` has that custom token, and the credentials of a `bearer` are in `headers`; `moderator`
    is a god user of UiTdatabank, `person` somebody who is logged in.
    A call that is `too_often` comes when the limit of such calls is reached.
    """

    operation: str
    status: int
    problem: str | None = None
    query: Mapping[str, str | list[str]] = field(factory=dict)
    body: Any = MISSING
    content: str | bytes | None = None
    media: str = "application/json"
    path: dict[str, str] = field(factory=dict)
    who: str = "client"
    headers: dict[str, str] = field(factory=dict)
    before: tuple[Call, ...] = ()
    given: Callable[[Publiq], dict[str, str]] | None = None
    too_often: bool = False

    def __str__(self) -> str:
        return f"{self.operation} {self.status} {self.problem or ''} {self.who}"


def price_of(number: str, event: str = EVENT, **more: str) -> dict[str, str | list[str]]:
    return {"eventId": event, "uitpasNumber": number, "regularPrice": "10", **more}


def a_sale(number: str = ENTITLED, event: str = EVENT, tariff: str = "SOCIALTARIFF", price: Any = 10) -> Any:
    return {"uitpasNumber": number, "eventId": event, "regularPrice": price, "tariff": {"id": tariff}}
