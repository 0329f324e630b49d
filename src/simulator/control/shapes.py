"""What `/_sim` answers."""

from ..services import SERVED
from ..world.clock import Clock
from ..world.state import Settings
from .call import JsonObject
from .faults import Armed, Fault
from .journal import Body, Entry


def services_at(base: str) -> JsonObject:
    return {name: f"{base}/{name}" for name in SERVED}


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
        "reportDelay": settings.report_delay.total_seconds(),
        "rateLimit": settings.rate_limit,
        "tokenRateLimit": settings.token_rate_limit,
        "environment": settings.environment,
        "strict": settings.strict,
        "checkAnswers": settings.check_answers,
        "uitpasDown": settings.uitpas_down,
        "jobDelay": settings.job_delay.total_seconds(),
        "indexDelay": "manual" if settings.index_delay is None else settings.index_delay.total_seconds(),
        "readings": {str(switch): str(reading) for switch, reading in settings.readings.items()},
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


def full_entry_shape(entry: Entry) -> JsonObject:
    """Show a call with its bodies, numbers and secrets masked."""
    return entry_shape(entry) | {"request": _body(entry.request), "answer": _body(entry.answer)}


def _body(body: Body) -> JsonObject:
    return {
        "contentType": body.content_type,
        "size": body.size,
        "body": body.shown(),
        "kept": body.kept is not None,
    }


def armed_shape(armed: Armed) -> JsonObject:
    shape: JsonObject = {"id": armed.id, "fitted": armed.fitted, "failed": armed.failed}
    return shape | fault_shape(armed.fault)


def fault_shape(fault: Fault) -> JsonObject:
    """Describe a fault by what differs from one that does nothing."""
    given = {
        "method": fault.method,
        "path": fault.path,
        "operationId": fault.operation_id,
        "clientId": fault.client_id,
        "nth": fault.nth,
        "probability": fault.probability,
        "seed": fault.seed if fault.probability is not None else None,
        "times": fault.times,
        "status": fault.status,
        "problem": fault.problem,
        "retryAfter": fault.retry_after,
        "latency": fault.latency or None,
        "cut": fault.cut,
        "hang": fault.hang,
        "malformed": fault.malformed or None,
        "truncated": fault.truncated or None,
        "revokeTokens": fault.revoke_tokens or None,
    }
    return {name: value for name, value in given.items() if value is not None}
