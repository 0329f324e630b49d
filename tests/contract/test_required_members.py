"""Each member that an answer or a request must have is missed when it is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.spoiling import GONE, body_example_of, example_of, operation_called, spoilt

PAGE = {"": "totalItems member"}
PASSHOLDER = "id name firstName dateOfBirth address creationDate points uitidStatus cardSystemMemberships"
KIOSK = {
    "": "id name deviceId cardSystem releaseTrack",
    "/locations/0": "id name",
    "/organizers/0": "id name",
}
KIOSK_EVENT = {"": "checkinPoints event checkinCode", "/event": "id title"}
REWARD = "id title type promotionalDescription publicationPeriod points categories moreInfoURL"
GROUP_PASS = "id uitpasNumber cardStatus creationDate cardSystem"
COUPON = {"/0": "id coupon status", "/0/coupon": "id name", "/0/remaining": "volume period"}
ANSWERS: dict[str, dict[str, str]] = {
    "get-passholders 200 one": {
        **PAGE,
        "/member/0": PASSHOLDER,
        "/member/0/address": "postalCode city",
        "/member/0/cardSystemMemberships/0": "cardSystem",
        "/member/0/cardSystemMemberships/0/currentCard": "uitpasNumber status",
        "/member/0/cardSystemMemberships/0/socialTariff": "status endDate",
    },
    "post-passholders 200 created": {"": PASSHOLDER},
    "get-passholders-passholderId 200 child": {"": PASSHOLDER},
    "get-passholders-me 200 parent": {"": PASSHOLDER},
    "post-passholders-me 200 created": {"": PASSHOLDER},
    "get-passholders-passholderId-picture 200 link": {"": "pictureUrl"},
    "get-passholders-passholderId-memberships-cardSystemId 200 replace": {
        "": "type addressChangeRequired",
        "/replacedMembership/socialTariff": "status endDate suspendedUntilDate",
    },
    "get-passholders-passholderId-association-memberships 200 both": {
        "/0": "association status endDate renewable",
        "/0/association": "id name",
    },
    "get-passholders-passholderId-coupons 200 granted": {**COUPON, "/0/validityPeriod": "begin"},
    "get-uitid-passholder-registration-token 200 token": {"": "token"},
    "get-uitid-passholder-status 200 known": {"": "uitpasNumber state"},
    "get-uitid-email 200 free": {"": "state"},
    "get-passholders-membership-prices-cardSystemId 200 price": {"": "price label description"},
    "get-passholders-passholderId-membership-prices-cardSystemId 200 price": {"": "price label description"},
    "post-passholders-passholderId-checkin 201 one": {"": "addedPoints totalPoints"},
    "get-passholders-passholderId-transactions 200 page": {
        **PAGE,
        "/member/0": "title location creationDate points",
    },
    "get-passholders-passholderId-family-members 200 two": {
        "/1": "passholder creationDate mainFamilyMember",
        "/1/passholder": PASSHOLDER,
    },
    "get-passholders-passholderId-families 200 one": {"/0": "name firstName passholderId memberSince"},
    "get-passholders-school 200 school": {"": "id name"},
    "get-insz-numbers-inszNumber 200 expired": {"": "passholderId uitpasNumber points socialTariff"},
    "get-chip-numbers-chipNumber 200 expired": {"": "passholderId uitpasNumber points socialTariff"},
    "passholders-status-insz-numbers-insznumber 200 used": {"": "state"},
    "get-grouppasses 200 token": {**PAGE, "/member/0": GROUP_PASS, "/member/0/socialTariff": "status"},
    "get-grouppasses-passholderId 200 group": {"": GROUP_PASS, "/address": "postalCode city"},
    "get-grouppasses-passholderId-coupons 200 granted": COUPON,
    "get-cards 200 active": {"": "uitpasNumber cardSystem status socialTariff"},
    "get-cards-social-tariff-cardSystemId-active 200 full": {"/0": "uitpasNumber cardType"},
    "post-checkins 201 whole": {"": "id eventId uitpasNumber points", "/passholder": PASSHOLDER},
    "get-checkins 200 one": {**PAGE, "/member/0": "id creationDate eventId uitpasNumber points"},
    "get-checkin-status 200 refused": {"": "allowed", "/endUserMessage": "nl"},
    "get-events-settings 200 both": {"": "id checkinPoints", "/checkinLimit": "volume periodType"},
    "get-events-qr-checkincodes-downloadlink 200 link": {"": "downloadLink"},
    "get-rewards 200 page": {
        **PAGE,
        "/member/0": REWARD,
        "/member/0/publicationPeriod": "begin",
        "/member/0/redeemConstraint": "volume period",
        "/facet/categories/Eten en drinken": "name count",
    },
    "post-rewards 200 points": {"": REWARD},
    "get-rewards-id 200 points": {"": REWARD},
    "put-rewards-id 200 points": {"": REWARD},
    "get-rewards-id-redeem-status 200 points": {"": "redeemable reason message"},
    "post-rewards-redeemed 201 coffee": {"": "id reward redeemDate", "/reward": REWARD},
    "get-rewards-redeemed 200 one": {**PAGE, "/member/0": "id reward redeemDate"},
    "get-permissions-clientId 200 one": {"/0": "organizer permissionDetails"},
    "get-organizers 200 one": {**PAGE, "/member/0": "id name", "/member/0/address": "city"},
    "get-organizers-organizerId 200 test": {"": "id name"},
    "get-organizers-organizerId-admins 200 one": {**PAGE, "/member/0": "userId email type"},
    "post-organizers-organizerId-admins 201 admin": {"": "userId email type"},
    "get-associations 200 one": {**PAGE, "/member/0": "id name"},
    "get-organizers-financial-reports-periods 200 quarter": {"/0": "startDate endDate"},
    "post-organizers-financial-reports 200 started": {"": "status id creationDate"},
    "get-organizers-financial-reports 200 two": {
        "/0": "status id creationDate",
        "/0/period": "startDate endDate",
        "/1": "message",
    },
    "get-organizers-financial-reports-reportId 200 available": {"": "status id creationDate"},
    "get-organizers-financial-reports-reportId-downloadLink 200 link": {"": "downloadLink"},
    "get-card-systems 200 one": {**PAGE, "/member/0": "id name", "/member/0/cities/0": "postalCode name"},
    "get-cardsystems-cardsystemid 200 gent": {"": "id name"},
    "get-cardsystems-cardsystemid-social-tariff-settings 200 gent": {
        "": "postalCode allowsCardlessRegistration"
    },
    "get-cardsystems-cardsystemid-city-settings 200 gent": {
        "/0": "city allowsCardlessRegistration contactEmail"
    },
    "get-card-systems-cardsystemid-membership-prices 200 two": {"/0": "price label description"},
    "post-orders 200 payment": {
        "": "id status paymentUrl email totalPrice",
        "/mainPassholderRegistration": "name firstName dateOfBirth registrationOrganizer address",
    },
    "post-orders 200 connect": {
        "": "registrationToken",
        "/mainPassholderRegistration/registrationSocialTariff": "requested",
    },
    "get-orders-orderid 200 reduced": {"": "id status email totalPrice"},
    "get-kiosks 200 one": {**PAGE, "/member/0": KIOSK[""]},
    "get-kiosks-kioskId-fixed-event 200 set": KIOSK_EVENT,
    "put-kiosks-setup 200 kiosk": KIOSK,
    "get-kiosk-devices 200 kiosk": KIOSK,
    "get-kiosks-event 200 set": KIOSK_EVENT,
    "get-kiosks-checkins 200 now": KIOSK_EVENT,
    "post-kiosks-checkin 200 one": {"": "newPoints totalPoints"},
    "get-kiosks-chip-numbers-chipNumber 200 points": {"": "totalPoints"},
    "post-social-tariff-validation-token 200 token": {"": "token"},
    "get-social-tariff-validation 200 family": {
        "": "user",
        "/user": "inszNumber familyName givenName hasSocialTariff idToken idTokenExpiresAt",
        "/children/0": "inszNumber familyName givenName hasSocialTariff idToken idTokenExpiresAt",
    },
}


def leavings() -> Iterator[Any]:
    for example, places in ANSWERS.items():
        for place, names in places.items():
            for name in names.split():
                yield pytest.param(example, place, name, id=f"{example} {place}/{name}")


@pytest.mark.parametrize(("example", "place", "name"), list(leavings()))
def test_an_answer_without_a_member_that_it_must_have_is_refused(example: str, place: str, name: str) -> None:
    operation_id, status, key = example.split()
    operation = operation_called(operation_id)
    media, answer = example_of(operation, status, key)

    errors = operation.response_errors(int(status), media, spoilt(answer, f"{place}/{name}", GONE))

    assert [(error.pointer, error.keyword, error.names) for error in errors] == [
        (place or "/", "required", (name,))
    ]


BODIES: dict[str, dict[str, str]] = {
    "post-passholders digital": {
        "": "registrationCardType registrationOrganizer",
        "/optInPreferences": "serviceMails milestoneMails infoMails sms post",
    },
    "post-passholders card": {"": "registrationUitpasNumber"},
    "put-passholders-passholderId moved": {"": "name firstName dateOfBirth address"},
    "post-passholders-passholderId-memberships-cardSystemId social": {
        "": "cardType registrationOrganizer uitpasNumber",
        "/address": "street postalCode city",
    },
    "post-passholders-passholderId-association-memberships custom": {"": "association", "/association": "id"},
    "post-passholders-me adult": {
        "": "name firstName dateOfBirth postalCode city cardSystem registrationOrganizer",
        "/cardSystem": "id",
    },
    "post-passholders-passholderId-checkin code": {"": "checkinCode"},
    "post-passholders-passholderId-family-members icon": {"": "uitpasNumber"},
    "put-passholders-school school": {"": "id"},
    "post-checkins child": {"": "eventId uitpasNumber"},
    "put-events-settings both": {"": "checkinPoints"},
    "post-rewards points": {
        "": "title type promotionalDescription publicationPeriod points categories moreInfoURL",
        "/owningCardSystem": "id",
    },
    "post-rewards-redeemed coffee": {"": "rewardId uitpasNumber"},
    "put-permissions-clientId one": {
        "/0": "organizer",
        "/0/organizer": "id",
        "/0/permissionDetails/0": "id",
    },
    "post-organizers-organizerId-admins admin": {"": "email type"},
    "post-organizers-financial-reports quarter": {"": "startDate endDate"},
    "post-orders family": {
        "": "mainPassholderRegistration",
        "/mainPassholderRegistration": "name firstName dateOfBirth registrationOrganizer address",
        "/extraPassholderRegistrations/0": "name firstName dateOfBirth registrationOrganizer address",
    },
    "put-kiosks-kioskId-fixed-event event": {"": "id"},
    "put-kiosks-setup device": {"": "name deviceId"},
    "put-kiosks-events event": {"": "id"},
    "post-kiosks-checkin card": {"": "chipNumber"},
    "post-social-tariff-validation-token code": {"": "code codeVerifier"},
}


def omissions() -> Iterator[Any]:
    for example, places in BODIES.items():
        for place, names in places.items():
            for name in names.split():
                yield pytest.param(example, place, name, id=f"{example} {place}/{name}")


@pytest.mark.parametrize(("example", "place", "name"), list(omissions()))
def test_a_request_without_a_member_that_it_must_have_is_refused(example: str, place: str, name: str) -> None:
    operation_id, key = example.split()
    operation = operation_called(operation_id)
    body = body_example_of(operation, key)

    errors = operation.body_errors(spoilt(body, f"{place}/{name}", GONE))

    assert [(error.pointer, error.keyword, error.names) for error in errors] == [
        (place or "/", "required", (name,))
    ]
