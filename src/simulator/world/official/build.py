"""Put the official test data in a state, once per process."""

from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import NAMESPACE_URL, uuid5

from ..activity import EventSettings
from ..clock import Period
from ..pricing import Percentage
from ..search_rights import ApiKey
from ..state import Frozen, Settings, State
from ..udb_values import Role
from ..values import (
    Card,
    CardSystem,
    City,
    Client,
    Event,
    Organizer,
    Passholder,
    PassType,
    PeriodLimit,
    Place,
    WorkflowStatus,
)
from . import identities as ids
from .people import COUPONS, ROWS, Row
from .rights import PERMISSIONS as RIGHTS
from .rights import add_rights
from .society import add_society, born, profile

FIRST_SALE = 499853
_CREATED = datetime(2020, 1, 1, 11, 0, tzinfo=UTC)
_TWENTY_PERCENT = Percentage(20)

CARD_SYSTEMS = (
    CardSystem(
        ids.DENDER,
        "UiTPAS Dender",
        (City("9300", "Aalst"), City("9400", "Ninove")),
        Percentage(25),
        "https://www.uitpas.be/dender",
    ),
    CardSystem(
        ids.PASPARTOE,
        "Paspartoe",
        (City("1000", "Brussel"),),
        _TWENTY_PERCENT,
        "https://www.uitpas.be/paspartoe",
    ),
    CardSystem(
        ids.GENT,
        "UiTPAS Gent",
        (City("9000", "Gent"), City("9050", "Gentbrugge"), City("9090", "Melle")),
        _TWENTY_PERCENT,
        "https://www.uitpas.be/gent",
    ),
)
ORGANIZERS = (
    Organizer(ids.ORGANIZER, "[TEST] UiTPAS Organisatie (Regio Gent + Paspartoe)", (ids.GENT, ids.PASPARTOE)),
    Organizer(ids.OTHER_ORGANIZER, "[TEST] UiTPAS Organisatie van iemand anders", (ids.GENT,)),
    Organizer(ids.NOT_IN_UITPAS, "[TEST] Organisatie zonder UiTPAS"),
)
PLACES = (
    Place(ids.PLACE, "[TEST] UiTPAS Locatie", "Teststraat 1", "9000", "Gent"),
    Place(ids.NOWHERE, "Online", "", "", ""),
    Place(ids.IN_CONSULTATION, "Locatie in overleg", "Teststraat 2", "1000", "Brussel"),
)
EVENTS = (
    (ids.PERMANENT_EVENT, "Permanente UiTPAS Test Festiviteit", ids.ORGANIZER, 100),
    (ids.LIMITED_EVENT, "Test event met beperkte aankoop", ids.ORGANIZER, 1),
    (ids.FORBIDDEN_EVENT, "Test event with no permission", ids.OTHER_ORGANIZER, 1),
)
PERMISSIONS = RIGHTS | frozenset(
    {
        "EVENTS_READ",
        "EVENTS_UPDATE",
        "EVENT_SETTINGS_READ",
        "EVENT_SETTINGS_UPDATE",
        "PASSES_CHIPNUMBERS_READ",
        "PASSES_INSZNUMBERS_READ",
        "PASSES_READ",
        "TARIFFS_READ",
        "TICKETSALES_REGISTER",
        "TICKETSALES_SEARCH",
    }
)


@cache
def official_world() -> Frozen:
    """Build the state of a fresh world with the official test data."""
    settings = Settings(registration_delay=timedelta(seconds=3), ticket_limit=PeriodLimit(1, Period.ABSOLUTE))
    state = State(settings, next_sale=FIRST_SALE)
    for system in CARD_SYSTEMS:
        state.card_systems.put(system.id, system)
    for organizer in ORGANIZERS:
        state.organizers.put(organizer.id, organizer)
    for place in PLACES:
        state.places.put(place.id, place)
    for coupon in COUPONS:
        state.coupons.put(coupon.id, coupon)
    _add_clients(state)
    for row in ROWS:
        _add_row(state, row)
    add_society(state)
    add_rights(state)
    for event_id, title, organizer_id, per_week in EVENTS:
        state.events.put(event_id, _event(event_id, title, organizer_id))
        limit = PeriodLimit(per_week, Period.WEEK)
        state.event_settings.put(event_id, EventSettings(limit, PeriodLimit(1, Period.DAY)))
    return state.freeze()


def _add_clients(state: State) -> None:
    for client_id, secret, permissions in (
        (ids.CLIENT_ID, ids.CLIENT_SECRET, PERMISSIONS),
        (ids.BLIND_CLIENT_ID, ids.BLIND_CLIENT_SECRET, PERMISSIONS - {"TICKETSALES_SEARCH"}),
    ):
        state.clients.put(client_id, Client(client_id, secret, {ids.ORGANIZER: permissions}))
    state.api_keys.put(ids.API_KEY, ApiKey(ids.API_KEY))
    moderator = Client(ids.MODERATOR_CLIENT_ID, ids.MODERATOR_CLIENT_SECRET, {})
    state.clients.put(moderator.id, moderator)
    state.udb_roles.put(f"{moderator.id}@clients", Role(god=True))


def _add_row(state: State, row: Row) -> None:
    holder = _holder(row) if row.name is not None else None
    if holder is not None:
        state.passholders.put(holder.id, holder)
        state.cards_of.add(holder.id, row.number)
        for coupon in row.coupons:
            state.coupons_of.add(holder.id, coupon)
        if row.insz is not None:
            state.insz.put(row.insz, holder.id)
    if row.chip is not None:
        state.chips.put(row.chip, row.number)
    card = Card(row.number, row.membership.card_system, row.status, holder.id if holder else None, row.chip)
    state.cards.put(card.number, card)


def _holder(row: Row) -> Passholder:
    return Passholder(
        id=str(uuid5(NAMESPACE_URL, f"uitkern:passholder:{row.number}")),
        pass_type=row.pass_type,
        first_name=row.name or "",
        postal_code=row.postal_code,
        memberships=(row.membership,),
        insz=row.insz,
        points=row.points,
        limits=row.limits,
        date_of_birth=None if row.pass_type is PassType.GROUP else born(row.insz),
        profile=profile(row),
    )


def _event(event_id: str, title: str, organizer: str) -> Event:
    document = {
        "mainLanguage": "nl",
        "name": {"nl": title},
        "terms": [{"id": "0.5.0.0.0", "label": "Festival", "domain": "eventtype"}],
        "calendarType": "permanent",
        "priceInfo": [
            {
                "category": "base",
                "name": {"nl": "Basistarief", "fr": "Tarif de base", "en": "Base tariff", "de": "Basisrate"},
                "price": 10,
                "priceCurrency": "EUR",
            }
        ],
    }
    return Event(
        id=event_id,
        title=title,
        document=document,
        place=ids.PLACE,
        organizer=organizer,
        base_price=1000,
        workflow_status=WorkflowStatus.APPROVED,
        creator="publiq",
        created=_CREATED,
        modified=_CREATED,
        available_from=_CREATED,
        playhead=1,
        known_to_uitpas_from=datetime.min.replace(tzinfo=UTC),
    )
