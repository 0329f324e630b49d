"""Compare what a UiTPAS answers with publiq's list of test data (`contracts/test-data.json`), row by row."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast

import httpx
from attrs import frozen

from .contract import contracts_directory

Json = Mapping[str, Any]


@frozen(slots=False)
class Compared:
    """One row of the list, and what differs from it: None when nothing does."""

    row: str
    differs: str | None


@cache
def listed() -> Json:
    """Read the list: passes, events and rewards."""
    return cast("Json", json.loads((contracts_directory() / "test-data.json").read_bytes()))


def compare(http: httpx.Client) -> Iterator[Compared]:
    """Ask for every row; `http` speaks to UiTPAS with a token that may read passes, tariffs and rewards."""
    for row in listed()["passes"]:
        name = f"pass {row['number']}" + (f" ({row['note']})" if "note" in row else "")
        yield Compared(name, _difference(row["answer"], _pass(http, row["number"])))
    for row in listed()["events"]:
        yield Compared(f"event {row['id']}", _difference(row["answer"], _event(http, row["id"])))
    for row in listed()["rewards"]:
        yield Compared(f"reward {row['id']}", _difference(row["answer"], _reward(http, row["id"])))


def _pass(http: httpx.Client, number: str) -> Json:
    answer = http.get("/passes", params={"identifier": number})
    body = _object(answer)
    if answer.is_error:
        return {"status": answer.status_code, "cardStatus": body.get("cardStatus")}
    tariff = cast("Json", body.get("socialTariff") or {})
    names = ("passType", "uitpasNumber", "postalCode")
    return {
        "status": answer.status_code,
        "socialTariff": tariff.get("status", "NONE"),
        **{name: body.get(name) for name in names},
    }


def _event(http: httpx.Client, event: str) -> Json:
    """Ask the limit of an event; where that is not for this client, only that it is so."""
    answer = http.get(f"/events/{event}/settings")
    limit = _object(answer).get("passholderTicketLimit") or {}
    if answer.is_error:
        return {"status": answer.status_code}
    return {"status": answer.status_code, "limit": f"{limit.get('volume')} {limit.get('periodType')}"}


def _reward(http: httpx.Client, reward: str) -> Json:
    answer = http.get(f"/rewards/{reward}")
    body = _object(answer)
    period = cast("Json", body.get("publicationPeriod") or {})
    limit = cast("Json", body.get("redeemConstraint") or {})
    return {
        "status": answer.status_code,
        "type": body.get("type"),
        "ended": "end" in period,
        "online": body.get("online", False),
        "limit": f"{limit.get('volume')} {limit.get('period')}" if limit else None,
    }


def _object(answer: httpx.Response) -> Json:
    try:
        body: object = answer.json()
    except ValueError:
        return {}
    return cast("Json", body) if isinstance(body, dict) else {}


def _difference(wanted: Json, found: Json) -> str | None:
    """Name the first members that differ; only what the list says is compared."""
    wrong = [
        f"{name} is {found.get(name)!r} instead of {value!r}"
        for name, value in wanted.items()
        if found.get(name) != value
    ]
    return ", ".join(wrong) or None
