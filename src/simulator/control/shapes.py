"""What `/_sim` answers."""

from ..world.clock import Clock
from ..world.state import Settings
from .bodies import JsonObject
from .faults import Armed
from .journal import Entry


def clock_shape(clock: Clock) -> JsonObject:
    return {
        "now": clock.now().isoformat(),
        "mode": "frozen" if clock.is_frozen else "following",
        "offset": clock.state.offset.total_seconds(),
    }


def settings_shape(settings: Settings) -> JsonObject:
    limit = settings.ticket_limit
    return {
        "registrationDelay": settings.registration_delay.total_seconds(),
        "ticketLimit": {"volume": limit.volume, "periodType": limit.period},
    }


def entry_shape(entry: Entry) -> JsonObject:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "service": entry.service,
        "operationId": entry.operation_id,
        "method": entry.method,
        "path": entry.path,
        "status": entry.status,
        "clientId": entry.client_id,
        "duration": entry.duration,
        "fault": entry.fault,
    }


def armed_shape(armed: Armed) -> JsonObject:
    fault = armed.fault
    shape: JsonObject = {"id": armed.id, "fitted": armed.fitted, "failed": armed.failed}
    given = {
        "method": fault.method,
        "path": fault.path,
        "operationId": fault.operation_id,
        "clientId": fault.client_id,
        "nth": fault.nth,
        "times": fault.times,
        "status": fault.status,
        "problem": fault.problem,
        "retryAfter": fault.retry_after,
        "latency": fault.latency or None,
        "cut": fault.cut,
        "malformed": fault.malformed or None,
    }
    return shape | {name: value for name, value in given.items() if value is not None}
