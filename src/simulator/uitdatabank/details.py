"""What an event or place is about, where, for whom, by whom and for how much."""

from typing import cast

from ..wire.service import Call
from ..world.refusals import invalid_data, not_found
from ..world.udb_store import NOWHERE, find
from ..world.udb_values import Item, Kind
from ..world.values import Event
from . import refused, rules
from .bodies import completed_prices
from .items import Apply, Changes, body_of, document, with_document
from .rules import id_in, last_part
from .schema import boolean, record, text
from .schemas import (
    AGE_RANGE,
    AUDIENCE,
    BIRTHDATES,
    BOOKING,
    DEPARTURES,
    FAQS,
    MODE,
    ONLINE_URL,
    PRICES,
    WHOLE_CONTACT,
)
from .workflow import unlink_guard
from .writing import IN_CONSULTATION

Json = dict[str, object]

_ATTENDANCE = record(("attendanceMode",), only=True, attendanceMode=MODE, location=text(r"\/places?\/"))
_ONLINE_ONLY = record(("attendanceMode",), only=True, attendanceMode=MODE)
_ONLINE = record(("onlineUrl",), onlineUrl=ONLINE_URL)
_CHILDREN = record(("childrenOnly",), childrenOnly=boolean)
_AGES = record(("typicalAgeRange",), typicalAgeRange=AGE_RANGE)


def put_attendance(call: Call, _: Item | None) -> Apply:
    """Set how people attend; what is online has no place, what is not needs one."""
    sent: Json = body_of(call, _ATTENDANCE)
    mode, place = str(sent["attendanceMode"]), None
    if mode == "online":
        body_of(call, _ONLINE_ONLY)
    elif "location" in sent:
        place = last_part(str(sent["location"]))
        if find(call.state, Kind.PLACE, place) is None:
            raise invalid_data(("/location", f'The location with id "{place}" was not found.'))

    def apply(item: Item) -> Changes:
        before = item.place if isinstance(item, Event) else NOWHERE
        if mode != "online" and before == NOWHERE and place is None:
            text = "A location is required when changing an online event to mixed or offline"
            raise invalid_data(("/", text))
        where = NOWHERE if mode == "online" else place or before
        url = None if mode == "offline" else item.document.get("onlineUrl")
        return {**with_document(item, attendanceMode=mode, onlineUrl=url), "place": where}

    return apply


def put_online_url(call: Call, item: Item | None) -> Apply:
    url = body_of(call, _ONLINE)["onlineUrl"]
    rules.check_urls([url])
    if item is not None and item.document.get("attendanceMode", "offline") == "offline":
        text = "An onlineUrl can not be used in combination with an offline attendanceMode."
        raise invalid_data(("/onlineUrl", text))
    return lambda item: with_document(item, onlineUrl=url)


def delete_online_url(_: Call, __: Item | None) -> Apply:
    return lambda item: with_document(item, onlineUrl=None)


def put_audience(call: Call, _: Item | None) -> Apply:
    audience = body_of(call, AUDIENCE)

    def apply(item: Item) -> Changes:
        kind = audience["audienceType"]
        if isinstance(item, Event) and item.place in IN_CONSULTATION and kind != "education":
            raise refused.incompatible_audience(f'The audience type "{kind}" can not be set.')
        return with_document(item, audience={"audienceType": kind})

    return apply


def put_location(call: Call, _: Item | None) -> Apply:
    place = call.parameters["placeId"]
    if find(call.state, Kind.PLACE, place) is None:
        raise not_found(f'Location with id "{place}" does not exist.')

    def apply(item: Item) -> Changes:
        online = item.document.get("attendanceMode") == "online"
        if place == NOWHERE and not online:
            raise refused.attendance_mode_not_supported(
                "Cannot update the location of an offline or mixed event to a nil location."
                " Set the attendanceMode to online instead."
            )
        if place != NOWHERE and online:
            raise refused.attendance_mode_not_supported(
                "Cannot update the location of an online event to a physical location."
                " Set the attendanceMode to mixed or offline first."
            )
        changes = {"place": place}
        if place not in IN_CONSULTATION:
            return changes
        return {**changes, **with_document(item, audience={"audienceType": "education"})}

    return apply


def put_organizer(call: Call, _: Item | None) -> Apply:
    """Name the organizer of an event or place, unless tickets were sold for another."""
    wanted = call.parameters["organizerId"]
    return _organizing(call, wanted)


def post_organizer(call: Call, _: Item | None) -> Apply:
    """Do the same the older way, with the organizer in the body."""
    wanted = body_of(call, record()).get("organizer")
    if not isinstance(wanted, str) or not wanted:
        raise refused.bad_data("organizer required")
    if find(call.state, Kind.ORGANIZER, wanted) is None:
        raise not_found(f'Organizer with id "{wanted}" does not exist.')
    return _organizing(call, wanted)


def _organizing(call: Call, wanted: str) -> Apply:
    def apply(item: Item) -> Changes | None:
        unlink_guard(call.state, item, wanted)
        return None if item.organizer == wanted else {"organizer": wanted}

    return apply


def delete_organizer(call: Call, _: Item | None) -> Apply:
    """Take the organizer away, if it is this one."""

    def apply(item: Item) -> Changes | None:
        if item.organizer != call.parameters["organizerId"]:
            return None
        unlink_guard(call.state, item, None)
        return {"organizer": None}

    return apply


def put_booking(call: Call, _: Item | None) -> Apply:
    """Replace how to book; an empty object clears it."""
    info: Json = body_of(call, BOOKING, lambda body: _unwrapped(body, "bookingInfo"))
    rules.check({"bookingInfo": info}, (rules.booking_window,))
    rules.check_urls([info["url"]] if "url" in info else [])
    return lambda item: with_document(item, bookingInfo=info or None)


def put_contact(call: Call, _: Item | None) -> Apply:
    """Replace how to get in touch; empty texts are left out."""
    sent: dict[str, list[str]] = body_of(call, WHOLE_CONTACT, lambda body: _unwrapped(body, "contactPoint"))
    point = {name: [each for each in sent[name] if each] for name in ("phone", "email", "url")}
    rules.check_urls(point["url"])

    def apply(item: Item) -> Changes:
        held = "contactPoint" in item.document or any(point.values())
        return with_document(item, contactPoint=point if held else None)

    return apply


def _unwrapped(body: Json, name: str) -> object:
    inner = body.get(name)
    return inner if isinstance(inner, dict) else body


def put_prices(call: Call, item: Item | None) -> Apply:
    """Replace the prices; those of UiTPAS are its own affair."""
    sent: list[Json] = body_of(call, PRICES)
    if any(price["category"] == "base" and "name" not in price for price in sent):
        raise refused.crash()
    prices = cast("list[Json]", completed_prices(list(sent)))
    rules.check({"priceInfo": prices}, (rules.prices,))
    language = str(item.document["mainLanguage"]) if item is not None else "nl"
    missing = [
        (f"/{index}/name", f"A value in the mainLanguage ({language}) is required.")
        for index, price in enumerate(prices)
        if language not in cast("Json", price["name"])
    ]
    if missing:
        raise invalid_data(*missing)
    return lambda item: with_document(item, priceInfo=prices)


def put_ages(call: Call, _: Item | None) -> Apply:
    ages = body_of(call, _AGES)
    rules.check(ages, (rules.ages,))
    return lambda item: with_document(item, typicalAgeRange=ages["typicalAgeRange"], birthdateRange=None)


def delete_ages(_: Call, __: Item | None) -> Apply:
    return lambda item: with_document(item, typicalAgeRange=None)


def put_birthdates(call: Call, _: Item | None) -> Apply:
    dates = body_of(call, BIRTHDATES)
    rules.check_birthdates(dates)
    return lambda item: with_document(item, birthdateRange=dates, typicalAgeRange=None)


def delete_birthdates(_: Call, __: Item | None) -> Apply:
    return lambda item: with_document(item, birthdateRange=None)


def put_children(call: Call, _: Item | None) -> Apply:
    only = body_of(call, _CHILDREN)["childrenOnly"]
    return lambda item: with_document(item, childrenOnly=only or None)


def put_faqs(call: Call, _: Item | None) -> Apply:
    faqs = body_of(call, FAQS)
    return lambda item: with_document(item, faqs=faqs or None)


def put_departures(call: Call, _: Item | None) -> Apply:
    """Set where buses leave, for events that are for children only."""
    urls: list[str] = body_of(call, DEPARTURES)
    unknown = [
        (f"/{index}", f'The place with url "{url}" was not found.')
        for index, url in enumerate(urls)
        if find(call.state, Kind.PLACE, last_part(url)) is None
    ]
    if unknown:
        raise invalid_data(*unknown)

    def apply(item: Item) -> Changes:
        if urls and not document(item).get("childrenOnly"):
            raise refused.incompatible_audience(
                f'Departure places can only be set on events where "childrenOnly" is true. Event: {item.id}'
            )
        return with_document(item, departurePlaces=[last_part(each) for each in urls] or None)

    return apply


__all__ = ["id_in", "put_attendance"]
