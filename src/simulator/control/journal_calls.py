"""Look calls up, verify them, and wait for them."""

from collections.abc import Callable, Mapping
from typing import cast

from ..wire.messages import Answer
from ..wire.problems import own_problem
from ..wire.service import Behaviour, invalid_query
from ..world.refusals import not_found
from .call import ControlCall, JsonObject, NotYet, behaviour, counted, refuse_unknown_operation
from .journal import Entry, Journal
from .matching import Kind, NearMiss, near_misses
from .names import UnknownOperation, check_operation
from .shapes import entry_shape, full_entry_shape

_FIELDS = {
    "operationId": "operation_id",
    "service": "service",
    "method": "method",
    "path": "path",
    "clientId": "client_id",
    "status": "status",
    "since": "since",
}
_CAMEL = {field: name for name, field in _FIELDS.items()}
_NUMBERS = ("status", "since")
_PATIENCE = 10.0


def list_journal(call: ControlCall) -> Answer:
    """List calls, oldest first, all or those that fit."""
    asked = {name: call.first(name) for name in _FIELDS}
    try:
        check_operation(asked["operationId"])
    except UnknownOperation as error:
        raise invalid_query(f"operationId: {error}") from None
    wanted = {n: int(v) if n in _NUMBERS else v for n, v in asked.items() if v is not None}
    found = _found(call.realm.journal, _kind(wanted))
    newest = found[-int(call.first("limit") or len(found) or 1) :]
    return Answer(body={"count": len(found), "entries": [entry_shape(entry) for entry in newest]})


def clear_journal(call: ControlCall) -> Answer:
    call.realm.journal.clear()
    return Answer(204)


def get_journal_entry(call: ControlCall) -> Answer:
    number = counted(call.parameters["number"])
    entry = call.realm.journal.find(number) if number is not None else None
    if entry is None:
        raise not_found("There is no such call, or not any more.")
    return Answer(body=full_entry_shape(entry))


def verify_journal(call: ControlCall) -> Answer:
    """Compare the number of calls of a kind with the one expected; without one there must be any."""
    refuse_unknown_operation(call.given)
    kind, times = _kind(call.given), cast("int | None", call.given.get("times"))
    count = len(_found(call.realm.journal, kind))
    if count == times or (times is None and count):
        return Answer(body={"count": count})
    return _otherwise(call.realm.journal, kind, count, "at least 1" if times is None else str(times))


def await_journal(call: ControlCall) -> Answer:
    """Answer once there were enough calls of a kind, or when patience ends."""
    refuse_unknown_operation(call.given)
    kind, times = _kind(call.given), cast("int", call.given.get("times", 1))
    count = len(_found(call.realm.journal, kind))
    if count >= times:
        return Answer(body={"count": count})
    if call.waited < cast("float", call.given.get("timeout", _PATIENCE)):
        raise NotYet
    return _otherwise(call.realm.journal, kind, count, f"at least {times}")


def _kind(given: JsonObject | Mapping[str, object]) -> Kind:
    fields = {_FIELDS[name]: value for name, value in given.items() if name in _FIELDS}
    return cast("Callable[..., Kind]", Kind)(**fields)


def _found(journal: Journal, kind: Kind) -> list[Entry]:
    return [entry for entry in journal if kind.fits(entry)]


def _otherwise(journal: Journal, kind: Kind, count: int, expected: str) -> Answer:
    missed = near_misses(kind, list(journal))
    detail = f"Expected {expected} of these calls; there were {count}."
    return own_problem(
        409, "not-as-expected", "Not as expected", detail, count=count, nearMisses=[_miss(m) for m in missed]
    )


def _miss(missed: NearMiss) -> JsonObject:
    shape = entry_shape(missed.entry)
    differs = {
        _CAMEL[name]: {"wanted": wanted, "found": found}
        for name, (wanted, found) in missed.differences.items()
    }
    return {name: shape[name] for name in ("number", "method", "path", "status")} | {"differs": differs}


BEHAVIOURS: Mapping[str, Behaviour] = {
    "list-journal": behaviour(list_journal),
    "clear-journal": behaviour(clear_journal),
    "get-journal-entry": behaviour(get_journal_entry),
    "verify-journal": behaviour(verify_journal),
    "await-journal": behaviour(await_journal),
}
