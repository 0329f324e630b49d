"""Read out of an event, a place or an organizer everything that it can be found and sorted by."""

from array import array
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from math import inf
from typing import cast

from ..uitdatabank import completeness
from ..uitdatabank.calendars import available_to
from ..world import udb_marks
from ..world.clock import BRUSSELS, read_instant
from ..world.state import State
from ..world.udb_store import attached, base_price_of
from ..world.udb_values import Item, Kind, Record
from ..world.values import Event, WorkflowStatus
from .ages import Range, ages_of, births_of
from .segment import Builder
from .surroundings import (
    Neighbourhood,
    Words,
    address_words,
    label_words,
    labels_of,
    labels_of_card_systems,
    name_words,
    term_words,
)
from .texts import fold, in_languages, whole, words_of
from .times import Hours, Times, days_of, times_of
from .websites import domain_of, normalized

Json = Mapping[str, object]

_YES_NO = ("false", "true")
_FACETS = {"eventtype": "types", "theme": "themes", "facility": "facilities"}


class Reader:
    """Reads items of a state as they are at certain instants, into a builder."""

    def __init__(self, state: State, into: Builder) -> None:
        self._state = state
        self._near = Neighbourhood(state)
        self._into = into
        self._shared: dict[tuple[str, str], list[array[int]]] = {}
        productions = state.udb_productions.values()
        self._productions = {event: each.id for each in productions for event in each.events}

    def add(self, at: datetime, item: Item) -> None:
        """Add an item to the builder."""
        self._common(item)
        if isinstance(item, Event) or item.kind is Kind.PLACE:
            self._offer(at, item)
        else:
            self._organizer(item)

    def _words(self, words: Mapping[str, Collection[str]]) -> None:
        for field, values in words.items():
            self._into.words(field, values)

    def _repeat(self, kind: str, item_id: str | None, words: Callable[[str], Words]) -> None:
        """Add what an offer shares with others at its place or of its organizer."""
        if item_id is None:
            return
        found = self._shared.get((kind, item_id))
        if found is None:
            found = self._shared[kind, item_id] = self._into.shared(words(item_id))
        self._into.repeat(found)

    def _common(self, item: Item) -> None:
        document, into = item.document, self._into
        kind = "event" if isinstance(item, Event) else item.kind.value
        self._words(name_words(document, "name"))
        for language, text in in_languages(document.get("description")).items():
            into.words(f"description.{language}", words_of(text))
        into.words("_type", (kind,))
        into.words("id", (fold(item.id),))
        into.words("creator", (whole(item.creator),))
        into.words("mainLanguage", (whole(str(document.get("mainLanguage", "nl"))),))
        contributors = attached(self._state, item.id).contributors
        into.words("contributors", [whole(each) for each in contributors])
        into.number("created", int(item.created.timestamp()))
        into.number("modified", int(item.modified.timestamp()))
        self._languages(document)

    def _languages(self, document: Json) -> None:
        label = cast("Json", document.get("bookingInfo", {})).get("urlLabel")
        prices = cast("list[Json]", document.get("priceInfo", []))
        texts = [
            document.get("name"),
            document.get("description"),
            label,
            *(each.get("name") for each in prices),
        ]
        present = [set(in_languages(each)) for each in texts if isinstance(each, Mapping)]
        self._into.words("languages", set().union(*present))
        self._into.words("completedLanguages", set.intersection(*present) if present else ())

    def _offer(self, at: datetime, item: Item) -> None:
        document, into = item.document, self._into
        into.words("workflowStatus", (item.workflow_status.value.lower(),))
        self._terms(document)
        self._labels(document, self._written_by_uitpas(at, item))
        self._repeat("organizer", item.organizer, self._near.of_organizer)
        weights = completeness.PLACE
        whole_document: dict[str, object] = {**document, "organizer": item.organizer}
        if isinstance(item, Event):
            weights = completeness.EVENT
            whole_document |= {"location": item.place, "typicalAgeRange": "-"}
            self._repeat("place", item.place, self._near.of_place)
            self._event(item)
        else:
            self._words(address_words(document))
            into.words("location.id", (fold(item.id),))
        into.number("completeness", completeness.completeness(whole_document, weights))
        self._availability(item)
        self._audience(at, item)
        self._media(document)
        price = item.base_price if isinstance(item, Event) else base_price_of(document)
        if price is not None:
            into.number("price", price / 100)
        into.words("isDuplicate", (_YES_NO[item.id in self._state.udb_twins],))
        into.close(item, self._times(document))

    def _written_by_uitpas(self, at: datetime, item: Item) -> tuple[str, ...]:
        return udb_marks.visible(self._state, at, item)[0] if isinstance(item, Event) else ()

    def _terms(self, document: Json) -> None:
        self._words(term_words(document, ""))
        for term in cast("list[Mapping[str, str]]", document.get("terms", [])):
            if term.get("domain") in _FACETS:
                self._into.words(_FACETS[term["domain"]], (term["id"],))
            self._into.words("terms.text", words_of(term.get("label", "")))

    def _labels(self, document: Json, more: tuple[str, ...]) -> None:
        self._into.words("labels", label_words(document, more))
        written = (*labels_of(document), *more)
        self._into.words("labels.written", dict.fromkeys(written))
        for label in written:
            self._into.words("labels.text", words_of(label))

    def _event(self, item: Event) -> None:
        document, into = item.document, self._into
        into.words("attendanceMode", (whole(str(document.get("attendanceMode", "offline"))),))
        into.words("childrenOnly", (_YES_NO[document.get("childrenOnly") is True],))
        into.words(
            "departurePlaces",
            [whole(each) for each in cast("list[str]", document.get("departurePlaces", []))],
        )
        if item.id in self._productions:
            into.words("production.id", (whole(self._productions[item.id]),))

    def _availability(self, item: Item) -> None:
        if item.available_from is not None:
            self._into.number("available.from", item.available_from.timestamp())
        until = read_instant(available_to(dict(item.document))).timestamp()
        self._into.number("availableTo", until)
        if item.available_from is not None:
            self._into.number("available.to", until)

    def _audience(self, at: datetime, item: Item) -> None:
        document, into = item.document, self._into
        audience = cast("Json", document.get("audience", {}))
        into.words("audienceType", (whole(str(audience.get("audienceType", "everyone"))),))
        if not isinstance(item, Event) and "typicalAgeRange" not in document:
            return
        ages, births = (
            ages_of(document, _reference(at, document)),
            births_of(document, _reference(at, document)),
        )
        self._range("age", ages)
        self._range("birth", births)
        into.words("allAges", (_YES_NO[ages == (0, inf)],))

    def _range(self, field: str, ends: Range) -> None:
        self._into.number(f"{field}.from", ends[0])
        self._into.number(f"{field}.to", ends[1])

    def _media(self, document: Json) -> None:
        images = len(cast("list[object]", document.get("mediaObject", [])))
        for field in ("mediaObjectsCount", "imagesCount"):
            self._into.number(field, images)
        self._into.number("videosCount", len(cast("list[object]", document.get("videos", []))))

    def _times(self, document: Json) -> Times | None:
        """Add when it happens; gives the times when one stretch cannot say them."""
        into, times = self._into, times_of(document)
        into.words("calendarType", (whole(str(document.get("calendarType", "permanent"))),))
        for name in ("status", "bookingAvailability"):
            kind = cast("Json", document.get(name, {})).get("type", "Available")
            into.words(name, (whole(str(kind)),))
        into.words("recurringOnDayOfWeek", days_of(document, times))
        if isinstance(times, Hours):
            start, end, childcare, overnight = times.start, times.end, times.childcare, False
        else:
            start, end = min(each.start for each in times), max(each.end for each in times)
            childcare = any(each.childcare for each in times)
            overnight = any(each.overnight for each in times)
        into.words("hasChildcare", (_YES_NO[childcare],))
        into.words("hasOvernight", (_YES_NO[overnight],))
        into.number("date.from", start)
        into.number("date.to", end)
        if isinstance(times, Hours) or len(times) > 1:
            return times
        for only in times:
            into.number("time.from", only.opens)
            into.number("time.to", only.closes)
        return None

    def _organizer(self, item: Record) -> None:
        document, into = item.document, self._into
        deleted = item.workflow_status is WorkflowStatus.DELETED
        into.words("workflowStatus", ("deleted" if deleted else "active",))
        self._labels(document, labels_of_card_systems(self._state, item.id))
        self._words(address_words(document))
        into.number("completeness", completeness.completeness(dict(document), completeness.ORGANIZER))
        into.number("imagesCount", len(cast("list[object]", document.get("images", []))))
        url = str(document.get("url", ""))
        if url:
            into.words("url", (normalized(url),))
            into.words("domain", (domain_of(url),))
        into.close(item)


def _reference(at: datetime, document: Json) -> date:
    """Say on which day an age counts: that of the beginning, or else the present one."""
    begin = read_instant(str(document["startDate"])) if "startDate" in document else at
    return begin.astimezone(BRUSSELS).date()
