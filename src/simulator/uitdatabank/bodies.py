"""Take the body of an event or place through UiTdatabank's stages, each of which may refuse it."""

from typing import cast

from ..world.refusals import invalid_data
from ..world.state import State
from . import rules
from .legacy import converted, converted_place
from .rules import last_part
from .schema import Check, Error
from .schemas import EVENT, PLACE
from .taxonomy import EVENTS, OBSOLETE_DOMAINS, PLACES, TERMS, as_json

Json = dict[str, object]

BASE_NAME = {"nl": "Basistarief", "fr": "Tarif de base", "en": "Base tariff", "de": "Basisrate"}


def event_body(state: State, body: object) -> Json:
    """Convert, complete and check the body of an event; the first kind of mistake ends it."""
    event = converted(root(body))
    _complete(state, event, EVENTS)
    fit(EVENT, event)
    rules.check(event, rules.OF_EVENTS)
    _check_addresses(event)
    rules.check_overnight(event)
    return event


def place_body(state: State, body: object) -> Json:
    """Do the same for the body of a place."""
    place = converted_place(root(body))
    _complete(state, place, PLACES)
    fit(PLACE, place)
    rules.check(place, rules.OF_PLACES)
    _check_addresses(place)
    return place


def root(body: object) -> Json:
    """Take an object, or refuse what is none."""
    if isinstance(body, dict):
        return body
    if isinstance(body, list):
        raise invalid_data(("/", "The data (array) must match the type: object"))
    raise invalid_data(("/", "Root element must be an array or object"))


def fit(schema: Check, body: object) -> None:
    """Refuse what does not fit a schema, with every mistake."""
    if not isinstance(body, dict | list):
        raise invalid_data(("/", "Root element must be an array or object"))
    _refuse(list(schema(body, "")))


def _refuse(errors: list[Error]) -> None:
    if errors:
        raise invalid_data(*errors[:100])


def _complete(state: State, body: Json, scope: str) -> None:
    _refuse(_complete_terms(body, scope))
    if isinstance(body.get("priceInfo"), list):
        body["priceInfo"] = completed_prices(cast("list[object]", body["priceInfo"]))
    _refuse(_unknown_images(state, body))


def _complete_terms(body: Json, scope: str) -> list[Error]:
    """Overwrite labels and domains from the taxonomy, and drop obsolete domains."""
    terms = body.get("terms")
    if not isinstance(terms, list):
        return []
    errors: list[Error] = []
    kept: list[object] = []
    for index, term in enumerate(terms):
        if not isinstance(term, dict) or not isinstance(term.get("id"), str):
            kept.append(term)
        elif str(term.get("domain")) in OBSOLETE_DOMAINS:
            continue
        elif not term["id"]:
            errors.append((f"/terms/{index}/id", "Category ID should not be empty."))
        elif term["id"] not in TERMS or scope not in TERMS[term["id"]].scope:
            errors.append((f"/terms/{index}/id", f"The term {term['id']} does not exist or is not supported"))
        else:
            kept.append(as_json(TERMS[term["id"]]))
    body["terms"] = kept
    return errors


def completed_prices(prices: list[object]) -> list[object]:
    """Give the base price its fixed names and every price its currency; what UiTPAS writes is left out."""
    completed = [_completed_price(price) for price in prices]
    return [each for each in completed if not (isinstance(each, dict) and each.get("category") == "uitpas")]


def _completed_price(price: object) -> object:
    if not isinstance(price, dict):
        return price
    named = {**price, "name": BASE_NAME} if price.get("category") == "base" else dict(price)
    named.setdefault("priceCurrency", "EUR")
    return named


def _unknown_images(state: State, body: Json) -> list[Error]:
    linked = body.get("mediaObject")
    errors: list[Error] = []
    for index, each in enumerate(linked if isinstance(linked, list) else ()):
        address = each.get("@id") if isinstance(each, dict) else None
        if isinstance(address, str) and last_part(address) not in state.udb_images:
            text = f'Image with @id "{address}" (id "{last_part(address)}") does not exist.'
            errors.append((f"/mediaObject/{index}/@id", text))
    return errors


def _check_addresses(body: Json) -> None:
    booking = cast("Json", body.get("bookingInfo", {}))
    contact = cast("dict[str, list[str]]", body.get("contactPoint", {}))
    single = [each for each in (body.get("onlineUrl"), booking.get("url")) if each is not None]
    rules.check_urls([*single, *(url for url in contact.get("url", []) if url)])
