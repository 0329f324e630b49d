"""Bodies and queries that fit the contract, for recipes that are about something else."""

from __future__ import annotations

from typing import Any

from .cast import (
    EVENT,
    ORGANIZER,
    PERSON,
    a_reward,
)
from .stage import BODIES, QUERIES

SALE: dict[str, Any] = {
    "uitpasNumber": PERSON,
    "eventId": EVENT,
    "regularPrice": 10,
    "tariff": {"id": "SOCIALTARIFF"},
}
PRICE = {"eventId": EVENT, "uitpasNumber": PERSON, "regularPrice": "10"}
CHECKIN = {"uitpasNumber": PERSON, "eventId": EVENT}
PERSON_TO_ORDER: dict[str, Any] = {
    "name": "Testburger",
    "firstName": "Ouder",
    "dateOfBirth": "1985-01-01",
    "email": "ouder@uitpas.test",
    "registrationOrganizer": {"id": ORGANIZER},
    "registrationCardSystemId": 5,
    "address": {"street": "Teststraat 2", "postalCode": "9000", "city": "Gent"},
}

BODIES |= {
    "post-ticket-sales": [SALE],
    "put-events-card-systems": [],
    "put-events-settings": {"id": EVENT, "checkinPoints": 1},
    "post-checkins": CHECKIN,
    "post-rewards": a_reward(),
    "put-rewards-id": a_reward(),
    "post-rewards-redeemed": {"rewardId": "5687", "uitpasNumber": PERSON},
    "put-permissions-clientId": [],
    "post-organizers-organizerId-admins": {"email": "a@uitpas.test", "type": "MEMBER"},
    "post-organizers-financial-reports": {"startDate": "2026-01-01", "endDate": "2026-01-31"},
    "put-kiosks-kioskId-fixed-event": {"id": EVENT},
    "put-kiosks-events": {"id": EVENT},
    "put-kiosks-setup": {"name": "Testzuil 2", "deviceId": "test-device-2"},
    "post-kiosks-checkin": {"chipNumber": "04363CDAEE3880"},
    "post-social-tariff-validation-token": {"code": "x", "codeVerifier": "x"},
    "post-orders": {"mainPassholderRegistration": PERSON_TO_ORDER},
    "post-passholders-passholderId-checkin": {"checkinCode": "x"},
}
QUERIES |= {
    "get-passes": {"identifier": PERSON},
    "get-tariffs": PRICE,
    "get-tariffs-static": {"eventId": EVENT, "regularPrice": "10"},
    "get-checkin-status": CHECKIN,
    "get-rewards-id-redeem-status": {"uitpasNumber": PERSON},
    "get-cardsystems-cardsystemid-social-tariff-settings": {"postalCode": "9000"},
}
