"""Offer: the right price for the right child, and as few calls as the day allows (R2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.domain.building import (
    BASE,
    EVENT,
    NOON,
    NUMBER,
    OTHER_NUMBER,
    REDUCED,
    SAID,
    a_coupon,
    a_pass,
    a_pass_without_social_tariff,
    a_problem,
    an_activity,
    forbidden,
    no_tariffs,
    tariffs,
)
from tests.flows.house import House
from uitkern.domain.errors import NotFound
from uitkern.domain.flows.offer import offer, offers
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.offer import Offer, Reason, explain
from uitkern.domain.model.policy import CacheRule, Policy, QuoteRule
from uitkern.domain.model.uitpas import SocialTariffStatus
from uitkern.domain.ports.outcomes import Unavailable
from uitkern.domain.ports.publiq import FindPass, QuoteTariffs


def offered(house: House, participant: str = "lena", activity: str = "camp") -> Offer:
    return house.run(offer(participant, activity, house.policy))


def calls(house: House) -> list[str]:
    return house.publiq.calls_of(lambda: offered(house))


def test_a_child_with_the_social_tariff_sees_its_price(house: House) -> None:
    house.with_social_tariff()

    made = offered(house)

    assert (made.base_price, made.price, made.reason) == (BASE, REDUCED, None)
    assert made.valid_until == datetime(2026, 7, 1, 22, 0, tzinfo=UTC)
    assert house.publiq.asked == [FindPass(NUMBER), QuoteTariffs(NUMBER, EVENT, BASE)]


def test_a_child_without_social_tariff_pays_the_base_price_and_is_told_why(house: House) -> None:
    house.publiq.will_answer(FindPass, a_pass_without_social_tariff())

    made = offered(house)

    assert (made.price, made.reason) == (BASE, Reason.NO_SOCIAL_TARIFF)
    assert made.messages == (explain(Reason.NO_SOCIAL_TARIFF),)
    assert house.publiq.count(QuoteTariffs) == 0


def test_the_second_offer_of_the_day_costs_no_call_for_a_child_without_social_tariff(house: House) -> None:
    house.publiq.will_answer(FindPass, a_pass_without_social_tariff())
    first = offered(house)
    house.clock.moment += timedelta(hours=11)

    assert calls(house) == []
    assert offered(house) == first


def test_the_second_offer_of_the_day_costs_no_call_for_a_child_with_social_tariff(house: House) -> None:
    house.with_social_tariff()
    first = offered(house)
    house.clock.moment += timedelta(hours=11)

    assert calls(house) == []
    assert offered(house) == first


@pytest.mark.parametrize(
    ("asked", "later", "cost"),
    [
        ("2026-07-01T23:59:59+02:00", "2026-07-02T00:00:00+02:00", 2),
        ("2026-07-01T00:00:00+02:00", "2026-07-01T23:59:59+02:00", 0),
        ("2027-03-28T00:00:00+01:00", "2027-03-28T23:59:59+02:00", 0),
        ("2027-03-28T12:00:00+02:00", "2027-03-29T00:00:00+02:00", 2),
        ("2027-10-31T00:00:00+02:00", "2027-10-31T23:59:59+01:00", 0),
        ("2027-10-31T00:00:00+02:00", "2027-11-01T00:00:00+01:00", 2),
    ],
)
def test_answers_are_kept_until_midnight_in_brussels(house: House, asked: str, later: str, cost: int) -> None:
    house.with_social_tariff()
    house.clock.moment = datetime.fromisoformat(asked)
    offered(house)
    house.clock.moment = datetime.fromisoformat(later)

    assert len(calls(house)) == cost


@pytest.mark.parametrize(
    ("asked", "later", "cost"),
    [
        ("2026-07-01T23:00:00+02:00", "2026-07-02T22:59:59+02:00", 0),
        ("2026-07-01T23:00:00+02:00", "2026-07-02T23:00:00+02:00", 2),
        ("2027-03-27T12:00:00+01:00", "2027-03-28T12:59:59+02:00", 0),
        ("2027-10-30T12:00:00+02:00", "2027-10-31T11:00:00+01:00", 2),
    ],
)
def test_answers_are_kept_for_24_hours_where_that_is_the_policy(
    house: House, asked: str, later: str, cost: int
) -> None:
    house.with_social_tariff().policy = Policy(cache=CacheRule.HOURS_24)
    house.clock.moment = datetime.fromisoformat(asked)
    offered(house)
    house.clock.moment = datetime.fromisoformat(later)

    assert len(calls(house)) == cost


def test_an_offer_is_good_as_long_as_its_oldest_answer(house: House) -> None:
    house.policy = Policy(cache=CacheRule.HOURS_24)
    house.publiq.will_answer(FindPass, a_pass())
    house.publiq.will_answer(QuoteTariffs, Unavailable("time-out"), tariffs())
    offered(house)
    house.clock.moment += timedelta(hours=3)

    made = offered(house)

    assert made.price == REDUCED
    assert made.valid_until == NOON + timedelta(hours=24)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (a_problem("event-not-found", 404), Reason.NOT_KNOWN_YET),
        (forbidden(), Reason.NOT_ALLOWED),
        (Unavailable("time-out"), Reason.UNREACHABLE),
        (a_problem("something-new", 400), Reason.NOT_AVAILABLE),
    ],
)
def test_what_is_true_of_the_moment_is_asked_again(house: House, answer: object, reason: Reason) -> None:
    house.publiq.will_answer(FindPass, a_pass())
    house.publiq.will_answer(QuoteTariffs, answer, tariffs())

    assert offered(house).reason is reason
    assert calls(house) == ["QuoteTariffs"]
    assert offered(house).price == REDUCED


@pytest.mark.parametrize("answer", [forbidden(), Unavailable("time-out")])
def test_a_pass_that_could_not_be_asked_is_asked_again(house: House, answer: object) -> None:
    house.publiq.will_answer(FindPass, answer, a_pass_without_social_tariff())

    assert offered(house).price == BASE
    assert calls(house) == ["FindPass"]
    assert calls(house) == []


@pytest.mark.parametrize("kind", ["card-blocked", "pass-not-found", "invalid-card-status"])
def test_a_refused_pass_stays_refused_for_the_day_with_the_words_of_uitpas(house: House, kind: str) -> None:
    house.publiq.will_answer(FindPass, a_problem(kind, 422, SAID))

    for _ in range(2):
        made = offered(house)
        assert (made.price, made.reason, made.messages) == (BASE, Reason.PASS_REFUSED, (SAID,))
    assert house.publiq.count() == 1


def test_a_refused_tariff_stays_refused_for_the_day(house: House) -> None:
    house.publiq.will_answer(FindPass, a_pass())
    house.publiq.will_answer(QuoteTariffs, a_problem("maximum-reached", 422, SAID))

    assert offered(house).messages == (SAID,)
    assert calls(house) == []


def test_an_empty_answer_is_told_with_the_words_of_uitpas(house: House) -> None:
    house.publiq.will_answer(FindPass, a_pass())
    house.publiq.will_answer(QuoteTariffs, no_tariffs(SAID))

    made = offered(house)

    assert (made.reason, made.messages) == (Reason.NOT_AVAILABLE, (SAID,))


def test_a_child_without_pass_number_costs_no_call(empty_house: House) -> None:
    empty_house.move_in(number=None)

    made = offered(empty_house)

    assert (made.price, made.reason, made.valid_until.hour) == (BASE, Reason.NO_PASS, 22)
    assert empty_house.publiq.asked == []


def test_an_activity_that_is_not_published_costs_no_call(empty_house: House) -> None:
    empty_house.move_in(event_id=None)

    assert offered(empty_house).reason is Reason.NOT_PUBLISHED
    assert empty_house.publiq.asked == []


def test_every_pass_is_quoted_where_that_is_the_policy(house: House) -> None:
    house.policy = Policy(quote=QuoteRule.EVERY_PASS)
    house.publiq.will_answer(FindPass, a_pass(SocialTariffStatus.EXPIRED))
    house.publiq.will_answer(QuoteTariffs, tariffs(a_coupon()))

    made = offered(house)

    assert (made.tariffs, made.price, made.reason) == ((a_coupon(),), BASE, Reason.EXPIRED)


def test_a_refused_pass_is_not_quoted_whatever_the_policy(house: House) -> None:
    house.policy = Policy(quote=QuoteRule.EVERY_PASS)
    house.publiq.will_answer(FindPass, a_problem("card-blocked", 422))

    assert offered(house).reason is Reason.PASS_REFUSED
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


def test_only_what_is_not_known_yet_is_asked(house: House) -> None:
    house.with_social_tariff()
    offered(house)
    house.move_in(participant="mo", number=OTHER_NUMBER)
    house.publiq.will_answer(FindPass, a_pass_without_social_tariff(OTHER_NUMBER))

    pairs = [("lena", "camp"), ("mo", "camp")]

    assert house.publiq.calls_of(lambda: house.run(offers(pairs, house.policy))) == ["FindPass"]


def test_of_answers_that_come_together_each_is_kept_or_not_by_itself(house: House) -> None:
    house.move_in(participant="mo", number=OTHER_NUMBER)
    answers = {NUMBER: Unavailable("time-out"), OTHER_NUMBER: a_pass_without_social_tariff(OTHER_NUMBER)}
    house.publiq.always_answers(FindPass, lambda question: answers[question.identifier])
    pairs = [("lena", "camp"), ("mo", "camp")]

    for _ in range(2):
        made = house.run(offers(pairs, house.policy))
        assert [each.reason for each in made] == [Reason.UNREACHABLE, Reason.NO_SOCIAL_TARIFF]

    assert house.publiq.asked[2:] == [FindPass(NUMBER)]


def test_nothing_asked_for_is_nothing_offered(house: House) -> None:
    assert house.run(offers([], house.policy)) == ()


@pytest.mark.parametrize(
    ("participant", "activity", "what"), [("nobody", "camp", "participant"), ("lena", "x", "activity")]
)
def test_who_or_what_is_not_known_costs_no_call(
    house: House, participant: str, activity: str, what: str
) -> None:
    with pytest.raises(NotFound) as missing:
        offered(house, participant, activity)

    assert missing.value.what == what
    assert house.publiq.asked == []
