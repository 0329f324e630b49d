"""The schemas that UiTdatabank enforces, for whole events, places and organizers and for their parts."""

from collections.abc import Iterator

from .schema import (
    LANGUAGES,
    UUID,
    Error,
    array,
    boolean,
    date_time,
    day,
    localized,
    number,
    of_type,
    one_of,
    record,
    text,
)

URL = r"^http[s]?:\/\/\w"
_words = text(r"\S", 1)
STATUS = record(
    ("type",),
    type=one_of("Available", "TemporarilyUnavailable", "Unavailable"),
    reason=record((), dict.fromkeys(LANGUAGES, _words)),
)
_whole = number(0, "integer")
_PLACES = {"type": one_of("Available", "Unavailable"), "capacity": _whole, "remainingCapacity": _whole}
AVAILABILITY = record(("type",), _PLACES)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_time = text(r"^([01]?\d|2[0-3]):[0-5]\d$")
_childcare = record(start=_time, end=_time)
_hours = record(
    ("opens", "closes", "dayOfWeek"),
    opens=_time,
    closes=_time,
    dayOfWeek=array(one_of(*_DAYS), 1, unique=True),
    childcare=_childcare,
)
_occurrence = record(
    ("startDate", "endDate"),
    startDate=date_time,
    endDate=date_time,
    status=STATUS,
    bookingAvailability=record((), _PLACES, some_of=("type", "remainingCapacity")),
    childcare=_childcare,
    overnight=boolean,
)
_priced = {
    "category": one_of("base", "tariff", "uitpas"),
    "price": number(0),
    "priceCurrency": one_of("EUR"),
    "name": localized(_words),
    "groupPrice": boolean,
}
_base, _tariff = record(("category", "price"), _priced), record(("category", "price", "name"), _priced)


def _price(value: object, at: str) -> Iterator[Error]:
    """Check a price; only the base price needs no name."""
    is_tariff = isinstance(value, dict) and value.get("category") == "tariff"
    return (_tariff if is_tariff else _base)(value, at)


LABEL = text(r"^(?=.{2,255}$)(?=.*\S.*\S.*)[^;]*$", 2, 255)
NAME = text(r"\S", 1, 90)
DESCRIPTION = text()
LANGUAGE = one_of(*LANGUAGES)
COPYRIGHT = text(r"\S", 2, 250)
PRICES = array(_price, 1, one=("category", "base"))
AGE_RANGE = text(r"^[\d]*-[\d]*$")
BIRTHDATES = record(("from", "to"), {"from": day, "to": day})
ONLINE_URL = text(r"^https?:\/\/\w")
_phone, _email = text(), text()
CONTACT = record(phone=array(text()), email=array(text()), url=array(text()))
WHOLE_CONTACT = record(
    ("phone", "email", "url"),
    phone=array(text()),
    email=array(text(r"^(|[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,})$")),
    url=array(text(r"^http[s]?:\/\/\w|^$")),
)
BOOKING = record(
    (),
    together={"url": "urlLabel"},
    phone=_words,
    email=text(form="email"),
    url=text(URL),
    urlLabel=localized(_words),
    availabilityStarts=date_time,
    availabilityEnds=date_time,
)
_video_url = text(
    r"^http(s?):\/\/(www\.)?((youtube\.com\/watch\?v=([^\/#&\?]*))|(vimeo\.com\/([^\/#&\?]*))"
    r"|(youtu\.be\/([^\/#&\?]*))|(youtube.com\/embed\/([^\/#&\?]*))|(youtube.com\/shorts\/([^\/#&\?]*)))"
)
VIDEO = record(
    ("url", "language"), url=_video_url, language=LANGUAGE, copyrightHolder=COPYRIGHT, id=text(form="uuid")
)
VIDEO_CHANGES = array(
    record(("id",), id=text(form="uuid"), url=_video_url, language=LANGUAGE, copyrightHolder=COPYRIGHT)
)
IMAGE = record(
    ("@id",), {"@id": text(form="uri")}, description=_words, copyrightHolder=COPYRIGHT, inLanguage=LANGUAGE
)
_faq = record(
    (),
    dict.fromkeys(
        LANGUAGES,
        record(("question", "answer"), question=text(None, 1, 255), answer=text(None, 1, 5000)),
    ),
    some_of=LANGUAGES,
)
FAQS = array(_faq, 0, 30)
_place_url = text(rf"\/places?\/({UUID})")
DEPARTURES = array(_place_url, 0, 20, unique=True)
AUDIENCE = record(("audienceType",), audienceType=one_of("everyone", "members", "education"))
MODE = one_of("offline", "mixed", "online")
STATUSES = ("DRAFT", "READY_FOR_VALIDATION", "APPROVED", "REJECTED", "DELETED")
_span = {"startDate": day, "endDate": day}
_organizer = record(("@id",), {"@id": text(rf"\/organizers?\/({UUID})")})
CALENDAR = {
    "startDate": date_time,
    "endDate": date_time,
    "subEvent": array(_occurrence, 1),
    "openingHours": array(_hours),
    "openingHoursAdjustedDays": array(
        record(("startDate", "endDate", "openingHours"), {**_span, "openingHours": array(_hours, 1)})
    ),
    "openingHoursClosedDays": array(record(("startDate", "endDate"), _span)),
    "status": STATUS,
    "bookingAvailability": AVAILABILITY,
}
_OFFER = {
    "mainLanguage": LANGUAGE,
    "name": localized(NAME),
    "terms": array(record(("id",), id=text()), 1, unique=True, one=("domain", "eventtype")),
    "organizer": _organizer,
    "typicalAgeRange": AGE_RANGE,
    "description": localized(DESCRIPTION),
    "priceInfo": PRICES,
    "contactPoint": CONTACT,
    "bookingInfo": BOOKING,
    "mediaObject": array(IMAGE),
    "videos": array(VIDEO),
    "labels": array(LABEL, unique=True),
    "hiddenLabels": array(LABEL, unique=True),
    "workflowStatus": one_of(*STATUSES),
    "availableFrom": date_time,
}
EVENT = record(
    ("mainLanguage", "name", "terms", "location", "calendarType"),
    {
        **_OFFER,
        **CALENDAR,
        "location": record(("@id",), {"@id": _place_url}),
        "calendarType": one_of("single", "multiple", "periodic", "permanent"),
        "attendanceMode": MODE,
        "onlineUrl": ONLINE_URL,
        "audience": AUDIENCE,
        "birthdateRange": BIRTHDATES,
        "faqs": FAQS,
        "childrenOnly": boolean,
        "departurePlaces": DEPARTURES,
    },
)
ADDRESS = record(
    ("addressCountry", "addressLocality", "postalCode", "streetAddress"),
    addressCountry=text(r"^[A-Z][A-Z]$"),
    addressLocality=text(r"\S", 1),
    postalCode=text(r"\S", 1),
    streetAddress=text(r"\S", 1),
)
PLACE = record(
    ("mainLanguage", "name", "terms", "calendarType", "address"),
    {
        **_OFFER,
        **{name: check for name, check in CALENDAR.items() if name != "subEvent"},
        "calendarType": one_of("periodic", "permanent"),
        "address": localized(ADDRESS),
    },
)
ORGANIZER_IMAGE = record(
    ("id",),
    id=text(form="uuid"),
    language=LANGUAGE,
    description=_words,
    copyrightHolder=COPYRIGHT,
)
ORGANIZER_IMAGE_CHANGES = array(
    record(
        ("id",),
        least=2,
        id=text(form="uuid"),
        language=LANGUAGE,
        description=_words,
        copyrightHolder=COPYRIGHT,
    ),
    1,
)
ORGANIZER = record(
    ("mainLanguage", "url", "name"),
    {
        "mainLanguage": LANGUAGE,
        "url": text(URL),
        "name": localized(text(r"\S", 1)),
        "address": localized(ADDRESS),
        "contactPoint": CONTACT,
        "description": localized(text()),
        "educationalDescription": localized(text()),
        "images": array(ORGANIZER_IMAGE),
        "labels": array(LABEL, unique=True),
        "hiddenLabels": array(LABEL, unique=True),
    },
)
_patch_availability = record((), _PLACES, one_of_these=("type", "remainingCapacity"))
OCCURRENCE_CHANGES = array(
    record(
        ("id",),
        id=of_type("integer"),
        startDate=date_time,
        endDate=date_time,
        status=STATUS,
        bookingAvailability=_patch_availability,
        childcare=_childcare,
        overnight=boolean,
    ),
    1,
)
