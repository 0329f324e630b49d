"""What happens around an event besides sales: its settings, its card systems, and who came."""

from datetime import datetime

from attrs import frozen

from .values import PeriodLimit


@frozen(slots=False)
class EventSettings:
    """What one passholder may do at an event (`put-events-settings`); a limit of None does not limit."""

    ticket_limit: PeriodLimit | None = None
    checkin_limit: PeriodLimit | None = None
    checkin_points: int = 1


@frozen(slots=False)
class EventCardSystems:
    """Which card systems and manual distribution keys are switched on for an event, by id."""

    enabled: frozenset[int]
    keys: frozenset[int] = frozenset()


@frozen(slots=False, repr=False)
class Checkin:
    """A passholder came; the number is the one used at the time."""

    id: str
    created: datetime
    event: str
    event_title: str
    organizer: str
    holder: str
    uitpas_number: str
    points: int


@frozen(slots=False)
class CheckinCode:
    """What a poster or a screen at an event shows; it works until an instant."""

    code: str
    event: str
    expires: datetime
