"""Search, and write what was found as a page of a Hydra collection."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from ..uitdatabank.projection import document_of
from ..uitdatabank.summaries import Wish, summary
from ..world.clock import BRUSSELS, read_instant
from ..world.refusals import not_found
from ..world.udb_values import Item, Kind, kind_of
from ..world.values import Event
from ..world.world import World
from .ages import shown_ages, shown_births
from .facets import facets
from .geography import regions_of
from .index import index_of
from .parameters import Given
from .ranking import Hits, one_of_each_production, ordered
from .wanted import Wanted

Json = dict[str, object]

_CONTEXT = "http://www.w3.org/ns/hydra/context.jsonld"
_PATHS = {Kind.EVENT: "events", Kind.PLACE: "places", Kind.ORGANIZER: "organizers"}
_NOT_SHOWN = ("metadata", "contributors")
_SUMMARIES = frozenset(
    f"{size}-{style}" for size in ("xs", "sm", "md", "lg", "xl") for style in ("text", "html")
)


def search(world: World, given: Given, wanted: Wanted, base: str) -> Json:
    """Search the index of a world; addresses of what is found lie under `base`."""
    summaries = _summaries(given)
    hits = [
        Hits(segment, found)
        for segment, alive in index_of(world).parts
        if (found := wanted.filter.within(segment) & alive)
    ]
    if wanted.grouped:
        hits = one_of_each_production(hits)
    items = ordered(hits, wanted) if hits else []
    page: Json = {
        "@context": _CONTEXT,
        "@type": "PagedCollection",
        "itemsPerPage": wanted.limit,
        "totalItems": sum(each.count for each in hits),
        "member": [_member(world, given, each, base, summaries) for each in items],
    }
    if wanted.facets:
        page["facet"] = facets(hits, wanted.facets)
    return page


def _member(world: World, given: Given, item: Item, base: str, summaries: list[str]) -> Json:
    """Write what is found: its address alone, or all of it as the index knows it."""
    kind = kind_of(item)
    if given.flag("embed"):
        shape = _embedded(world, item, base, with_prices=given.flag("embedUitpasPrices") is True)
    else:
        shape = _reference(item, base)
    if summaries and kind is not Kind.ORGANIZER:
        shape["calendarSummary"] = _calendar_summary(item, summaries)
    return shape


def _reference(item: Item, base: str) -> Json:
    kind = kind_of(item)
    return {"@id": f"{base}/{_PATHS[kind]}/{item.id}", "@type": kind.value.capitalize()}


def _embedded(world: World, item: Item, base: str, *, with_prices: bool) -> Json:
    shape = document_of(world, item, base, with_uitpas_prices=with_prices)
    for name in _NOT_SHOWN:
        shape.pop(name, None)
    where = shape.get("location") if isinstance(item, Event) else shape
    regions = regions_of(_address(cast("Mapping[str, object]", where or {})))
    if regions:
        shape["regions"] = regions
    if isinstance(item, Event):
        _convert_ages(item, shape, world.clock.now())
    return shape


def _address(document: Mapping[str, object]) -> Mapping[str, str]:
    languages = cast("Mapping[str, Mapping[str, str]]", document.get("address", {}))
    return languages.get(str(document.get("mainLanguage"))) or next(iter(languages.values()), {})


def _convert_ages(item: Event, shape: Json, now: datetime) -> None:
    """Add the ages that dates of birth mean, or the dates that ages mean."""
    stored = item.document
    begin = read_instant(str(stored["startDate"])) if "startDate" in stored else now
    on = begin.astimezone(BRUSSELS).date()
    if "birthdateRange" in stored:
        shape["typicalAgeRangeConverted"] = shown_ages(stored, on)
    else:
        births = shown_births(stored, on)
        if births is not None:
            shape["birthdateRangeConverted"] = births


def _summaries(given: Given) -> list[str]:
    """Read which summaries are wanted, such as `lg-text`."""
    asked = given.many("embedCalendarSummaries")
    for each in asked:
        if each not in _SUMMARIES:
            raise not_found(f"Invalid calendar summary format '{each}' given.")
    return asked


def _calendar_summary(item: Item, asked: list[str]) -> Json:
    held: dict[str, Json] = {}
    for each in asked:
        size, _, style = each.partition("-")
        wish = Wish("lg" if size == "xl" else size, style == "html", None)
        held.setdefault(style, {})[size] = summary(dict(item.document), wish)
    return {"nl": held}
