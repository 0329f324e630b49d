"""Offer: the right price for the right child, with the reason and the words that go with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.domain.building import (
    BASE,
    EVENT,
    NUMBER,
    OTHER_NUMBER,
    REDUCED,
    SAID,
    a_coupon,
    a_pass,
    a_pass_without_social_tariff,
    a_problem,
    an_activity,
    no_tariffs,
    tariffs,
)
from tests.flows.house import House
from uitkern.domain.errors import NotFound
from uitkern.domain.flows.offer import offers
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.offer import Reason
from uitkern.domain.model.policy import Policy, QuoteRule
from uitkern.domain.model.sentences import explain
from uitkern.domain.model.uitpas import SocialTariffStatus
from uitkern.domain.ports.publiq import FindPass, QuoteTariffs


def test_a_child_with_the_social_tariff_sees_its_price(house: House) -> None:
    house.with_social_tariff()

    made = house.offer()

    assert (made.base_price, made.price, made.reason) == (BASE, REDUCED, None)
    assert made.valid_until == datetime(2026, 7, 1, 22, 0, tzinfo=UTC)
    assert house.publiq.asked == [FindPass(NUMBER), QuoteTariffs(NUMBER, EVENT, BASE)]


def test_a_child_without_social_tariff_pays_the_base_price_and_is_told_why(house: House) -> None:
    house.publiq.will_answer(FindPass, a_pass_without_social_tariff())

    made = house.offer()

    assert (made.price, made.reason) == (BASE, Reason.NO_SOCIAL_TARIFF)
    assert made.messages == (explain(Reason.NO_SOCIAL_TARIFF),)
    assert house.publiq.count(QuoteTariffs) == 0


def test_an_empty_answer_is_told_with_the_words_of_uitpas(house: House) -> None:
    house.publiq.will_answer(FindPass, a_pass())
    house.publiq.will_answer(QuoteTariffs, no_tariffs(SAID))

    made = house.offer()

    assert (made.reason, made.messages) == (Reason.NOT_AVAILABLE, (SAID,))


def test_a_child_without_pass_number_costs_no_call(empty_house: House) -> None:
    empty_house.move_in(number=None)

    made = empty_house.offer()

    assert (made.price, made.reason, made.valid_until.hour) == (BASE, Reason.NO_PASS, 22)
    assert empty_house.publiq.asked == []


def test_an_activity_that_is_not_published_costs_no_call(empty_house: House) -> None:
    empty_house.move_in(event_id=None)

    assert empty_house.offer().reason is Reason.NOT_PUBLISHED
    assert empty_house.publiq.asked == []


def test_every_pass_is_quoted_where_that_is_the_policy(house: House) -> None:
    house.policy = Policy(quote=QuoteRule.EVERY_PASS)
    house.publiq.will_answer(FindPass, a_pass(SocialTariffStatus.EXPIRED))
    house.publiq.will_answer(QuoteTariffs, tariffs(a_coupon()))

    made = house.offer()

    assert (made.tariffs, made.price, made.reason) == ((a_coupon(),), BASE, Reason.EXPIRED)


def test_a_refused_pass_is_not_quoted_whatever_the_policy(house: House) -> None:
    house.policy = Policy(quote=QuoteRule.EVERY_PASS)
    house.publiq.will_answer(FindPass, a_problem("card-blocked", 422))

    assert house.offer().reason is Reason.BLOCKED
    assert house.publiq.count(QuoteTariffs) == 0


def test_many_at_once_ask_each_pass_and_each_price_once(house: House) -> None:
    house.move_in(an_activity(id="swim", price=Euro(4000)), "mo", OTHER_NUMBER, "event-of-swim")
    passes = {NUMBER: a_pass(), OTHER_NUMBER: a_pass_without_social_tariff(OTHER_NUMBER)}
    house.publiq.always_answers(FindPass, lambda question: passes[question.identifier])
    house.publiq.always_answers(QuoteTariffs, tariffs())
    pairs = [("lena", "camp"), ("lena", "swim"), ("mo", "camp"), ("mo", "swim"), ("lena", "camp")]

    made = house.run(offers(pairs, house.policy))

    assert [(each.participant_id, each.activity_id) for each in made] == pairs
    assert [each.price for each in made] == [REDUCED, REDUCED, BASE, Euro(4000), REDUCED]
    assert house.publiq.count(FindPass) == 2
    assert house.publiq.count(QuoteTariffs) == 2
    assert {
        question.identifier for question in house.publiq.asked[:2] if isinstance(question, FindPass)
    } == set(passes)


def test_nothing_asked_for_is_nothing_offered(house: House) -> None:
    assert house.run(offers([], house.policy)) == ()


@pytest.mark.parametrize(
    ("participant", "activity", "what"), [("nobody", "camp", "participant"), ("lena", "x", "activity")]
)
def test_who_or_what_is_not_known_costs_no_call(
    house: House, participant: str, activity: str, what: str
) -> None:
    with pytest.raises(NotFound) as missing:
        house.offer(participant, activity)

    assert missing.value.what == what
    assert house.publiq.asked == []
