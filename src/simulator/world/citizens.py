"""What the government knows of people, and the proof of it that an order carries."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from attrs import evolve, frozen

from . import refusals
from . import rights_refusals as refused
from .order import Validated, Validation
from .pkce import fits
from .state import State
from .values import CardStatus, Passholder, PassType, SocialTariffStatus

CODE_LIFETIME = timedelta(minutes=5)
TOKEN_LIFETIME = timedelta(hours=1)
PROOF_LIFETIME = timedelta(hours=4)


@frozen(slots=False, repr=False)
class Known:
    """A person with what the government tells; `proof` is the identity token for an order."""

    insz: str
    family_name: str
    given_name: str
    has_social_tariff: bool
    street: str | None
    postal_code: str | None
    city: str | None
    uitpas_number: str | None
    proof: Validated


def people(state: State) -> list[tuple[str, str]]:
    """List whom one can log in as with the government's keys: INSZ number and name."""
    citizens = [(each.insz, f"{each.given_name} {each.family_name}") for each in state.citizens.values()]
    holders = [
        (each.insz, f"{each.first_name} {each.profile.name}".strip())
        for each in state.passholders.values()
        if each.insz is not None and each.pass_type is PassType.INDIVIDUAL
    ]
    return citizens + [each for each in holders if each[0] not in state.citizens]


def make_code(state: State, now: datetime, insz: str, challenge: str) -> str:
    """Give the code that a person comes back with."""
    return _kept(state, Validation(token_urlsafe(24), insz, challenge, now + CODE_LIFETIME, is_code=True))


def exchange(state: State, now: datetime, code: str, verifier: str) -> str:
    """Turn a code into a token, once; refused as invalid data."""
    found = state.validations.get(code)
    if found is None or not found.is_code or found.expires <= now:
        raise refusals.invalid_data(("/code", "The code is unknown, was used or has expired."))
    state.validations.drop(code)
    if not fits(found.challenge, verifier):
        raise refusals.invalid_data(("/codeVerifier", "The verifier does not fit the challenge."))
    token = token_urlsafe(32)
    return _kept(state, evolve(found, token=token, expires=now + TOKEN_LIFETIME, is_code=False))


def who(state: State, now: datetime, token: str) -> tuple[Known, list[Known]]:
    """Tell of the person behind a token, and of the children; refused with 401."""
    found = state.validations.get(token)
    if found is None or found.is_code or found.expires <= now:
        raise refusals.unauthorized("The social tariff validation token is not valid.")
    citizen = state.citizens.get(found.insz)
    children = citizen.children if citizen else ()
    return _known(state, now, found.insz), [_known(state, now, each) for each in children]


def check_proof(state: State, now: datetime, proof: str, insz: str | None) -> None:
    """Refuse a proof that is not of this person, not of a right, or too old."""
    found = state.validated.get(proof)
    if found is None or found.expires <= now or found.insz != insz or not found.has_social_tariff:
        raise refused.invalid_validation_token()


def _known(state: State, now: datetime, insz: str) -> Known:
    citizen, holder = state.citizens.get(insz), state.passholders.get(state.insz.get(insz))
    entitled = citizen.has_social_tariff if citizen else holder is not None and _is_entitled(holder, now)
    proof = Validated(token_urlsafe(32), insz, entitled, now + PROOF_LIFETIME)
    state.validated.put(proof.token, proof)
    number = _number(state, holder) if holder else None
    if citizen is not None:
        return Known(
            insz,
            citizen.family_name,
            citizen.given_name,
            entitled,
            citizen.street,
            citizen.postal_code,
            citizen.city,
            number,
            proof,
        )
    if holder is None:
        return Known(insz, "", "", entitled, None, None, None, None, proof)
    home = holder.profile.address
    return Known(
        insz,
        holder.profile.name,
        holder.first_name,
        entitled,
        home.street,
        holder.postal_code,
        home.city,
        number,
        proof,
    )


def _is_entitled(holder: Passholder, now: datetime) -> bool:
    return any(each.status(now) is SocialTariffStatus.ACTIVE for each in holder.memberships)


def _number(state: State, holder: Passholder) -> str | None:
    cards = [state.cards[number] for number in state.cards_of.of(holder.id)]
    return next((card.number for card in cards if card.status is CardStatus.ACTIVE), None)


def _kept(state: State, validation: Validation) -> str:
    state.validations.put(validation.token, validation)
    return validation.token
