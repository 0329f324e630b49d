"""Order passes online: an order is priced, paid, and then makes its passholders."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from secrets import token_urlsafe
from uuid import NAMESPACE_URL, uuid5

from attrs import evolve, frozen

from . import people_refusals, refusals, registration, uitid_links
from . import rights_refusals as refused
from .citizens import check_proof
from .memberships import Wish, claim
from .order import Order, OrderStatus, Registration
from .people import RegistrationToken
from .profiles import age
from .refusals import Refusal
from .registration import Person
from .residence import lives_in
from .sequences import following
from .state import State
from .values import CardType, Organizer, Passholder
from .vouchers import Joining, card_system, membership_price

CUSTOM_TOKEN_LIFETIME = timedelta(hours=24)
REGISTRATION_TOKEN_LIFETIME = timedelta(hours=1)


@frozen(slots=False, repr=False)
class Wanted:
    """A person to order for; `document` is what was asked, `proof` the identity token for a social tariff."""

    document: dict[str, object]
    person: Person
    organizer: str
    card_system: int | None = None
    voucher: str | None = None
    proof: str | None = None


def place(
    state: State, now: datetime, wanted: Sequence[Wanted], after_payment: str | None, after_cancel: str | None
) -> Order:
    """Place an order (`post-orders`); a free one is completed at once.

    Refused with `organizer-not-found`, `cardsystem-not-found`, `invalid-city`, `invalid-insz-number`,
    `insz-already-used`, `email-already-used`, `invalid-voucher-code` and
    `invalid-social-tariff-validation-token`.
    """
    _check_together(state, wanted)
    registrations = tuple(_priced(state, now, each) for each in wanted)
    number = following(state, "order", 1)
    order = Order(
        id=str(uuid5(NAMESPACE_URL, f"uitkern:order:{number}")),
        created=now,
        status=OrderStatus.PENDING_PAYMENT,
        registrations=registrations,
        custom_token=token_urlsafe(24),
        payment_token=token_urlsafe(24),
        after_payment=after_payment,
        after_cancelling=after_cancel,
    )
    state.orders.put(order.id, order)
    return order


def order_by_id(state: State, order_id: str) -> Order:
    """Take an order as it is now; refused with 404.

    One that waits for an account of UiTiD is completed once its first person has one.
    """
    order = state.orders.get(order_id)
    if order is None:
        raise refusals.not_found("There is no such order.")
    holder = order.registrations[0].holder
    waits = order.status is OrderStatus.PENDING_UITID_CONNECT
    if waits and holder is not None and uitid_links.linked_user(state, holder) is not None:
        order = _stored(state, evolve(order, status=OrderStatus.COMPLETED, registration_token=None))
    return order


def order_to_pay(state: State, token: str) -> Order:
    """Take the order of a payment page; refused with 404."""
    found = next((each for each in state.orders.values() if each.payment_token == token), None)
    if found is None:
        raise refusals.not_found("There is no such payment.")
    return found


def check_custom_token(order: Order, now: datetime, token: str) -> None:
    """Refuse with 401 a token that is not this order's, or too old."""
    if token != order.custom_token or now >= order.created + CUSTOM_TOKEN_LIFETIME:
        raise refusals.unauthorized("The custom token is not that of this order, or has expired.")


def pay(state: State, now: datetime, order: Order, read: Callable[[Registration], Person]) -> Order:
    """Make the passholders of a paid order, all or none; when one cannot be made the order is cancelled.

    `read` gives the person of a registration.
    """
    if order.status is not OrderStatus.PENDING_PAYMENT:
        return order
    before = state.freeze()
    try:
        made = tuple(_registered(state, now, each, read(each)) for each in order.registrations)
    except Refusal:
        state.thaw(before)
        return cancel(state, order)
    token = str(uuid5(NAMESPACE_URL, f"uitkern:order-token:{order.id}"))
    known = RegistrationToken(made[0].holder or "", now + REGISTRATION_TOKEN_LIFETIME)
    state.registration_tokens.put(token, known)
    status = OrderStatus.PENDING_UITID_CONNECT
    return _stored(state, evolve(order, status=status, registrations=made, registration_token=token))


def cancel(state: State, order: Order) -> Order:
    """Give up an order that was not paid."""
    if order.status is not OrderStatus.PENDING_PAYMENT:
        return order
    return _stored(state, evolve(order, status=OrderStatus.CANCELLED))


def _check_together(state: State, wanted: Sequence[Wanted]) -> None:
    """Refuse what two persons of one order cannot both have, and the address of somebody else's account."""
    numbers = [each.person.insz for each in wanted if each.person.insz is not None]
    if len(set(numbers)) < len(numbers):
        raise people_refusals.insz_already_used()
    vouchers = [each.voucher for each in wanted if each.voucher is not None]
    if len(set(vouchers)) < len(vouchers):
        raise people_refusals.invalid_voucher()
    email = wanted[0].person.profile.email
    linked = uitid_links.EmailState.UITPAS_ALREADY_LINKED
    if email is not None and uitid_links.email_state(state, email) is linked:
        raise people_refusals.email_already_used()


def _priced(state: State, now: datetime, wanted: Wanted) -> Registration:
    by = state.organizers.get(wanted.organizer)
    if by is None or not by.card_systems:
        raise refused.organizer_not_found(wanted.organizer, 400)
    system = _card_system(state, by, wanted)
    registration.check_insz(wanted.person.insz)
    social = wanted.proof is not None
    region = registration.of_organizer(state, by, system)
    registration.check_residence(state, wanted.person, region if social else None)
    if wanted.person.insz is not None and wanted.person.insz in state.insz:
        raise people_refusals.insz_already_used()
    if wanted.proof is not None:
        check_proof(state, now, wanted.proof, wanted.person.insz)
    claim(state, Wish(system, CardType.DIGITAL, voucher=wanted.voucher))
    years = age(wanted.person.born, now)
    joining = Joining(years, wanted.person.postal_code, CardType.DIGITAL, social)
    price = membership_price(state, card_system(state, system, 400), joining, wanted.voucher).price
    serial = following(state, "passholder registration", 1)
    return Registration(serial, now, wanted.document, by.id, system, price)


def _card_system(state: State, by: Organizer, wanted: Wanted) -> int:
    """Take the card system asked, else the one of the organizer where a person lives, else its first."""
    if wanted.card_system is not None:
        return wanted.card_system
    near = (each for each in by.card_systems if lives_in(state.card_systems[each], wanted.person.postal_code))
    return next(near, by.card_systems[0])


def _registered(state: State, now: datetime, order: Registration, person: Person) -> Registration:
    document = order.document
    voucher = document.get("registrationVoucher")
    wish = Wish(
        order.card_system,
        CardType.DIGITAL,
        social="registrationSocialTariff" in document,
        voucher=str(voucher) if voucher else None,
    )
    holder: Passholder = registration.register(
        state, now, state.organizers[order.organizer], person, wish, None
    )
    return evolve(order, holder=holder.id)


def _stored(state: State, order: Order) -> Order:
    state.orders.put(order.id, order)
    return order
