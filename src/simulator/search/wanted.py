"""Turn the parameters of a search into what to find, in which order, and what to show of it."""

from __future__ import annotations

from datetime import datetime
from math import inf

from attrs import frozen

from ..world.refusals import not_found
from ..world.state import State
from . import lucene
from .countries import COUNTRIES
from .fields import IndexFields
from .filters import All, Between, Filter, Has, HasAny, Not, Some
from .geography import Point
from .nearness import Inside, Near
from .parameters import Given, out_of_order
from .places import bounds_of, distance_of, point_of
from .texts import LANGUAGES, whole

FACETS = ("regions", "types", "themes", "facilities", "labels")
OFFER_ORDERS = (
    "score",
    "completeness",
    "availableTo",
    "distance",
    "created",
    "modified",
    "popularity",
    "recommendationScore",
)
ORGANIZER_ORDERS = ("score", "completeness", "created", "modified")
_UNREADABLE = 'Could not parse query given "q" parameter as a valid Lucene query.'


@frozen(slots=False)
class Wanted:
    """A search: its condition, what speaks for a document, its order by field and whether that falls."""

    filter: Filter
    score: tuple[tuple[float, Filter], ...]
    order: tuple[tuple[str, bool], ...]
    point: Point | None
    facets: tuple[str, ...]
    grouped: bool
    start: int
    limit: int


class Conditions:
    """Collects conditions from parameters."""

    def __init__(self, given: Given, state: State, now: datetime) -> None:
        self.given = given
        self.now = now
        self.filters: list[Filter] = []
        self.score: list[tuple[float, Filter]] = []
        languages = tuple(each for each in given.many("textLanguages") if each in LANGUAGES)
        self._fields = IndexFields(state, now, languages or LANGUAGES)

    def add(self, *filters: Filter) -> None:
        self.filters += filters

    def has(self, parameter: str, field: str | None = None, *, usual: str | None = None) -> None:
        """Ask for the one value of a parameter."""
        value = self.given.one(parameter, usual)
        if value is not None:
            self.add(Has(field or parameter, whole(value)))

    def has_all(self, parameter: str, field: str | None = None) -> None:
        """Ask for every value of a parameter that can be repeated."""
        self.add(*(Has(field or parameter, whole(each.strip('"'))) for each in self.given.many(parameter)))

    def has_one_of(self, parameter: str, usual: str | None = None) -> None:
        """Ask for one of the values that a parameter lists."""
        values = self.given.listed(parameter, usual)
        if values and "*" not in values:
            self.add(Some(tuple(Has(parameter, whole(each)) for each in values)))

    def is_so(self, parameter: str, *, usual: str | None = None) -> None:
        """Ask for what is so, or is not."""
        value = self.given.flag(parameter, usual)
        if value is not None:
            self.add(Has(parameter, "true" if value else "false"))

    def counted(self, parameter: str, field: str) -> None:
        """Ask for what has some of a thing, or none."""
        value = self.given.flag(parameter)
        if value is not None:
            self.add(Between(field, 1) if value else Between(field, 0, 0))

    def dated(self, field: str) -> None:
        """Ask for an instant between `fieldFrom` and `fieldTo`."""
        first, last = self.given.instant(f"{field}From"), self.given.instant(f"{field}To")
        if first and last and first > last:
            raise out_of_order(field)
        if first or last:
            low = first.timestamp() if first else -inf
            self.add(Between(field, low, last.timestamp() if last else inf))

    def located(self) -> Point | None:
        """Ask for what lies in regions, near a point or between corners; gives the point."""
        self.has_all("regions")
        self.has("postalCode")
        bounds = self.given.one("bounds")
        if bounds is not None:
            self.add(Inside(*bounds_of(bounds)))
        coordinates, distance = self.given.one("coordinates"), self.given.one("distance")
        if coordinates is None:
            if distance is not None:
                raise not_found('Required "coordinates" parameter missing when searching by distance.')
            return None
        if distance is None:
            raise not_found('Required "distance" parameter missing when searching by coordinates.')
        point = point_of(coordinates)
        self.add(Near(point, distance_of(distance)))
        return point

    def in_country(self, usual: str | None) -> None:
        code = self.given.one("addressCountry", usual)
        if code is None:
            return
        if code.upper() not in COUNTRIES:
            raise not_found(f"Unknown country code '{code}'.")
        self.add(Has("addressCountry", code.lower()))

    def query(self, default: str | None) -> None:
        """Ask for what `q` says, and for what the caller's own query says besides."""
        for text in (self.given.one("q"), default):
            if text and text.strip():
                self._lucene(text)

    def text(self) -> None:
        """Ask for words; a text that is no query is taken word by word."""
        text = self.given.one("text")
        if not text or not text.strip():
            return
        try:
            self._lucene(text, boosted=True)
        except lucene.Unparsable:
            words = tuple(self._fields.value(None, lucene.Value(each)) for each in text.split()[:1024])
            self.add(Some(words))

    def _lucene(self, text: str, *, boosted: bool = False) -> None:
        fields = _Noting(self._fields)
        try:
            query = lucene.parse(text, fields)
        except lucene.Unparsable:
            if boosted:
                raise
            raise not_found(_UNREADABLE) from None
        self.add(query.filter)
        self.score += [(1.0, each) for each in query.wanted]
        self.score += [(2.0, each) for each in fields.names]

    def labelled_by_uitpas(self) -> None:
        value = self.given.flag("uitpas")
        if value is not None:
            labels = HasAny("labels", lambda label: label.startswith("uitpas") or label == "paspartoe")
            self.add(labels if value else Not(labels))


class _Noting:
    """Notes the words of a query that stand without a field, to look for them in names."""

    def __init__(self, fields: IndexFields) -> None:
        self._fields = fields
        self.names: list[Filter] = []

    def value(self, field: str | None, value: lucene.Value) -> Filter:
        if field is None and value.pattern != "*":
            self.names.append(self._fields.name_of(value))
        return self._fields.value(field, value)

    def range(self, field: str | None, ends: lucene.Ends) -> Filter:
        return self._fields.range(field, ends)


def order_of(given: Given, known: tuple[str, ...], point: Point | None) -> tuple[tuple[str, bool], ...]:
    """Read the order: pairs of a field and whether it falls."""
    if not given.given("sort"):
        return (("score", True),)
    several = given.several("sort")
    if several is None:
        raise not_found("Invalid sorting syntax given.")
    for field, direction in several.items():
        if field not in known:
            raise not_found(f"Invalid sort field '{field}' given.")
        if direction.lower() not in ("asc", "desc"):
            raise not_found(f"Invalid sort order '{direction}' given.")
        if field == "distance" and point is None:
            raise not_found('Required "coordinates" parameter missing when sorting by distance.')
    return tuple((field, direction.lower() == "desc") for field, direction in several.items())


def facets_of(given: Given) -> tuple[str, ...]:
    names = [each.lower() for each in given.many("facets")]
    for written, name in zip(given.many("facets"), names, strict=True):
        if name not in FACETS:
            raise not_found(f"Unknown facet name '{written}'.")
    return tuple(dict.fromkeys(names))


def wanted(
    conditions: Conditions, known_orders: tuple[str, ...], point: Point | None, *, grouped: bool = False
) -> Wanted:
    """Put a search together."""
    start, limit = conditions.given.page()
    return Wanted(
        All(tuple(conditions.filters)),
        tuple(conditions.score),
        order_of(conditions.given, known_orders, point),
        point,
        facets_of(conditions.given),
        grouped,
        start,
        limit,
    )
