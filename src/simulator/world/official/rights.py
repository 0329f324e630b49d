"""Rewards of the official test data, and synthetic users, associations, kiosks and distribution keys."""

from datetime import UTC, datetime

from attrs import evolve

from ..clock import Period
from ..offices import Association, EndDateType, Kiosk
from ..order import Citizen
from ..pricing import DistributionKey, FixedPrice, Percentage, TariffRule
from ..rewards import Reward, RewardType, Span
from ..state import State
from ..users import Admin, AdminType, User
from ..values import Organizer, PeriodLimit
from .identities import GENT, ORGANIZER, OTHER_ORGANIZER, PASPARTOE, PLACE

_ALWAYS = Span(datetime(2020, 1, 1, tzinfo=UTC))
_OVER = Span(datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 12, 31, 22, 59, 59, tzinfo=UTC))


def _reward(number: int, title: str, kind: RewardType, period: Span = _ALWAYS) -> Reward:
    is_for_points = kind is RewardType.POINTS
    texts = {
        "promotionalDescription": title,
        "moreInfoURL": f"https://www.uitpas.be/voordelen/{number}",
        "practicalInfo": "Toon je UiTPAS aan de balie.",
    }
    return Reward(
        id=str(number),
        title=title,
        type=kind,
        published=period,
        redeemable=period,
        created=datetime(2020, 1, 1, 11, number % 60, tzinfo=UTC),
        points=10 if is_for_points else 0,
        owner=GENT,
        organizers=(ORGANIZER,),
        categories=("Doen",) if is_for_points else (),
        constraint=None if is_for_points else PeriodLimit(1, Period.ABSOLUTE),
        texts=texts,
    )


def rewards() -> tuple[Reward, ...]:
    """Make the rewards, numbered as publiq numbers them."""
    points, welcome = RewardType.POINTS, RewardType.WELCOME
    weekly, daily = PeriodLimit(1, Period.WEEK), PeriodLimit(10, Period.DAY)
    return (
        _reward(5687, "Testvoordeel voor punten", points),
        _reward(5688, "Testwelkomstvoordeel", welcome),
        evolve(_reward(5823, "Testvoordeel één keer per week", points), constraint=weekly),
        evolve(_reward(5824, "Testvoordeel online", points), constraint=daily, online=True, points=1),
        _reward(5825, "Verlopen testvoordeel voor punten", points, _OVER),
        _reward(5826, "Verlopen testwelkomstvoordeel", welcome, _OVER),
    )


USERS = (
    User("11111111-0000-4000-8000-000000000001", "beheerder@uitpas.test", "Testbeheerder", None, "geheim"),
    User("11111111-0000-4000-8000-000000000002", "medewerker@uitpas.test", "Testmedewerker", None, "geheim"),
    User("11111111-0000-4000-8000-000000000003", "bezoeker@uitpas.test", "Testbezoeker", None, "geheim"),
)
ADMIN_USER, MEMBER_USER, PLAIN_USER = (user.id for user in USERS)
ADMINS = (
    Admin(ORGANIZER, ADMIN_USER, USERS[0].email, AdminType.ADMIN),
    Admin(ORGANIZER, MEMBER_USER, USERS[1].email, AdminType.MEMBER),
)
ASSOCIATIONS = (
    Association(
        "1",
        "Testvereniging",
        EndDateType.CUSTOM,
        readers=frozenset({ORGANIZER}),
        writers=frozenset({ORGANIZER}),
    ),
    Association("2", "Jeugdraad", EndDateType.BASED_ON_DATE_OF_BIRTH, readers=frozenset({ORGANIZER})),
)
KIOSKS = (
    Kiosk("1", "Testzuil 1", GENT, (ORGANIZER,), "ZUIL-0001", (PLACE,), "test-device-1"),
    Kiosk("2", "Testzuil 2", GENT, (ORGANIZER,), "ZUIL-0002", (PLACE,)),
    Kiosk("3", "Testzuil van iemand anders", GENT, (OTHER_ORGANIZER,), "ZUIL-0003", (), "test-device-3"),
)
CITIZENS = (
    Citizen(
        "85010100115",
        "Testburger",
        "Ouder",
        "Teststraat 2",
        "9000",
        "Gent",
        has_social_tariff=True,
        children=("18020200169",),
    ),
    Citizen("18020200169", "Testburger", "Kind", "Teststraat 2", "9000", "Gent", has_social_tariff=True),
    Citizen(
        "90030300174",
        "Testburger",
        "Zonder recht",
        "Teststraat 3",
        "1000",
        "Brussel",
        has_social_tariff=False,
    ),
)
MANUAL_KEYS = {
    GENT: (DistributionKey(123, "€1,5 halve dag", FixedPrice(150)),),
    PASPARTOE: (DistributionKey(321, "€3 hele dag", FixedPrice(300)),),
}
RULES = {PASPARTOE: (TariffRule(Percentage(10), from_age=0, to_age=11),)}
GROUP = 77
PERMISSIONS = frozenset(
    {
        "ASSOCIATIONS",
        "CHECKINS_READ",
        "CHECKINS_WRITE",
        "EVENTS_QR_CHECKINCODE",
        "KIOSKS_READ",
        "KIOSKS_WRITE",
        "ORDERS_CREATE",
        "ORDERS_READ",
        "ORGANIZERS_ADMINS_READ",
        "ORGANIZERS_ADMINS_WRITE",
        "ORGANIZERS_REPORTS",
        "ORGANIZERS_SEARCH",
        "PASSHOLDERS_FAMILY_MEMBERS",
        "PASSHOLDERS_REGISTER_UITID",
        "PASSHOLDERS_SELF_CHECKIN",
        "PASSHOLDERS_SELF_READ",
        "PASSHOLDERS_SELF_REGISTRATION",
        "PASSHOLDERS_TRANSACTION_HISTORY",
        "PERMISSIONS_READ",
        "PERMISSIONS_WRITE",
        "REWARDS_PASSHOLDERS_READ",
        "REWARDS_READ",
        "REWARDS_REDEEM",
        "REWARDS_WRITE",
    }
)


def add_rights(state: State) -> None:
    """Complete a state that has the official organizers and card systems."""
    for reward in rewards():
        state.rewards.put(reward.id, reward)
    for user in USERS:
        state.users.put(user.id, user)
    for admin in ADMINS:
        state.admins.put((admin.organizer, admin.user), admin)
    for association in ASSOCIATIONS:
        state.associations.put(association.id, association)
    for citizen in CITIZENS:
        state.citizens.put(citizen.insz, citizen)
    for kiosk in KIOSKS:
        state.kiosks.put(kiosk.id, kiosk)
    for organizer in list(state.organizers.values()):
        if organizer.card_systems:
            state.organizers.put(organizer.id, _located(organizer))
    for system in list(state.card_systems.values()):
        keys, rules = MANUAL_KEYS.get(system.id, ()), RULES.get(system.id, ())
        state.card_systems.put(system.id, evolve(system, manual_keys=keys, rules=rules))


def _located(organizer: Organizer) -> Organizer:
    """Give an organizer of the test data an address, a linked location and a group."""
    own = PLACE if organizer.id == ORGANIZER else None
    return evolve(
        organizer, street="Teststraat 1", postal_code="9000", city="Gent", place=own, groups=(GROUP,)
    )
