"""Make, list and forget worlds, and remember a world under a name."""

from collections.abc import Mapping
from typing import cast

from ..wire.messages import Answer
from ..wire.problems import own_problem
from ..wire.service import Behaviour
from ..world.refusals import Refusal, invalid_data, not_found
from .call import ControlCall, JsonObject, behaviour
from .shapes import services_at
from .state_calls import read_state


def list_worlds(call: ControlCall) -> Answer:
    return Answer(body={"worlds": [_world(call, name) for name in call.simulator.worlds]})


def create_world(call: ControlCall) -> Answer:
    """Make a world; one that begins with a given state returns to it on reset."""
    name = str(call.given["name"])
    if name in call.simulator.worlds:
        return own_problem(409, "world-exists", "World exists", f"There is a world {name} already.")
    given = cast("JsonObject", call.body)
    origin = read_state(given["state"], "/state") if "state" in given else None
    if isinstance(origin, Answer):
        return origin
    call.simulator.make_world(name, origin)
    return Answer(201, _world(call, name))


def get_world(call: ControlCall) -> Answer:
    return Answer(body=_world(call, _known(call)))


def delete_world(call: ControlCall) -> Answer:
    """Forget a world; the one at the root stays, because it is always there."""
    name = _known(call)
    if not call.simulator.forget(name):
        detail = f"The world {name} is always there; reset it instead."
        return own_problem(409, "default-world", "World cannot be deleted", detail)
    return Answer(204)


def list_snapshots(call: ControlCall) -> Answer:
    return Answer(body={"snapshots": list(call.realm.snapshots)})


def take_snapshot(call: ControlCall) -> Answer:
    name = call.parameters["name"]
    try:
        call.realm.take_snapshot(name)
    except ValueError as error:
        raise invalid_data(("/name", f"Not possible: {error}.")) from None
    return Answer(body={"name": name})


def delete_snapshot(call: ControlCall) -> Answer:
    if call.realm.snapshots.pop(call.parameters["name"], None) is None:
        raise _no_snapshot()
    return Answer(204)


def restore_snapshot(call: ControlCall) -> Answer:
    snapshot = call.realm.snapshots.get(call.parameters["name"])
    if snapshot is None:
        raise _no_snapshot()
    call.world.restore(snapshot)
    return Answer(204)


def _no_snapshot() -> Refusal:
    return not_found("There is no such snapshot.")


def _known(call: ControlCall) -> str:
    name = call.parameters["name"]
    if name not in call.simulator.worlds:
        raise not_found("There is no such world.")
    return name


def _world(call: ControlCall, name: str) -> JsonObject:
    realm = call.simulator.realm(name)
    root = call.base.partition("/worlds/")[0]
    base = root if realm.world is call.simulator.world else f"{root}/worlds/{name}"
    return {
        "name": name,
        "base": base,
        "services": services_at(base),
        "journal": len(realm.journal),
        "faults": len(realm.faults.armed()),
    }


BEHAVIOURS: Mapping[str, Behaviour] = {
    "list-worlds": behaviour(list_worlds),
    "create-world": behaviour(create_world),
    "get-world": behaviour(get_world),
    "delete-world": behaviour(delete_world),
    "list-snapshots": behaviour(list_snapshots),
    "take-snapshot": behaviour(take_snapshot),
    "delete-snapshot": behaviour(delete_snapshot),
    "restore-snapshot": behaviour(restore_snapshot),
}
