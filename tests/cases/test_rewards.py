"""F30 and F31: rewards are redeemed last, with consent, and come back with their points."""

from __future__ import annotations

import pytest

from tests.cases.counter import (
    CHEAP,
    COFFEE,
    COST,
    LIST_REDEEMED,
    POINTS_OF_CHILD,
    REDEEM,
    RETURN,
    STATUS,
    WEEKLY,
    consent,
    in_balance,
    points,
    price_rewards,
    taken,
)
from tests.cases.desk import DELETE, POST, REDUCED, Desk, S, withdraw
from uitkern import BenefitKind, Choose, Line, Participant, UitpasNumber, errors
from uitkern.domain.model.intent import IntentKind, IntentState
from uitkern.simulator.world import nudges
from uitkern.simulator.world.official import identities as official


def test_every_benefit_stands_side_by_side_and_one_is_preselected(any_desk: Desk) -> None:
    price_rewards(any_desk, COFFEE, WEEKLY)
    made = any_desk.core.offer("kid", "camp")
    base, social, coffee, weekly = made.options
    assert [each.kind for each in made.options] == [
        BenefitKind.NONE,
        BenefitKind.SOCIALTARIFF,
        BenefitKind.REWARD,
        BenefitKind.REWARD,
    ]
    assert [each.preselected for each in made.options] == [False, True, False, False]
    assert (base.choice, social.price, coffee.price) == (Choose.NOTHING, REDUCED, CHEAP)
    assert (coffee.points, coffee.remaining, weekly.remaining) == (COST, POINTS_OF_CHILD // COST, 1)
    assert coffee.choice == made.rewards[0].consent() == consent()


def test_a_reward_that_cannot_be_redeemed_is_shown_with_what_uitpas_says_of_it(desk: Desk) -> None:
    price_rewards(desk)
    holder = desk.publiq.passholder(social_tariff=True, points=3)
    desk.core.save_participant(Participant("poor", UitpasNumber(holder.uitpas_number)))
    made = desk.core.offer("poor", "camp")
    (reward,) = made.rewards
    assert not reward.redeemable
    assert "te weinig punten" in reward.message.nl
    with pytest.raises(errors.NotRedeemable) as refused:
        desk.core.enrol("poor", "camp", reward.consent())
    assert refused.value.message == reward.message
    assert desk.asked(REDEEM) == 0
    assert desk.core.enrolments() == ()


def test_nothing_is_spent_without_consent_to_the_points(any_desk: Desk) -> None:
    price_rewards(any_desk)
    with pytest.raises(errors.PointsConsentNeeded) as asked:
        any_desk.core.enrol("kid", "camp", COFFEE)
    assert "Je hebt er nu 40 en houdt er 30 over" in asked.value.message.nl
    (reward,) = any_desk.core.offer("kid", "camp").rewards
    assert (reward.balance, reward.points, reward.after) == (40, 10, 30)
    assert "10 punten" in reward.question.nl
    assert "40" in reward.question.nl
    assert "30" in reward.question.nl
    with pytest.raises(errors.PointsWentUp):
        any_desk.core.enrol("kid", "camp", consent(points=9))
    assert taken(any_desk) == set()
    in_balance(any_desk)


def test_a_reward_pays_for_a_place_and_comes_back_when_that_is_given_up(any_desk: Desk) -> None:
    price_rewards(any_desk)
    place = any_desk.core.enrol("kid", "camp", consent())
    assert (place.state, place.price, place.points) == (S.AWAITING_PAYMENT, CHEAP, COST)
    assert taken(any_desk) == {place.sale_id}
    assert any_desk.held() == set(), "one benefit: no ticket is sold beside it (R7)"
    assert points(any_desk) == 30
    any_desk.core.confirm(place.id)
    in_balance(any_desk)
    (kept,) = any_desk.core.redeemed()
    assert (kept.redeemed.id, kept.enrolment_id, kept.returned) == (place.sale_id, place.id, False)
    assert any_desk.core.cancel(place.id).state is S.CANCELLED
    assert points(any_desk) == 40
    assert any_desk.core.redeemed()[0].returned
    in_balance(any_desk)


def test_an_unpaid_place_with_a_reward_lapses_and_gives_the_points_back(any_desk: Desk) -> None:
    price_rewards(any_desk)
    place = any_desk.core.enrol("kid", "camp", consent())
    any_desk.later(hours=1)
    any_desk.core.tick()
    assert any_desk.state(place) is S.LAPSED
    assert points(any_desk) == 40
    in_balance(any_desk)


def test_f30_the_reward_of_a_cancelled_place_is_returned_also_when_uitpas_is_silent_at_first(
    any_desk: Desk,
) -> None:
    price_rewards(any_desk)
    place = any_desk.core.enrol("kid", "camp", consent())
    any_desk.core.confirm(place.id)
    with any_desk.publiq.fault(RETURN, cut="after"):
        assert any_desk.core.cancel(place.id).state is S.CANCELLING
    any_desk.work()
    assert any_desk.state(place) is S.CANCELLED
    assert points(any_desk) == 40, "given back once, though asked twice"
    in_balance(any_desk)


def test_f30_when_the_period_is_over_the_user_is_told_that_the_points_stay_away(any_desk: Desk) -> None:
    price_rewards(any_desk)
    place = any_desk.core.enrol("kid", "camp", consent())
    any_desk.core.confirm(place.id)
    with any_desk.publiq.fault(RETURN, status=400, problem="uitpas/reward-period-constraint"):
        cancelled = any_desk.core.cancel(place.id)
    assert cancelled.state is S.CANCELLED, "the cancellation stands"
    assert "kunnen niet meer teruggegeven worden" in cancelled.message.nl
    assert not any_desk.core.redeemed()[0].returned
    assert any_desk.core.open_intents() == any_desk.core.parked() == ()
    assert points(any_desk) == 30


def test_f30_a_return_that_is_forbidden_goes_to_a_person(desk: Desk) -> None:
    price_rewards(desk)
    place = desk.core.enrol("kid", "camp", consent())
    withdraw(desk.publiq, "REWARDS_REDEEM")
    assert desk.core.cancel(place.id).state is S.CANCELLING
    desk.work()
    parked = desk.parked()
    assert parked.kind is IntentKind.RETURN
    assert f"UiTPAS refuses to give back reward {place.sale_id}" in str(parked.why)
    nudges.grant_permission(
        desk.publiq.world.state, desk.publiq.client_id, official.ORGANIZER, "REWARDS_REDEEM"
    )
    desk.core.retry(parked.id)
    desk.work()
    assert desk.state(place) is S.CANCELLED
    in_balance(desk)


def test_f30_a_reward_returned_at_the_counter_counts_as_returned(desk: Desk) -> None:
    price_rewards(desk)
    place = desk.core.enrol("kid", "camp", consent())
    with desk.publiq.http() as counter:
        assert counter.delete(f"/uitpas/rewards/redeemed/{place.sale_id}").status_code == 204
    assert desk.core.cancel(place.id).state is S.CANCELLED
    in_balance(desk)


def family(desk: Desk) -> list[Line]:
    """The sister at the social tariff, the child with a reward: redeemed last, whatever the order."""
    price_rewards(desk)
    return [Line("kid", "camp", consent()), Line("sister", "camp")]


def test_f31_the_reward_is_redeemed_after_the_sales_of_its_basket(any_desk: Desk) -> None:
    basket = any_desk.core.checkout(family(any_desk))
    assert len(basket.enrolments) == 2
    assert (basket.points, basket.to_pay.cents) == (COST, REDUCED.cents + CHEAP.cents)
    order = [call.operation for call in any_desk.core.calls]
    assert order.index(STATUS) < order.index(POST) < order.index(REDEEM)
    in_balance(any_desk)


def test_f31_when_a_sale_is_refused_no_point_is_taken(any_desk: Desk) -> None:
    lines = family(any_desk)
    with (
        any_desk.publiq.fault(POST, status=400, problem="uitpas/maximum-reached"),
        pytest.raises(errors.BasketRefused),
    ):
        any_desk.core.checkout(lines)
    assert any_desk.asked(REDEEM) == 0
    assert {each.state for each in any_desk.core.enrolments()} == {S.REFUSED}
    any_desk.work()
    assert any_desk.held() == taken(any_desk) == set()
    in_balance(any_desk)


def test_f31_when_the_reward_is_refused_the_sales_are_undone(any_desk: Desk) -> None:
    lines = family(any_desk)
    problem = "uitpas/reward-passholder-points-constraint"
    with (
        any_desk.publiq.fault(REDEEM, status=400, problem=problem),
        pytest.raises(errors.BasketRefused) as refused,
    ):
        any_desk.core.checkout(lines)
    (refusal,) = refused.value.refusals
    assert isinstance(refusal.error, errors.RewardRefused)
    assert (refusal.participant_id, refusal.line) == ("kid", 0)
    assert any_desk.asked(DELETE) == 1
    assert any_desk.held() == taken(any_desk) == set()
    assert {each.state for each in any_desk.core.enrolments()} == {S.REFUSED}
    in_balance(any_desk)


def test_f31_when_the_reward_is_refused_the_rest_may_go_on_with_the_other_offers_shown(desk: Desk) -> None:
    lines = family(desk)
    problem = "uitpas/reward-passholder-points-constraint"
    with desk.publiq.fault(REDEEM, status=400, problem=problem):
        basket = desk.core.checkout(lines, keep_rest=True)
    assert [each.participant_id for each in basket.enrolments] == ["sister"]
    (refusal,) = basket.refusals
    assert refusal.others is not None
    assert refusal.others.preselected.price == REDUCED
    desk.agrees()


def test_f31_when_the_payment_fails_the_points_come_back(any_desk: Desk) -> None:
    basket = any_desk.core.checkout(family(any_desk))
    for place in basket.enrolments:
        any_desk.core.release(place.id)
    assert any_desk.held() == taken(any_desk) == set()
    assert points(any_desk) == 40
    in_balance(any_desk)


@pytest.mark.parametrize("cut", ["before", "after"])
def test_f31_a_redemption_without_an_answer_is_looked_up_and_never_done_twice(
    any_desk: Desk, cut: str
) -> None:
    price_rewards(any_desk)
    with any_desk.publiq.fault(REDEEM, cut=cut), pytest.raises(errors.SaleUnknown) as unknown:
        any_desk.core.enrol("kid", "camp", consent())
    place = unknown.value.enrolment
    assert any_desk.state(place) is S.UNKNOWN
    any_desk.later(minutes=3)
    any_desk.core.tick()
    assert any_desk.asked(LIST_REDEEMED) == 1
    assert any_desk.state(place) is S.AWAITING_PAYMENT
    assert points(any_desk) == 30
    in_balance(any_desk)


def test_f31_without_the_right_to_look_redemptions_up_a_person_is_asked(desk: Desk) -> None:
    price_rewards(desk)
    with desk.publiq.fault(REDEEM, cut="after"), pytest.raises(errors.SaleUnknown):
        desk.core.enrol("kid", "camp", consent())
    withdraw(desk.publiq, "REWARDS_READ")
    assert any("REWARDS_READ" in each for each in desk.core.cannot())
    desk.work()
    assert "REWARDS_READ" in str(desk.parked().why)
    assert desk.parked().state is IntentState.PARKED
    assert desk.asked(REDEEM) == 1


def test_a_reward_that_became_dearer_than_was_agreed_is_given_back(desk: Desk) -> None:
    price_rewards(desk)
    with desk.publiq.http() as counter:
        body = counter.get(f"/uitpas/rewards/{COFFEE}").json() | {"points": 15}
        assert counter.put(f"/uitpas/rewards/{COFFEE}", json=body).status_code == 200
    with pytest.raises(errors.PointsWentUp) as asked:
        desk.core.enrol("kid", "camp", consent())
    assert (asked.value.agreed, asked.value.asked) == (10, 15)
    assert points(desk) == 40
    assert taken(desk) == set()


def test_who_comes_back_redeems_once_more_for_no_more_points(any_desk: Desk) -> None:
    price_rewards(any_desk)
    place = any_desk.core.enrol("kid", "camp", consent())
    any_desk.core.cancel(place.id)
    again = any_desk.core.reinstate(place.id)
    assert (again.state, again.points) == (S.AWAITING_PAYMENT, COST)
    in_balance(any_desk)


def test_a_reward_returned_at_the_counter_is_found_by_the_audit_and_mended(any_desk: Desk) -> None:
    desk = any_desk
    price_rewards(desk)
    place = desk.core.enrol("kid", "camp", consent())
    desk.core.confirm(place.id)
    with desk.publiq.http() as counter:
        assert counter.delete(f"/uitpas/rewards/redeemed/{place.sale_id}").status_code == 204

    (compared,) = desk.core.audit()
    (finding,) = compared.findings
    assert (finding.reward, finding.sale_id, finding.enrolment_id) == (True, place.sale_id, place.id)
    assert desk.core.repair(finding)
    desk.work()

    in_balance(desk)
    desk.agrees()
    assert desk.state(place) is S.CONFIRMED
