"""Questions to UiTdatabank with the request each is, to the letter."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from attrs import frozen

from uitkern import Euro
from uitkern.domain.model import event_calendar as when
from uitkern.domain.model import event_parts as part
from uitkern.domain.model.calendar_summary import SummarySize, SummaryStyle
from uitkern.domain.model.event_record import WorkflowStatus
from uitkern.domain.ports import uitdatabank as ask
from uitkern.domain.ports import uitdatabank_changes as change
from uitkern.domain.ports import uitdatabank_images as image

EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
PLACE = "8248e289-c986-4006-902f-b0616dcbcde7"
ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"
IMAGE = "546a90cd-a238-417b-aa98-1b6c50c1345c"
NINE = datetime(2031, 7, 7, 7, 0, tzinfo=UTC)
NOON = datetime(2031, 7, 7, 10, 0, tzinfo=UTC)
NINE_TEXT, NOON_TEXT = "2031-07-07T09:00:00+02:00", "2031-07-07T12:00:00+02:00"
OPEN = {"status": {"type": "Available"}, "bookingAvailability": {"type": "Available"}}
AT = f"/uitdatabank/events/{EVENT}"
PARTS: dict[str, Any] = {"name": {"nl": "Zomerkamp"}}


@frozen
class Expected:
    """A question and the one request that it is."""

    question: Any
    method: str
    path: str
    body: Any = None
    query: dict[str, str] = {}  # noqa: RUF008 - nobody writes to it


def _changed(question: change.Change, method: str, path: str, body: Any = None) -> Expected:
    return Expected(question, method, f"{AT}/{path}", body)


A_MORNING = when.SubEvent(
    NINE,
    NOON,
    status=when.EventStatus(when.StatusType.UNAVAILABLE, {"nl": "Ziek"}),
    booking=when.Booking(capacity=12, remaining=3),
    childcare=when.Childcare(start="08:00"),
    overnight=False,
)
SINGLE = when.EventCalendar(
    when.CalendarType.SINGLE, sub_events=(A_MORNING,), booking=when.Booking(capacity=12)
)
SINGLE_JSON = {
    "calendarType": "single",
    "subEvent": [
        {
            "startDate": NINE_TEXT,
            "endDate": NOON_TEXT,
            "status": {"type": "Unavailable", "reason": {"nl": "Ziek"}},
            "bookingAvailability": {"remainingCapacity": 3, "capacity": 12},
            "childcare": {"start": "08:00"},
            "overnight": False,
        }
    ],
    "status": {"type": "Available"},
    "bookingAvailability": {"type": "Available", "capacity": 12},
}
HOURS = when.OpeningHours("09:00", "12:00", ("monday", "friday"), when.Childcare(end="13:00"))
HOURS_JSON = {
    "opens": "09:00",
    "closes": "12:00",
    "dayOfWeek": ["monday", "friday"],
    "childcare": {"end": "13:00"},
}
PERIODIC = when.EventCalendar(
    when.CalendarType.PERIODIC,
    NINE,
    NOON,
    opening_hours=(HOURS,),
    adjusted=(when.AdjustedDays(date(2031, 7, 7), date(2031, 7, 8), (HOURS,)),),
    closed=(when.AdjustedDays(date(2031, 7, 21), date(2031, 7, 21), description={"nl": "Feestdag"}),),
)
PERIODIC_JSON = {
    "calendarType": "periodic",
    "startDate": NINE_TEXT,
    "endDate": NOON_TEXT,
    "openingHours": [HOURS_JSON],
    "openingHoursAdjustedDays": [
        {"startDate": "2031-07-07", "endDate": "2031-07-08", "openingHours": [HOURS_JSON]}
    ],
    "openingHoursClosedDays": [
        {"startDate": "2031-07-21", "endDate": "2031-07-21", "description": {"nl": "Feestdag"}}
    ],
    **OPEN,
}
PRICES = (
    part.PriceLine(part.PriceKind.BASE, Euro(1250)),
    part.PriceLine(part.PriceKind.TARIFF, Euro(800), {"nl": "Tweede kind"}, group=True),
    part.PriceLine(part.PriceKind.UITPAS, Euro(250), {"nl": "Kansentarief"}),
)
PRICES_JSON = [
    {"category": "base", "name": {"nl": "Basistarief"}, "price": 12.5, "priceCurrency": "EUR"},
    {
        "category": "tariff",
        "name": {"nl": "Tweede kind"},
        "price": 8,
        "priceCurrency": "EUR",
        "groupPrice": True,
    },
]
BOOKING = part.BookingInfo("09 1", "in@example.be", "https://example.be", {"nl": "Inschrijven"}, NINE, NOON)
BOOKING_JSON = {
    "phone": "09 1",
    "email": "in@example.be",
    "url": "https://example.be",
    "urlLabel": {"nl": "Inschrijven"},
    "availabilityStarts": NINE_TEXT,
    "availabilityEnds": NOON_TEXT,
}

WHOLE: dict[str, Expected] = {
    "event": Expected(ask.GetEvent(EVENT), "GET", AT),
    "event with all": Expected(
        ask.GetEvent(EVENT, uitpas_prices=True, contributors=True),
        "GET",
        AT,
        query={"embedUitpasPrices": "true", "embedContributors": "true"},
    ),
    "put event": Expected(ask.PutEvent(EVENT, PARTS), "PUT", AT, PARTS),
    "import event": Expected(ask.ImportEvent(PARTS), "POST", "/uitdatabank/imports/events", PARTS),
    "import event again": Expected(
        ask.ImportEvent(PARTS, EVENT), "PUT", f"/uitdatabank/imports/events/{EVENT}", PARTS
    ),
    "delete event": Expected(ask.DeleteEvent(EVENT), "DELETE", AT),
    "copy event": Expected(ask.CopyEvent(EVENT, SINGLE), "POST", f"{AT}/copies", SINGLE_JSON),
    "permissions": Expected(ask.EventPermissions(EVENT), "GET", f"{AT}/permissions"),
    "contributors": Expected(ask.EventContributors(EVENT), "GET", f"{AT}/contributors"),
    "summary": Expected(
        ask.CalendarSummary(EVENT),
        "GET",
        f"{AT}/calendar-summary",
        query={"style": "text", "format": "lg", "langCode": "nl_BE"},
    ),
    "short summary": Expected(
        ask.CalendarSummary(EVENT, SummarySize.SMALL, SummaryStyle.HTML, "fr_BE", hide_past=True),
        "GET",
        f"{AT}/calendar-summary",
        query={"style": "html", "format": "sm", "langCode": "fr_BE", "hidePast": "true"},
    ),
    "place": Expected(ask.GetPlace(PLACE), "GET", f"/uitdatabank/places/{PLACE}"),
    "create place": Expected(ask.CreatePlace(PARTS), "POST", "/uitdatabank/places", PARTS),
    "put place": Expected(ask.PutPlace(PLACE, PARTS), "PUT", f"/uitdatabank/places/{PLACE}", PARTS),
    "import place": Expected(ask.ImportPlace(PARTS), "POST", "/uitdatabank/imports/places", PARTS),
    "import place again": Expected(
        ask.ImportPlace(PARTS, PLACE), "PUT", f"/uitdatabank/imports/places/{PLACE}", PARTS
    ),
    "delete place": Expected(ask.DeletePlace(PLACE), "DELETE", f"/uitdatabank/places/{PLACE}"),
    "organizer": Expected(ask.GetOrganizer(ORGANIZER), "GET", f"/uitdatabank/organizers/{ORGANIZER}"),
    "create organizer": Expected(ask.CreateOrganizer(PARTS), "POST", "/uitdatabank/organizers", PARTS),
    "put organizer": Expected(
        ask.PutOrganizer(ORGANIZER, PARTS), "PUT", f"/uitdatabank/organizers/{ORGANIZER}", PARTS
    ),
    "import organizer": Expected(
        ask.ImportOrganizer(PARTS), "POST", "/uitdatabank/imports/organizers", PARTS
    ),
    "import organizer again": Expected(
        ask.ImportOrganizer(PARTS, ORGANIZER), "PUT", f"/uitdatabank/imports/organizers/{ORGANIZER}", PARTS
    ),
    "organizer permissions": Expected(
        ask.OrganizerPermissions(ORGANIZER), "GET", f"/uitdatabank/organizers/{ORGANIZER}/permissions"
    ),
    "image": Expected(image.GetImage(IMAGE), "GET", f"/uitdatabank/images/{IMAGE}"),
}
CHANGED: dict[str, Expected] = {
    "prices": _changed(change.SetPrices(EVENT, PRICES), "PUT", "price-info", PRICES_JSON),
    "organizer": _changed(change.SetOrganizer(EVENT, ORGANIZER), "PUT", f"organizer/{ORGANIZER}"),
    "no organizer": _changed(change.RemoveOrganizer(EVENT, ORGANIZER), "DELETE", f"organizer/{ORGANIZER}"),
    "booking info": _changed(change.SetBookingInfo(EVENT, BOOKING), "PUT", "booking-info", BOOKING_JSON),
    "no booking info": _changed(change.SetBookingInfo(EVENT, part.BookingInfo()), "PUT", "booking-info", {}),
    "sold out": _changed(
        change.SetBooking(EVENT, when.Booking(when.BookingType.UNAVAILABLE, 20)),
        "PUT",
        "booking-availability",
        {"type": "Unavailable", "capacity": 20},
    ),
    "cancelled": _changed(
        change.SetStatus(EVENT, when.EventStatus(when.StatusType.UNAVAILABLE, {"nl": "Ziek"})),
        "PUT",
        "status",
        {"type": "Unavailable", "reason": {"nl": "Ziek"}},
    ),
    "sub-events": _changed(
        change.ChangeSubEvents(
            EVENT,
            (
                when.SubEventChange(
                    0, NINE, NOON, childcare=when.Childcare("08:00", "13:00"), overnight=True
                ),
                when.SubEventChange(
                    1,
                    status=when.EventStatus(when.StatusType.TEMPORARILY_UNAVAILABLE),
                    booking=when.Booking(),
                ),
            ),
        ),
        "PATCH",
        "sub-events",
        [
            {
                "id": 0,
                "startDate": NINE_TEXT,
                "endDate": NOON_TEXT,
                "childcare": {"start": "08:00", "end": "13:00"},
                "overnight": True,
            },
            {
                "id": 1,
                "status": {"type": "TemporarilyUnavailable"},
                "bookingAvailability": {"type": "Available"},
            },
        ],
    ),
    "single calendar": _changed(change.SetCalendar(EVENT, SINGLE), "PUT", "calendar", SINGLE_JSON),
    "periodic calendar": _changed(change.SetCalendar(EVENT, PERIODIC), "PUT", "calendar", PERIODIC_JSON),
    "permanent calendar": _changed(
        change.SetCalendar(EVENT, when.EventCalendar(when.CalendarType.PERMANENT)),
        "PUT",
        "calendar",
        {"calendarType": "permanent", **OPEN},
    ),
    "publish": _changed(
        change.SetWorkflowStatus(EVENT, WorkflowStatus.READY_FOR_VALIDATION, NINE),
        "PUT",
        "workflow-status",
        {"workflowStatus": "READY_FOR_VALIDATION", "availableFrom": NINE_TEXT},
    ),
    "reject": _changed(
        change.SetWorkflowStatus(EVENT, WorkflowStatus.REJECTED, reason="Dubbel"),
        "PUT",
        "workflow-status",
        {"workflowStatus": "REJECTED", "reason": "Dubbel"},
    ),
    "audience": _changed(
        change.SetAudience(EVENT, part.Audience.MEMBERS), "PUT", "audience", {"audienceType": "members"}
    ),
    "label": _changed(change.AddLabel(EVENT, "buiten spelen/6+"), "PUT", "labels/buiten spelen/6+"),
    "no label": _changed(change.RemoveLabel(EVENT, "spel"), "DELETE", "labels/spel"),
    "labels": _changed(
        change.ReplaceLabels(EVENT, ("spel", "bos")), "PUT", "labels", {"labels": ["spel", "bos"]}
    ),
    "available from": _changed(
        change.SetAvailableFrom(EVENT, NINE), "PUT", "available-from", {"availableFrom": NINE_TEXT}
    ),
    "location": _changed(change.SetLocation(EVENT, PLACE), "PUT", f"location/{PLACE}"),
    "name": _changed(change.SetName(EVENT, "fr", "Camp"), "PUT", "name/fr", {"name": "Camp"}),
    "description": _changed(
        change.SetDescription(EVENT, "nl", "Spelen"), "PUT", "description/nl", {"description": "Spelen"}
    ),
    "no description": _changed(change.RemoveDescription(EVENT, "nl"), "DELETE", "description/nl"),
    "contact": _changed(
        change.SetContactPoint(EVENT, part.ContactPoint(("09 1",), ("in@example.be",), ())),
        "PUT",
        "contact-point",
        {"phone": ["09 1"], "email": ["in@example.be"], "url": []},
    ),
    "ages": _changed(
        change.SetAges(EVENT, part.AgeRange(6, 12)), "PUT", "typical-age-range", {"typicalAgeRange": "6-12"}
    ),
    "all ages": _changed(change.RemoveAges(EVENT), "DELETE", "typical-age-range"),
    "birth dates": _changed(
        change.SetBirthdates(EVENT, date(2020, 1, 1), date(2021, 12, 31)),
        "PUT",
        "birthdate-range",
        {"from": "2020-01-01", "to": "2021-12-31"},
    ),
    "no birth dates": _changed(change.RemoveBirthdates(EVENT), "DELETE", "birthdate-range"),
    "children only": _changed(
        change.SetChildrenOnly(EVENT, children_only=True), "PUT", "children-only", {"childrenOnly": True}
    ),
    "faqs": _changed(
        change.SetFaqs(EVENT, ({"nl": ("Eten?", "Ja.")},)),
        "PUT",
        "faqs",
        [{"nl": {"question": "Eten?", "answer": "Ja."}}],
    ),
    "online": _changed(
        change.SetAttendance(EVENT, part.Attendance.ONLINE),
        "PUT",
        "attendance-mode",
        {"attendanceMode": "online"},
    ),
    "offline again": _changed(
        change.SetAttendance(EVENT, part.Attendance.OFFLINE, f"http://x/places/{PLACE}"),
        "PUT",
        "attendance-mode",
        {"attendanceMode": "offline", "location": f"http://x/places/{PLACE}"},
    ),
    "online url": _changed(
        change.SetOnlineUrl(EVENT, "https://a.be"), "PUT", "online-url", {"onlineUrl": "https://a.be"}
    ),
    "no online url": _changed(change.RemoveOnlineUrl(EVENT), "DELETE", "online-url"),
    "type": _changed(change.SetType(EVENT, "0.57.0.0.0"), "PUT", "type/0.57.0.0.0"),
    "theme": _changed(change.SetTheme(EVENT, "1.11.2.0.0"), "PUT", "theme/1.11.2.0.0"),
    "no theme": _changed(change.RemoveTheme(EVENT), "DELETE", "theme"),
    "contributors": _changed(
        change.SetContributors(EVENT, ("in@example.be",)), "PUT", "contributors", ["in@example.be"]
    ),
    "image": _changed(image.AddImage(EVENT, IMAGE), "POST", "images", {"mediaObjectId": IMAGE}),
    "described image": _changed(
        image.DescribeImage(EVENT, IMAGE, "Vlag", "Ann"),
        "PUT",
        f"images/{IMAGE}",
        {"description": "Vlag", "copyrightHolder": "Ann"},
    ),
    "main image": _changed(image.SetMainImage(EVENT, IMAGE), "PUT", "images/main", {"mediaObjectId": IMAGE}),
    "no image": _changed(image.RemoveImage(EVENT, IMAGE), "DELETE", f"images/{IMAGE}"),
}
