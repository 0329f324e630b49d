"""The operations under `/_sim`, by operationId; `contracts/sim.json` says what each takes and answers."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import cast

from attrs import evolve

from ..contract import load_contract
from ..contract.document import Document
from ..wire.messages import Answer
from ..wire.service import Behaviour, Service
from ..world.clock import Period
from ..world.readings import UnknownReading
from ..world.refusals import invalid_data
from ..world.state import Settings
from ..world.values import PeriodLimit
from . import fault_calls, journal_calls, nudge_calls, report_calls, state_calls, world_calls
from .call import ControlCall, JsonObject, behaviour
from .durations import duration, instant
from .names import unknown_reading
from .shapes import clock_shape, services_at, settings_shape


@cache
def control_service() -> Service:
    """Make the service of the controls, once per process."""
    return Service("_sim", load_contract("sim"), BEHAVIOURS)


def get_overview(call: ControlCall) -> Answer:
    state = call.world.state
    counted = ("passholders", "cards", "events", "sales", "tokens")
    return Answer(
        body={
            "world": call.world.name,
            "worlds": list(call.simulator.worlds),
            "services": services_at(call.base),
            "clients": [{"id": client.id, "secret": client.secret} for client in state.clients.values()],
            "clock": clock_shape(call.world.clock),
            "settings": settings_shape(call.world.settings),
            "counts": {name: len(getattr(state, name)) for name in counted},
            "journal": len(call.realm.journal),
            "faults": len(call.realm.faults.armed()),
            "snapshots": list(call.realm.snapshots),
        }
    )


@cache
def _document() -> JsonObject:
    return Document.read("sim").content


def get_openapi(call: ControlCall) -> Answer:
    """Show the contract, with the address at which it was asked."""
    return Answer(body={**_document(), "servers": [{"url": f"{call.base}/_sim"}]})


def reset_world(call: ControlCall) -> Answer:
    call.realm.reset()
    return Answer(204)


def get_clock(call: ControlCall) -> Answer:
    return Answer(body=clock_shape(call.world.clock))


def move_clock(call: ControlCall) -> Answer:
    """Advance, freeze or follow; the answer is the clock as it is then."""
    clock = call.world.clock
    try:
        if "advance" in call.given:
            clock.advance(_duration("/advance", call.given["advance"]))
        elif "freeze" in call.given:
            clock.freeze(_instant(call.given["freeze"]))
        else:
            clock.follow()
    except ValueError as error:
        raise invalid_data(("/" + next(iter(call.given)), f"Not possible: {error}.")) from None
    return get_clock(call)


def get_settings(call: ControlCall) -> Answer:
    return Answer(body=settings_shape(call.world.settings))


_DURATIONS = {
    "registrationDelay": "registration_delay",
    "reportDelay": "report_delay",
    "jobDelay": "job_delay",
    "indexDelay": "index_delay",
}
_PLAIN = {
    "strict": "strict",
    "checkAnswers": "check_answers",
    "tokenRateLimit": "token_rate_limit",
    "rateLimit": "rate_limit",
    "environment": "environment",
    "uitpasDown": "uitpas_down",
}


def put_settings(call: ControlCall) -> Answer:
    """Change the settings that are named; the others stay."""
    given = call.given
    changes: JsonObject = {field: given[name] for name, field in _PLAIN.items() if name in given}
    for name, field in _DURATIONS.items():
        if name in given:
            manual = name == "indexDelay" and given[name] == "manual"
            changes[field] = None if manual else _duration(f"/{name}", given[name])
    if "ticketLimit" in given:
        limit = cast("JsonObject", given["ticketLimit"])
        changes["ticket_limit"] = PeriodLimit(cast("int", limit["volume"]), Period(str(limit["periodType"])))
    if "readings" in given:
        turned = {str(name): str(each) for name, each in call.world.settings.readings.items()}
        changes["readings"] = {**turned, **cast("Mapping[str, str]", given["readings"])}
    try:
        call.world.configure(_changed(call.world.settings, changes))
    except UnknownReading as error:
        raise invalid_data(unknown_reading(error)) from None
    return get_settings(call)


def flush_search(call: ControlCall) -> Answer:
    """Let searching find at once everything that was written."""
    from ..search.index import flush

    return Answer(body={"indexed": flush(call.world)})


def _changed(settings: Settings, changes: JsonObject) -> Settings:
    return cast("Callable[..., Settings]", evolve)(settings, **changes)


def _duration(pointer: str, value: object) -> timedelta:
    try:
        return duration(cast("float | str", value))
    except ValueError as error:
        raise invalid_data((pointer, str(error))) from None


def _instant(value: object) -> datetime | None:
    """Read an instant to freeze at; None is the present one."""
    if value is True:
        return None
    try:
        return instant(str(value))
    except ValueError as error:
        raise invalid_data(("/freeze", str(error))) from None


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-overview": behaviour(get_overview),
    "get-openapi": behaviour(get_openapi),
    "reset-world": behaviour(reset_world),
    "get-clock": behaviour(get_clock),
    "move-clock": behaviour(move_clock),
    "get-settings": behaviour(get_settings),
    "put-settings": behaviour(put_settings),
    "flush-search": behaviour(flush_search),
    **world_calls.BEHAVIOURS,
    **state_calls.BEHAVIOURS,
    **fault_calls.BEHAVIOURS,
    **journal_calls.BEHAVIOURS,
    **nudge_calls.BEHAVIOURS,
    **report_calls.BEHAVIOURS,
}
