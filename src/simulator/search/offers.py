"""What is asked of events and places."""

from datetime import datetime
from math import inf

from attrs import evolve

from ..world.refusals import not_found
from ..world.state import State
from .access import Consumer
from .filters import Between, Filter, Has, Not, Nothing, Some, touches
from .happening import Happens
from .parameters import OFFERS, Given, out_of_order
from .texts import whole
from .wanted import OFFER_ORDERS, Conditions, Wanted, wanted

_PUBLISHED = "READY_FOR_VALIDATION,APPROVED"
_STATUSES = ("Available", "TemporarilyUnavailable", "Unavailable")
_MODES = ("online", "offline", "mixed")


def offers(given: Given, state: State, now: datetime, consumer: Consumer, kinds: tuple[str, ...]) -> Wanted:
    """Read a search for offers of some kinds: `event`, `place`."""
    given.refuse_unknown(OFFERS)
    given.page()
    asked = Conditions(given, state, now)
    asked.add(Some(tuple(Has("_type", kind) for kind in kinds)))
    asked.has_one_of("workflowStatus", _PUBLISHED)
    _available(asked)
    asked.in_country("BE")
    asked.has("audienceType", usual="everyone")
    asked.is_so("isDuplicate", usual="false")
    _hide_from_strangers(asked, consumer)
    _named(asked)
    _repeated(asked)
    _for_whom(asked)
    _priced(asked)
    _when(asked)
    asked.counted("hasMediaObjects", "mediaObjectsCount")
    asked.counted("hasVideos", "videosCount")
    asked.labelled_by_uitpas()
    point = asked.located()
    asked.query(consumer.default_query)
    asked.text()
    grouping = given.one("groupBy")
    if grouping not in (None, "productionId"):
        raise not_found(f"Unknown groupBy value '{grouping}'.")
    return wanted(asked, OFFER_ORDERS, point, grouped=grouping is not None)


def _available(asked: Conditions) -> None:
    """Ask for what is shown to the public in a stretch of time, by default at this moment."""
    first = asked.given.instant("availableFrom", asked.now)
    last = asked.given.instant("availableTo", asked.now)
    if first and last and first > last:
        raise out_of_order("available")
    if first or last:
        low, high = (
            each.timestamp() if each else otherwise for each, otherwise in ((first, -inf), (last, inf))
        )
        asked.add(touches("available", low, high))


def _hide_from_strangers(asked: Conditions, consumer: Consumer) -> None:
    """Hide what is for children only, unless the caller made it or may see all of it."""
    if not consumer.sees_children_only:
        own: tuple[Filter, ...] = (Has("creator", whole(f"{consumer.id}@clients")),) if consumer.id else ()
        asked.add(Some((Not(Has("childrenOnly", "true")), *own)))


def _named(asked: Conditions) -> None:
    for parameter, field in (
        ("id", "id"),
        ("locationId", "location.id"),
        ("organizerId", "organizer.id"),
        ("productionId", "production.id"),
        ("creator", "creator"),
        ("contributors", "contributors"),
        ("mainLanguage", "mainLanguage"),
    ):
        asked.has(parameter, field)
    if asked.given.one("recommendationFor") is not None:
        asked.add(Nothing())
    asked.dated("created")
    asked.dated("modified")


def _repeated(asked: Conditions) -> None:
    for parameter, field in (
        ("labels", "labels"),
        ("locationLabels", "location.labels"),
        ("organizerLabels", "organizer.labels"),
        ("termIds", "terms.id"),
        ("termLabels", "terms.label"),
        ("locationTermIds", "location.terms.id"),
        ("locationTermLabels", "location.terms.label"),
        ("organizerTermIds", "organizer.terms.id"),
        ("organizerTermLabels", "organizer.terms.label"),
        ("languages", "languages"),
        ("completedLanguages", "completedLanguages"),
        ("departurePlaces", "departurePlaces"),
    ):
        asked.has_all(parameter, field)


def _for_whom(asked: Conditions) -> None:
    given = asked.given
    youngest, oldest = given.number("minAge"), given.number("maxAge")
    if youngest is not None and oldest is not None and youngest > oldest:
        raise not_found("Minimum age should be smaller or equal to maximum age.")
    if youngest is not None or oldest is not None:
        asked.add(touches("age", youngest or 0, inf if oldest is None else oldest))
    first, last = given.day("birthdateRangeFrom"), given.day("birthdateRangeTo")
    if first and last and first > last:
        raise out_of_order("birthdateRange")
    if first or last:
        asked.add(touches("birth", first or -inf, last or inf))
    for name in ("allAges", "childrenOnly"):
        asked.is_so(name)


def _priced(asked: Conditions) -> None:
    exact, least, most = (asked.given.number(each) for each in ("price", "minPrice", "maxPrice"))
    if exact is not None:
        asked.add(Between("price", exact, exact))
        return
    if least is not None and most is not None and least > most:
        raise not_found("Minimum price should be smaller or equal to maximum price.")
    if least is not None or most is not None:
        asked.add(Between("price", -inf if least is None else least, inf if most is None else most))


def _when(asked: Conditions) -> None:
    """Ask for times; with dates or hours one and the same time has to have all of it."""
    given = asked.given
    asked.has_one_of("calendarType")
    asked.has_one_of("recurringOnDayOfWeek")
    _refuse_unlisted(given, "attendanceMode", _MODES, "attendance mode")
    asked.has_one_of("attendanceMode")
    _refuse_unlisted(given, "status", _STATUSES, "status")
    first, last = given.instant("dateFrom"), given.instant("dateTo")
    if first and last and first > last:
        raise out_of_order("date")
    opens, closes = _hour(given, "localTimeFrom"), _hour(given, "localTimeTo")
    booking = given.one("bookingAvailability")
    nights = {each: given.flag(each) for each in ("hasOvernight", "hasChildcare")}
    if not (first or last or opens or closes):
        asked.has_one_of("status")
        asked.has("bookingAvailability")
        for name in nights:
            asked.is_so(name)
        return
    happens = Happens(
        first.timestamp() if first else -inf,
        last.timestamp() if last else inf,
        opens or 0,
        2359 if closes is None else closes,
        frozenset(whole(each) for each in given.listed("status")),
        frozenset({whole(booking)} if booking else ()),
    )
    asked.add(happens)
    with_night, with_care = evolve(happens, overnight=True), evolve(happens, childcare=True)
    for value, having in zip(nights.values(), (with_night, with_care), strict=True):
        if value is not None:
            asked.add(having if value else Not(having))


def _hour(given: Given, name: str) -> int | None:
    """Read HH:MM as a number, such as 1430."""
    text = given.one(name)
    if text is None:
        return None
    digits = text.replace(":", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 4):
        raise not_found(f"{name} should be in the format HH:MM, for example 08:30")
    return int(digits)


def _refuse_unlisted(given: Given, name: str, known: tuple[str, ...], spoken: str) -> None:
    for each in given.listed(name):
        if each not in known:
            raise not_found(f'Unknown {spoken} value "{each}"')
