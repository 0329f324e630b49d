"""Everything a world remembers, in tables that share what they can with their snapshots."""

from collections.abc import Hashable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Literal, cast

from attrs import Factory, define, field, fields, frozen

from .activity import Checkin, CheckinCode, EventCardSystems, EventSettings
from .following import Following, Held
from .logins import Grant, Login
from .offices import Association, Kiosk, Link, Report
from .order import Citizen, Order, Validated, Validation
from .people import (
    AssociationMembership,
    FamilyTie,
    MembershipPrice,
    Picture,
    RegistrationToken,
    Voucher,
)
from .rates import Window
from .readings import Reading, Switch, readings_of
from .rewards import Redeemed, Reward
from .search_rights import ApiKey, SearchRights
from .tables import Index, Table
from .tickets import TicketSale
from .udb_values import (
    Article,
    Attached,
    Image,
    Item,
    Job,
    Label,
    Ownership,
    Production,
    Record,
    Role,
    UitpasMark,
)
from .users import Admin, User
from .values import (
    TEST,
    Card,
    CardSystem,
    Client,
    Coupon,
    Event,
    Organizer,
    Passholder,
    PeriodLimit,
    Place,
    Token,
)

_NEVER = datetime(9000, 1, 1, tzinfo=UTC)
DERIVED = {"derived": True}
"""Marks what is not written down with a world, because it follows from the rest."""
Subject = tuple[str, ...]
"""What a limit counts for: `("pass", holder)`, `("event", holder, event)` or `("coupon", holder, coupon)`."""


@frozen(slots=False)
class Settings:
    """What can be turned in a world.

    `registration_delay` is the time UiTPAS needs to learn of a published event, on the world's clock;
    `ticket_limit` is what a person can buy of an event that has no settings of its own. `rate_limit` is how
    many calls a minute one caller may make of an operation that publiq limits, `token_rate_limit` how many
    tokens a client may ask for in a minute; None does not limit. `report_delay` is the time that a financial
    report takes; `environment` is whose tokens the services take. `strict` refuses what publiq advises
    against, as `docs/simulator.md` lists it. With
    `check_answers` every answer is compared with the contract. With `uitpas_down` UiTdatabank cannot reach
    UiTPAS: what it passes on is a 502, and it knows of no sales. `job_delay` is the time that an export or
    labels on many take. `readings` holds the questions of the ledger that are answered the other way;
    UnknownReading for one that cannot be. After `index_delay` what was written is found by searching; with
    None only when it is asked for.
    """

    registration_delay: timedelta
    ticket_limit: PeriodLimit
    rate_limit: int | None = 60
    token_rate_limit: int | None = None
    report_delay: timedelta = timedelta()
    environment: str = TEST
    strict: bool = False
    check_answers: bool = True
    uitpas_down: bool = False
    job_delay: timedelta = timedelta(seconds=1)
    readings: Mapping[Switch, Reading] = field(factory=dict, converter=readings_of, hash=False)
    index_delay: timedelta | None = timedelta(seconds=2)


@define
class State:
    """The tables of a world.

    `usage` counts registered tickets by subject and by the name of each calendar period, so that the
    check of a limit costs the same after a million sales. `settled` names the sales that a financial report
    closed, with when it did.
    """

    settings: Settings
    next_sale: int
    card_systems: Table[int, CardSystem] = Factory(Table)
    organizers: Table[str, Organizer] = Factory(Table)
    places: Table[str, Place] = Factory(Table)
    clients: Table[str, Client] = Factory(Table)
    tokens: Table[str, Token] = Factory(Table)
    passholders: Table[str, Passholder] = Factory(Table)
    cards: Table[str, Card] = Factory(Table)
    cards_of: Index[str, str] = Factory(Index)
    insz: Table[str, str] = Factory(Table)
    chips: Table[str, str] = Factory(Table)
    coupons: Table[str, Coupon] = Factory(Table)
    coupons_of: Index[str, str] = Factory(Index)
    events: Table[str, Event] = Factory(Table)
    event_settings: Table[str, EventSettings] = Factory(Table)
    event_card_systems: Table[str, EventCardSystems] = Factory(Table)
    sales: Table[str, TicketSale] = Factory(Table)
    sales_of_event: Index[str, str] = Factory(Index)
    sales_of_holder: Index[str, str] = Factory(Index)
    settled: Table[str, datetime] = Factory(Table)
    usage: Table[tuple[Subject, str], int] = Factory(Table)
    sequences: Table[str, int] = Factory(Table)
    rates: Table[str, Window] = Factory(Table)
    users: Table[str, User] = Factory(Table)
    admins: Table[tuple[str, str], Admin] = Factory(Table)
    grants: Table[str, Grant] = Factory(Table)
    logins: Table[str, Login] = Factory(Table)
    checkins: Table[str, Checkin] = Factory(Table)
    checkins_of: Index[str, str] = Factory(Index)
    checkin_codes: Table[str, CheckinCode] = Factory(Table)
    current_codes: Table[str, str] = Factory(Table)
    rewards: Table[str, Reward] = Factory(Table)
    redeemed: Table[str, Redeemed] = Factory(Table)
    redeemed_of: Index[str, str] = Factory(Index)
    associations: Table[str, Association] = Factory(Table)
    reports: Table[int, Report] = Factory(Table)
    links: Table[str, Link] = Factory(Table)
    kiosks: Table[str, Kiosk] = Factory(Table)
    orders: Table[str, Order] = Factory(Table)
    citizens: Table[str, Citizen] = Factory(Table)
    validations: Table[str, Validation] = Factory(Table)
    validated: Table[str, Validated] = Factory(Table)
    family_ties: Table[tuple[str, str], FamilyTie] = Factory(Table)
    family_of: Index[str, str] = Factory(Index)
    families_with: Index[str, str] = Factory(Index)
    association_memberships: Table[tuple[str, str], AssociationMembership] = Factory(Table)
    associations_of: Index[str, str] = Factory(Index)
    pictures: Table[str, Picture] = Factory(Table)
    registration_tokens: Table[str, RegistrationToken] = Factory(Table)
    vouchers: Table[str, Voucher] = Factory(Table)
    membership_prices: Table[int, tuple[MembershipPrice, ...]] = Factory(Table)
    udb_places: Table[str, Record] = Factory(Table)
    udb_organizers: Table[str, Record] = Factory(Table)
    udb_attached: Table[str, Attached] = Factory(Table)
    udb_roles: Table[str, Role] = Factory(Table)
    udb_labels: Table[str, Label] = Factory(Table)
    udb_images: Table[str, Image] = Factory(Table)
    udb_marks: Table[str, UitpasMark] = Factory(Table)
    udb_ownerships: Table[str, Ownership] = Factory(Table)
    udb_productions: Table[str, Production] = Factory(Table)
    udb_articles: Table[str, Article] = Factory(Table)
    udb_subscribers: Index[str, str] = Factory(Index)
    udb_twins: Table[str, str] = Factory(Table)
    udb_jobs: Table[str, Job] = Factory(Table)
    api_keys: Table[str, ApiKey] = Factory(Table)
    search_rights: Table[str, SearchRights] = Factory(Table)
    following: Following = field(factory=Following, eq=False, metadata=DERIVED)

    def freeze(self) -> "Frozen":
        """Take a snapshot, in a time that does not depend on how much there is."""
        held = ((name, getattr(self, name)) for name in _names())
        parts: dict[str, object] = {n: v.freeze() if isinstance(v, Table | Index) else v for n, v in held}
        return Frozen(parts, self.following.freeze())

    def thaw(self, snapshot: "Frozen") -> None:
        """Return to a snapshot in constant time; it can be returned to again."""
        for name in _names():
            held, part = getattr(self, name), snapshot.parts[name]
            if isinstance(held, Table | Index):
                held.thaw(cast("Table[Hashable, Table[Hashable, Literal[True]]]", part))
            else:
                setattr(self, name, part)
        self.following.thaw(snapshot.following, snapshot)


@cache
def _names() -> tuple[str, ...]:
    return tuple(each.name for each in fields(State) if "derived" not in each.metadata)


@define(repr=False, eq=False)
class Frozen:
    """A snapshot of a state; shared, so its parts are never changed.

    `following` is what the search index knew; `index` is the one of these rows, kept here once it is built.
    """

    parts: dict[str, object]
    following: Held
    index: object = None


def follow(state: State, now: datetime, item: Item, *later: datetime | None) -> None:
    """Let the search index learn of a version of an item, and again of what others make of it later."""
    known_by = now - (state.settings.index_delay or timedelta())
    instants = [now, *(each for each in later if each is not None and now < each < _NEVER)]
    state.following.note(item, instants, known_by)
