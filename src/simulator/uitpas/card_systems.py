"""What the operations of card systems do, by operationId."""

from collections.abc import Mapping, Sequence

from ..wire.messages import Answer
from ..wire.service import Behaviour, Call, invalid_query
from ..world import organizers, people_refusals, residence, rights_refusals
from ..world.values import CardSystem, City
from .shapes import card_system


def get_card_systems(call: Call) -> Answer:
    """Search card systems, the permanent ones unless asked otherwise."""
    codes = call.all("postalCode")
    for code in codes:
        residence.check_postal_code(code)
    permanent = call.flag("permanent")
    found = organizers.card_systems(
        call.state, permanent=permanent is not False, cities=call.all("city"), postal_codes=codes
    )
    return call.page(_sorted(call, found), card_system)


def get_card_system(call: Call) -> Answer:
    return Answer(body=card_system(_named(call)))


def get_social_tariff_settings(call: Call) -> Answer:
    """Say whether people with a postal code may ask the social tariff online (deprecated)."""
    system, code = _named(call), call.first("postalCode") or ""
    _cities(system, [code])
    return Answer(body={"postalCode": code, "allowsCardlessRegistration": system.cardless})


def get_city_settings(call: Call) -> Answer:
    system = _named(call)
    return Answer(
        body=[
            {
                "city": city.name,
                "allowsCardlessRegistration": system.cardless,
                "contactEmail": system.contact,
            }
            for city in _cities(system, call.all("postalCode"))
        ]
    )


def _named(call: Call) -> CardSystem:
    given = call.parameters["cardSystemId"]
    found = call.state.card_systems.get(int(given)) if given.isdecimal() else None
    if found is None:
        raise people_refusals.card_system_not_found()
    return found


def _cities(system: CardSystem, codes: Sequence[str]) -> list[City]:
    """Take the cities with postal codes, all without; refused for a code that is none, or of elsewhere."""
    for code in codes:
        residence.check_postal_code(code)
        if not residence.lives_in(system, code):
            raise rights_refusals.postal_code_not_in_card_system(code)
    return [each for each in system.cities if not codes or each.postal_code in codes]


def _sorted(call: Call, found: list[CardSystem]) -> list[CardSystem]:
    order = call.first("sort")
    if order is None:
        return found
    field, down = order.removeprefix("-"), order.startswith("-")
    if field == "name":
        return sorted(found, key=lambda each: each.name.casefold(), reverse=down)
    if field != "postalCode":
        raise invalid_query(f"sort: {field} is not a field to sort by.")
    centre = call.first("postalCodeSort")
    if centre is None:
        raise rights_refusals.postal_code_required()
    residence.check_postal_code(centre)
    return sorted(found, key=lambda each: organizers.distance(each, centre), reverse=down)


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-card-systems": Behaviour(get_card_systems),
    "get-cardsystems-cardsystemid": Behaviour(get_card_system),
    "get-cardsystems-cardsystemid-social-tariff-settings": Behaviour(get_social_tariff_settings),
    "get-cardsystems-cardsystemid-city-settings": Behaviour(get_city_settings),
}
