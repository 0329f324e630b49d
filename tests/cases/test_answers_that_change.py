"""F7 to F14: what was true at the quote is no longer true at the sale."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.adapters.cores import ENTITLED, REGULAR, a_child, an_activity
from tests.cases.desk import BASE, DELETE, POST, REDUCED, SISTER, Desk, S, open_desk, withdraw
from uitkern import Choose, Euro, Line, Policy, QuoteRule, Reason, errors
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world import nudges
from uitkern.simulator.world.official import identities as official
from uitkern.simulator.world.pricing import Percentage

GUEST = "0900000672312"
"""A pass with the social tariff and a coupon of 6 euro."""
COUPON = "COUPON_1079"


def test_f07_a_token_revoked_in_checkout_is_renewed_once_and_the_sale_goes_on(any_desk: Desk) -> None:
    any_desk.core.offer("kid", "camp")
    nudges.revoke_tokens(any_desk.publiq.world.state)
    assert any_desk.enrolled().state is S.AWAITING_PAYMENT
    assert any_desk.ended("token") == ["200", "200"]
    assert len(any_desk.held()) == 1


def test_f07_a_token_that_stays_refused_sells_nothing_and_frees_the_place(any_desk: Desk) -> None:
    any_desk.core.offer("kid", "camp")
    tokens = len(any_desk.ended("token"))
    with any_desk.publiq.fault(POST, status=401), pytest.raises(errors.SaleNotSent) as refused:
        any_desk.enrolled()
    assert refused.value.message.nl == "UiTPAS is even niet bereikbaar. Probeer het straks opnieuw."
    assert any_desk.ended("token")[tokens:] == ["200"], "refreshed once, not more"
    assert any_desk.held() == set()
    assert any_desk.enrolled().state is S.AWAITING_PAYMENT


def test_f07_a_token_is_renewed_minutes_before_it_ends(desk: Desk) -> None:
    desk.core.offer("kid", "camp")
    desk.later(hours=23, minutes=56)
    assert desk.enrolled().state is S.AWAITING_PAYMENT
    assert desk.ended("token") == ["200", "200"]
    assert "401" not in {record.ended for record in desk.core.calls}


def test_f08_a_withdrawn_permission_gives_no_discount_and_cancelling_goes_on(desk: Desk) -> None:
    paid = desk.enrolled()
    desk.core.offer("sister", "camp")
    withdraw(desk.publiq, "TICKETSALES_REGISTER", "TARIFFS_READ")
    with pytest.raises(errors.SaleRefused) as refused:
        desk.core.enrol("sister", "camp")
    assert refused.value.message.nl == "Voor deze activiteit kunnen wij geen kansentarief aanrekenen."
    assert desk.ended(POST)[-1] == "403", "the administrator sees it in the call log"
    assert any("TICKETSALES_REGISTER" in sentence for sentence in desk.core.cannot())
    offered = desk.core.offer("sister", "camp")
    assert (offered.price, offered.reason) == (BASE, Reason.NOT_ALLOWED)
    assert desk.core.cancel(paid.id).state in {S.CANCELLING, S.CANCELLED}
    _grant(desk, "TICKETSALES_REGISTER", "TARIFFS_READ")
    desk.work()
    assert desk.state(paid) is S.CANCELLED
    desk.agrees()


def _grant(desk: Desk, *permissions: str) -> None:
    for permission in permissions:
        nudges.grant_permission(
            desk.publiq.world.state, desk.publiq.client_id, official.ORGANIZER, permission
        )


def test_f09_a_sale_dearer_than_offered_is_undone_and_both_prices_are_shown(any_desk: Desk) -> None:
    assert any_desk.core.offer("kid", "camp").price == REDUCED
    nudges.change_tariff_rule(any_desk.publiq.world.state, official.GENT, Percentage(40))
    with pytest.raises(errors.PriceWentUp) as dearer:
        any_desk.enrolled()
    assert (dearer.value.agreed, dearer.value.asked) == (REDUCED, Euro(440))
    assert dearer.value.message.nl == "De prijs is € 4,40 geworden; je zag € 2,20. Wil je toch inschrijven?"
    assert any_desk.held() == set(), "undone at once"
    assert any_desk.core.enrolments("camp")[0].state is S.REFUSED
    again = any_desk.core.enrol("kid", "camp", agreed=Euro(440))
    assert (again.state, again.price) == (S.AWAITING_PAYMENT, Euro(440))
    any_desk.agrees()


def test_f09_one_dearer_child_of_a_family_leaves_nothing_behind(desk: Desk) -> None:
    desk.core.offers(["kid", "sister"], ["camp"])
    nudges.change_tariff_rule(desk.publiq.world.state, official.GENT, Percentage(40))
    with pytest.raises(errors.BasketRefused) as refused:
        desk.core.checkout([Line("kid", "camp"), Line("sister", "camp")])
    assert {type(each.error) for each in refused.value.refusals} == {errors.PriceWentUp}
    assert desk.held() == set()
    desk.agrees()


def test_f10_the_registration_decides_over_the_answer_of_this_morning(any_desk: Desk) -> None:
    assert any_desk.core.offer("kid", "camp").price == REDUCED
    now = any_desk.publiq.clock.now()
    nudges.end_tariff(any_desk.publiq.world.state, now, ENTITLED)
    assert any_desk.core.offer("kid", "camp").price == REDUCED, "shown for the day"
    with pytest.raises(errors.SaleRefused) as refused:
        any_desk.enrolled()
    assert refused.value.problem.kind == "uitpas/social-tariff-expired"
    assert refused.value.problem.message is not None
    assert refused.value.message == refused.value.problem.message, "UiTPAS's own words"
    offered = any_desk.core.offer("kid", "camp")
    assert (offered.price, offered.reason) == (BASE, Reason.EXPIRED)
    assert any_desk.core.enrol("kid", "camp", Choose.NOTHING).price == BASE


def test_f12_after_our_own_sale_is_undone_the_pass_can_buy_again(desk: Desk) -> None:
    first = desk.enrolled()
    desk.core.confirm(first.id)
    desk.later(days=1)
    assert desk.core.offer("kid", "camp").price == REDUCED, "the sale that uses up the limit is its own"
    desk.core.cancel(first.id)
    assert desk.core.offer("kid", "camp").price == REDUCED
    assert desk.enrolled().price == REDUCED
    desk.agrees()


def test_f12_a_line_that_stays_as_it_is_is_not_quoted_again(desk: Desk) -> None:
    desk.enrolled()
    asked = desk.publiq.journal.count()
    desk.later(days=1)
    basket = desk.core.checkout([Line("kid", "camp")], keep_rest=True)
    assert isinstance(basket.refusals[0].error, errors.AlreadyEnrolled)
    assert desk.publiq.journal.count() == asked


@pytest.fixture
def guest(publiq: Publiq, tmp_path: Path) -> Desk:
    policy = Policy(quote=QuoteRule.EVERY_PASS)
    return open_desk(publiq, f"sqlite:///{tmp_path}/ledger.db", policy=policy, number=GUEST)


def test_f13_a_coupon_used_up_meanwhile_tells_why_and_leaves_the_other_tariffs(guest: Desk) -> None:
    offered = guest.core.offer("kid", "camp")
    assert COUPON in {tariff.id for tariff in offered.tariffs}
    world = guest.publiq.world
    nudges.use_up_coupon(world.state, world.clock.now(), GUEST, COUPON)
    with pytest.raises(errors.SaleRefused) as refused:
        guest.core.enrol("kid", "camp", COUPON)
    assert refused.value.problem.kind in {"uitpas/maximum-reached", "uitpas/invalid-coupon"}
    assert "1 ticket" in refused.value.message.nl
    assert guest.core.enrolments("camp")[0].message == refused.value.message
    again = guest.core.offer("kid", "camp")
    assert [tariff.id for tariff in again.tariffs] == ["SOCIALTARIFF"]
    assert guest.enrolled().price == REDUCED
    guest.agrees()


def test_f14_a_refused_child_is_named_and_the_rest_goes_on_without_it(any_desk: Desk) -> None:
    lines = [Line("kid", "camp"), Line("sister", "camp")]
    any_desk.core.offers(["kid", "sister"], ["camp"])
    nudges.block_card(any_desk.publiq.world.state, SISTER)
    with pytest.raises(errors.BasketRefused) as refused:
        any_desk.core.checkout(lines)
    (named,) = refused.value.refusals
    assert (named.participant_id, named.activity_id) == ("sister", "camp")
    assert named.message is not None
    assert named.message.nl
    assert any_desk.held() == set(), "all or nothing"
    any_desk.core.offers(["kid", "sister"], ["camp"])
    basket = any_desk.core.checkout(lines, keep_rest=True)
    assert [each.participant_id for each in basket.enrolments] == ["kid", "sister"]
    assert basket.to_pay == Euro(REDUCED.cents + BASE.cents)
    any_desk.agrees()


def test_f14_the_rest_of_a_basket_goes_on_in_one_go(desk: Desk) -> None:
    desk.core.save_participant(a_child(REGULAR, "cousin"))
    desk.core.save_activity(an_activity("full", capacity=1))
    desk.core.enrol("cousin", "full")
    desk.core.offers(["kid", "sister"], ["camp"])
    nudges.block_card(desk.publiq.world.state, SISTER)
    lines = [Line("kid", "camp"), Line("sister", "camp"), Line("kid", "full", Choose.NOTHING)]
    basket = desk.core.checkout(lines, keep_rest=True)
    assert [each.participant_id for each in basket.enrolments] == ["kid"]
    told = {(each.participant_id, each.activity_id): type(each.error) for each in basket.refusals}
    assert told == {("sister", "camp"): errors.SaleRefused, ("kid", "full"): errors.ActivityFull}
    assert all(each.message for each in basket.refusals)
    assert len(desk.held()) == 1
    desk.agrees()


def test_f09_a_cheaper_sale_is_simply_cheaper(desk: Desk) -> None:
    desk.core.offer("kid", "camp")
    nudges.change_tariff_rule(desk.publiq.world.state, official.GENT, Percentage(10))
    made = desk.enrolled()
    assert made.price == Euro(110)
    assert made.hold_until == made.created + timedelta(minutes=30)
    assert desk.asked(DELETE) == 0
