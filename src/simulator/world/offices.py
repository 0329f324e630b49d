"""What organizers have besides events: associations, financial reports, kiosks, and links to files."""

from datetime import date, datetime
from enum import StrEnum

from attrs import frozen


class EndDateType(StrEnum):
    CUSTOM = "CUSTOM"
    BASED_ON_DATE_OF_BIRTH = "BASED_ON_DATE_OF_BIRTH"
    BASED_ON_REGISTRATION_DATE = "BASED_ON_REGISTRATION_DATE"


@frozen(slots=False)
class Association:
    """A club whose members organizers may see (`readers`) or register (`writers`), by organizer id."""

    id: str
    name: str
    end_date_type: EndDateType = EndDateType.CUSTOM
    readers: frozenset[str] = frozenset()
    writers: frozenset[str] = frozenset()


@frozen(slots=False)
class Report:
    """A financial report of an organizer over days in Brussels, both included, to be had from `ready` on.

    `failure` says why there is none.
    """

    id: int
    organizer: str
    start: date
    end: date
    created: datetime
    ready: datetime
    csv: str = ""
    failure: str | None = None


@frozen(slots=False, repr=False)
class Link:
    """A link that needs no token and works until an instant; `subject` says which file it leads to."""

    token: str
    kind: str
    subject: str
    expires: datetime


@frozen(slots=False, repr=False)
class Kiosk:
    """A device at a counter; before it is set up it has a configuration code instead of a device id."""

    id: str
    name: str
    card_system: int
    organizers: tuple[str, ...]
    configuration_code: str
    places: tuple[str, ...] = ()
    device: str | None = None
    event: str | None = None
    release_track: str = "stable"
