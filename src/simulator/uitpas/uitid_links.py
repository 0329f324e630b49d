"""What the operations that link passholders to UiTiD do, by operationId."""

import base64
import binascii
from collections.abc import Mapping

from ..wire.call import Call
from ..wire.messages import Answer
from ..wire.service import Behaviour
from ..world import refusals, uitid_links
from ..world.cards import main_card
from ..world.values import Passholder
from .families import TOKEN_HEADER


def get_registration_token(call: Call) -> Answer:
    """Read the number and the date of birth of a passholder from basic credentials."""
    number, born = _credentials(call.request.headers.get("authorization", ""))
    token = uitid_links.make_token(call.state, call.now, number, born)
    return Answer(body={"token": token}, headers=(("cache-control", "no-store"),))


def _credentials(header: str) -> tuple[str, str]:
    scheme, _, encoded = header.partition(" ")
    try:
        number, separator, born = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        separator = number = born = ""
    if scheme.casefold() != "basic" or not separator:
        raise refusals.unauthorized("Basic credentials of a passholder are needed.")
    return number.strip(), born.strip()


def _holder(call: Call) -> Passholder:
    return uitid_links.holder_of_token(call.state, call.now, call.request.headers.get(TOKEN_HEADER))


def get_status(call: Call) -> Answer:
    """Say whether the passholder of a registration token has a UiTiD, and which e-mail address is known."""
    holder = _holder(call)
    user = uitid_links.linked_user(call.state, holder.id)
    card = main_card(call.state, holder)
    if card is None:
        raise refusals.unauthorized("The passholder has no card any more.")
    body: dict[str, object] = {
        "uitpasNumber": card.number,
        "state": "REGISTERED" if user else "UNREGISTERED",
    }
    email = user.email if user else holder.profile.email
    return Answer(body=body | ({"email": email} if email is not None else {}))


def get_email(call: Call) -> Answer:
    state = uitid_links.email_state(call.state, call.parameters["email"])
    return Answer(body={"state": state})


def register(call: Call) -> Answer:
    """Link the user who is logged in to the passholder of the registration token."""
    call.need_somewhere()
    holder = _holder(call)
    if call.user is None:
        raise refusals.forbidden("This operation takes a user access token only.")
    uitid_links.link(call.state, call.user, holder)
    return Answer(201)


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-uitid-passholder-registration-token": Behaviour(get_registration_token),
    "get-uitid-passholder-status": Behaviour(get_status),
    "get-uitid-email": Behaviour(get_email),
    "register-uitid-passholder": Behaviour(register),
}
