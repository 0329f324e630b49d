"""Where a participant's pass stands (stand van de pas)."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """What UiTPAS last said of a participant's pass; `GRACE` is entitled, after the end date (F27)."""

    ENTITLED = "entitled"
    GRACE = "entitled, in the grace period"
    NONE = "no social tariff"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    OTHER_REGION = "another region"
    BLOCKED = "blocked"
    UNREGISTERED = "not registered yet"
    REPLACED = "replaced"
    NO_SUCH_PASS = "no such pass"
    REFUSED = "refused"
    NO_NUMBER = "no number known"
    NOT_CHECKED = "not checked"
