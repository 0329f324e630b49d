"""Set what an event offers: its limits and points, its card systems and distribution keys."""

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from . import people_refusals, refusals
from . import rights_refusals as refused
from .activity import EventCardSystems
from .pricing import DistributionKey
from .state import State, follow
from .tariffs import card_systems_of, organizer_card_systems
from .values import CardSystem, Event


@frozen(slots=False)
class Offered:
    """A card system at an event, with the distribution keys that can be switched there."""

    system: CardSystem
    enabled: bool
    keys: tuple[tuple[DistributionKey, bool], ...]


def event_in_uitdatabank(state: State, event_id: str) -> Event:
    """Take an event that exists, whether UiTPAS knows it or not; refused with 404 `event-not-found`."""
    event = state.events.get(event_id)
    if event is None:
        raise refusals.event_not_found(event_id).with_status(404)
    return event


def known_event(state: State, now: datetime, event_id: str) -> Event:
    """Take an event that UiTPAS knows by now; refused with 404 `event-not-found`."""
    event = event_in_uitdatabank(state, event_id)
    if event.known_to_uitpas_from is None or event.known_to_uitpas_from > now:
        raise refusals.event_not_found(event_id).with_status(404)
    return event


def offered(state: State, event: Event) -> list[Offered]:
    """List the card systems of an event's organizer, those that are switched off as well."""
    enabled, chosen = card_systems_of(state, event), state.event_card_systems.get(event.id)
    keys = chosen.keys if chosen else frozenset[int]()
    systems = [state.card_systems[each] for each in organizer_card_systems(state, event)]
    return [
        Offered(each, each.id in enabled, tuple((key, key.id in keys) for key in each.manual_keys))
        for each in systems
    ]


def choose(
    state: State,
    now: datetime,
    event: Event,
    enabled: frozenset[int],
    keys: Mapping[int, frozenset[int]],
) -> None:
    """Switch card systems on, all others off, and the distribution keys of each (`put-events-card-systems`).

    `keys` names the keys to switch on by card system. Refused when tickets were sold, and for what the
    organizer does not have.
    """
    if state.sales_of_event.count(event.id):
        raise refused.event_has_sales()
    for system in sorted(enabled | keys.keys()):
        if system not in state.card_systems:
            raise people_refusals.card_system_not_found(400)
        if system not in organizer_card_systems(state, event):
            raise refused.invalid_card_system(system)
        for key in sorted(keys.get(system, frozenset())):
            _check_key(state, system, key)
    chosen = frozenset(key for system, own in keys.items() if system in enabled for key in own)
    state.event_card_systems.put(event.id, EventCardSystems(enabled, chosen))
    follow(state, now, event)


def _check_key(state: State, system: int, key: int) -> None:
    owners = [each.id for each in state.card_systems.values() for own in each.manual_keys if own.id == key]
    if not owners:
        raise refused.distribution_key_not_found(key)
    if system not in owners:
        raise refused.invalid_distribution_key(key)
