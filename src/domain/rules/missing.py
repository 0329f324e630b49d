"""What an activity still needs before it can be published."""

from __future__ import annotations

from ..model.activity import CAMP, Activity


def missing(activity: Activity) -> tuple[str, ...]:
    """What keeps an activity from being published, each in one sentence; nothing when it is ready.

    `activity` has what it inherits from its type.
    """
    camp = (activity.event_type or CAMP) == CAMP
    lacking = {
        "it has no base price: give one, or 0 when it is free": activity.base_price is None,
        "it has no date: give its slots, or the hours of its period": not activity.slots
        and activity.hours is None,
        "it has no place: give the UiTdatabank id of one": activity.place_id is None,
        "it has a description in other languages but none in its own": bool(activity.descriptions)
        and activity.description is None,
        "overnight is only allowed when the event has term 0.57.0.0.0": not camp
        and any(slot.overnight for slot in activity.slots),
        "its registration link has a text in other languages but no address": activity.link is not None
        and activity.link.url is None
        and bool(activity.link.labels),
    }
    return tuple(sentence for sentence, lacks in lacking.items() if lacks)
