"""The bodies that `/_sim` takes, as JSON Schemas."""

from functools import cache
from typing import cast

from jsonschema_rs import Draft202012Validator

from ..contract.errors import describe
from ..wire.messages import Request
from ..wire.service import read_json
from ..world.clock import PERIODS
from ..world.refusals import invalid_data

JsonObject = dict[str, object]

_DURATION = {"type": ["number", "string"], "minimum": 0}
_POSITIVE = {"type": "integer", "minimum": 1}

SCHEMAS: dict[str, JsonObject] = {
    "clock": {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {
            "advance": _DURATION,
            "freeze": {"anyOf": [{"const": True}, {"type": "string"}]},
            "follow": {"const": True},
        },
    },
    "settings": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "registrationDelay": _DURATION,
            "ticketLimit": {
                "type": "object",
                "required": ["volume", "periodType"],
                "additionalProperties": False,
                "properties": {
                    "volume": {"type": "integer", "minimum": 0},
                    "periodType": {"enum": [str(period) for period in PERIODS]},
                },
            },
        },
    },
    "fault": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "method": {"enum": ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]},
            "path": {"type": "string", "pattern": "^/"},
            "operationId": {"type": "string", "minLength": 1},
            "clientId": {"type": "string", "minLength": 1},
            "nth": _POSITIVE,
            "times": _POSITIVE,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "problem": {"type": "string", "pattern": "^[a-z]+/[a-z-]+$"},
            "retryAfter": {"type": "integer", "minimum": 0},
            "latency": {"type": "number", "minimum": 0, "maximum": 600},
            "cut": {"enum": ["before", "after"]},
            "malformed": {"type": "boolean"},
        },
        "anyOf": [{"required": [effect]} for effect in ("status", "latency", "cut", "malformed")],
        "dependentRequired": {"problem": ["status"], "retryAfter": ["status"]},
    },
}


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[name])


def read(name: str, request: Request) -> JsonObject:
    """Read a body and check it against its schema; refused like any body of publiq."""
    body = read_json(request, strict_media_type=False)
    errors = describe(list(_validator(name).iter_errors(body)))
    if errors:
        raise invalid_data(*((error.pointer, error.message) for error in errors))
    return cast("JsonObject", body)
