"""What surrounds the official test passholders: profiles, families, cards in stock, prices and vouchers.

All of it is synthetic; publiq publishes numbers, cards and rights only.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from attrs import evolve

from .. import families
from ..numbers import make_uitpas_number
from ..people import MembershipPrice, Voucher
from ..profiles import Address, Profile
from ..state import State
from ..users import User
from ..values import Card, CardStatus, CardType, Client, Passholder, PassType
from . import identities as ids
from .people import Row

_LAST_NAME = "Testfamilie"
_CREATED = datetime(2020, 1, 1, 11, tzinfo=UTC)
_UNTOLD_BIRTH = date(2014, 5, 6)
_CITIES = {"9000": "Gent", "9090": "Melle", "1000": "Brussel"}
_FAMILIES = (("0900004518305", "0900004518404"), ("0900011902815", "0900011903417"))
_FIRST_IN_STOCK, _IN_STOCK = 8_000_000, 5
COUNTER_PERMISSIONS = frozenset(
    {
        "ASSOCIATIONS",
        "CARDS_READ",
        "GROUPPASSES_SEARCH",
        "GROUPPASS_COUPONS_READ",
        "MEMBERSHIP_PRICES_READ",
        "PASSES_CHIPNUMBERS_READ",
        "PASSES_INSZNUMBERS_READ",
        "PASSES_READ",
        "PASSHOLDERS_DELETE",
        "PASSHOLDERS_FAMILY_MEMBERS",
        "PASSHOLDERS_PICTURE_READ",
        "PASSHOLDERS_PICTURE_WRITE",
        "PASSHOLDERS_PRIVATE_READ",
        "PASSHOLDERS_PRIVATE_WRITE",
        "PASSHOLDERS_REGISTER_UITID",
        "PASSHOLDERS_SEARCH",
        "PASSHOLDERS_SELF_CHECKIN",
        "PASSHOLDERS_SELF_READ",
        "PASSHOLDERS_SELF_REGISTRATION",
        "PASSHOLDERS_TRANSACTION_HISTORY",
        "PASSHOLDERS_UPDATE",
        "PASSHOLDERS_WRITE",
        "PASSHOLDERS_WRITE_FOREIGN_COUNTRY",
        "PASSHOLDERS_WRITE_SOCIALTARIFF",
        "PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM",
        "PASSHOLDER_COUPONS_READ",
        "SOCIALTARIFF_EXPORT",
    }
)
"""What a counter that registers people may do."""
NEWCOMER = User(
    "22222222-0000-4000-8000-000000000001",
    "nieuwkomer@uitpas.test",
    "Testnieuwkomer",
    password="geheim",  # noqa: S106 - everybody may know it
    insz="90010100123",
)
"""Somebody without a UiTPAS who logs in with a key of the government."""
VOUCHERS = (Voucher("TESTVOUCHER", ids.GENT, 200), Voucher("TESTVOUCHER-DENDER", ids.DENDER, 100))


def _prices(region: str, adult: int, outside: int) -> tuple[MembershipPrice, ...]:
    return (
        MembershipPrice(
            100, "UiTPAS met kansentarief", "Wie recht heeft op kansentarief betaalt 1 euro.", social=True
        ),
        MembershipPrice(
            adult, "Inwoner vanaf 18 jaar", f"Volwassenen uit {region}.", resident=True, youngest=18
        ),
        MembershipPrice(
            0, "Inwoner tot 18 jaar", f"Kinderen uit {region}: gratis.", resident=True, oldest=17
        ),
        MembershipPrice(
            outside, "Niet-inwoner vanaf 18 jaar", "Volwassenen van elders.", resident=False, youngest=18
        ),
        MembershipPrice(200, "Niet-inwoner tot 18 jaar", "Kinderen van elders.", resident=False, oldest=17),
    )


PRICES = {
    ids.DENDER: _prices("de Denderregio", 300, 500),
    ids.PASPARTOE: _prices("Brussel", 500, 500),
    ids.GENT: _prices("de regio Gent", 300, 500),
}


def born(insz: str | None) -> date:
    """Read the date of birth that an INSZ number begins with."""
    if insz is None:
        return _UNTOLD_BIRTH
    since_2000 = 97 - (2_000_000_000 + int(insz[:9])) % 97 == int(insz[9:])
    century = 2000 if since_2000 else 1900
    return date(century + int(insz[:2]), int(insz[2:4]), int(insz[4:6]))


def profile(row: Row) -> Profile:
    """Make up the personal data of a row; a group has no last name, and a telephone."""
    address = Address(_CITIES.get(row.postal_code, ""), "Teststraat 1", "BE")
    name = (row.name or "").casefold().replace(" ", ".")
    if row.pass_type is PassType.GROUP:
        email, phone = f"{name}@example.org", "09 000 00 00"
        return Profile(created=_CREATED, address=address, email=email, phone=phone, organizer=ids.ORGANIZER)
    return Profile(_LAST_NAME, _CREATED, address, f"{name}@example.org", organizer=ids.ORGANIZER)


def add_society(state: State) -> None:
    """Complete a state that has the official cards and passholders."""
    counter = Client(ids.COUNTER_CLIENT_ID, ids.COUNTER_CLIENT_SECRET, {ids.ORGANIZER: COUNTER_PERMISSIONS})
    state.clients.put(counter.id, counter)
    state.users.put(NEWCOMER.id, NEWCOMER)
    for main, member in _FAMILIES:
        tie = families.add(state, _CREATED, _holder(state, main), _holder(state, member), None)
        state.family_ties.put((tie.main, tie.member), evolve(tie, icon="https://www.uitpas.be/icons/1.png"))
    for index, system in enumerate((ids.DENDER, ids.PASPARTOE, ids.GENT)):
        for number in _stock(_FIRST_IN_STOCK + index * 10 * _IN_STOCK):
            state.cards.put(number, Card(number, system, CardStatus.LOCAL_STOCK, None))
    for system, prices in PRICES.items():
        state.membership_prices.put(system, prices)
    for voucher in VOUCHERS:
        state.vouchers.put(voucher.code, voucher)
    for card in [each for each in state.cards.values() if each.chip is None and each.holder is not None]:
        state.cards.put(card.number, evolve(card, type=CardType.DIGITAL))


def _stock(first: int) -> Sequence[str]:
    """Number a few cards of each kind, without and with social tariff."""
    serials = range(first, first + _IN_STOCK)
    return [make_uitpas_number(serial, social=social) for social in (False, True) for serial in serials]


def _holder(state: State, number: str) -> Passholder:
    return state.passholders[state.cards[number].holder or ""]
