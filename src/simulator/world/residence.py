"""Check where people live against the cities of the card systems."""

import re

from . import people_refusals
from .state import State
from .values import CardSystem

_BELGIAN = re.compile(r"[1-9]\d{3}", re.ASCII)
ABROAD = "0000"


def lives_in(system: CardSystem, postal_code: str) -> bool:
    return any(city.postal_code == postal_code for city in system.cities)


def check_postal_code(postal_code: str) -> None:
    """Refuse what is neither a Belgian postal code nor `0000` with `invalid-postal-code`."""
    if postal_code != ABROAD and not _BELGIAN.fullmatch(postal_code):
        raise people_refusals.invalid_postal_code()


def check_city(state: State, postal_code: str, city: str) -> None:
    """Refuse a Belgian address that cannot be with `invalid-city`.

    Names are compared where a card system knows the postal code; the names of all its cities do, because
    people write the name of the municipality for that of a part of it.
    """
    if not _BELGIAN.fullmatch(postal_code):
        raise people_refusals.invalid_city()
    systems = [each for each in state.card_systems.values() if lives_in(each, postal_code)]
    names = {each.name.casefold() for system in systems for each in system.cities}
    if names and city.strip().casefold() not in names:
        raise people_refusals.invalid_city()
