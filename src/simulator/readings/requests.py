"""Turn a request before it is checked, or what its operation takes."""

import json
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from attrs import evolve

from ..contract import load_contract
from ..wire.call import Call
from ..wire.messages import JSON
from ..world.access import need_somewhere
from ..world.readings import Switch
from ..world.refusals import RATE_LIMITED, Refusal, not_found

Turn = Callable[[Call], None]
_IDENTIFICATION, _CLIENT = "CLIENT_IDENTIFICATION", "CLIENT_ACCESS_TOKEN"
_TOKEN, _OTHER_TOKEN = "x-registration-token", "x-registration-header"
_SETTINGS_WITH_ID = "/components/schemas/EventSettings"


def turn_request(switch: Switch, call: Call) -> None:
    """Turn a request by the other reading of one question; Refusal when that knows no such operation."""
    if switch is Switch.ACCEPT:
        _headers(call, {"accept": None})
    turn = _TURNS.get((switch, call.operation.operation_id))
    if turn is not None:
        turn(call)


def _query(change: Callable[[str, str], tuple[str, str] | None]) -> Turn:
    """Change each parameter with its value, or leave it out."""

    def turn(call: Call) -> None:
        given = [(name, value) for name, values in call.request.query.items() for value in values]
        kept = [changed for pair in given if (changed := change(*pair)) is not None]
        call.request = evolve(call.request, query_string=urlencode(kept))

    return turn


def _identification(name: str, value: str) -> tuple[str, str] | None:
    if name == "identifier":
        return None
    return ("identifier", value) if name == "identification" else (name, value)


def _subset(name: str, value: str) -> tuple[str, str]:
    swapped = {"ENDUSERS": "ENDUSER", "ENDUSER": "ENDUSERS"}
    return (name, swapped.get(value, value)) if name == "subset" else (name, value)


def _headers(call: Call, changes: Mapping[str, str | None]) -> None:
    headers = {**call.request.headers, **changes}
    kept = {name: value for name, value in headers.items() if value is not None}
    call.request = evolve(call.request, headers=kept)


def _other_token_header(call: Call) -> None:
    given = call.request.headers
    _headers(call, {_TOKEN: given.get(_OTHER_TOKEN), _OTHER_TOKEN: None})


def _any_media_type(call: Call) -> None:
    _headers(call, {"content-type": JSON})


def _gone(call: Call) -> None:
    raise not_found(f"{call.operation.operation_id} is not there by the reading that this world follows.")


def _need_permission(call: Call) -> None:
    """Refuse a client that only names itself and has not the permission of the operation."""
    name = call.request.headers.get("x-client-id") or call.first("clientId")
    named = call.state.clients.get(name or "")
    if named is not None and "authorization" not in call.request.headers:
        need_somewhere(named, call.operation.permission or "")


def _no_trailing_slash(call: Call) -> None:
    if call.request.path.endswith("/"):
        _gone(call)


def _need_headers(*names: str) -> Turn:
    """Refuse a request without one of some headers for that, not for lack of credentials."""

    def turn(call: Call) -> None:
        missing = [name for name in names if not call.request.headers.get(name)]
        if missing:
            detail = f"{', '.join(missing)}: The header is missing."
            raise Refusal("header/missing", "Header missing", detail=detail)

    return turn


def _tariff_of_id(call: Call) -> None:
    """Let a tariff be named by the older member; what is no list of sales is left to the usual check."""
    try:
        sales: object = json.loads(call.request.body)
    except (ValueError, RecursionError):
        return
    if not isinstance(sales, list):
        return
    turned = [
        {**each, "tariff": {"id": each["tariffId"]}}
        if isinstance(each, dict) and "tariffId" in each and "tariff" not in each
        else each
        for each in sales
    ]
    if turned != sales:
        call.request = evolve(call.request, body=json.dumps(turned).encode())


def _states_of_text(call: Call) -> None:
    """Let a card system be switched on or off by a word; what is no list is left to the usual check."""
    try:
        listed: object = json.loads(call.request.body)
    except (ValueError, RecursionError):
        return
    words = {"true": True, "false": False}
    if isinstance(listed, list) and all(isinstance(each, dict) for each in listed):
        turned = [
            {**each, "enabled": words.get(str(each.get("enabled")), each.get("enabled"))} for each in listed
        ]
        call.request = evolve(call.request, body=json.dumps(turned).encode())


def _taking(scheme: str) -> Turn:
    """Take credentials of one more kind."""

    def turn(call: Call) -> None:
        taken = call.operation
        call.operation = evolve(
            taken, security=(*taken.security, scheme), credentials=(*taken.credentials, (scheme,))
        )

    return turn


def _not_taking(scheme: str) -> Turn:
    def turn(call: Call) -> None:
        taken = call.operation
        call.operation = evolve(
            taken,
            security=tuple(each for each in taken.security if each != scheme),
            credentials=tuple(each for each in taken.credentials if scheme not in each),
        )

    return turn


def _any_search(call: Call) -> None:
    call.operation = evolve(call.operation, together=None)


def _without_maximum(call: Call) -> None:
    """Check `limit` as `start` is: a whole number that is not negative."""
    [start] = [each for each in call.operation.parameters if each.name == "start"]
    parameters = tuple(
        evolve(each, schema=start.schema) if each.name == "limit" else each
        for each in call.operation.parameters
    )
    call.operation = evolve(call.operation, parameters=parameters)


def _with_maximum(call: Call) -> None:
    """Check `limit` as the lists do that have pages."""
    usual = load_contract("uitpas").operation("get-passholders-passholderId-transactions").parameters
    limit = tuple(each for each in usual if each.name == "limit")
    call.operation = evolve(call.operation, parameters=(*call.operation.parameters, *limit))


def _usual_permission_only(call: Call) -> None:
    permissions = evolve(call.operation.permissions, instead=())
    call.operation = evolve(call.operation, permissions=permissions)


def _unlimited(call: Call) -> None:
    problems = {
        status: tuple(kind for kind in kinds if kind != RATE_LIMITED)
        for status, kinds in call.operation.problems.items()
    }
    call.operation = evolve(call.operation, problems=problems)


def _settings_with_id(call: Call) -> None:
    call.operation = evolve(call.operation, bodies={JSON: _SETTINGS_WITH_ID})


def _no_uitpas_filter(call: Call) -> None:
    if "uitpas" in call.request.query:
        raise not_found("Unknown query parameter(s): uitpas")


def _of_belgium(call: Call) -> None:
    """Ask for organizers of Belgium when no country is named."""
    if not {"addressCountry", "disableDefaultFilters"} & call.request.query.keys():
        query = f"{call.request.query_string}&addressCountry=BE".removeprefix("&")
        call.request = evolve(call.request, query_string=query)


_TURNS: Mapping[tuple[Switch, str], Turn] = {
    (Switch.IDENTIFICATION_PARAMETER, "get-passes"): _query(_identification),
    (Switch.SEARCH_CRITERION, "get-ticket-sales"): _any_search,
    (Switch.LIMIT, "get-ticket-sales"): _without_maximum,
    (Switch.IDENTIFIED_FOR_EVENT, "get-events-card-systems"): _taking(_IDENTIFICATION),
    (Switch.TARIFF_ID, "post-ticket-sales"): _tariff_of_id,
    (Switch.STATE_AS_TEXT, "put-events-card-systems"): _states_of_text,
    (Switch.TRAILING_SLASH, "get-tariffs"): _no_trailing_slash,
    (Switch.TOKEN_PATH, "post-oauth-token"): _gone,
    (Switch.MEDIA_TYPE_OF_SALES, "post-ticket-sales"): _any_media_type,
    (Switch.TRANSACTIONS_PERMISSION, "get-passholders-passholderId-transactions"): _usual_permission_only,
    (Switch.CLIENT_FOR_PASSHOLDER, "get-passholders-passholderId-transactions"): _taking(_CLIENT),
    (Switch.CLIENT_FOR_PASSHOLDER, "post-passholders-passholderId-checkin"): _taking(_CLIENT),
    (Switch.IDENTIFIED_FOR_PRICES, "get-card-systems-cardsystemid-membership-prices"): _not_taking(_CLIENT),
    (Switch.REGISTRATION_TOKEN, "get-uitid-passholder-registration-token"): _need_headers(
        "authorization", "x-client-id"
    ),
    (Switch.UITID_STATUS, "get-uitid-passholder-status"): _need_headers("x-client-id"),
    (Switch.IDENTIFIED_FOR_ORDER, "get-orders-orderid"): _taking(_IDENTIFICATION),
    (Switch.ORGANIZER_OF_MEMBERSHIPS, "get-passholders-passholderId-association-memberships"): _query(
        lambda name, value: None if name == "organiserId" else (name, value)
    ),
    (Switch.NAMED_CLIENT, "get-grouppasses"): _need_permission,
    (Switch.NAMED_CLIENT, "get-passholders-membership-prices-cardSystemId"): _need_permission,
    (Switch.SUBSET, "get-rewards"): _query(_subset),
    (Switch.UNDECLARED_LIMITS, "put-kiosks-setup"): _unlimited,
    (Switch.UNDECLARED_LIMITS, "post-social-tariff-validation-token"): _unlimited,
    (Switch.UNDECLARED_LIMITS, "get-social-tariff-validation"): _unlimited,
    (Switch.REGISTRATION_HEADER, "post-passholders-passholderId-family-members"): _other_token_header,
    (Switch.SETTINGS_ID, "put-events-settings"): _settings_with_id,
    (Switch.UITPAS_ORGANIZERS, "search-organizers"): _no_uitpas_filter,
    (Switch.COUNTRY_OF_ORGANIZERS, "search-organizers"): _of_belgium,
    (Switch.LIMIT_OF_ASSOCIATIONS, "get-associations"): _with_maximum,
}
