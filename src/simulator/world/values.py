"""The things a world consists of, each an immutable value."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from attrs import field, frozen

from .clock import BRUSSELS, Period
from .kinds import CardStatus as CardStatus
from .kinds import CardType as CardType
from .kinds import PassType as PassType
from .kinds import SocialTariffStatus as SocialTariffStatus
from .pricing import DistributionKey, PriceRule, TariffRule
from .profiles import Profile

JsonObject = Mapping[str, object]

# Until CPython 3.12 a member of an enumeration is slow to look up.
_ACTIVE, _SUSPENDED, _EXPIRED, _NONE = map(SocialTariffStatus, ("ACTIVE", "SUSPENDED", "EXPIRED", "NONE"))


@frozen(slots=False)
class City:
    postal_code: str
    name: str


@frozen(slots=False)
class CardSystem:
    """A UiTPAS region, with the rules by which it computes its social tariff.

    `social_tariff` is the usual rule; the first of `rules` that fits a person and an event replaces it, and
    so do the `manual_keys` that are switched on for the event. `contact` is an e-mail address.
    """

    id: int
    name: str
    cities: tuple[City, ...]
    social_tariff: PriceRule
    website: str
    permanent: bool = True
    rules: tuple[TariffRule, ...] = ()
    manual_keys: tuple[DistributionKey, ...] = ()
    contact: str = "balie@uitpas.test"
    cardless: bool = True


@frozen(slots=False)
class Organizer:
    """An organizer known to UiTdatabank; known to UiTPAS too when it has card systems.

    `place` is the location linked to it, `groups` the ids of the groups it belongs to.
    """

    id: str
    name: str
    card_systems: tuple[int, ...] = ()
    street: str = ""
    postal_code: str = ""
    city: str = ""
    place: str | None = None
    groups: tuple[int, ...] = ()


@frozen(slots=False)
class Place:
    id: str
    name: str
    street: str
    postal_code: str
    city: str


@frozen(slots=False, repr=False)
class Client:
    """An integrator: its credentials, and its UiTPAS permissions by organizer id.

    `personal` are the permissions that concern no organizer but the person who is logged in. `redirects` are
    the addresses to which people may be sent back; empty allows any.
    """

    id: str
    secret: str
    permissions: Mapping[str, frozenset[str]]
    personal: frozenset[str] = frozenset()
    redirects: tuple[str, ...] = ()

    def may(self, permission: str, organizer: str) -> bool:
        return permission in self.permissions.get(organizer, frozenset())

    def may_somewhere(self, permission: str) -> bool:
        return permission in self._somewhere

    @cached_property
    def _somewhere(self) -> frozenset[str]:
        return self.personal.union(*self.permissions.values())


AUDIENCE = "https://api.publiq.be"
TEST, PRODUCTION = "test", "production"


@frozen(slots=False, repr=False)
class Token:
    """An access token: of a client, or of a user who logged in through it.

    `audience` and `environment` say where it is taken; the services of a world are those of one environment.
    """

    value: str
    client: str
    expires: datetime
    user: str | None = None
    audience: str = AUDIENCE
    environment: str = TEST


@frozen(slots=False)
class PeriodLimit:
    """At most `volume` tickets per period."""

    volume: int
    period: Period


@frozen(slots=False)
class PassLimit:
    """A limit of a pass itself, counted per event or over all events together."""

    limit: PeriodLimit
    per_event: bool


@frozen(slots=False)
class SocialTariff:
    """A right to the social tariff; within the grace period after its end it still counts as active.

    The grace is counted on the calendar of Brussels: of whole days, it ends at the same time of day.
    """

    end: datetime
    grace: timedelta = timedelta()
    suspended_until: datetime | None = None

    def status(self, now: datetime) -> SocialTariffStatus:
        if now > self.end and now > self.end.astimezone(BRUSSELS) + self.grace:
            return _EXPIRED
        if self.suspended_until is not None and now < self.suspended_until:
            return _SUSPENDED
        return _ACTIVE


@frozen(slots=False)
class Membership:
    """That a passholder belongs to a card system, with or without a social tariff there."""

    card_system: int
    social_tariff: SocialTariff | None = None
    blocked: bool = False

    def status(self, now: datetime) -> SocialTariffStatus:
        return self.social_tariff.status(now) if self.social_tariff else _NONE


@frozen(slots=False, repr=False)
class Passholder:
    """A person or, with pass type GROUP, a group that holds cards."""

    id: str
    pass_type: PassType
    first_name: str
    postal_code: str
    memberships: tuple[Membership, ...]
    insz: str | None = None
    points: int = 0
    limits: tuple[PassLimit, ...] = ()
    date_of_birth: date | None = None
    profile: Profile = field(factory=Profile)

    def membership(self, card_system: int) -> Membership | None:
        return next((each for each in self.memberships if each.card_system == card_system), None)


@frozen(slots=False, repr=False)
class Card:
    """A card or digital pass; one that is not handed out yet has no holder."""

    number: str
    card_system: int
    status: CardStatus
    holder: str | None
    chip: str | None = None
    type: CardType = CardType.NFC_CARD


@frozen(slots=False)
class Coupon:
    """A discount that a card system grants to passholders; its tariff is named by the same id."""

    id: str
    name: str
    card_system: int
    rule: PriceRule
    limit: PeriodLimit
    description: str | None = None
    begin: datetime | None = None
    end: datetime | None = None

    def is_expired(self, now: datetime) -> bool:
        return self.end is not None and now > self.end

    def holds(self, now: datetime) -> bool:
        return (self.begin is None or self.begin <= now) and not self.is_expired(now)


class WorkflowStatus(StrEnum):
    DRAFT = "DRAFT"
    READY_FOR_VALIDATION = "READY_FOR_VALIDATION"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    DELETED = "DELETED"


PUBLISHED = frozenset({WorkflowStatus.READY_FOR_VALIDATION, WorkflowStatus.APPROVED})


@frozen(slots=False)
class Event:
    """An event of UiTdatabank.

    `document` holds what was written, without addresses of this or any server.
    `known_to_uitpas_from` is the instant its registration in UiTPAS takes effect, None when it meets
    no condition for that.
    """

    id: str
    title: str
    document: JsonObject
    place: str
    organizer: str | None
    base_price: int | None
    workflow_status: WorkflowStatus
    creator: str
    created: datetime
    modified: datetime
    available_from: datetime | None = None
    playhead: int = 0
    known_to_uitpas_from: datetime | None = None
