"""Bodies and queries of people that fit the contract."""

from __future__ import annotations

from typing import Any

from .cast import (
    GENT,
    GROUP,
    ORGANIZER,
    PLAIN,
    a_person,
)
from .stage import BODIES, QUERIES

CHIP = "04784CDAEE3880"
NEWCOMER_INSZ = "85010100115"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
BY_US = {"organizerId": ORGANIZER}
A_CHILD: dict[str, Any] = {"uitpasNumber": PLAIN}
WISH: dict[str, Any] = {"cardType": "DIGITAL", "registrationOrganizer": {"id": ORGANIZER}}
JOIN = "post-passholders-passholderId-memberships-cardSystemId"
PREVIEW = "get-passholders-passholderId-memberships-cardSystemId"
CLUBS = "post-passholders-passholderId-association-memberships"
FAMILY = "post-passholders-passholderId-family-members"
MYSELF: dict[str, Any] = {
    "name": "Testnaam",
    "firstName": "Nieuwkomer",
    "dateOfBirth": "1990-01-01",
    "email": "nieuwkomer@example.org",
    "postalCode": "9000",
    "city": "Gent",
    "cardSystem": {"id": GENT},
    "registrationOrganizer": {"id": ORGANIZER},
}
BODIES |= {
    "post-passholders": a_person(),
    "put-passholders-passholderId": a_person(),
    "put-passholders-passholderId-private": {"note": "Notitie"},
    JOIN: WISH,
    CLUBS: {"association": {"id": "1"}, "endDate": "2030-12-31"},
    FAMILY: A_CHILD,
    "put-passholders-passholderId-family-members-familyMemberId": {},
    "put-passholders-school": {"id": ORGANIZER},
    "post-passholders-me": MYSELF,
}
QUERIES |= {
    PREVIEW: {"socialTariff": "false", **BY_US},
    CLUBS: BY_US,
    "get-passholders-passholderId-association-memberships": BY_US,
    "delete-passholders-passholderId-association-memberships-associationId": BY_US,
    "get-passholders-membership-prices-cardSystemId": {
        "cardType": "DIGITAL",
        "dateOfBirth": "1990-01-01",
        "postalCode": "9000",
    },
    "get-passholders-passholderId-membership-prices-cardSystemId": {"cardType": "DIGITAL"},
    "get-card-systems-cardsystemid-membership-prices": {"cardType": "DIGITAL"},
    "get-grouppasses": {"uitpasNumber": GROUP},
}
