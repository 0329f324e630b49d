"""The people with an account of UiTiD, and the organizers that they administer."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen


class AdminType(StrEnum):
    MEMBER = "MEMBER"
    ADMIN = "ADMIN"


@frozen(slots=False, repr=False)
class User:
    """An account of UiTiD; `passholder` is the person's own pass, `password` serves the password grant.

    `insz` is in the tokens of somebody who logs in with a key of the government.
    """

    id: str
    email: str
    name: str
    passholder: str | None = None
    password: str = ""
    insz: str | None = None


@frozen(slots=False, repr=False)
class Admin:
    """That a user works for an organizer; one who has no account yet is known by e-mail alone."""

    organizer: str
    user: str
    email: str
    type: AdminType


_OF_MEMBERS = frozenset(
    {
        "CHECKINS_READ",
        "CHECKINS_WRITE",
        "EVENTS_QR_CHECKINCODE",
        "EVENTS_READ",
        "EVENTS_UPDATE",
        "EVENT_SETTINGS_READ",
        "EVENT_SETTINGS_UPDATE",
        "GROUPPASSES_SEARCH",
        "ORGANIZERS_ADMINS_READ",
        "ORGANIZERS_REPORTS",
        "ORGANIZERS_SEARCH",
        "PASSES_CHIPNUMBERS_READ",
        "PASSES_INSZNUMBERS_READ",
        "PASSES_READ",
        "PASSHOLDERS_SEARCH",
        "REWARDS_READ",
        "REWARDS_REDEEM",
        "TARIFFS_READ",
        "TICKETSALES_REGISTER",
        "TICKETSALES_SEARCH",
    }
)
PERMISSIONS_OF: Mapping[AdminType, frozenset[str]] = {
    AdminType.MEMBER: _OF_MEMBERS,
    AdminType.ADMIN: _OF_MEMBERS
    | {"ORGANIZERS_ADMINS_WRITE", "KIOSKS_READ", "KIOSKS_WRITE", "REWARDS_WRITE"},
}
PERSONAL = frozenset(
    {
        "PASSHOLDERS_FAMILY_MEMBERS",
        "PASSHOLDERS_REGISTER_UITID",
        "PASSHOLDERS_SELF_CHECKIN",
        "PASSHOLDERS_SELF_READ",
        "PASSHOLDERS_SELF_REGISTRATION",
        "PASSHOLDERS_TRANSACTION_HISTORY",
    }
)
"""What a user may do for the own pass when the client may, whoever the user is."""
