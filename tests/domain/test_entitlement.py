"""R3: the social tariff follows the status of a pass; and what a refusal says about pass or moment."""

from __future__ import annotations

from datetime import datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.building import a_pass, a_problem
from tests.domain.strategies import moments
from uitkern.domain.model.offer import Reason
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.uitpas import SocialTariffStatus
from uitkern.domain.rules.entitlement import is_entitled, reason_now, reason_of, why_not


@given(st.sampled_from(SocialTariffStatus), st.none() | moments)
def test_entitlement_follows_the_status_whatever_the_end_date(
    status: SocialTariffStatus, end_date: datetime | None
) -> None:
    found = a_pass(status, end_date=end_date)

    assert is_entitled(found) == (status is SocialTariffStatus.ACTIVE)
    assert (why_not(found) is None) == is_entitled(found)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (SocialTariffStatus.ACTIVE, None),
        (SocialTariffStatus.NONE, Reason.NO_SOCIAL_TARIFF),
        (SocialTariffStatus.EXPIRED, Reason.EXPIRED),
        (SocialTariffStatus.SUSPENDED, Reason.SUSPENDED),
    ],
)
def test_a_pass_without_social_tariff_says_why(status: SocialTariffStatus, reason: Reason | None) -> None:
    assert why_not(a_pass(status)) is reason


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("card-blocked", Reason.BLOCKED),
        ("invalid-card", Reason.PASS_REFUSED),
        ("invalid-card-status", Reason.PASS_REFUSED),
        ("invalid-uitpas-number", Reason.NO_SUCH_PASS),
        ("pass-not-found", Reason.NO_SUCH_PASS),
        ("passholder-not-found", Reason.NO_SUCH_PASS),
        ("social-tariff-expired", Reason.EXPIRED),
        ("social-tariff-suspended", Reason.SUSPENDED),
        ("social-tariff-not-available", Reason.NOT_AVAILABLE),
        ("maximum-reached", Reason.NOT_AVAILABLE),
        ("passholder-no-active-cardsystems", Reason.NOT_AVAILABLE),
        ("event-not-found", None),
        ("something-new", None),
    ],
)
def test_a_refusal_about_the_pass_has_its_reason(kind: str, reason: Reason | None) -> None:
    assert reason_of(a_problem(kind)) is reason


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (a_problem("event-not-found", 404), Reason.NOT_KNOWN_YET),
        (Problem("auth/unauthorized", 401), Reason.NOT_ALLOWED),
        (Problem("auth/forbidden", 403), Reason.NOT_ALLOWED),
        (Problem("body/invalid-data", 400), Reason.NOT_AVAILABLE),
    ],
)
def test_a_refusal_about_the_moment_has_its_reason(problem: Problem, reason: Reason) -> None:
    assert reason_now(problem) is reason
    assert reason_of(problem) is None


@pytest.mark.parametrize(
    ("card", "reason"),
    [
        ("BLOCKED", Reason.BLOCKED),
        ("DELETED", Reason.REPLACED),
        ("LOCAL_STOCK", Reason.UNREGISTERED),
        ("PROVISIONED", Reason.UNREGISTERED),
        ("SOMETHING_NEW", Reason.PASS_REFUSED),
    ],
)
def test_f26_each_status_of_a_card_has_a_reason_of_its_own(card: str, reason: Reason) -> None:
    assert reason_of(evolve(a_problem("invalid-card-status"), card_status=card)) is reason
