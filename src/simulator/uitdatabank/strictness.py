"""Refuse at the Entry API what publiq tolerates and advises against, in a world that is strict."""

import json
from collections.abc import Iterator

from ..readings.declared import declare
from ..wire.call import Call
from ..world.refusals import invalid_data, not_found
from .legacy import OLDER
from .schema import Error

_PRICES = ("event-price-info-put", "place-price-info-put")
_COMPUTED = "UiTPAS computes its own prices; leave them out."


def refuse_strictly(call: Call) -> None:
    """Refuse deprecated operations, older paths and verbs, and prices that are UiTPAS's own to compute."""
    name = call.operation.operation_id
    if call.operation.deprecated or name.startswith(OLDER) or "import" in name:
        declare(call, 404, "url/not-found")
        raise not_found(f"{name} is for older integrations, and this world is strict.")
    if _is_rewritten(call):
        declare(call, 404, "url/not-found")
        raise not_found("This is an older path, and this world is strict.")
    errors = list(_computed_prices(call))
    if errors:
        raise invalid_data(*errors)


def _is_rewritten(call: Call) -> bool:
    """Say whether the path was written in an older way than the operation's."""
    template = call.operation.path.strip("/").split("/")
    given = call.request.path.strip("/").split("/")[-len(template) :]
    return any(part != wanted for part, wanted in zip(given, template, strict=False) if "{" not in wanted)


def _computed_prices(call: Call) -> Iterator[Error]:
    if call.request.method not in ("POST", "PUT"):
        return
    try:
        body: object = json.loads(call.request.body)
    except (ValueError, RecursionError):
        return
    inside = call.operation.operation_id not in _PRICES
    prices = body.get("priceInfo") if inside and isinstance(body, dict) else body
    for index, price in enumerate(prices if isinstance(prices, list) else ()):
        if isinstance(price, dict) and _is_computed(price):
            yield f"{'/priceInfo' if inside else ''}/{index}", _COMPUTED


def _is_computed(price: dict[str, object]) -> bool:
    names = price.get("name")
    words = " ".join(map(str, names.values())) if isinstance(names, dict) else ""
    return price.get("category") == "uitpas" or "kansentarief" in words.lower()
