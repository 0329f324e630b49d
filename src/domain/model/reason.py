"""Why there is no social tariff (reden)."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why an offer holds no social tariff."""

    NO_PASS = "no pass number known"
    NO_SOCIAL_TARIFF = "no social tariff on this pass"
    EXPIRED = "social tariff expired"
    SUSPENDED = "social tariff suspended"
    BLOCKED = "pass blocked"
    UNREGISTERED = "pass not registered yet"
    REPLACED = "pass replaced by another"
    NO_SUCH_PASS = "no such pass"
    PASS_REFUSED = "pass refused"
    OTHER_REGION = "pass of another region"
    NOT_AVAILABLE = "no social tariff for this activity now"
    NOT_PUBLISHED = "activity not published"
    NOT_KNOWN_YET = "activity not known to UiTPAS yet"
    NOT_ALLOWED = "our credentials may not read tariffs here"
    UNREACHABLE = "UiTPAS does not answer"
    SWITCHED_OFF = "UiTPAS is switched off for this activity"
    FREE = "the activity is free"
