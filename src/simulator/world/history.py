"""What moved the points of a passholder: check-ins and rewards."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from attrs import frozen

from .state import State

_ONLINE = "Online"


@frozen(slots=False)
class Transaction:
    """Points earned, or spent when they are negative, with what for and where."""

    at: datetime
    title: str
    location: str
    points: int


def transactions(state: State, holder: str, *, newest_first: bool) -> Sequence[Transaction]:
    """List the transactions of a passholder in time (`get-passholders-passholderId-transactions`)."""
    found = [*_checkins(state, holder), *_rewards(state, holder)]
    return sorted(found, key=lambda each: each.at, reverse=newest_first)


def _checkins(state: State, holder: str) -> Iterator[Transaction]:
    for checkin in (state.checkins[each] for each in state.checkins_of.of(holder)):
        event = state.events.get(checkin.event)
        place = state.places.get(event.place) if event else None
        yield Transaction(
            checkin.created, checkin.event_title, place.name if place else _ONLINE, checkin.points
        )


def _rewards(state: State, holder: str) -> Iterator[Transaction]:
    for taken in (state.redeemed[each] for each in state.redeemed_of.of(holder)):
        reward = state.rewards.get(taken.reward)
        organizer = state.organizers.get(taken.organizer)
        location = organizer.name if organizer else _ONLINE
        yield Transaction(taken.at, reward.title if reward else taken.reward, location, -taken.points)
