"""Write a world down and put one that was written down in its place, as JSON or YAML."""

from collections.abc import Mapping

from ..wire.messages import Answer
from ..wire.problems import own_problem
from ..wire.service import Behaviour, invalid_query, read_json
from ..world.archive import Unreadable, read_world, write_world
from ..world.official import official_world
from ..world.refusals import Refusal
from ..world.world import Snapshot
from .call import ControlCall, behaviour
from .files import YAML, read_yaml, write_yaml


def export_state(call: ControlCall) -> Answer:
    snapshot = call.world.snapshot()
    written = write_world(snapshot.state, snapshot.clock)
    wanted = call.first("format") or ("yaml" if "yaml" in call.request.headers.get("accept", "") else "json")
    if wanted not in ("json", "yaml"):
        raise invalid_query("format: The data should match one item from enum.")
    if wanted == "json":
        return Answer(body=written)
    return Answer(body=write_yaml(written).encode(), content_type=YAML)


def import_state(call: ControlCall) -> Answer:
    """Put a written world in place of this one, or change nothing."""
    try:
        written = _written(call)
    except Unreadable as error:
        return _unreadable(error)
    found = read_state(written)
    if isinstance(found, Answer):
        return found
    call.world.restore(found)
    return Answer(204)


def _written(call: ControlCall) -> object:
    """Read what came as the JSON or YAML that it says to be, and as either when it says neither."""
    media_type = call.request.headers.get("content-type", "")
    if "yaml" in media_type:
        return read_yaml(call.request.body)
    try:
        return read_json(call.request, strict_media_type=False)
    except Refusal:
        if "json" in media_type or not call.request.body:
            raise
        return read_yaml(call.request.body)


def read_state(written: object, at: str = "") -> Snapshot | Answer:
    """Read a written world, or give the problem that names what is wrong in it."""
    try:
        return Snapshot(*read_world(written, official_world()))
    except Unreadable as error:
        return _unreadable(error, at)


def _unreadable(error: Unreadable, at: str = "") -> Answer:
    pointer = f"{at}{error.pointer}" if error.pointer != "/" else at or "/"
    listed = [{"jsonPointer": pointer, "error": error.why}]
    detail = f"{pointer}: {error.why}"
    return own_problem(400, "unreadable-world", "Not a world", detail, schemaErrors=listed)


BEHAVIOURS: Mapping[str, Behaviour] = {
    "export-state": behaviour(export_state, checked=False),
    "import-state": behaviour(import_state, checked=False),
}
