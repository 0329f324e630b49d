"""Put people, events and clients into a test's world."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import uuid4

from attrs import frozen

from ..world import events
from ..world.activity import EventSettings
from ..world.clock import Period
from ..world.events import EventDraft
from ..world.money import to_cents
from ..world.numbers import make_uitpas_number
from ..world.official import identities as ids
from ..world.pricing import Discount
from ..world.sequences import following
from ..world.values import (
    Card,
    CardStatus,
    Client,
    Coupon,
    Membership,
    Passholder,
    PassType,
    PeriodLimit,
    SocialTariff,
    WorkflowStatus,
)
from ..world.world import World
from . import checking

_FIRST_SERIAL = 5_000_000
_YEAR = timedelta(days=365)

Right = bool | Literal["expired", "suspended"]
"""Whether somebody has a social tariff; true is one that is active for a year."""


@frozen(slots=False, repr=False)
class Holder:
    """A passholder of a test: what an application needs to know of one."""

    id: str
    uitpas_number: str
    insz: str | None = None


@frozen(slots=False, repr=False)
class Integrator:
    """A client of a test, with its credentials."""

    id: str
    secret: str


def add_passholder(
    world: World,
    *,
    social_tariff: Right = False,
    card_system: int = ids.GENT,
    status: str = "ACTIVE",
    coupons: Iterable[str] = (),
    points: int = 0,
    group: bool = False,
    first_name: str = "Kim",
    insz: str | None = None,
    date_of_birth: date | None = None,
) -> Holder:
    """Add a passholder with one card; its number has a right check digit.

    ValueError for a card system, a status, a coupon or a state of the tariff that is not there.
    """
    state, now = world.state, world.clock.now()
    checking.card_system(state, card_system)
    checking.named("status", status, [str(each) for each in CardStatus])
    given = checking.listed("coupons", coupons, state.coupons)
    right = _right(social_tariff, now)
    serial = int(following(state, "arranged", _FIRST_SERIAL))
    number = make_uitpas_number(serial, social=bool(social_tariff))
    holder = Passholder(
        id=str(uuid4()),
        pass_type=PassType.GROUP if group else PassType.INDIVIDUAL,
        first_name=first_name,
        postal_code="9000",
        memberships=(Membership(card_system, right),),
        insz=insz,
        points=points,
        date_of_birth=date_of_birth,
    )
    state.passholders.put(holder.id, holder)
    state.cards.put(number, Card(number, card_system, CardStatus(status), holder.id))
    state.cards_of.add(holder.id, number)
    if insz is not None:
        state.insz.put(insz, holder.id)
    for coupon in given:
        state.coupons_of.add(holder.id, coupon)
    return Holder(holder.id, number, insz)


def _right(wanted: Right, now: datetime) -> SocialTariff | None:
    match wanted:
        case False:
            return None
        case "expired":
            return SocialTariff(now - timedelta(days=1))
        case "suspended":
            return SocialTariff(now + _YEAR, suspended_until=now + timedelta(days=30))
        case True:
            return SocialTariff(now + _YEAR)
        case _:
            known = "True, False, 'expired' or 'suspended'"
            raise ValueError(f"social_tariff: give {known}, not {wanted!r}")


def add_event(
    world: World,
    *,
    price: str = "10",
    title: str = "Speelweek",
    organizer: str = ids.ORGANIZER,
    tickets: int | None = None,
    per: str = "ABSOLUTE",
    known: bool = True,
) -> str:
    """Add a published event with a base price in euro; `tickets` is what one passholder may buy per period.

    UiTPAS knows it at once, or with `known=False` after the world's registration delay.
    """
    try:
        cents = to_cents(price)
    except ValueError:
        raise ValueError(f"price: {price!r} is not an amount in euros, such as '12.50'") from None
    checking.named("organizer", organizer, world.state.organizers)
    checking.named("per", per, [str(each) for each in Period])
    document = {
        "mainLanguage": "nl",
        "name": {"nl": title},
        "terms": [{"id": "0.57.0.0.0", "label": "Kamp of vakantie", "domain": "eventtype"}],
        "calendarType": "permanent",
        "priceInfo": [
            {
                "category": "base",
                "name": {"nl": "Basistarief", "fr": "Tarif de base", "en": "Base tariff", "de": "Basisrate"},
                "price": cents / 100,
                "priceCurrency": "EUR",
            }
        ],
    }
    draft = EventDraft(title, document, ids.PLACE, organizer, cents, WorkflowStatus.READY_FOR_VALIDATION)
    now = world.clock.now()
    since = now - world.settings.registration_delay if known else now
    event = events.create(world.state, since, draft, f"{ids.CLIENT_ID}@clients")
    if tickets is not None:
        world.state.event_settings.put(event.id, EventSettings(PeriodLimit(tickets, Period(per))))
    return event.id


def add_coupon(
    world: World, *, discount: str = "2", card_system: int = ids.GENT, tickets: int = 1, per: str = "ABSOLUTE"
) -> str:
    """Add a coupon that takes euros off; give it to a passholder by its id."""
    checking.card_system(world.state, card_system)
    checking.named("per", per, [str(each) for each in Period])
    coupon_id = f"COUPON_{following(world.state, 'arranged-coupon', 900_001)}"
    limit = PeriodLimit(tickets, Period(per))
    coupon = Coupon(coupon_id, "Cultuurbon", card_system, Discount(to_cents(discount)), limit)
    world.state.coupons.put(coupon_id, coupon)
    return coupon_id


def add_client(world: World, permissions: Iterable[str] | None, organizer: str = ids.ORGANIZER) -> Integrator:
    """Add a client with some permissions for an organizer; None gives those of the usual client."""
    usual = world.state.clients[ids.CLIENT_ID].permissions.get(organizer, frozenset())
    known = checking.permissions(world.state) if permissions is not None else ()
    granted = usual if permissions is None else frozenset(checking.listed("permissions", permissions, known))
    client = Client(f"client-{uuid4()}", str(uuid4()), {organizer: granted} if granted else {})
    world.state.clients.put(client.id, client)
    return Integrator(client.id, client.secret)


def token_of(world: World, client: Integrator | None) -> str:
    """Give a valid token of a client, or of the usual one."""
    known = client or Integrator(ids.CLIENT_ID, ids.CLIENT_SECRET)
    return world.issue_token(known.id, known.secret).value
