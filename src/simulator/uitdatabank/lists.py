"""Lists that UiTdatabank keeps for everybody: labels, holidays, regions and levels of education."""

from datetime import date, timedelta

from ..wire.messages import Answer
from ..wire.service import Call
from ..world.refusals import Refusal
from ..world.udb_labels import label
from ..world.udb_marks import label_of
from ..world.udb_values import Label
from . import refused

Json = dict[str, object]

_PER_PAGE, _LONGEST = 30, timedelta(days=366 * 2)
_FIXED = {
    (1, 1): "Nieuwjaar",
    (5, 1): "Dag van de Arbeid",
    (7, 21): "Nationale feestdag",
    (8, 15): "Onze-Lieve-Vrouw-Hemelvaart",
    (11, 1): "Allerheiligen",
    (11, 11): "Wapenstilstand",
    (12, 25): "Kerstmis",
}
_AFTER_EASTER = {1: "Paasmaandag", 39: "Onze-Lieve-Heer-Hemelvaart", 50: "Pinkstermaandag"}


def list_labels(call: Call) -> Answer:
    """List the labels whose name contains a text, those of UiTPAS included."""
    wanted = (call.first("query") or "").lower()
    found = sorted(
        (each for each in _all_labels(call) if wanted in each.name.lower()),
        key=lambda each: each.name.lower(),
    )
    start, limit = _number(call, "start", 0), _number(call, "limit", _PER_PAGE)
    body: Json = {
        "@context": "http://www.w3.org/ns/hydra/context.jsonld",
        "@type": "PagedCollection",
        "itemsPerPage": limit,
        "totalItems": len(found),
        "member": [_shape(each) for each in found[start : start + limit]],
    }
    return Answer(body=body)


def get_label(call: Call) -> Answer:
    """Show a label by its id or its name."""
    wanted = call.parameters["labelId"]
    for each in _all_labels(call):
        if wanted in (each.uuid, each.name):
            return Answer(body=_shape(each))
    raise refused.not_there("Label", wanted)


def _all_labels(call: Call) -> list[Label]:
    of_uitpas = (label(call.state, label_of(each)) for each in call.state.card_systems.values())
    return [*call.state.udb_labels.values(), *(each for each in of_uitpas if each is not None)]


def _shape(of: Label) -> Json:
    return {
        "uuid": of.uuid,
        "name": of.name,
        "visibility": "visible" if of.visible else "invisible",
        "privacy": "private" if of.private else "public",
        "excluded": False,
    }


def _number(call: Call, name: str, otherwise: int) -> int:
    value = call.first(name) or ""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 7 else otherwise


def get_holidays(call: Call) -> Answer:
    """List the public holidays of Belgium between two days, both included."""
    try:
        first = date.fromisoformat(call.first("startDate") or f"{call.now:%Y}-01-01")
        last = date.fromisoformat(call.first("endDate") or f"{first.year}-12-31")
    except ValueError:
        detail = "startDate and endDate should be in the format YYYY-MM-DD."
        raise Refusal("url/query-parameter-invalid", "Query parameter invalid", detail=detail) from None
    if first > last:
        raise Refusal(
            "uitdatabank/start-date-cannot-be-after-end-date", "Start date cannot be after end date"
        )
    if last - first > _LONGEST:
        raise Refusal("uitdatabank/date-range-exceeds-limit", "Date range exceeds limit")
    days = {day: name for year in range(first.year, last.year + 1) for day, name in _of_year(year).items()}
    listed = [
        {"startDate": day.isoformat(), "endDate": day.isoformat(), "name": {"nl": name}}
        for day, name in sorted(days.items())
        if first <= day <= last
    ]
    return Answer(body=listed)


def _of_year(year: int) -> dict[date, str]:
    easter = _easter(year)
    moving = {easter + timedelta(days=after): name for after, name in _AFTER_EASTER.items()}
    return {date(year, month, day): name for (month, day), name in _FIXED.items()} | moving


def _easter(year: int) -> date:
    """Find Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leaps, of_century = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - shift + 15) % 30
    week = (32 + 2 * of_century + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
