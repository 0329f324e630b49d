"""What the operations of check-ins do, by operationId."""

from collections.abc import Mapping

from ..wire.messages import Answer
from ..wire.service import Behaviour, Call
from ..world import checkins, links, passes, refusals
from ..world.activity import Checkin
from ..world.passes import Pass
from ..world.refusals import Refusal
from ..world.values import Event
from . import person_shapes
from .shapes import Json, instant

_NOT_CHECKED_IN_HERE = "uitpas/invalid-card-status", "uitpas/invalid-card"


def post_checkin(call: Call) -> Answer:
    """Check somebody in; a caller who may search passholders is told whom."""
    event = checkins.event_for_checkins(call.state, call.now, str(call.fields["eventId"]))
    call.need_for(event.organizer)
    held = _pass(call, str(call.fields["uitpasNumber"]))
    made = shape(checkins.check_in(call.state, call.now, event, held))
    if call.may("PASSHOLDERS_SEARCH"):
        holder = call.state.passholders[held.holder.id]
        made["passholder"] = person_shapes.passholder(call.state, call.now, holder)
    return Answer(201, made)


def get_checkins(call: Call) -> Answer:
    organizers = call.all("organizerId")
    for organizer in organizers:
        call.need_for(organizer)
    found = checkins.search(
        call.state, call.first("passholderId") or "", organizers, call.first("eventTitle")
    )
    return call.page(found, shape)


def delete_checkin(call: Call) -> Answer:
    checkin = checkins.checkin_by_id(call.state, call.parameters["checkinId"])
    call.need_for(checkin.organizer)
    checkins.undo(call.state, checkin)
    return Answer(204)


def get_checkin_status(call: Call) -> Answer:
    """Say whether a check-in would be taken; a card that cannot be used is a reason, not an error."""
    try:
        event = checkins.event_for_checkins(call.state, call.now, call.first("eventId") or "")
    except Refusal as unknown:
        raise unknown.with_status(404) from None
    call.need_for(event.organizer)
    try:
        held = _pass(call, call.first("uitpasNumber") or "")
        refusal = checkins.why_not(call.state, call.now, event, held)
    except Refusal as why:
        if why.kind not in _NOT_CHECKED_IN_HERE:
            raise refusals.passholder_not_found().with_status(404) from None
        refusal = why
    if refusal is None:
        return Answer(body={"allowed": True})
    return Answer(body={"allowed": False, "endUserMessage": {"nl": refusal.message}})


def post_own_checkin(call: Call) -> Answer:
    """Check the holder of a user token in, or a member of the family, with the code of an event."""
    call.need_somewhere()
    event = checkins.event_of_code(call.state, call.now, str(call.fields["checkinCode"]))
    checkin = checkins.check_in(call.state, call.now, event, _own_pass(call, call.parameters["passholderId"]))
    total = call.state.passholders[checkin.holder].points
    return Answer(201, {"addedPoints": checkin.points, "totalPoints": total})


def get_qr_link(call: Call) -> Answer:
    """Give a link to the code of an event, as PDF or as a zip that has the PDF."""
    try:
        event = checkins.event_for_checkins(call.state, call.now, call.parameters["eventId"])
    except Refusal as unknown:
        raise unknown.with_status(404) from None
    call.need_for(event.organizer)
    kind = f"checkin-code.{call.first('format') or 'pdf'}"
    link = links.make(call.state, call.now, kind, event.id)
    return Answer(body={"downloadLink": f"{call.base}/downloads/{link.token}"})


def shape(of: Checkin) -> Json:
    return {
        "id": of.id,
        "creationDate": instant(of.created),
        "eventId": of.event,
        "eventTitle": of.event_title,
        "uitpasNumber": of.uitpas_number,
        "points": of.points,
    }


def event_of(call: Call, event_id: str) -> Event:
    return checkins.event_for_checkins(call.state, call.now, event_id)


def _pass(call: Call, number: str) -> Pass:
    return passes.active_pass(call.state, passes.card_by_number(call.state, number))


def _own_pass(call: Call, wanted: str) -> Pass:
    """Take the active card of who is logged in, or of one of the family; of anybody for a client."""
    own = call.user.passholder if call.user else wanted
    holder = own if own is not None and wanted == "me" else wanted
    if own is None or holder not in call.state.passholders:
        raise refusals.passholder_not_found()
    if holder != own and holder not in call.state.family_of.of(own):
        raise refusals.forbidden("The passholder is neither the user's own nor one of the family.")
    cards = [call.state.cards[number] for number in call.state.cards_of.of(holder)]
    for card in cards:
        if card.status == "ACTIVE":
            return passes.active_pass(call.state, card)
    raise refusals.no_active_card_systems()


BEHAVIOURS: Mapping[str, Behaviour] = {
    "post-checkins": Behaviour(post_checkin),
    "get-checkins": Behaviour(get_checkins),
    "delete-checkins-checkinId": Behaviour(delete_checkin),
    "get-checkin-status": Behaviour(get_checkin_status),
    "post-passholders-passholderId-checkin": Behaviour(post_own_checkin),
    "get-events-qr-checkincodes-downloadlink": Behaviour(get_qr_link),
}
