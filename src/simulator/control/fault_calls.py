"""Add, list and withdraw faults."""

from collections.abc import Callable, Mapping
from typing import cast

from ..contract import load_contract
from ..wire.messages import Answer
from ..wire.service import Behaviour
from ..world.refusals import invalid_data, not_found
from .call import ControlCall, behaviour, counted, refuse_unknown_operation
from .faults import Armed, Fault, Moment
from .names import UnknownClient, check_client
from .shapes import armed_shape, fault_shape

_SNAKE_CASE = {
    "operationId": "operation_id",
    "clientId": "client_id",
    "retryAfter": "retry_after",
    "revokeTokens": "revoke_tokens",
}


def checked(fault: Fault) -> Fault:
    """Give a fault back; ValueError for one that the controls would refuse, with each member and its rule."""
    errors = load_contract("sim").operation("add-fault").body_errors(fault_shape(fault))
    if errors:
        raise ValueError("; ".join(f"{error.pointer.lstrip('/')}: {error.message}" for error in errors))
    return fault


def list_faults(call: ControlCall) -> Answer:
    return Answer(body={"faults": [armed_shape(each) for each in call.realm.faults.armed()]})


def add_fault(call: ControlCall) -> Answer:
    refuse_unknown_operation(call.given)
    try:
        check_client(call.world.state, cast("str | None", call.given.get("clientId")))
    except UnknownClient as error:
        raise invalid_data(("/clientId", str(error))) from None
    known = {_SNAKE_CASE.get(name, name): value for name, value in call.given.items()}
    for name in ("cut", "hang"):
        if name in known:
            known[name] = Moment(str(known[name]))
    fault = cast("Callable[..., Fault]", Fault)(**known)
    return Answer(201, armed_shape(call.realm.faults.arm(fault)))


def clear_faults(call: ControlCall) -> Answer:
    call.realm.faults.clear()
    return Answer(204)


def get_fault(call: ControlCall) -> Answer:
    return Answer(body=armed_shape(_armed(call)))


def remove_fault(call: ControlCall) -> Answer:
    call.realm.faults.disarm(_armed(call).id)
    return Answer(204)


def _armed(call: ControlCall) -> Armed:
    wanted = counted(call.parameters["id"])
    for armed in call.realm.faults.armed():
        if armed.id == wanted:
            return armed
    raise not_found("There is no such fault.")


BEHAVIOURS: Mapping[str, Behaviour] = {
    "list-faults": behaviour(list_faults),
    "add-fault": behaviour(add_fault),
    "clear-faults": behaviour(clear_faults),
    "get-fault": behaviour(get_fault),
    "remove-fault": behaviour(remove_fault),
}
