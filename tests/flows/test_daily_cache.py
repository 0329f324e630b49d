"""R2: what UiTPAS said today is not asked again today; what is true of the moment is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.domain.building import (
    BASE,
    NOON,
    NUMBER,
    OTHER_NUMBER,
    REDUCED,
    SAID,
    a_pass,
    a_pass_without_social_tariff,
    a_problem,
    forbidden,
    tariffs,
)
from tests.flows.house import House
from uitkern.domain.flows.offer import offers
from uitkern.domain.model.offer import Reason
from uitkern.domain.model.policy import CacheRule, Policy
from uitkern.domain.ports.outcomes import Unavailable
from uitkern.domain.ports.publiq import FindPass, QuoteTariffs


def calls(house: House) -> list[str]:
    return house.publiq.calls_of(house.offer)


def test_the_second_offer_of_the_day_costs_no_call_for_a_child_without_social_tariff(house: House) -> None:
    house.publiq.will_answer(FindPass, a_pass_without_social_tariff())
    first = house.offer()
    house.clock.moment += timedelta(hours=11)

    assert calls(house) == []
    assert house.offer() == first


def test_the_second_offer_of_the_day_costs_no_call_for_a_child_with_social_tariff(house: House) -> None:
    house.with_social_tariff()
    first = house.offer()
    house.clock.moment += timedelta(hours=11)

    assert calls(house) == []
    assert house.offer() == first


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
    house.offer()
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
    house.offer()
    house.clock.moment = datetime.fromisoformat(later)

    assert len(calls(house)) == cost


def test_an_offer_is_good_as_long_as_its_oldest_answer(house: House) -> None:
    house.policy = Policy(cache=CacheRule.HOURS_24)
    house.publiq.will_answer(FindPass, a_pass())
    house.publiq.will_answer(QuoteTariffs, Unavailable("time-out"), tariffs())
    house.offer()
    house.clock.moment += timedelta(hours=3)

    made = house.offer()

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

    assert house.offer().reason is reason
    assert calls(house) == ["QuoteTariffs"]
    assert house.offer().price == REDUCED


@pytest.mark.parametrize("answer", [forbidden(), Unavailable("time-out")])
def test_a_pass_that_could_not_be_asked_is_asked_again(house: House, answer: object) -> None:
    house.publiq.will_answer(FindPass, answer, a_pass_without_social_tariff())

    assert house.offer().price == BASE
    assert calls(house) == ["FindPass"]
    assert calls(house) == []


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("card-blocked", Reason.BLOCKED),
        ("pass-not-found", Reason.NO_SUCH_PASS),
        ("invalid-card-status", Reason.PASS_REFUSED),
    ],
)
def test_a_refused_pass_stays_refused_for_the_day_with_the_words_of_uitpas(
    house: House, kind: str, reason: Reason
) -> None:
    house.publiq.will_answer(FindPass, a_problem(kind, 422, SAID))

    for _ in range(2):
        made = house.offer()
        assert (made.price, made.reason, made.messages) == (BASE, reason, (SAID,))
    assert house.publiq.count() == 1


def test_a_refused_tariff_stays_refused_for_the_day(house: House) -> None:
    house.publiq.will_answer(FindPass, a_pass())
    house.publiq.will_answer(QuoteTariffs, a_problem("maximum-reached", 422, SAID))

    assert house.offer().messages == (SAID,)
    assert calls(house) == []


def test_only_what_is_not_known_yet_is_asked(house: House) -> None:
    house.with_social_tariff()
    house.offer()
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
