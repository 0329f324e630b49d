"""Devices at a counter: set one up, give it an event, and check people in with their chip."""

from datetime import datetime

from attrs import evolve

from . import checkins, refusals
from . import rights_refusals as refused
from .activity import Checkin
from .offices import Kiosk
from .opening import is_around
from .passes import Pass, active_pass
from .refusals import Refusal
from .state import State
from .values import CardStatus, Event


def kiosk_by_id(state: State, kiosk_id: str) -> Kiosk:
    """Take a kiosk; refused with 404."""
    found = state.kiosks.get(kiosk_id)
    if found is None:
        raise refusals.not_found("There is no such kiosk.")
    return found


def kiosk_of_device(state: State, device: str) -> Kiosk:
    """Take the kiosk of a device; refused with 401 for a device that was not set up."""
    found = next((each for each in state.kiosks.values() if each.device == device), None)
    if found is None:
        raise refusals.unauthorized("No kiosk has this device id.")
    return found


def set_up(state: State, code: str, name: str, device: str) -> Kiosk:
    """Give the kiosk of a name its device (`put-kiosks-setup`); `code` is its configuration code."""
    if not any(each.configuration_code == code for each in state.kiosks.values()):
        raise refusals.unauthorized("The configuration code is not known.")
    found = next((each for each in state.kiosks.values() if each.name == name), None)
    if found is None:
        raise refused.kiosk_not_found()
    if found.configuration_code != code:
        raise refusals.forbidden("The configuration code is that of another kiosk.")
    if found.device is not None:
        raise refused.kiosk_already_configured()
    if any(each.device == device for each in state.kiosks.values()):
        raise refused.kiosk_device_in_use()
    return _stored(state, evolve(found, device=device))


def choose_event(state: State, now: datetime, kiosk: Kiosk, event_id: str) -> None:
    """Fix the event of a kiosk; refused with `event-not-found` and `event-not-acceptable`."""
    event = checkins.event_for_checkins(state, now, event_id)
    if event.organizer not in kiosk.organizers:
        raise refused.event_not_acceptable()
    _stored(state, evolve(kiosk, event=event.id))


def clear_event(state: State, kiosk: Kiosk) -> None:
    """Let a kiosk find its event itself."""
    _stored(state, evolve(kiosk, event=None))


def fixed_event(state: State, now: datetime, kiosk: Kiosk) -> Event:
    """Take the event that was fixed; refused with 404 `event-not-found` when none was, or it is gone."""
    try:
        return checkins.event_for_checkins(state, now, kiosk.event or "none")
    except Refusal as refusal:
        raise refusal.with_status(404) from None


def current_event(state: State, now: datetime, kiosk: Kiosk) -> Event:
    """Find the event that people check in for now: the fixed one when it is on, else one of the organizers.

    Events at the places of the kiosk come first. Refused with `event-not-found`.
    """
    on = [each for each in _events_of(state, now, kiosk) if is_around(each.document, now)]
    on.sort(key=lambda each: (each.id != kiosk.event, each.place not in kiosk.places))
    if not on:
        raise refusals.event_not_found(kiosk.event or "of this kiosk")
    return on[0]


def check_in(state: State, now: datetime, kiosk: Kiosk, chip: str) -> Checkin:
    """Check the holder of a chip in at the current event.

    Refused with `passholder-not-found`, `card-blocked`, `maximum-reached` and `checkin-not-allowed`.
    """
    event = current_event(state, now, kiosk)
    held = pass_by_chip(state, chip)
    refusal = checkins.why_not(state, now, event, held)
    if refusal is None:
        return checkins.check_in(state, now, event, held)
    message = refusal.message or ""
    if checkins.is_used_up(state, now, event, held):
        raise refusals.maximum_reached(message)
    raise refused.checkin_not_allowed(message)


def pass_by_chip(state: State, chip: str) -> Pass:
    """Take the pass of a chip; refused with `passholder-not-found` and `card-blocked`."""
    card = state.cards.get(state.chips.get(chip.upper()))
    if card is not None and card.status is CardStatus.BLOCKED:
        raise refusals.card_blocked()
    if card is None or card.status is not CardStatus.ACTIVE or card.holder not in state.passholders:
        raise refusals.passholder_not_found()
    return active_pass(state, card)


def _events_of(state: State, now: datetime, kiosk: Kiosk) -> list[Event]:
    found: list[Event] = []
    for event in state.events.values():
        if event.organizer in kiosk.organizers:
            try:
                found.append(checkins.event_for_checkins(state, now, event.id))
            except Refusal:
                continue
    return found


def _stored(state: State, kiosk: Kiosk) -> Kiosk:
    state.kiosks.put(kiosk.id, kiosk)
    return kiosk
