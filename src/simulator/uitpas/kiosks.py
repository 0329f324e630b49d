"""What the operations of kiosks do, by operationId: for who manages them, and for the devices themselves."""

from collections.abc import Mapping

from ..wire.messages import Answer
from ..wire.service import Behaviour, Call
from ..world import checkins, kiosks, refusals
from ..world.offices import Kiosk
from ..world.refusals import Refusal
from ..world.values import Event
from . import organizer_shapes
from .shapes import Json, card_system


def get_kiosks(call: Call) -> Answer:
    """List the kiosks that are set up; without the permission, those of the own organizer."""
    organizer = call.first("organizerId")
    if organizer is None:
        call.need_somewhere()
    else:
        call.need_for(organizer)
    found = [each for each in call.state.kiosks.values() if each.device is not None]
    if organizer is not None:
        found = [each for each in found if organizer in each.organizers]
    return call.page(found, lambda each: _shape(call, each))


def get_fixed_event(call: Call) -> Answer:
    return Answer(body=_event(call, kiosks.fixed_event(call.state, call.now, _managed(call))))


def put_fixed_event(call: Call) -> Answer:
    kiosks.choose_event(call.state, call.now, _managed(call), str(call.fields["id"]))
    return Answer(204)


def delete_fixed_event(call: Call) -> Answer:
    kiosk = _managed(call)
    kiosks.fixed_event(call.state, call.now, kiosk)
    kiosks.clear_event(call.state, kiosk)
    return Answer(204)


def put_setup(call: Call) -> Answer:
    name, device = str(call.fields["name"]), str(call.fields["deviceId"])
    return Answer(body=_shape(call, kiosks.set_up(call.state, call.custom_token or "", name, device)))


def get_device(call: Call) -> Answer:
    return Answer(body=_shape(call, _own(call)))


def get_device_event(call: Call) -> Answer:
    return Answer(body=_event(call, kiosks.fixed_event(call.state, call.now, _own(call))))


def put_device_event(call: Call) -> Answer:
    kiosks.choose_event(call.state, call.now, _own(call), str(call.fields["id"]))
    return Answer(204)


def delete_device_event(call: Call) -> Answer:
    kiosks.clear_event(call.state, _own(call))
    return Answer(204)


def post_device_checkin(call: Call) -> Answer:
    made = kiosks.check_in(call.state, call.now, _own(call), str(call.fields["chipNumber"]))
    total = call.state.passholders[made.holder].points
    return Answer(body={"newPoints": made.points, "totalPoints": total})


def get_current_event(call: Call) -> Answer:
    """Name the event of now; 404 when there is none."""
    try:
        return Answer(body=_event(call, kiosks.current_event(call.state, call.now, _own(call))))
    except Refusal as refusal:
        raise refusal.with_status(404) if refusal.status == 400 else refusal from None


def get_chip(call: Call) -> Answer:
    _own(call)
    try:
        held = kiosks.pass_by_chip(call.state, call.parameters["chipNumber"])
    except Refusal as refusal:
        if refusal.kind == "uitpas/passholder-not-found":
            raise refusals.pass_not_found() from None
        raise
    return Answer(body={"totalPoints": held.holder.points})


def _managed(call: Call) -> Kiosk:
    """Take the kiosk in the path, for a caller who may manage one of its organizers' kiosks."""
    kiosk = kiosks.kiosk_by_id(call.state, call.parameters["kioskId"])
    for organizer in kiosk.organizers[:-1]:
        try:
            call.need_for(organizer)
        except Refusal:
            continue
        return kiosk
    call.need_for(kiosk.organizers[-1])
    return kiosk


def _own(call: Call) -> Kiosk:
    return kiosks.kiosk_of_device(call.state, call.custom_token or "")


def _shape(call: Call, of: Kiosk) -> Json:
    offices = [call.state.organizers[each] for each in of.organizers]
    places = [call.state.places[each] for each in of.places]
    return {
        "id": of.id,
        "name": of.name,
        "organizers": [organizer_shapes.organizer(call.state, each) for each in offices],
        "locations": [{"id": each.id, "name": each.name} for each in places],
        "deviceId": of.device,
        "cardSystem": card_system(call.state.card_systems[of.card_system]),
        "releaseTrack": of.release_track,
    }


def _event(call: Call, event: Event) -> Json:
    return {
        "checkinPoints": checkins.settings_of(call.state, event).checkin_points,
        "event": {"id": event.id, "title": event.title},
        "checkinCode": checkins.code_of(call.state, call.now, event).code,
    }


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-kiosks": Behaviour(get_kiosks),
    "get-kiosks-kioskId-fixed-event": Behaviour(get_fixed_event),
    "put-kiosks-kioskId-fixed-event": Behaviour(put_fixed_event),
    "delete-kiosks-kioskId-fixed-event": Behaviour(delete_fixed_event),
    "put-kiosks-setup": Behaviour(put_setup),
    "get-kiosk-devices": Behaviour(get_device),
    "get-kiosks-event": Behaviour(get_device_event),
    "put-kiosks-events": Behaviour(put_device_event),
    "delete-kiosks-events": Behaviour(delete_device_event),
    "post-kiosks-checkin": Behaviour(post_device_checkin),
    "get-kiosks-checkins": Behaviour(get_current_event),
    "get-kiosks-chip-numbers-chipNumber": Behaviour(get_chip),
}
