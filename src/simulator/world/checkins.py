"""Check passholders in at events: points for who comes, around the opening hours, within the limit."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from . import refusals
from . import rights_refusals as refused
from .activity import Checkin, CheckinCode, EventSettings
from .clock import Period, period_keys
from .limits import count_subjects
from .opening import is_around
from .passes import Pass, active_memberships
from .points import add_points
from .refusals import Refusal
from .sequences import following
from .state import State, Subject
from .values import PUBLISHED, Event, PassType, PeriodLimit

FIRST = 6400001
CODE_LIFETIME = timedelta(hours=24)
_CLOSED = "Inchecken kan enkel tijdens de activiteit, of kort ervoor en erna."
_DUTCH = {
    Period.ABSOLUTE: "voor deze activiteit",
    Period.DAY: "per dag",
    Period.WEEK: "per week",
    Period.MONTH: "per maand",
    Period.QUARTER: "per kwartaal",
    Period.YEAR: "per jaar",
}


def event_for_checkins(state: State, now: datetime, event_id: str) -> Event:
    """Take an event at which points can be saved, also a free one; refused with `event-not-found`."""
    event = state.events.get(event_id)
    organizer = state.organizers.get(event.organizer) if event else None
    if event is None or organizer is None or not organizer.card_systems:
        raise refusals.event_not_found(event_id)
    known = event.known_to_uitpas_from
    if event.workflow_status not in PUBLISHED or (known is not None and known > now):
        raise refusals.event_not_found(event_id)
    return event


def settings_of(state: State, event: Event) -> EventSettings:
    """Give the settings of an event, or those of any event that nobody changed."""
    usual = EventSettings(state.settings.ticket_limit, PeriodLimit(1, Period.DAY))
    return state.event_settings.get(event.id) or usual


def why_not(state: State, now: datetime, event: Event, held: Pass) -> Refusal | None:
    """Say why a passholder cannot check in now; None when nothing is in the way."""
    if held.holder.pass_type is PassType.GROUP:
        return refusals.invalid_card()
    if not active_memberships(held.holder):
        return refusals.no_active_card_systems()
    if not is_around(event.document, now):
        return refused.checkin_not_allowed(_CLOSED)
    limit = settings_of(state, event).checkin_limit
    if limit is not None and _used(state, now, event, held, limit) >= limit.volume:
        return refused.checkin_not_allowed(_reached(limit))
    return None


def is_used_up(state: State, now: datetime, event: Event, held: Pass) -> bool:
    """Say whether the limit of check-ins is what stands in the way."""
    limit = settings_of(state, event).checkin_limit
    return limit is not None and _used(state, now, event, held, limit) >= limit.volume


def check_in(state: State, now: datetime, event: Event, held: Pass) -> Checkin:
    """Register that a passholder came, and give the points of the event."""
    refusal = why_not(state, now, event, held)
    if refusal is not None:
        raise refusal
    points = settings_of(state, event).checkin_points
    checkin = Checkin(
        id=following(state, "checkin", FIRST),
        created=now,
        event=event.id,
        event_title=event.title,
        organizer=event.organizer or "",
        holder=held.holder.id,
        uitpas_number=held.card.number,
        points=points,
    )
    state.checkins.put(checkin.id, checkin)
    state.checkins_of.add(checkin.holder, checkin.id)
    count_subjects(state, (_subject(checkin.holder, checkin.event),), now, 1)
    add_points(state, checkin.holder, points)
    return checkin


def checkin_by_id(state: State, checkin_id: str) -> Checkin:
    """Take a check-in; refused with 404 when unknown or undone."""
    found = state.checkins.get(checkin_id)
    if found is None:
        raise refusals.not_found("There is no such check-in.")
    return found


def undo(state: State, checkin: Checkin) -> None:
    """Take a check-in back with its points; points that were spent meanwhile cannot be taken."""
    state.checkins.drop(checkin.id)
    state.checkins_of.discard(checkin.holder, checkin.id)
    count_subjects(state, (_subject(checkin.holder, checkin.event),), checkin.created, -1)
    add_points(state, checkin.holder, -checkin.points)


def search(state: State, holder: str, organizers: Sequence[str], title: str | None) -> list[Checkin]:
    """List the check-ins of a passholder at organizers, newest first."""
    found = [state.checkins[each] for each in reversed(state.checkins_of.of(holder))]
    wanted = (title or "").casefold()
    return [each for each in found if each.organizer in organizers and wanted in each.event_title.casefold()]


def code_of(state: State, now: datetime, event: Event) -> CheckinCode:
    """Give the code that an event shows now, a new one when the last has expired."""
    current = state.checkin_codes.get(state.current_codes.get(event.id))
    if current is not None and current.expires > now:
        return current
    number = following(state, "checkin code", 1)
    code = uuid5(NAMESPACE_URL, f"uitkern:checkin-code:{event.id}:{number}").hex[:12].upper()
    made = CheckinCode(code, event.id, now + CODE_LIFETIME)
    state.checkin_codes.put(code, made)
    state.current_codes.put(event.id, code)
    return made


def event_of_code(state: State, now: datetime, code: str) -> Event:
    """Find the event of a code; refused with `checkin-code-invalid` or `checkin-code-expired`.

    The code of an event at which nobody can check in any more, because it was deleted, is invalid too.
    """
    found = state.checkin_codes.get(code)
    if found is None:
        raise refused.checkin_code_invalid()
    if found.expires <= now:
        raise refused.checkin_code_expired()
    try:
        return event_for_checkins(state, now, found.event)
    except Refusal:
        raise refused.checkin_code_invalid() from None


def _subject(holder: str, event: str) -> Subject:
    return ("checkin", holder, event)


def _used(state: State, now: datetime, event: Event, held: Pass, limit: PeriodLimit) -> int:
    key = (_subject(held.holder.id, event.id), period_keys(now)[limit.period])
    return state.usage.get(key) or 0


def _reached(limit: PeriodLimit) -> str:
    times = "één keer" if limit.volume == 1 else f"{limit.volume} keer"
    return f"Je bent al ingecheckt: dat kan maximaal {times} {_DUTCH[limit.period]}."
