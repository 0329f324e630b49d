"""Do what others do to a world: one operation for each nudge of `world/nudges.py`."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import cast

from ..contract import load_contract
from ..contract.document import Document, as_object
from ..wire.messages import Answer
from ..wire.service import Behaviour
from ..world import nudges
from ..world.pricing import Discount, FixedPrice, Percentage, PriceRule
from ..world.refusals import invalid_data, not_found
from ..world.state import State
from ..world.values import Passholder
from ..world.world import World
from . import udb_nudge_calls
from .call import ControlCall, JsonObject, behaviour, with_whole_numbers
from .durations import duration, instant

Nudge = Callable[[State, datetime, JsonObject], JsonObject]
_MONTH = timedelta(days=30)


def grant_tariff(state: State, now: datetime, given: JsonObject) -> JsonObject:
    right = nudges.Right(
        _card_system(given), _instant(given, "endDate"), _duration(given, "grace") or timedelta()
    )
    return _holder_shape(nudges.grant_tariff(state, now, _text(given, "uitpasNumber"), right), now)


def end_tariff(state: State, now: datetime, given: JsonObject) -> JsonObject:
    holder = nudges.end_tariff(state, now, _text(given, "uitpasNumber"), _card_system(given))
    return _holder_shape(holder, now)


def suspend_tariff(state: State, now: datetime, given: JsonObject) -> JsonObject:
    until = _instant(given, "until") or now + _MONTH
    number = _text(given, "uitpasNumber")
    return _holder_shape(nudges.suspend_tariff(state, number, until, _card_system(given)), now)


def block_card(state: State, _: datetime, given: JsonObject) -> JsonObject:
    card = nudges.block_card(state, _text(given, "uitpasNumber"))
    return {"uitpasNumber": card.number, "status": card.status}


def replace_card(state: State, _: datetime, given: JsonObject) -> JsonObject:
    by = given.get("newUitpasNumber")
    card = nudges.replace_card(state, _text(given, "uitpasNumber"), None if by is None else str(by))
    return {"uitpasNumber": card.number, "status": card.status}


def use_up_coupon(state: State, now: datetime, given: JsonObject) -> JsonObject:
    nudges.use_up_coupon(state, now, _text(given, "uitpasNumber"), _text(given, "couponId"))
    return {"couponId": given["couponId"], "remaining": 0}


def change_tariff_rule(state: State, _: datetime, given: JsonObject) -> JsonObject:
    rule = cast("dict[str, int]", given["rule"])
    system = nudges.change_tariff_rule(state, cast("int", given["cardSystemId"]), _rule(rule))
    return {"cardSystemId": system.id, "name": system.name, "rule": rule}


def grant_permission(state: State, _: datetime, given: JsonObject) -> JsonObject:
    organizer = _text(given, "organizerId")
    client = nudges.grant_permission(state, _text(given, "clientId"), organizer, _text(given, "permission"))
    return {"clientId": client.id, "permissions": sorted(client.permissions.get(organizer, ()))}


def withdraw_permission(state: State, _: datetime, given: JsonObject) -> JsonObject:
    organizer, permission = _text(given, "organizerId"), given.get("permission")
    client = nudges.withdraw_permission(
        state, _text(given, "clientId"), organizer, None if permission is None else str(permission)
    )
    return {"clientId": client.id, "permissions": sorted(client.permissions.get(organizer, ()))}


def approve_event(state: State, now: datetime, given: JsonObject) -> JsonObject:
    event = nudges.judge_event(state, now, _text(given, "eventId"), approved=True)
    return {"eventId": event.id, "workflowStatus": event.workflow_status}


def reject_event(state: State, now: datetime, given: JsonObject) -> JsonObject:
    reason = str(given.get("reason", "rejected by a moderator"))
    event = nudges.judge_event(state, now, _text(given, "eventId"), approved=False, reason=reason)
    return {"eventId": event.id, "workflowStatus": event.workflow_status}


def close_report_period(state: State, now: datetime, given: JsonObject) -> JsonObject:
    organizer = cast("str | None", given.get("organizerId"))
    if organizer is not None and organizer not in state.organizers:
        raise not_found("There is no such organizer.")
    reports, sales = nudges.close_report_period(state, now, organizer)
    return {"closed": reports, "settled": sales}


def revoke_tokens(state: State, _: datetime, given: JsonObject) -> JsonObject:
    client = cast("str | None", given.get("clientId"))
    if client is not None and client not in state.clients:
        raise not_found("There is no such client.")
    return {"revoked": nudges.revoke_tokens(state, client)}


NUDGES: Mapping[str, Nudge] = {
    "grant-tariff": grant_tariff,
    "end-tariff": end_tariff,
    "suspend-tariff": suspend_tariff,
    "block-card": block_card,
    "replace-card": replace_card,
    "use-up-coupon": use_up_coupon,
    "change-tariff-rule": change_tariff_rule,
    "grant-permission": grant_permission,
    "withdraw-permission": withdraw_permission,
    "approve-event": approve_event,
    "reject-event": reject_event,
    **udb_nudge_calls.NUDGES,
    "close-report-period": close_report_period,
    "revoke-tokens": revoke_tokens,
}


def _text(given: JsonObject, name: str) -> str:
    return str(given[name])


def _card_system(given: JsonObject) -> int | None:
    return cast("int | None", given.get("cardSystemId"))


def _instant(given: JsonObject, name: str) -> datetime | None:
    if name not in given:
        return None
    try:
        return instant(str(given[name]))
    except ValueError as error:
        raise invalid_data((f"/{name}", str(error))) from None


def _duration(given: JsonObject, name: str) -> timedelta | None:
    if name not in given:
        return None
    try:
        return duration(cast("float | str", given[name]))
    except ValueError as error:
        raise invalid_data((f"/{name}", str(error))) from None


def _rule(given: Mapping[str, int]) -> PriceRule:
    if "percent" in given:
        return Percentage(given["percent"], given.get("maximum"))
    return Discount(given["discount"]) if "discount" in given else FixedPrice(given["price"])


def _holder_shape(holder: Passholder, now: datetime) -> JsonObject:
    statuses = [{"cardSystemId": m.card_system, "status": m.status(now)} for m in holder.memberships]
    return {"passholderId": holder.id, "socialTariffs": statuses}


def list_nudges(_: ControlCall) -> Answer:
    return Answer(body={"nudges": _described()})


@cache
def _described() -> list[JsonObject]:
    """Describe each nudge by its operation in the contract."""
    document = Document.read("sim")
    listed: list[JsonObject] = []
    for name in NUDGES:
        at = f"/paths/~1nudges~1{name}/post"
        _, body = document.resolve(f"{at}/requestBody/content/application~1json/schema")
        summary = as_object(as_object(document.content["paths"])[f"/nudges/{name}"])["post"]
        listed.append({"name": name, "summary": as_object(summary)["summary"], "body": body})
    return listed


def perform_nudge(world: World, name: str, given: JsonObject) -> JsonObject:
    """Perform a nudge on a world; ValueError for one that is not known, or for what its contract refuses."""
    nudge = NUDGES.get(name)
    if nudge is None:
        raise ValueError(f"there is no nudge {name}; there are {', '.join(NUDGES)}")
    errors = load_contract("sim").operation(f"nudge-{name}").body_errors(given)
    if errors:
        raise ValueError("; ".join(f"{error.pointer}: {error.message}" for error in errors))
    with world.lock:
        return nudge(world.state, world.clock.now(), cast("JsonObject", with_whole_numbers(given)))


def _behaviour(nudge: Nudge) -> Behaviour:
    def run(call: ControlCall) -> Answer:
        return Answer(body=nudge(call.world.state, call.world.clock.now(), call.given))

    return behaviour(run)


BEHAVIOURS: Mapping[str, Behaviour] = {
    "list-nudges": behaviour(list_nudges),
    **{f"nudge-{name}": _behaviour(nudge) for name, nudge in NUDGES.items()},
}
