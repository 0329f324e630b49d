"""Each open question that can be turned turns its own answer, and no other."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.simulator.reading_probes import (
    OTHER_SPELLING,
    WRITE_TARIFF,
    Probe,
    a_checkin,
    a_new_admin,
    a_sale,
    a_tariff_by_its_older_name,
    a_tariff_without_the_right,
    asked,
    associations,
    bare_not_found,
    blocked_card,
    checkin_by_a_client,
    chip,
    duplicate_place,
    end_date,
    kiosk_often,
    limited_media_type,
    listed_passholder,
    members_of_a_pass,
    members_of_a_registration,
    memberships_by_the_older_name,
    met,
    named_clients,
    names_of_a_permission,
    no_json,
    older_token_path,
    order_for_an_id,
    organizers_of_any_country,
    organizers_of_uitpas,
    redeem_reason,
    registration_headers,
    shown,
    spotlights,
    subset,
    transactions_with_the_other_permission,
    type_of_a_blocked_pass,
    with_slash,
    without_passholder_credentials,
)
from tests.simulator.rights import (
    EVENT,
    ORGANIZER,
    PERSON,
    client,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.testing.recipes.stage import Stage
from uitkern.simulator.world.readings import Switch

MISSING, NO_HEADER = "url/query-parameter-missing", (400, "header/missing")
UNAUTHORIZED, FORBIDDEN = (401, "auth/unauthorized"), (403, "auth/forbidden")
PROBES: dict[str, tuple[Probe, object, object]] = {
    "ticket-sale-answer-regular-price": (a_sale("regularPrice", "id"), ["regularPrice", "id"], ["id"]),
    "ticket-sale-answer-creation-date": (a_sale("creationDate", "id"), ["creationDate", "id"], ["id"]),
    "uitpas-filter-of-organizers": (organizers_of_uitpas, 200, (404, "url/not-found")),
    "default-country-of-organizers": (organizers_of_any_country, [True, True, True], [False, True, True]),
    "social-tariff-end-date-zone": (end_date, {True}, {False}),
    "pass-type-and-card-system-required": (members_of_a_pass, (True, True), (False, False)),
    "status-of-a-card-that-is-not-active": (
        blocked_card,
        ((400, "uitpas/card-blocked"), None),
        ((400, "uitpas/invalid-card-status"), "BLOCKED"),
    ),
    "name-of-the-identifier-parameter": (
        lambda stage: shown(stage.all.get("/passes", params={"identification": PERSON})),
        (400, MISSING),
        200,
    ),
    "event-not-found-status": (
        met("get-tariffs", 400, "event-not-found"),
        (400, "uitpas/event-not-found"),
        (404, "uitpas/event-not-found"),
    ),
    "spelling-of-invalid-uitpas-number": (
        met("get-tariffs", 400, "invalid-uitpasnumber"),
        (400, "uitpas/invalid-uitpasnumber"),
        (400, "uitpas/invalid-uitpas-number"),
    ),
    "spelling-of-social-tariff-expired": (
        met("post-ticket-sales", 400, "social-tariff-expired"),
        (400, "uitpas/social-tariff-expired"),
        (400, "uitpas/social-tariff-discount-expired"),
    ),
    "missing-query-parameter": (
        lambda stage: shown(stage.all.get("/tariffs", params={"eventId": EVENT})),
        (400, MISSING),
        (404, MISSING),
    ),
    "status-of-a-duplicate-place": (
        duplicate_place,
        ((409, "uitdatabank/duplicate-place"), ["duplicatePlaceUri"]),
        ((400, "uitdatabank/duplicate-place"), ["duplicatePlaceUrl"]),
    ),
    "missing-search-criterion": (asked("get-ticket-sales"), (400, MISSING), 200),
    "limit-above-500": (
        asked("get-ticket-sales", query={"eventId": EVENT, "limit": "501"}),
        (400, "url/query-limit-exceeded"),
        200,
    ),
    "identification-for-event-card-systems": (
        lambda stage: shown(
            stage.ask("get-events-card-systems", who=client(stage.publiq, x_client_id="all"), eventId=EVENT)
        ),
        UNAUTHORIZED,
        200,
    ),
    "tariff-id-beside-tariff": (a_tariff_by_its_older_name, (400, "body/invalid-data"), 200),
    "trailing-slash": (with_slash, 200, (404, "url/not-found")),
    "token-path": (older_token_path, 200, (404, "url/not-found")),
    "media-type-of-a-registration": (no_json, (415, "header/unsupported-media-type"), 200),
    "spelling-of-distributionkey-not-found": (
        met("put-events-card-systems", 400, "distributionkey-not-found"),
        (400, "uitpas/distributionkey-not-found"),
        (400, "uitpas/disributionkey-not-found"),
    ),
    "name-of-the-permission-for-social-tariffs": (
        names_of_a_permission,
        {WRITE_TARIFF},
        {OTHER_SPELLING},
    ),
    "permission-for-transactions": (transactions_with_the_other_permission, 200, FORBIDDEN),
    "client-tokens-for-own-passholder": (checkin_by_a_client, (FORBIDDEN, FORBIDDEN), (200, 201)),
    "identification-for-membership-prices": (
        asked("get-card-systems-cardsystemid-membership-prices", cardSystemId="5"),
        200,
        FORBIDDEN,
    ),
    "security-of-the-registration-token": (without_passholder_credentials, UNAUTHORIZED, NO_HEADER),
    "security-of-the-uitid-status": (
        lambda stage: shown(stage.ask("get-uitid-passholder-status", who=client(stage.publiq))),
        UNAUTHORIZED,
        NO_HEADER,
    ),
    "identification-for-an-order": (order_for_an_id, (UNAUTHORIZED, False), (200, False)),
    "registration-members-promised": (
        members_of_a_registration,
        (True, True, True, True),
        (True, False, False, True),
    ),
    "end-date-type-of-an-association": (associations, {True}, {False}),
    "organizer-of-association-memberships": (memberships_by_the_older_name, 200, (400, MISSING)),
    "id-of-an-administrator": (a_new_admin, False, True),
    "spotlight-of-a-reward": (spotlights, (False, {False}), (True, {True})),
    "name-of-a-redeem-reason": (
        redeem_reason,
        ["PASSHOLDER_NO_ACTIVE_CARDSYSTEM"],
        ["PASSHOLDER_NO_ACTIVE_CARDSYSTEMS"],
    ),
    "status-of-an-unknown-reward": (
        met("post-rewards-redeemed", 404, "reward-not-found"),
        (404, "uitpas/reward-not-found"),
        (400, "uitpas/reward-not-found"),
    ),
    "subset-names-of-rewards": (
        subset,
        [200, (400, "url/query-parameter-invalid")],
        [(400, "url/query-parameter-invalid"), 200],
    ),
    "creation-date-of-a-check-in": (a_checkin, (True, True), (False, True)),
    "types-of-a-bare-404": (
        bare_not_found,
        [
            (404, "uitpas/passholder-not-found"),
            (404, "uitpas/organizer-not-found"),
            (404, "uitpas/passholder-not-found"),
        ],
        [(404, "url/not-found"), (404, "url/not-found"), (404, "uitpas/passholder-not-found")],
    ),
    "unknown-card-system-of-an-export": (
        met("get-cards-social-tariff-cardSystemId-active", 404, "cardsystem-not-found"),
        (404, "uitpas/cardsystem-not-found"),
        (400, "uitpas/invalid-uitpas-number"),
    ),
    "media-type-of-a-rate-limit": (limited_media_type, ["application/problem+json"], ["application/json"]),
    "rate-limits-without-a-status": (kiosk_often, [False, True], [False, False]),
    "chip-number-of-a-card": (chip, True, False),
    "registration-header-of-a-family-member": (registration_headers, [400, 201], [201, 400]),
    "id-of-event-settings": (
        asked("put-events-settings", eventId=EVENT, body={"checkinPoints": 1}),
        204,
        (400, "body/invalid-data"),
    ),
    "limit-of-the-associations": (
        asked("get-associations", query={"organizerId": ORGANIZER, "permission": "READ", "limit": "501"}),
        200,
        (400, "url/query-limit-exceeded"),
    ),
    "passholder-in-listed-check-ins": (listed_passholder, False, True),
    "type-of-pass-of-a-card-that-is-not-active": (type_of_a_blocked_pass, ["passType"], ["groupPass"]),
    "state-of-a-card-system-as-text": (
        asked("put-events-card-systems", eventId=EVENT, body=[{"id": 5, "enabled": "false"}]),
        (400, "body/invalid-data"),
        204,
    ),
    "tariff-that-a-pass-does-not-have": (
        a_tariff_without_the_right,
        [(400, "body/invalid-data"), (400, "body/invalid-data")],
        [(400, "uitpas/social-tariff-not-available"), (400, "body/invalid-data")],
    ),
    "permission-of-a-client-that-only-names-itself": (named_clients, [200] * 4, [FORBIDDEN, 200] * 2),
    "answers-that-nobody-accepts": (
        asked("get-tariffs-static", headers={"accept": "text/html"}),
        (406, "header/not-acceptable"),
        200,
    ),
}
ALSO = {
    ("missing-query-parameter", "missing-search-criterion"),
    ("missing-query-parameter", "name-of-the-identifier-parameter"),
    ("name-of-the-identifier-parameter", "social-tariff-end-date-zone"),
    ("name-of-the-identifier-parameter", "type-of-pass-of-a-card-that-is-not-active"),
}
"""Pairs of which the first reaches the second: all missing parameters, and how get-passes is asked."""


def a_stage(**readings: str) -> Stage:
    publiq = Publiq()
    publiq.world.configure(evolve(publiq.world.settings, readings=readings))
    return Stage(publiq)


@pytest.mark.parametrize("question", PROBES)
def test_a_question_is_answered_the_usual_way_and_turned_the_other(question: str) -> None:
    probe, usual, other = PROBES[question]

    assert probe(a_stage()) == usual
    assert probe(a_stage(**{question: "other"})) == other


@pytest.mark.parametrize("question", PROBES)
def test_turning_a_question_leaves_the_others_alone(question: str) -> None:
    for each, (probe, usual, _) in PROBES.items():
        if each != question and (question, each) not in ALSO:
            assert probe(a_stage(**{question: "other"})) == usual, each


def test_every_question_that_can_be_turned_is_tried() -> None:
    assert set(PROBES) == set(Switch)
