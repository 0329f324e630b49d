"""The JSON-LD that publishes an activity (seed 000, chapter 3)."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from ..model.activity import Activity
from .freshness import BRUSSELS


def event_body(activity: Activity, organizer_id: str, entry: str) -> dict[str, Any]:
    """The body of `POST /events`: published at once, with its base price and nothing UiTPAS computes.

    A kansentarief price is never sent: UiTPAS makes its own (R14). Times are written in Brussels time.
    """
    slots = sorted(activity.slots, key=lambda slot: (slot.start.astimezone(UTC), slot.end.astimezone(UTC)))
    return {
        "workflowStatus": "READY_FOR_VALIDATION",
        "mainLanguage": "nl",
        "name": {"nl": activity.name},
        "organizer": {"@id": f"{entry}/organizers/{organizer_id}"},
        "priceInfo": [
            {
                "category": "base",
                "name": {"nl": "Basistarief"},
                "price": activity.price.decimal,
                "priceCurrency": "EUR",
            }
        ],
        "calendarType": "single" if len(slots) == 1 else "multiple",
        "subEvent": [
            {
                "startDate": slot.start.astimezone(BRUSSELS).isoformat(timespec="seconds"),
                "endDate": slot.end.astimezone(BRUSSELS).isoformat(timespec="seconds"),
            }
            for slot in slots
        ],
        "location": {"@id": f"{entry}/place/{activity.place_id}"},
        "terms": [{"id": activity.event_type}],
    }
