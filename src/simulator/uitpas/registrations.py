"""What the operations that register people and their memberships do, by operationId."""

from collections.abc import Mapping
from datetime import date

from ..wire.call import Call
from ..wire.messages import Answer
from ..wire.service import Behaviour, invalid_query
from ..world import access, memberships, people_refusals, registration
from ..world.clock import BRUSSELS
from ..world.passholders import passholder
from ..world.profiles import age
from ..world.refusals import invalid_data
from ..world.registration import organizer
from ..world.residence import check_postal_code
from ..world.values import CardType, Organizer, Passholder
from ..world.vouchers import Joining, card_system, membership_price, price_list
from . import person_bodies as bodies
from . import person_shapes as shapes
from .callers import holder_in_path, need_any, need_extra, organizer_in_query

_SOCIAL = "PASSHOLDERS_WRITE_SOCIALTARIFF"
_SOCIAL_ELSEWHERE = "PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM"
_ABROAD = "PASSHOLDERS_WRITE_FOREIGN_COUNTRY"


def post_passholders(call: Call) -> Answer:
    """Register somebody at a counter; permissions come before anything is said of the person."""
    need_any(call)
    by = _registrar(call)
    person = bodies.person(call.fields, call.now)
    picture = bodies.registration_picture(call.fields)
    wish = bodies.first_membership(call.fields, _card_system(call, by))
    if person.profile.address.is_foreign:
        need_extra(call, _ABROAD, by.id)
    if registration.wants_social_tariff(wish):
        _need_social(call, by, person.postal_code)
    holder = registration.register(call.state, call.now, by, person, wish, picture)
    return Answer(body=_shape(call, holder))


def _registrar(call: Call) -> Organizer:
    by = organizer(call.state, str(bodies.part(call.fields, "registrationOrganizer")["id"]))
    call.need_for(by.id)
    return by


def _card_system(call: Call, by: Organizer) -> int:
    """Read the card system; without one a card says it, or an organizer that has only one."""
    named = bodies.whole(call.fields, "registrationCardSystemId")
    if named is not None:
        return named
    card = call.state.cards.get(bodies.text(call.fields, "registrationUitpasNumber"))
    if card is not None:
        return card.card_system
    if len(by.card_systems) != 1:
        raise invalid_data(("/registrationCardSystemId", "The organizer has several card systems"))
    return by.card_systems[0]


def _need_social(call: Call, by: Organizer, postal_code: str) -> None:
    need_extra(call, _SOCIAL, by.id)
    if by.postal_code and by.postal_code != postal_code:
        need_extra(call, _SOCIAL_ELSEWHERE, by.id)


def post_me(call: Call) -> Answer:
    """Register the user who is logged in; the client needs the permission for the organizer."""
    call.need_somewhere()
    if call.user is None or call.user.insz is None:
        raise people_refusals.insz_in_token_required()
    by = organizer(call.state, str(bodies.part(call.fields, "registrationOrganizer")["id"]))
    access.need(call.state.clients[call.caller.id], "PASSHOLDERS_SELF_REGISTRATION", by.id)
    system = bodies.whole(bodies.part(call.fields, "cardSystem"), "id")
    person = bodies.oneself(call.fields, call.now, call.user.insz)
    holder = registration.register_oneself(call.state, call.now, by, person, system or 0)
    return Answer(body=_shape(call, holder))


def get_membership(call: Call) -> Answer:
    """Say what a membership would come to, without making it."""
    holder, system = _holder_and_system(call)
    by = organizer_in_query(call)
    social = call.flag("socialTariff") is True
    if social:
        need_extra(call, _SOCIAL, by.id)
    seen = memberships.preview(call.state, call.now, holder, system, by.id, social=social)
    return Answer(body=shapes.preview(call.state, call.now, holder, seen))


def post_membership(call: Call) -> Answer:
    """Make a membership; the passholder may come from any card system."""
    holder, system = _holder_and_system(call)
    by = _registrar(call)
    wish, moved = bodies.further_membership(call.fields, system), bodies.new_address(call.fields)
    if wish.social:
        _need_social(call, by, moved.postal_code if moved else holder.postal_code)
    memberships.join(call.state, call.now, holder, by.id, wish, moved)
    return Answer(201)


def _holder_and_system(call: Call) -> tuple[Passholder, int]:
    need_any(call)
    holder = passholder(call.state, call.parameters["passholderId"])
    return holder, card_system(call.state, int(call.parameters["cardSystemId"])).id


def get_new_price(call: Call) -> Answer:
    """Say what somebody without a UiTPAS pays."""
    if not call.identified:
        need_any(call)
    system = card_system(call.state, int(call.parameters["cardSystemId"]))
    postal_code = call.first("postalCode") or ""
    check_postal_code(postal_code)
    return _price(call, system.id, _born(call), postal_code)


def get_upgrade_price(call: Call) -> Answer:
    """Say what somebody with a UiTPAS pays; to search passholders must be allowed too."""
    access.need_somewhere(call.caller, "PASSHOLDERS_SEARCH")
    holder = holder_in_path(call)
    system = card_system(call.state, int(call.parameters["cardSystemId"]))
    today = call.now.astimezone(BRUSSELS).date()
    grown_up = today.replace(year=today.year - 30, day=1)
    return _price(call, system.id, holder.date_of_birth or grown_up, holder.postal_code)


def get_prices(call: Call) -> Answer:
    """List all prices of a card system for a kind of card."""
    system = card_system(call.state, int(call.parameters["cardSystemId"]))
    listed = price_list(call.state, system.id, CardType(call.first("cardType") or ""))
    return Answer(body=[shapes.price(each) for each in listed])


def _price(call: Call, system: int, born: date, postal_code: str) -> Answer:
    joining = Joining(
        age(born, call.now),
        postal_code,
        CardType(call.first("cardType") or ""),
        call.flag("socialTariff") is True,
    )
    region = call.state.card_systems[system]
    return Answer(body=shapes.price(membership_price(call.state, region, joining, call.first("voucher"))))


def _born(call: Call) -> date:
    try:
        return date.fromisoformat(call.first("dateOfBirth") or "")
    except ValueError:
        raise invalid_query("dateOfBirth: The data must match the 'date' format.") from None


def _shape(call: Call, holder: Passholder) -> dict[str, object]:
    return shapes.passholder(call.state, call.now, holder)


BEHAVIOURS: Mapping[str, Behaviour] = {
    "post-passholders": Behaviour(post_passholders),
    "post-passholders-me": Behaviour(post_me),
    "get-passholders-passholderId-memberships-cardSystemId": Behaviour(get_membership),
    "post-passholders-passholderId-memberships-cardSystemId": Behaviour(post_membership),
    "get-passholders-membership-prices-cardSystemId": Behaviour(get_new_price),
    "get-passholders-passholderId-membership-prices-cardSystemId": Behaviour(get_upgrade_price),
    "get-card-systems-cardsystemid-membership-prices": Behaviour(get_prices),
}
