"""R15: what UiTPAS says reaches the person it is about; and which reason an offer gives."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.building import (
    BASE,
    EVENT,
    NOON,
    NUMBER,
    SAID,
    a_coupon,
    a_pass,
    a_problem,
    an_activity,
    forbidden,
    no_tariffs,
    tariffs,
)
from tests.domain.strategies import messages, tariff_lists
from uitkern.domain.model.message import EndUserMessage, Language
from uitkern.domain.model.offer import Offer, Reason
from uitkern.domain.model.participant import Participant
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.sentences import explain
from uitkern.domain.model.tariff import Tariffs
from uitkern.domain.model.uitpas import Pass, SocialTariffStatus
from uitkern.domain.ports.outcomes import Unavailable
from uitkern.domain.rules.offering import PassAnswer, TariffsAnswer, make_offer

WITH_PASS = Participant("lena", NUMBER)
LANGUAGES: tuple[Language, ...] = get_args(Language)
SILENCE = Unavailable("time-out")


def offered(found: PassAnswer, quoted: TariffsAnswer = None, event_id: str | None = EVENT) -> Offer:
    return make_offer(WITH_PASS, an_activity(), event_id, found, quoted, NOON)


problems = st.builds(
    Problem,
    kind=st.sampled_from(["uitpas/card-blocked", "uitpas/event-not-found", "uitpas/new", "auth/forbidden"]),
    status=st.sampled_from([400, 403, 404, 422]),
    message=st.none() | messages,
)
pass_answers = st.one_of(
    st.builds(
        a_pass, st.sampled_from(SocialTariffStatus), messages=st.lists(messages, max_size=2).map(tuple)
    ),
    problems,
    st.just(SILENCE),
)
tariffs_answers = st.one_of(
    st.none(), st.builds(Tariffs, tariff_lists(), st.none() | messages), problems, st.just(SILENCE)
)


def said_by_uitpas(answer: PassAnswer | TariffsAnswer) -> list[EndUserMessage]:
    if isinstance(answer, Pass):
        return list(answer.messages)
    if isinstance(answer, Tariffs | Problem) and answer.message:
        return [answer.message]
    return []


@given(pass_answers, tariffs_answers)
def test_everything_uitpas_says_is_passed_on_and_ours_only_where_it_is_silent(
    found: PassAnswer, quoted: TariffsAnswer
) -> None:
    offer = offered(found, quoted)

    said = said_by_uitpas(found) + said_by_uitpas(quoted)
    ours = [explain(offer.reason)] if offer.reason else []
    assert list(offer.messages) == (said or ours)


@given(pass_answers, st.builds(Tariffs, tariff_lists(), st.none() | messages))
def test_only_uitpas_makes_tariffs(found: PassAnswer, quoted: Tariffs) -> None:
    """R14."""
    assert offered(found, quoted).tariffs == quoted.available
    assert offered(found, None).tariffs == ()


@given(messages)
def test_a_message_is_said_in_the_language_asked_or_else_in_dutch(message: EndUserMessage) -> None:
    assert message.text() == message.nl
    for language in LANGUAGES:
        assert message.text(language) == (getattr(message, language) or message.nl)


@pytest.mark.parametrize(
    ("found", "quoted", "reason"),
    [
        (a_pass(), tariffs(), None),
        (a_pass(), tariffs(a_coupon()), Reason.NOT_AVAILABLE),
        (a_pass(), no_tariffs(), Reason.NOT_AVAILABLE),
        (a_pass(), a_problem("event-not-found", 404), Reason.NOT_KNOWN_YET),
        (a_pass(), a_problem("maximum-reached"), Reason.NOT_AVAILABLE),
        (a_pass(), forbidden(), Reason.NOT_ALLOWED),
        (a_pass(), SILENCE, Reason.UNREACHABLE),
        (a_pass(), None, None),
        (a_pass(SocialTariffStatus.NONE), None, Reason.NO_SOCIAL_TARIFF),
        (a_pass(SocialTariffStatus.EXPIRED), tariffs(a_coupon()), Reason.EXPIRED),
        (a_pass(SocialTariffStatus.SUSPENDED), SILENCE, Reason.SUSPENDED),
        (a_problem("card-blocked", 422), None, Reason.BLOCKED),
        (SILENCE, None, Reason.UNREACHABLE),
        (None, None, None),
    ],
)
def test_an_offer_says_why_there_is_no_social_tariff(
    found: PassAnswer, quoted: TariffsAnswer, reason: Reason | None
) -> None:
    assert offered(found, quoted).reason is reason


def test_what_comes_first_is_told_first() -> None:
    without_pass = make_offer(Participant("mo"), an_activity(), None, None, None, NOON)

    assert without_pass.reason is Reason.NO_PASS
    assert offered(None, None, event_id=None).reason is Reason.NOT_PUBLISHED


def test_an_offer_carries_what_the_sale_needs() -> None:
    offer = offered(a_pass(messages=(SAID,)), tariffs())

    assert offer == Offer(
        participant_id="lena",
        activity_id="camp",
        base_price=BASE,
        valid_until=NOON,
        tariffs=tariffs().available,
        messages=(SAID,),
        number=NUMBER,
        event_id=EVENT,
    )
