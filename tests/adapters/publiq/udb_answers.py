"""Answers of UiTdatabank as it gives them, whole and as poor as old records are."""

from __future__ import annotations

from typing import Any

from tests.adapters.publiq.udb_samples import EVENT, IMAGE, ORGANIZER, PLACE

HOST = "https://io-test.uitdatabank.be"
PLACE_JSON: dict[str, Any] = {
    "@id": f"{HOST}/places/{PLACE}",
    "mainLanguage": "nl",
    "name": {"nl": "Buurthuis", "fr": "Maison"},
    "address": {
        "nl": {
            "addressCountry": "BE",
            "addressLocality": "Gent",
            "postalCode": "9000",
            "streetAddress": "Kerkstraat 1",
        }
    },
    "calendarType": "permanent",
    "terms": [{"id": "Yf4aZBfsUEu2NsQqsprngw", "label": "Ontmoetingscentrum", "domain": "eventtype"}],
    "workflowStatus": "APPROVED",
    "duplicatedBy": [f"{HOST}/places/one", "/place/two"],
    "hiddenLabels": ["UiTPAS Gent"],
    "created": "2018-02-20T15:11:26.034Z",
    "creator": "our-client@clients",
}
ORGANIZER_JSON: dict[str, Any] = {
    "@id": f"{HOST}/organizers/{ORGANIZER}",
    "mainLanguage": "nl",
    "name": {"nl": "Speelplein"},
    "url": "https://speelplein.example",
    "labels": ["spel", "Paspartoe"],
    "hiddenLabels": ["UiTPAS Gent"],
    "workflowStatus": "ACTIVE",
}
EVENT_JSON: dict[str, Any] = {
    "@id": f"{HOST}/events/{EVENT}",
    "@context": "/contexts/event",
    "mainLanguage": "nl",
    "name": {"nl": "Zomerkamp", "fr": "Camp"},
    "location": PLACE_JSON,
    "organizer": ORGANIZER_JSON,
    "calendarType": "multiple",
    "startDate": "2031-07-07T09:00:00+02:00",
    "endDate": "2031-07-08T12:00:00+02:00",
    "subEvent": [
        {
            "@type": "Event",
            "id": 0,
            "startDate": "2031-07-07T09:00:00+02:00",
            "endDate": "2031-07-07T12:00:00+02:00",
            "status": {"type": "Available"},
            "bookingAvailability": {"type": "Unavailable", "capacity": 12, "remainingCapacity": 0},
            "childcare": {"start": "08:00", "end": "13:00"},
            "overnight": True,
        },
        {
            "id": 1,
            "startDate": "2031-07-08T09:00:00",
            "endDate": "2031-07-08T12:00:00",
            "status": {"type": "Unavailable", "reason": {"nl": "Ziek"}},
            "bookingAvailability": {"type": "Available"},
        },
    ],
    "status": {"type": "Available"},
    "bookingAvailability": {"type": "Available", "capacity": 12},
    "availableFrom": "2031-01-01T00:00:00+01:00",
    "availableTo": "2031-07-07T09:00:00+02:00",
    "sameAs": [f"http://www.uitinvlaanderen.be/agenda/e/zomerkamp/{EVENT}"],
    "terms": [
        {"id": "0.57.0.0.0", "label": "Kamp of vakantie", "domain": "eventtype"},
        {"id": "1.11.2.0.0", "label": "Themakamp", "domain": "theme"},
    ],
    "created": "2026-08-21T10:00:00+02:00",
    "modified": "2026-08-22T10:00:00+02:00",
    "creator": "our-client@clients",
    "workflowStatus": "READY_FOR_VALIDATION",
    "attendanceMode": "offline",
    "typicalAgeRange": "6-12",
    "audience": {"audienceType": "members"},
    "description": {"nl": "Spelen."},
    "priceInfo": [
        {"category": "base", "name": {"nl": "Basistarief"}, "price": 12.5, "priceCurrency": "EUR"},
        {"category": "tariff", "name": {"nl": "Tweede"}, "price": 8, "groupPrice": True},
        {"category": "uitpas", "name": {"nl": "Kansentarief"}, "price": 2.5, "priceCurrency": "EUR"},
    ],
    "contactPoint": {"phone": ["bel mij"], "email": ["in@example.be"], "url": []},
    "bookingInfo": {
        "phone": "in@example.be",
        "url": "https://example.be",
        "urlLabel": {"nl": "Inschrijven"},
        "availabilityStarts": "2031-03-01T09:00:00+01:00",
    },
    "mediaObject": [
        {
            "@id": f"{HOST}/images/{IMAGE}",
            "@type": "schema:ImageObject",
            "contentUrl": "https://images.example/1.png",
            "description": "Een vlag",
            "copyrightHolder": "Ann",
            "inLanguage": "nl",
        }
    ],
    "videos": [{"id": "x", "url": "https://vimeo.com/1", "language": "nl"}],
    "labels": ["spel"],
    "hiddenLabels": ["UiTPAS Gent"],
    "childrenOnly": True,
    "languages": ["nl", "fr"],
    "completedLanguages": ["nl"],
    "completeness": 91,
    "playhead": 7,
}
POOR_EVENT: dict[str, Any] = {
    "@id": f"/event/{EVENT}",
    "name": "Concert",
    "location": {"name": {"nl": "Op straat"}, "address": {"streetAddress": "Markt", "postalCode": "8000"}},
    "organizer": {"name": {"nl": "Iemand"}},
    "calendarType": "permanent",
    "workflowStatus": "APPROVED",
    "bookingInfo": {"phone": None, "url": 7},
    "contactPoint": {"phone": "016 1"},
    "typicalAgeRange": "alle",
    "created": "gisteren",
    "terms": [{"label": "zonder id"}, {"id": "0.14.0.0.0", "domain": "obsolete"}],
    "labels": [7, "spel"],
    "mediaObject": [{"contentUrl": "https://images.example/lost.png"}],
}
"""A record from before most rules: dummies, texts without a language, members of the wrong kind."""
