"""Turn members of an answer: leave out what publiq's examples lack, add what only they have, respell."""

import re
from collections.abc import Callable, Mapping
from typing import cast

from attrs import evolve

from ..uitpas import person_shapes
from ..wire.call import Call
from ..wire.messages import JSON, Answer
from ..world.readings import Switch

Json = dict[str, object]
Turn = Callable[[Call, object], object]

_ZONE = re.compile(r"(Z|[+-]\d\d:\d\d)\Z")
_RATE_LIMITED_AS_JSON = frozenset(
    {"get-uitid-email", "get-uitid-passholder-status", "get-uitid-passholder-registration-token"}
)


def turned_answer(switch: Switch, call: Call, answer: Answer) -> Answer:
    """Write an answer by the other reading of one question; the same object when that changes nothing."""
    operation_id = call.operation.operation_id
    if switch is Switch.LIMITED_MEDIA_TYPE and answer.status == 429 and operation_id in _RATE_LIMITED_AS_JSON:
        return evolve(answer, content_type=JSON)
    turn = _TURNS.get((switch, operation_id))
    if turn is None or answer.status >= 300 or answer.body is None:
        return answer
    body = turn(call, answer.body)
    return answer if body == answer.body else evolve(answer, body=body)


def _without(*names: str) -> Turn:
    """Leave members out of an object, or of each object in a list or a page."""
    return _each(lambda _, held: {name: value for name, value in held.items() if name not in names})


def _each(change: Callable[[Call, Json], Json]) -> Turn:
    """Change an object, or each object in a list or a page."""

    def turn(call: Call, body: object) -> object:
        if isinstance(body, list):
            return [turn(call, each) for each in body]
        if not isinstance(body, dict):
            return body
        held = cast("Json", body)
        return {**held, "member": turn(call, held["member"])} if "member" in held else change(call, held)

    return turn


def _spelled(usual: str, other: str) -> Turn:
    """Spell a text otherwise wherever it is a whole value."""

    def turn(call: Call, body: object) -> object:
        if isinstance(body, list):
            return [turn(call, each) for each in body]
        if isinstance(body, dict):
            return {name: turn(call, value) for name, value in body.items()}
        return other if body == usual else body

    return turn


def _without_zone(_: Call, held: Json) -> Json:
    right = held.get("socialTariff")
    if not isinstance(right, dict) or "endDate" not in right:
        return held
    return {**held, "socialTariff": {**right, "endDate": _ZONE.sub("", str(right["endDate"]))}}


def _registrations_without_members(call: Call, body: object) -> object:
    """Leave id and date out of the registrations of an order, whose own id stays."""
    if not isinstance(body, dict):
        return body
    bare = _without("id", "creationDate")
    names = ("mainPassholderRegistration", "extraPassholderRegistrations")
    return {**body, **{name: bare(call, body[name]) for name in names if name in body}}


def _with_passholder(call: Call, held: Json) -> Json:
    checkin = call.state.checkins[str(held["id"])]
    holder = call.state.passholders[checkin.holder]
    return {**held, "passholder": person_shapes.passholder(call.state, call.now, holder)}


_SPOTLIGHT = _each(lambda _, held: {**held, "inSpotlight": held.get("featured", False)})
_PERMISSION = _spelled("PASSHOLDERS_WRITE_SOCIALTARIFF", "PASSHOLDERS_WRITE_SOCIAL_TARIFF")

_TURNS: Mapping[tuple[Switch, str], Turn] = {
    (Switch.SALE_WITHOUT_REGULAR_PRICE, "post-ticket-sales"): _without("regularPrice"),
    (Switch.SALE_WITHOUT_CREATION_DATE, "post-ticket-sales"): _without("creationDate"),
    (Switch.END_DATE_WITHOUT_ZONE, "get-passes"): _each(_without_zone),
    (Switch.END_DATE_WITHOUT_ZONE, "get-passes-uitpasNumber"): _each(_without_zone),
    (Switch.END_DATE_WITHOUT_ZONE, "get-insz-numbers-inszNumber"): _each(_without_zone),
    (Switch.END_DATE_WITHOUT_ZONE, "get-chip-numbers-chipNumber"): _each(_without_zone),
    (Switch.PASS_WITHOUT_TYPE, "get-passes-uitpasNumber"): _without("passType", "cardSystem"),
    (Switch.SOCIAL_TARIFF_PERMISSION, "get-permissions"): _PERMISSION,
    (Switch.SOCIAL_TARIFF_PERMISSION, "get-permissions-clientId"): _PERMISSION,
    (Switch.REGISTRATION_MEMBERS, "post-orders"): _registrations_without_members,
    (Switch.END_DATE_TYPE, "get-associations"): _without("endDateType"),
    (Switch.ADMIN_ID, "post-organizers-organizerId-admins"): _each(
        lambda _, held: {"id": held["userId"], **held}
    ),
    (Switch.SPOTLIGHT, "get-rewards"): _SPOTLIGHT,
    (Switch.SPOTLIGHT, "post-rewards"): _SPOTLIGHT,
    (Switch.SPOTLIGHT, "put-rewards-id"): _SPOTLIGHT,
    (Switch.REDEEM_REASON, "get-rewards-id-redeem-status"): _spelled(
        "PASSHOLDER_NO_ACTIVE_CARDSYSTEM", "PASSHOLDER_NO_ACTIVE_CARDSYSTEMS"
    ),
    (Switch.CHECKIN_WITHOUT_DATE, "post-checkins"): _without("creationDate"),
    (Switch.CHIP_NUMBER, "get-cards"): _without("chipNumber"),
    (Switch.LISTED_PASSHOLDER, "get-checkins"): _each(_with_passholder),
}
