"""Link passholders to accounts of UiTiD, in the steps that publiq prescribes."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

from attrs import evolve

from . import people_refusals
from .people import RegistrationToken
from .refusals import unauthorized
from .sequences import following
from .state import State
from .users import User
from .values import CardStatus, Passholder, PassType

TOKEN_LIFETIME = timedelta(hours=1)
_HEADER = "x-registration-token"


class EmailState(StrEnum):
    UITID_UNREGISTERED = "UITID_UNREGISTERED"
    UITID_REGISTERED = "UITID_REGISTERED"
    UITPAS_ALREADY_LINKED = "UITPAS_ALREADY_LINKED"


def make_token(state: State, now: datetime, uitpas_number: str, born: str) -> str:
    """Give a registration token to who knows a number and the date of birth with it; else refuse with 401."""
    card = state.cards.get(uitpas_number)
    holder = state.passholders.get(card.holder) if card and card.status is CardStatus.ACTIVE else None
    if (
        holder is None
        or holder.pass_type is not PassType.INDIVIDUAL
        or holder.date_of_birth is None
        or holder.date_of_birth.isoformat() != born
    ):
        raise unauthorized("The UiTPAS number and the date of birth do not belong together.")
    for expired in [t for t, each in state.registration_tokens.items() if each.expires <= now]:
        state.registration_tokens.drop(expired)
    token = str(uuid5(NAMESPACE_URL, f"uitkern:registration:{following(state, 'registration token', 1)}"))
    state.registration_tokens.put(token, RegistrationToken(holder.id, now + TOKEN_LIFETIME))
    return token


def holder_of_token(state: State, now: datetime, token: str | None) -> Passholder:
    """Take the passholder of a registration token; refused with `header/missing` or `header/invalid`."""
    if not token:
        raise people_refusals.invalid_header(_HEADER, missing=True)
    known = state.registration_tokens.get(token)
    holder = state.passholders.get(known.holder) if known and now < known.expires else None
    if holder is None:
        raise people_refusals.invalid_header(_HEADER)
    return holder


def linked_user(state: State, holder: str) -> User | None:
    return next((each for each in state.users.values() if each.passholder == holder), None)


def email_state(state: State, email: str) -> EmailState:
    """Say whether an account has this address, and whether it has a passholder already."""
    user = next((each for each in state.users.values() if each.email.casefold() == email.casefold()), None)
    if user is None:
        return EmailState.UITID_UNREGISTERED
    return EmailState.UITPAS_ALREADY_LINKED if user.passholder else EmailState.UITID_REGISTERED


def link(state: State, user: User, holder: Passholder) -> None:
    """Link an account to a passholder (`register-uitid-passholder`).

    Refused with `passholder-already-registered` or `uitid-already-registered` when either has one.
    """
    if linked_user(state, holder.id) is not None:
        raise people_refusals.passholder_already_registered()
    if user.passholder is not None:
        raise people_refusals.uitid_already_registered()
    state.users.put(user.id, evolve(user, passholder=holder.id))
