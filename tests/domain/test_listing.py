"""Price lists: what is told of an activity before the child is known."""

from __future__ import annotations

import pytest

from tests.domain.building import (
    BASE,
    EVENT,
    REDUCED,
    SAID,
    a_problem,
    an_activity,
    forbidden,
    no_tariffs,
    tariffs,
)
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.offer import Reason
from uitkern.domain.model.sentences import explain
from uitkern.domain.ports.outcomes import Unavailable
from uitkern.domain.ports.publiq import QuoteStaticTariff
from uitkern.domain.rules.listing import listed, question_of


def test_only_what_uitpas_can_discount_is_asked() -> None:
    assert question_of(an_activity(), EVENT) == QuoteStaticTariff(EVENT, BASE)
    assert question_of(an_activity(), None) is Reason.NOT_PUBLISHED
    assert question_of(an_activity(uitpas=False), EVENT) is Reason.SWITCHED_OFF
    assert question_of(an_activity(price=Euro(0)), EVENT) is Reason.FREE


def test_the_general_social_tariff_stands_beside_the_base_price() -> None:
    price = listed(an_activity(), tariffs())
    assert (price.base_price, price.social, price.message) == (BASE, REDUCED, None)


@pytest.mark.parametrize(
    ("quoted", "message"),
    [
        (Reason.NOT_PUBLISHED, explain(Reason.NOT_PUBLISHED)),
        (Unavailable("time-out"), explain(Reason.UNREACHABLE)),
        (a_problem("social-tariff-not-available", message=SAID), SAID),
        (forbidden(), explain(Reason.NOT_ALLOWED)),
        (no_tariffs(), explain(Reason.NOT_AVAILABLE)),
        (no_tariffs(SAID), SAID),
    ],
    ids=["no event", "silence", "a refusal", "no permission", "none", "none, and why"],
)
def test_without_one_the_reason_is_told(quoted: object, message: object) -> None:
    price = listed(an_activity(), quoted)  # type: ignore[arg-type]
    assert (price.social, price.message) == (None, message)
