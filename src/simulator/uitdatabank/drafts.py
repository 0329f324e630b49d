"""Read the body of `event-post` into a draft, or refuse it as UiTdatabank does."""

from typing import cast

from ..world.clock import read_instant
from ..world.events import EventDraft
from ..world.money import to_cents
from ..world.refusals import invalid_data
from ..world.values import WorkflowStatus
from .legacy import converted
from .rules import broken_rules, id_in
from .schema import EVENT, Error
from .taxonomy import OBSOLETE_DOMAINS, TERMS

Json = dict[str, object]

BASE_NAME = {"nl": "Basistarief", "fr": "Tarif de base", "en": "Base tariff", "de": "Basisrate"}
_NOT_OF_THE_DOCUMENT = ("location", "organizer", "workflowStatus", "availableFrom", "@id", "id")


def draft_of(body: object) -> EventDraft:
    """Convert, complete and validate a body; the first kind of mistake ends it, named at every place."""
    if not isinstance(body, dict):
        raise invalid_data(("/", _root_error(body)))
    event = converted(body)
    _refuse(_complete_terms(event))
    _complete_prices(event)
    _refuse(list(EVENT(event, "")))
    _refuse(broken_rules(event))
    _keep_public_labels(event)
    language = str(event["mainLanguage"])
    available = event.get("availableFrom")
    return EventDraft(
        title=str(cast("Json", event["name"])[language]),
        document={name: value for name, value in event.items() if name not in _NOT_OF_THE_DOCUMENT},
        place=id_in(event["location"]) or "",
        organizer=id_in(event.get("organizer")),
        base_price=_base_price(event),
        workflow_status=WorkflowStatus(str(event.get("workflowStatus", "DRAFT"))),
        available_from=read_instant(str(available)) if available is not None else None,
    )


def _root_error(body: object) -> str:
    if isinstance(body, list):
        return "The data (array) must match the type: object"
    return "Root element must be an array or object"


def _refuse(errors: list[Error]) -> None:
    if errors:
        raise invalid_data(*errors)


def _complete_terms(event: Json) -> list[Error]:
    """Overwrite labels and domains from the taxonomy, and drop obsolete domains."""
    terms = event.get("terms")
    if not isinstance(terms, list):
        return []
    errors: list[Error] = []
    kept: list[object] = []
    for index, term in enumerate(terms):
        if not isinstance(term, dict) or not isinstance(term.get("id"), str):
            kept.append(term)
        elif term.get("domain") in OBSOLETE_DOMAINS:
            continue
        elif not term["id"]:
            errors.append((f"/terms/{index}/id", "Category ID should not be empty."))
        elif term["id"] not in TERMS:
            errors.append((f"/terms/{index}/id", f"The term {term['id']} does not exist or is not supported"))
        else:
            known = TERMS[term["id"]]
            kept.append({"id": known.id, "label": known.label, "domain": known.domain})
    event["terms"] = kept
    return errors


def _complete_prices(event: Json) -> None:
    """Give the base price its fixed names, and leave out what only UiTPAS may write."""
    prices = event.get("priceInfo")
    if not isinstance(prices, list):
        return
    completed = [_completed_price(price) for price in prices]
    event["priceInfo"] = [p for p in completed if not (isinstance(p, dict) and p.get("category") == "uitpas")]


def _completed_price(price: object) -> object:
    if not isinstance(price, dict):
        return price
    named = {**price, "name": BASE_NAME} if price.get("category") == "base" else dict(price)
    named.setdefault("priceCurrency", "EUR")
    return named


def _keep_public_labels(event: Json) -> None:
    """Drop the labels that only UiTPAS may set, silently."""
    for name in ("labels", "hiddenLabels"):
        if name in event:
            labels = cast("list[str]", event[name])
            event[name] = [each for each in labels if not _is_reserved(each)]


def _is_reserved(label: str) -> bool:
    return label.startswith("UiTPAS ") or label == "Paspartoe"


def _base_price(event: Json) -> int | None:
    prices = cast("list[Json]", event.get("priceInfo", []))
    base = next((price for price in prices if price["category"] == "base"), None)
    return None if base is None else to_cents(cast("float", base["price"]))
