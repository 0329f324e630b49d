"""What an activity and its type may say, refused where it is made in UiTdatabank's words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.domain.building import PLACE, an_activity
from uitkern.domain.model.activity import Activity
from uitkern.domain.model.activity_parts import Ages, Contact, Picture, RegistrationLink, Window
from uitkern.domain.model.activity_type import ActivityType
from uitkern.domain.model.calendar import (
    DAYS,
    AdjustedDays,
    Childcare,
    ClosedDays,
    OpeningHours,
    Periodic,
    Permanent,
    Slot,
)
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.invalid import InvalidValue
from uitkern.domain.model.price import PriceCategory
from uitkern.domain.rules.missing import missing

NINE, FIVE = datetime(2031, 7, 1, 7, tzinfo=UTC), datetime(2031, 7, 1, 15, tzinfo=UTC)
FIRST, LAST = date(2031, 9, 1), date(2031, 9, 30)
MORNING = OpeningHours("9:00", "12:00")
BASE = PriceCategory("Basis", Euro(500), base=True)
BROTHER = PriceCategory("Broer", Euro(400))
ANY_TEXT = "must be a text that is not empty, on one line"


def around(start: str | None = None, end: str | None = None) -> Slot:
    return Slot(NINE, FIVE, Childcare(start, end))


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "an empty text in a language": (
        lambda: an_activity(names={"fr": " "}),
        "names: must hold a text that is not empty for each language",
    ),
    "a language nobody has": (
        lambda: an_activity(names={"es": "x"}),
        "names: must be in one of nl, fr, de, en",
    ),
    "an own language nobody has": (
        lambda: an_activity(language="es"),
        "language: must be one of nl, fr, de, en",
    ),
    "a translated name too long": (
        lambda: an_activity(names={"fr": "x" * 91}),
        (
            "name: must be at most 90 characters, the limit of UiTdatabank "
            "(/name/fr: Maximum string length is 90, found 91)"
        ),
    ),
    "a description of 100 kB": (
        lambda: an_activity(description="x" * 102_400),
        (
            "description: must be at most 65535 characters, the limit of UiTdatabank "
            "(/description/nl: Maximum string length is 65535, found 102400)"
        ),
    ),
    "a translated description of 100 kB": (
        lambda: an_activity(description="x", descriptions={"fr": "x" * 102_400}),
        (
            "description: must be at most 65535 characters, the limit of UiTdatabank "
            "(/description/fr: Maximum string length is 65535, found 102400)"
        ),
    ),
    "an empty description": (
        lambda: an_activity(description=" "),
        "description: must be a text that is not empty",
    ),
    "two base prices": (
        lambda: an_activity(prices=[BASE]),
        "prices: /priceInfo: At most 1 array items must match schema (category base), found 2",
    ),
    "two base prices of a type": (
        lambda: ActivityType("t", prices=[BASE, BASE]),
        "prices: /priceInfo: At most 1 array items must match schema (category base), found 2",
    ),
    "two tariffs of one name": (
        lambda: an_activity(prices=[BROTHER, PriceCategory("Broer ", Euro(1))]),
        'prices: /priceInfo: Tariff name "Broer" must be unique.',
    ),
    "a price that is none": (lambda: an_activity(prices=[Euro(5)]), "prices: must each be a PriceCategory"),
    "two calendars": (
        lambda: an_activity(hours=Permanent()),
        "hours: must be absent beside slots: an activity has one calendar",
    ),
    "a calendar that is none": (
        lambda: an_activity(slots=(), hours=MORNING),
        "hours: must be Periodic or Permanent",
    ),
    "an age below 0": (lambda: Ages(-1), "ages: must be from 0 to 120 years"),
    "ages reversed": (lambda: Ages(12, 6), 'ages: "From" age should not be greater than the "to" age.'),
    "a window reversed": (
        lambda: Window(FIVE, NINE),
        "closes: availabilityEnds should not be before availabilityStarts",
    ),
    "a link that is none": (
        lambda: RegistrationLink("example.be"),
        "url: must be a web address that begins with http:// or https://",
    ),
    "an address that is none": (
        lambda: RegistrationLink(email="me"),
        "email: must be an e-mail address such as info@example.be",
    ),
    "a contact address that is none": (
        lambda: Contact(emails=["me"]),
        "emails: must be an e-mail address such as info@example.be",
    ),
    "a contact page that is none": (
        lambda: Contact(urls=["x"]),
        "urls: must be a web address that begins with http:// or https://",
    ),
    "an empty phone": (lambda: Contact(phones=[""]), f"phones: {ANY_TEXT}"),
    "a label of one sign": (
        lambda: an_activity(labels=["x"]),
        "labels: must each have 2 to 255 characters and no semicolon (;)",
    ),
    "a label with a semicolon": (
        lambda: an_activity(labels=["a;b"]),
        "labels: must each have 2 to 255 characters and no semicolon (;)",
    ),
    "a label twice": (lambda: an_activity(labels=["kamp", "Kamp"]), "labels: Array must have unique items"),
    "a copyright of one sign": (
        lambda: Picture(PLACE, "x", "x"),
        "copyright: must be of 2 to 250 characters, the limits of UiTdatabank",
    ),
    "childcare of no time": (Childcare, "childcare: must have a start, an end or both"),
    "childcare at 25:00": (lambda: Childcare("25:00"), "start: must be a time such as 09:00"),
    "childcare after the start": (
        lambda: around("09:00"),
        "childcare: childcare.start must be before the time portion of startDate",
    ),
    "childcare before the end": (
        lambda: around(end="17:00"),
        "childcare: childcare.end must be after the time portion of endDate",
    ),
    "hours reversed": (lambda: OpeningHours("12:00", "9:00"), "closes: closes should not be before opens"),
    "hours of no day": (
        lambda: OpeningHours("9:00", "10:00", []),
        f"days: must be one or more of {', '.join(DAYS)}, each once",
    ),
    "childcare after opening": (
        lambda: OpeningHours("9:00", "10:00", ["monday"], Childcare("9:30")),
        "childcare: childcare.start must be before opens",
    ),
    "closed days reversed": (
        lambda: ClosedDays(LAST, FIRST),
        "end: endDate should not be before startDate",
    ),
    "adjusted days reversed": (
        lambda: AdjustedDays(LAST, FIRST, [MORNING]),
        "end: startDate should not be later than endDate",
    ),
    "adjusted days without hours": (
        lambda: AdjustedDays(FIRST, LAST, []),
        "hours: must hold opening hours; days without any are closed days",
    ),
    "a note too long": (
        lambda: ClosedDays(FIRST, LAST, "x" * 1001),
        "note: must be a text of at most 1000 characters, the limit of UiTdatabank",
    ),
    "adjusted days that overlap": (
        lambda: Permanent(
            adjusted=[AdjustedDays(FIRST, LAST, [MORNING]), AdjustedDays(LAST, LAST, [MORNING])]
        ),
        "adjusted: adjusted opening hours entries must not overlap",
    ),
    "a period reversed": (lambda: Periodic(LAST, FIRST), "end: endDate should not be before startDate"),
    "a period of moments": (
        lambda: Periodic(NINE, FIVE),
        "start: must be a day without a time, as is end",
    ),
    "closed before it begins": (
        lambda: Periodic(LAST, LAST, closed=[ClosedDays(FIRST, LAST)]),
        "closed: the start date of a closed day should not be before the calendar start date",
    ),
    "adjusted after it ends": (
        lambda: Periodic(FIRST, FIRST, adjusted=[AdjustedDays(FIRST, LAST, [MORNING])]),
        "adjusted: the end date of adjusted opening hours should not be after the calendar end date",
    ),
}


@pytest.mark.parametrize(("make", "said"), WRONG.values(), ids=WRONG)
def test_what_uitdatabank_would_refuse_is_refused_before_it_is_sent(
    make: Callable[[], object], said: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        make()
    assert str(refused.value) == said


def test_a_type_fills_what_an_activity_does_not_say() -> None:
    kind = ActivityType(
        "t",
        price=Euro(500),
        prices=[BROTHER],
        description="Van het type",
        labels=["type"],
        link=RegistrationLink("https://example.be", "09 1", "a@example.be", "Kom mee"),
    )
    own_link = RegistrationLink(email="b@example.be")

    filled = kind.fill(Activity("a", "A", labels=[], link=own_link))

    assert (filled.base_price, filled.prices, filled.description) == (Euro(500), (BROTHER,), "Van het type")
    assert filled.labels == (), "nothing is said on purpose"
    assert filled.link == RegistrationLink("https://example.be", "09 1", "b@example.be", "Kom mee")
    assert kind.fill(Activity("a", "A")).link == kind.link
    assert ActivityType("t").fill(Activity("a", "A", link=own_link)).link == own_link
    assert ActivityType("t").fill(Activity("a", "A")).link is None


def test_a_base_price_of_its_own_takes_the_place_of_the_types() -> None:
    named, plain = ActivityType("t", prices=[BASE, BROTHER]), ActivityType("t", price=Euro(700))

    def base_of(kind: ActivityType, **said: Any) -> tuple[Euro | None, int]:
        filled = kind.fill(Activity("a", "A", **said))
        return filled.base_price, len(filled.prices or ())

    assert base_of(named) == (Euro(500), 2)
    assert base_of(named, price=Euro(900)) == (Euro(900), 1)
    assert base_of(named, prices=[PriceCategory("Zus", Euro(1))]) == (Euro(500), 2)
    assert base_of(named, prices=[PriceCategory("Basis", Euro(3), base=True)]) == (Euro(3), 1)
    assert base_of(plain, prices=[BROTHER]) == (Euro(700), 1)
    assert base_of(plain, prices=[BASE]) == (Euro(500), 1)


@pytest.mark.parametrize(
    ("said", "lacking"),
    [
        ({}, ()),
        ({"price": None}, ("it has no base price: give one, or 0 when it is free",)),
        ({"slots": ()}, ("it has no date: give its slots, or the hours of its period",)),
        ({"slots": (), "hours": Permanent()}, ()),
        ({"place_id": None}, ("it has no place: give the UiTdatabank id of one",)),
        (
            {"descriptions": {"fr": "x"}},
            ("it has a description in other languages but none in its own",),
        ),
        (
            {"slots": [Slot(NINE, FIVE, overnight=True)], "event_type": "0.50.4.0.0"},
            ("overnight is only allowed when the event has term 0.57.0.0.0",),
        ),
        ({"slots": [Slot(NINE, FIVE, overnight=True)]}, ()),
        (
            {"link": RegistrationLink(labels={"fr": "x"})},
            ("its registration link has a text in other languages but no address",),
        ),
    ],
)
def test_what_is_missing_is_said(said: dict[str, Any], lacking: tuple[str, ...]) -> None:
    assert missing(an_activity(**said)) == lacking


def test_ages_are_written_as_uitdatabank_keeps_them() -> None:
    assert [str(each) for each in (Ages(6, 12), Ages(6), Ages(None, 12), Ages(0), Ages(0, 3))] == [
        "6-12",
        "6-",
        "-12",
        "-",
        "0-3",
    ]
    assert PriceCategory.of("Broer", "4") == BROTHER
