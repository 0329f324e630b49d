"""How an organizer stands in the register of associations (Verenigingsloket)."""

from attrs import evolve

from ..wire.messages import Answer
from ..wire.service import Call
from ..world.refusals import Refusal
from ..world.udb_nudges import registered
from ..world.udb_rights import EDIT_ORGANIZER, need_edit
from ..world.udb_store import attach
from ..world.udb_values import Item, Registered, Standing
from .callers import who_calls
from .items import existing

_PAGE = "https://www.verenigingsloket.be/nl/verenigingen"


def get_association(call: Call) -> Answer:
    """Give the code, the page and the standing of an organizer in the register."""
    known = _known(call, existing(call))
    return Answer(body={"vcode": known.code, "url": f"{_PAGE}/{known.code}", "status": str(known.standing)})


def leave_register(call: Call) -> Answer:
    """End the link with the register, for those who may edit the organizer; it stays there as cancelled."""
    item = existing(call)
    need_edit(call.state, who_calls(call), item, EDIT_ORGANIZER)
    known = _known(call, item)
    attach(call.state, item.id, registered=evolve(known, standing=Standing.CANCELLED))
    return Answer(204)


def _known(call: Call, item: Item) -> Registered:
    known = registered(call.state, item.id)
    if known is None:
        title = f"Organizer {item.id} not found in verenigingsloket."
        raise Refusal("url/not-found", title, status=404)
    return known
