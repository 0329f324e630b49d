"""What the operations of orders do, by operationId, and the page where an order is paid."""

from collections.abc import Mapping
from typing import cast
from urllib.parse import urlencode, urlsplit

from ..uitid.pages import fields_of
from ..wire.html import form, html, paragraph, see_other
from ..wire.messages import Answer
from ..wire.problems import problem
from ..wire.service import Behaviour, Call, page
from ..world import orders, refusals
from ..world.money import to_euros
from ..world.order import Order, OrderStatus, Registration
from ..world.orders import Wanted
from ..world.refusals import Refusal
from . import person_bodies
from .shapes import Json, instant

Body = Mapping[str, object]


def post_order(call: Call) -> Answer:
    """Place an order; a free one is completed at once."""
    body = call.fields
    bodies = [
        body["mainPassholderRegistration"],
        *cast("list[Body]", body.get("extraPassholderRegistrations", [])),
    ]
    wanted = [_wanted(call, cast("dict[str, object]", each)) for each in bodies]
    for each in wanted:
        if each.organizer in call.state.organizers:
            call.need_for(each.organizer)
    call.need_somewhere()
    after = (_address(body, "redirectUrlAfterPayment"), _address(body, "redirectUrlAfterCancelPayment"))
    order = orders.place(call.state, call.now, wanted, *after)
    if order.total == 0:
        order = _paid(call, order)
    return Answer(body=_shape(call, order, in_full=not call.identified))


def get_order(call: Call) -> Answer:
    """Show an order to who may; without the persons to who has its own token or no more than an id."""
    in_full = call.custom_token is None and not call.identified
    if in_full:
        call.need_somewhere()
    order = orders.order_by_id(call.state, call.parameters["orderId"])
    if call.custom_token is not None:
        orders.check_custom_token(order, call.now, call.custom_token)
    elif in_full:
        call.need_for(order.registrations[0].organizer)
    return Answer(body=_shape(call, order, in_full=in_full))


def show_payment(call: Call) -> Answer:
    """Show what there is to pay; no money is needed."""
    try:
        order = orders.order_to_pay(call.state, call.parameters["token"])
    except Refusal as refusal:
        return problem(refusal)
    euros = f"{order.total / 100:.2f}".replace(".", ",")
    if order.status is not OrderStatus.PENDING_PAYMENT:
        return html("Betalen", paragraph("Deze bestelling wacht niet meer op een betaling."))
    body = paragraph(f"Te betalen: {euros} euro. Dit is een simulator: er wordt niets afgerekend.")
    return html("Betalen", body + form([], "", [], "Betalen", "Annuleren"))


def decide_payment(call: Call) -> Answer:
    """Take a payment or its refusal, and send the person back."""
    try:
        order = orders.order_to_pay(call.state, call.parameters["token"])
    except Refusal as refusal:
        return problem(refusal)
    approved = fields_of(call.request).get("decision") == "approve"
    order = _paid(call, order) if approved else orders.cancel(call.state, order)
    is_paid = order.status is not OrderStatus.CANCELLED
    back = order.after_payment if is_paid else order.after_cancelling
    if back is None:
        return html(
            "Betalen", paragraph("Je bestelling is betaald." if is_paid else "Je bestelling is geannuleerd.")
        )
    given = urlencode({"orderId": order.id, "customToken": order.custom_token})
    return see_other(f"{back}{'&' if urlsplit(back).query else '?'}{given}")


def _paid(call: Call, order: Order) -> Order:
    return orders.pay(call.state, call.now, order, lambda each: person_bodies.person(each.document, call.now))


def _wanted(call: Call, document: dict[str, object]) -> Wanted:
    right = document.get("registrationSocialTariff")
    proof = cast("Body", right).get("idToken") if right is not None else None
    if right is not None and proof is None:
        raise refusals.invalid_data(("/registrationSocialTariff/idToken", "The identity token is missing"))
    system = document.get("registrationCardSystemId")
    return Wanted(
        document=document,
        person=person_bodies.person(document, call.now),
        organizer=str(cast("Body", document["registrationOrganizer"])["id"]),
        card_system=system if isinstance(system, int) else None,
        voucher=person_bodies.text(document, "registrationVoucher"),
        proof=str(proof) if proof is not None else None,
    )


def _address(body: Body, name: str) -> str | None:
    value = person_bodies.text(body, name)
    if value is not None and not value.startswith(("http://", "https://")):
        raise refusals.invalid_data((f"/{name}", "The data must match the 'uri' format"))
    return value


def _shape(call: Call, of: Order, *, in_full: bool) -> Json:
    main, *extra = of.registrations
    shape: Json = {
        "id": of.id,
        "status": of.status,
        "email": str(main.document.get("email") or "onbekend@uitpas.test"),
        "totalPrice": to_euros(of.total),
        "customToken": of.custom_token,
    }
    if of.status is OrderStatus.PENDING_PAYMENT:
        shape["paymentUrl"] = f"{call.base}/payments/{of.payment_token}"
    if of.status is OrderStatus.PENDING_UITID_CONNECT:
        shape["registrationToken"] = of.registration_token
    if in_full:
        shape["mainPassholderRegistration"] = _registration(main)
        shape["extraPassholderRegistrations"] = [_registration(each) for each in extra]
    return shape


def _registration(of: Registration) -> Json:
    shape = {name: value for name, value in of.document.items() if name != "registrationSocialTariff"}
    if "registrationSocialTariff" in of.document:
        shape["registrationSocialTariff"] = {"requested": True}
    return shape | {"id": of.id, "creationDate": instant(of.created)}


BEHAVIOURS: Mapping[str, Behaviour] = {
    "post-orders": Behaviour(post_order),
    "get-orders-orderid": Behaviour(get_order),
}
PAGES = (
    page("payment-page", "GET", "/payments/{token}", show_payment),
    page("payment-decision", "POST", "/payments/{token}", decide_payment),
)
