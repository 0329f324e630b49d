"""What UiTPAS writes back on an event: hidden labels and prices, some seconds after what they follow from."""

from datetime import UTC, datetime

from .pricing import price_under
from .state import State
from .tariffs import card_systems_of
from .udb_values import UitpasMark
from .values import PUBLISHED, CardSystem, Event

_FOREVER = datetime.max.replace(tzinfo=UTC)
Marks = tuple[tuple[str, ...], tuple[tuple[str, int], ...]]


def visible(state: State, now: datetime, event: Event) -> Marks:
    """Give the labels and the prices (name, cents) that UiTPAS has written on an event by now."""
    mark = state.udb_marks.get(event.id)
    if mark is not None and now < mark.until:
        return mark.labels, mark.prices
    known_from = event.known_to_uitpas_from
    return _computed(state, event) if known_from is not None and known_from <= now else ((), ())


def remember(state: State, now: datetime, event: Event) -> None:
    """Keep what is written on an event while UiTPAS computes anew after a change; `event` is the new one.

    An event that is rejected or deleted keeps it for good, unless its organizer changes.
    """
    stored = state.events.get(event.id)
    if stored is None:
        return
    before = visible(state, now, stored)
    known = event.known_to_uitpas_from is not None and event.workflow_status in PUBLISHED
    after = _computed(state, event) if known else ((), ())
    if before not in (((), ()), after):
        ended = event.workflow_status not in PUBLISHED and event.organizer == stored.organizer
        until = _FOREVER if ended else now + state.settings.registration_delay
        state.udb_marks.put(event.id, UitpasMark(*before, until))


def _computed(state: State, event: Event) -> Marks:
    systems = [state.card_systems[each] for each in card_systems_of(state, event)]
    if event.base_price is None:
        return tuple(label_of(each) for each in systems), ()
    prices = tuple((_price_name(each), price_under(each.social_tariff, event.base_price)) for each in systems)
    return tuple(label_of(each) for each in systems), prices


def label_of(system: CardSystem) -> str:
    """Name the label of a card system, as UiTdatabank's configuration does."""
    return system.name


def _price_name(system: CardSystem) -> str:
    return f"Kansentarief voor {system.name}"
