"""R14: what is published is the event of seed 000, with a base price and nothing that UiTPAS computes."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given

from tests.domain.building import ENTRY, ORGANIZER, PLACE, a_slot, an_activity
from tests.domain.strategies import BRUSSELS, activities, organizers
from uitkern.domain.model.activity import Activity, Slot
from uitkern.domain.model.euro import Euro
from uitkern.domain.rules.event_body import event_body


def test_the_example_of_the_seed_comes_out_literally() -> None:
    activity = an_activity(
        name="Example UiTPAS event",
        price=Euro(1100),
        slots=[a_slot("2021-01-01T12:00:00+01:00", "2021-01-01T16:00:00+01:00")],
        event_type="0.50.4.0.0",
    )

    assert event_body(activity, ORGANIZER, ENTRY) == {
        "workflowStatus": "READY_FOR_VALIDATION",
        "mainLanguage": "nl",
        "name": {"nl": "Example UiTPAS event"},
        "organizer": {"@id": f"https://io-test.uitdatabank.be/organizers/{ORGANIZER}"},
        "priceInfo": [
            {"category": "base", "name": {"nl": "Basistarief"}, "price": 11, "priceCurrency": "EUR"}
        ],
        "calendarType": "single",
        "subEvent": [{"startDate": "2021-01-01T12:00:00+01:00", "endDate": "2021-01-01T16:00:00+01:00"}],
        "location": {"@id": f"https://io-test.uitdatabank.be/place/{PLACE}"},
        "terms": [{"id": "0.50.4.0.0"}],
    }


@given(activities, organizers)
def test_any_activity_has_the_members_of_the_seed_and_one_price_the_base_price(
    activity: Activity, organizer: str
) -> None:
    body = event_body(activity, organizer, ENTRY)

    assert list(body) == [
        "workflowStatus",
        "mainLanguage",
        "name",
        "organizer",
        "priceInfo",
        "calendarType",
        "subEvent",
        "location",
        "terms",
    ]
    (price,) = body["priceInfo"]
    assert price == {
        "category": "base",
        "name": {"nl": "Basistarief"},
        "price": activity.base_price and activity.base_price.decimal,
        "priceCurrency": "EUR",
    }
    said = json.dumps({**body, "name": None}, default=str).lower()
    assert "kansentarief" not in said
    assert "socialtariff" not in said


@given(activities)
def test_times_are_written_in_brussels_in_the_order_they_come(activity: Activity) -> None:
    body = event_body(activity, ORGANIZER, ENTRY)

    written = [
        (datetime.fromisoformat(slot["startDate"]), datetime.fromisoformat(slot["endDate"]))
        for slot in body["subEvent"]
    ]
    assert written == sorted(written)
    assert sorted(written) == sorted(
        (slot.start.astimezone(UTC).replace(microsecond=0), slot.end.astimezone(UTC).replace(microsecond=0))
        for slot in activity.slots
    )
    assert all(
        moment.utcoffset() == moment.astimezone(BRUSSELS).utcoffset() for pair in written for moment in pair
    )
    assert body["calendarType"] == ("single" if len(activity.slots) == 1 else "multiple")


def test_slots_in_the_hour_that_comes_twice_are_in_the_order_they_come() -> None:
    first = datetime(2027, 10, 31, 2, 45, tzinfo=BRUSSELS)
    second = datetime(2027, 10, 31, 2, 15, fold=1, tzinfo=BRUSSELS)

    body = event_body(an_activity(slots=[Slot(second, second), Slot(first, first)]), ORGANIZER, ENTRY)

    assert [slot["startDate"] for slot in body["subEvent"]] == [
        "2027-10-31T02:45:00+02:00",
        "2027-10-31T02:15:00+01:00",
    ]
