"""The operations under `/_sim`, by path and method."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from ..wire.messages import Answer, Request
from ..wire.problems import problem
from ..world.clock import Period, read_instant
from ..world.refusals import Refusal, invalid_data, not_found
from ..world.values import PeriodLimit
from .bodies import JsonObject, read
from .durations import duration
from .faults import Cut, Fault
from .shapes import armed_shape, clock_shape, entry_shape, settings_shape

if TYPE_CHECKING:
    from ..simulator import Realm, Simulator


@frozen
class Control:
    """A request to the controls of one world; `base` is the address under which its services are."""

    simulator: "Simulator"
    realm: "Realm"
    request: Request
    base: str
    parameter: str = ""


Action = Callable[[Control], Answer]


def control(call: Control, path: str) -> Answer:
    """Find and run an action; bad input is a problem and changes nothing."""
    first, _, parameter = path.strip("/").partition("/")
    actions = (_FAULT_ACTIONS if parameter and first == "faults" else _ACTIONS.get(first)) or {}
    if not actions or (parameter and first != "faults"):
        return problem(not_found())
    method = "GET" if call.request.method == "HEAD" else call.request.method
    action = actions.get(method)
    allowed = ", ".join(actions)
    if method == "OPTIONS":
        return Answer(
            204,
            headers=(
                ("allow", allowed),
                ("access-control-allow-methods", allowed),
                ("access-control-allow-headers", "content-type"),
            ),
        )
    if action is None:
        wrong = Refusal("method/not-allowed", "Method not allowed", status=405, detail=f"Allowed: {allowed}")
        return problem(wrong, (("allow", allowed),))
    try:
        return action(evolve(call, parameter=parameter))
    except Refusal as refusal:
        return problem(refusal)


def overview(call: Control) -> Answer:
    state = call.realm.world.state
    return Answer(
        body={
            "world": call.realm.world.name,
            "worlds": list(call.simulator.worlds),
            "services": {name: f"{call.base}/{name}" for name in ("uitid", "uitpas", "uitdatabank")},
            "clients": [{"id": client.id, "secret": client.secret} for client in state.clients.values()],
            "clock": clock_shape(call.realm.world.clock),
            "settings": settings_shape(call.realm.world.settings),
            "counts": {
                "passholders": len(state.passholders),
                "cards": len(state.cards),
                "events": len(state.events),
                "sales": len(state.sales),
                "tokens": len(state.tokens),
            },
            "journal": len(call.realm.journal),
            "faults": len(call.realm.faults.armed()),
        }
    )


def reset(call: Control) -> Answer:
    call.realm.reset()
    return Answer(204)


def get_clock(call: Control) -> Answer:
    return Answer(body=clock_shape(call.realm.world.clock))


def post_clock(call: Control) -> Answer:
    """Advance, freeze or follow; the answer is the clock as it is then."""
    body = read("clock", call.request)
    clock = call.realm.world.clock
    try:
        if "advance" in body:
            clock.advance(_duration("/advance", body["advance"]))
        elif "freeze" in body:
            clock.freeze(_instant(body["freeze"]))
        else:
            clock.follow()
    except ValueError as error:
        raise invalid_data(("/" + next(iter(body)), f"Not possible: {error}.")) from None
    return get_clock(call)


def get_journal(call: Control) -> Answer:
    """List calls, oldest first, all or those of one `operationId`."""
    wanted = call.request.query.get("operationId", [None])[0]
    entries = call.realm.journal.entries(wanted)
    return Answer(body={"count": len(entries), "entries": [entry_shape(entry) for entry in entries]})


def delete_journal(call: Control) -> Answer:
    call.realm.journal.clear()
    return Answer(204)


def get_faults(call: Control) -> Answer:
    return Answer(body={"faults": [armed_shape(each) for each in call.realm.faults.armed()]})


def post_fault(call: Control) -> Answer:
    body = read("fault", call.request)
    known = {_SNAKE_CASE.get(name, name): value for name, value in body.items()}
    if "cut" in known:
        known["cut"] = Cut(str(known["cut"]))
    return Answer(201, armed_shape(call.realm.faults.arm(_fault(known))))


def delete_faults(call: Control) -> Answer:
    call.realm.faults.clear()
    return Answer(204)


def delete_fault(call: Control) -> Answer:
    if not (call.parameter.isdecimal() and call.realm.faults.disarm(int(call.parameter))):
        raise not_found("There is no such fault.")
    return Answer(204)


def get_settings(call: Control) -> Answer:
    return Answer(body=settings_shape(call.realm.world.settings))


def put_settings(call: Control) -> Answer:
    """Change the settings that are named; the others stay."""
    body = read("settings", call.request)
    settings = call.realm.world.settings
    if "registrationDelay" in body:
        delay = _duration("/registrationDelay", body["registrationDelay"])
        settings = evolve(settings, registration_delay=delay)
    if "ticketLimit" in body:
        limit = cast("JsonObject", body["ticketLimit"])
        volume, period = cast("int", limit["volume"]), Period(str(limit["periodType"]))
        settings = evolve(settings, ticket_limit=PeriodLimit(volume, period))
    call.realm.world.configure(settings)
    return get_settings(call)


def _duration(pointer: str, value: object) -> timedelta:
    try:
        return duration(cast("float | str", value))
    except ValueError:
        error = "Give seconds, or an ISO 8601 duration of weeks, days, hours, minutes and seconds."
        raise invalid_data((pointer, error)) from None


def _instant(value: object) -> datetime | None:
    """Read an instant to freeze at; None is the present one."""
    if value is True:
        return None
    try:
        return read_instant(str(value))
    except ValueError:
        raise invalid_data(("/freeze", "The data must match the 'date-time' format")) from None


def _fault(known: JsonObject) -> Fault:
    return cast("Callable[..., Fault]", Fault)(**known)


_SNAKE_CASE = {"operationId": "operation_id", "clientId": "client_id", "retryAfter": "retry_after"}

_ACTIONS: Mapping[str, Mapping[str, Action]] = {
    "": {"GET": overview},
    "reset": {"POST": reset},
    "clock": {"GET": get_clock, "POST": post_clock},
    "journal": {"GET": get_journal, "DELETE": delete_journal},
    "faults": {"GET": get_faults, "POST": post_fault, "DELETE": delete_faults},
    "settings": {"GET": get_settings, "PUT": put_settings},
}
_FAULT_ACTIONS: Mapping[str, Action] = {"DELETE": delete_fault}
