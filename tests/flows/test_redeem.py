"""Rewards in baskets: redeemed last, looked up without an answer, given back (R9, F30, F31)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from attrs import Factory, define, evolve

from tests.domain.building import NOON, NUMBER, OTHER_NUMBER, US, a_pass, a_problem, forbidden
from tests.domain.test_rewarding import a_reward
from tests.flows.house import House, meddled
from tests.flows.till import GONE, SILENCE, Till, open_till
from uitkern.domain.errors import (
    BasketRefused,
    InvalidValue,
    PointsWentUp,
    RewardRefused,
    SaleNotSent,
    SaleUnknown,
)
from uitkern.domain.flows.checkout import checkout
from uitkern.domain.flows.enrol import confirm, register_reserved, reinstate
from uitkern.domain.flows.look_up import cannot
from uitkern.domain.flows.redeemed import redeemed_at_uitpas
from uitkern.domain.flows.reserve import reserve_in_transaction
from uitkern.domain.model.basket import Basket, Line, Ticket, TicketLine
from uitkern.domain.model.benefit import Spend
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.intent import IntentKind, IntentState
from uitkern.domain.model.offer import Choose
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.reward import (
    KeptReward,
    PricedFor,
    Redeemed,
    RedeemedPage,
    RedeemStatus,
    RewardPrice,
)
from uitkern.domain.model.uitpas import PassType
from uitkern.domain.ports.effects import Ask
from uitkern.domain.ports.ledger import Ledger
from uitkern.domain.ports.outcomes import Done, NotSent, Refused, Unavailable
from uitkern.domain.ports.publiq import FindPass, ListPermissions, RegisterSales, UndoSale
from uitkern.domain.ports.rewards import AskRedeemStatus, ListRedeemed, RedeemReward, ReturnReward

SPEND = Spend("5687", 10, 25)
LENA, MO = Line("lena", "camp", SPEND), Line("mo", "camp")
PRICE = Euro(100)
TOO_FEW = Refused(a_problem("reward-passholder-points-constraint"))
NOT_THERE = Refused(Problem("url/not-found", 404))


@define
class Shelf:
    """The rewards UiTPAS holds as redeemed."""

    till: Till
    held: dict[str, Redeemed] = Factory(dict)
    points: int = 10
    made: int = 0

    def redeem(self, question: RedeemReward) -> Done[Redeemed] | NotSent:
        now = self.till.house.clock.now()
        if now >= question.deadline:
            return NotSent("its moment has passed")
        self.made += 1
        taken = Redeemed(f"r{self.made}", question.redemption.reward_id, self.points, now)
        self.held[taken.id] = taken
        return Done(taken)

    def answer_lost(self, question: RedeemReward) -> Any:
        self.redeem(question)
        return SILENCE

    def give_back(self, question: ReturnReward) -> Done[None] | Refused:
        return Done(None) if self.held.pop(question.redeemed_id, None) else NOT_THERE

    def listing(self, _: ListRedeemed) -> RedeemedPage:
        return RedeemedPage(len(self.held), tuple(reversed(self.held.values())))

    def checkout(
        self, *lines: Line | TicketLine, keep_rest: bool = False, policy: Policy | None = None
    ) -> Basket:
        policy = policy or self.till.house.policy
        flow = checkout(lines or (LENA, MO), policy, keep_rest=keep_rest, later=policy.discount_later)
        return self.till.house.run(flow)

    def states(self) -> list[str]:
        return self.till.states()

    def assert_both_sides_agree(self) -> None:
        standing = {"awaiting payment", "confirmed"}
        places = [each for each in self.till.house.enrolments() if each.state in standing]
        assert {each.sale_id for each in places if each.rewarded} == set(self.held)
        assert {each.sale_id for each in places if each.discounted and not each.rewarded} == set(
            self.till.held
        )


def open_shelf(house: House) -> Shelf:
    """A till with one reward, which pays for the camp."""
    till = open_till(house)
    shelf = Shelf(till)

    def work(ledger: Ledger) -> None:
        ledger.save_reward(KeptReward(a_reward(), imported=True, synchronised_at=NOON))
        ledger.save_reward_price(RewardPrice("5687", PRICE, PricedFor.ACTIVITY, "camp"))

    house.look(work)
    answers = house.publiq
    answers.always_answers(FindPass, lambda question: evolve(a_pass(number=question.identifier), points=25))
    answers.always_answers(AskRedeemStatus, RedeemStatus(redeemable=True))
    answers.always_answers(RedeemReward, shelf.redeem)
    answers.always_answers(ReturnReward, shelf.give_back)
    answers.always_answers(ListRedeemed, shelf.listing)
    return shelf


@pytest.fixture
def shelf(house: House) -> Shelf:
    return open_shelf(house)


def refused(shelf: Shelf, *lines: Line, keep_rest: bool = False) -> BasketRefused:
    with pytest.raises(BasketRefused) as caught:
        shelf.checkout(*lines, keep_rest=keep_rest)
    return caught.value


def asked(shelf: Shelf) -> list[str]:
    writes = (RegisterSales, UndoSale, RedeemReward, ReturnReward)
    return [type(each).__name__ for each in shelf.till.house.publiq.asked if isinstance(each, writes)]


def test_the_reward_comes_after_the_sales(shelf: Shelf) -> None:
    basket = shelf.checkout()
    assert asked(shelf) == ["RegisterSales", "RedeemReward"]
    assert (basket.points, basket.to_pay) == (10, Euro(300))
    shelf.assert_both_sides_agree()


def test_a_reward_alone_needs_no_sale_and_shows_its_balance_anew(shelf: Shelf) -> None:
    offered = shelf.till.house.offer()
    assert offered.rewards[0].balance == 25
    before = shelf.till.house.publiq.count(FindPass)
    shelf.till.house.offer()
    assert shelf.till.house.publiq.count(FindPass) == before + 1, "points are never those of before"
    shelf.till.next(FindPass, Unavailable("time-out"))
    assert shelf.till.house.offer().rewards[0].balance == 25, "but for silence"
    shelf.checkout(LENA)
    assert asked(shelf) == ["RedeemReward"]
    shelf.assert_both_sides_agree()


def test_a_group_has_no_points_and_is_asked_for_none(shelf: Shelf) -> None:
    group = evolve(a_pass(), kind=PassType.GROUP)
    shelf.till.house.publiq.always_answers(FindPass, group)
    offered = shelf.till.house.offer()
    assert (offered.group, offered.rewards) == (True, ())
    assert shelf.till.house.publiq.count(AskRedeemStatus) == 0


def test_a_refused_sale_leaves_the_points_alone(shelf: Shelf) -> None:
    shelf.till.next(RegisterSales, Refused(a_problem("maximum-reached")))
    refused(shelf)
    assert asked(shelf) == ["RegisterSales"]
    assert shelf.states() == ["refused", "refused"]
    assert shelf.till.intents(IntentState.PENDING) == ()
    shelf.assert_both_sides_agree()


def test_a_refused_reward_undoes_the_sales(shelf: Shelf) -> None:
    shelf.till.next(RedeemReward, TOO_FEW)
    error = refused(shelf).refusals[0].error
    assert isinstance(error, RewardRefused)
    assert "inruilen" in error.message.nl
    assert asked(shelf) == ["RegisterSales", "RedeemReward", "UndoSale"]
    assert sorted(shelf.states()) == ["refused", "refused"]
    shelf.assert_both_sides_agree()


def test_an_undoing_that_waits_is_left_to_the_worker(shelf: Shelf) -> None:
    second = Line("mo", "camp", Spend("5687", 10))
    shelf.till.next(RedeemReward, shelf.redeem, TOO_FEW)
    shelf.till.next(ReturnReward, SILENCE)
    refused(shelf, LENA, second)
    assert sorted(shelf.states()) == ["cancelling", "refused"]
    shelf.till.later(timedelta(hours=1))
    assert shelf.states() == ["refused", "refused"]
    shelf.assert_both_sides_agree()


def test_the_rest_goes_on_without_a_refused_reward(shelf: Shelf) -> None:
    shelf.till.next(RedeemReward, TOO_FEW)
    basket = shelf.checkout(keep_rest=True)
    assert [each.participant_id for each in basket.enrolments] == ["mo"]
    (refusal,) = basket.refusals
    assert (refusal.line, refusal.ticket) == (0, None)
    assert refusal.others is not None
    shelf.assert_both_sides_agree()


def test_what_is_not_sent_is_given_up(shelf: Shelf) -> None:
    shelf.till.next(RedeemReward, NotSent("no connection"))
    assert isinstance(refused(shelf, LENA).refusals[0].error, SaleNotSent)
    assert shelf.states() == ["refused"]


def test_after_silence_the_basket_waits_and_the_reward_is_found(shelf: Shelf) -> None:
    shelf.till.next(RedeemReward, shelf.answer_lost)
    assert isinstance(refused(shelf).refusals[0].error, SaleUnknown)
    assert sorted(shelf.states()) == ["awaiting payment", "unknown"]
    shelf.till.tick()
    assert sorted(shelf.states()) == ["awaiting payment", "unknown"], "not before the quiet period is over"
    shelf.till.later()
    assert shelf.states() == ["awaiting payment", "awaiting payment"]
    assert asked(shelf).count("RedeemReward") == 1
    shelf.assert_both_sides_agree()


def test_a_redemption_that_did_not_arrive_is_sent_once_more(shelf: Shelf) -> None:
    shelf.till.next(RedeemReward, SILENCE)
    refused(shelf, LENA)
    shelf.till.later()
    assert asked(shelf) == ["RedeemReward", "RedeemReward"]
    shelf.assert_both_sides_agree()


def test_while_the_sales_have_no_answer_no_point_is_taken(shelf: Shelf) -> None:
    shelf.till.next(RegisterSales, shelf.till.answer_lost)
    errors = [refusal.error for refusal in refused(shelf).refusals]
    assert all(isinstance(error, SaleUnknown) for error in errors)
    assert len(errors) == 2
    assert asked(shelf) == ["RegisterSales"]
    shelf.till.later()
    shelf.till.tick()
    assert asked(shelf) == ["RegisterSales", "RedeemReward"]
    assert set(shelf.states()) == {"awaiting payment"}
    shelf.assert_both_sides_agree()


@pytest.mark.parametrize(
    ("answer", "words"),
    [(forbidden(), "REWARDS_READ"), (a_problem("invalid-uitpas-number"), "refuses to list the redeemed")],
    ids=["no permission", "refused"],
)
def test_without_a_list_a_person_is_asked(shelf: Shelf, answer: Problem, words: str) -> None:
    shelf.till.next(RedeemReward, SILENCE)
    refused(shelf, LENA)
    shelf.till.next(ListRedeemed, answer)
    shelf.till.later()
    (parked,) = shelf.till.intents(IntentState.PARKED)
    assert words in str(parked.why)


def test_a_list_that_is_silent_is_asked_again(shelf: Shelf) -> None:
    shelf.till.next(RedeemReward, shelf.answer_lost)
    refused(shelf, LENA)
    shelf.till.next(ListRedeemed, Unavailable("time-out"))
    shelf.till.later()
    assert shelf.states() == ["unknown"]
    shelf.till.later(timedelta(hours=1))
    shelf.assert_both_sides_agree()


def test_a_reward_another_place_has_already_is_no_answer(shelf: Shelf) -> None:
    shelf.checkout(LENA)
    (taken,) = shelf.held.values()
    shelf.till.next(RedeemReward, Done(taken))
    error = refused(shelf, Line("mo", "camp", Spend("5687", 10))).refusals[0].error
    assert isinstance(error, SaleUnknown)
    assert "kept already" in str(error)


def test_a_reward_that_costs_more_is_given_back_at_once(shelf: Shelf) -> None:
    shelf.points = 11
    assert isinstance(refused(shelf, LENA).refusals[0].error, PointsWentUp)
    assert asked(shelf) == ["RedeemReward", "ReturnReward"]
    assert shelf.states() == ["refused"]
    shelf.assert_both_sides_agree()


def test_a_place_given_up_before_its_reward_left_takes_no_points(shelf: Shelf) -> None:
    flow = checkout([LENA, MO], shelf.till.house.policy)

    def give_up(n: int, question: Ask[Any]) -> None:
        if isinstance(question, RegisterSales):
            shelf.till.cancel(1)

    with pytest.raises(BasketRefused):
        shelf.till.house.run(_expecting(meddled(flow, give_up)))
    shelf.till.later(timedelta(hours=1))
    assert shelf.states()[0] == "cancelled"
    assert shelf.held == {}


def _expecting(flow: Any) -> Any:
    """Told as refused, whether the line is named as given up or as waiting."""
    basket = yield from flow
    raise BasketRefused(basket.refusals)


def test_a_place_given_up_while_its_reward_is_redeemed_gives_it_back(shelf: Shelf) -> None:
    shelf.till.next(RedeemReward, lambda question: (shelf.till.cancel(1), shelf.redeem(question))[1])
    basket = shelf.checkout(LENA)
    assert basket.enrolments == ()
    assert len(basket.refusals) == 1
    assert shelf.states() == ["cancelled"]
    shelf.assert_both_sides_agree()


def test_a_place_that_ended_while_its_reward_had_no_answer_gives_it_back(shelf: Shelf) -> None:
    shelf.till.next(RedeemReward, shelf.answer_lost)
    refused(shelf, LENA)
    shelf.till.cancel(1)
    shelf.till.later()
    assert shelf.states() == ["cancelled"]
    shelf.assert_both_sides_agree()


def test_a_claim_that_was_lost_writes_nothing(shelf: Shelf) -> None:
    outcome = shelf.till.house.taken_over(IntentKind.REDEEM, Done(Redeemed("r9", "5687", 10, NOON)))
    shelf.till.next(RedeemReward, outcome)
    assert isinstance(refused(shelf, LENA).refusals[0].error, SaleUnknown)
    assert shelf.till.house.look(lambda ledger: ledger.kept_redeemed()) == ()


def test_a_worker_may_have_sent_what_we_come_back_to(shelf: Shelf) -> None:
    """A process stands still after its reservation for longer than a lease: the worker goes on meanwhile."""
    till = shelf.till

    def worker(sent: Any) -> Any:
        def meddle(n: int, question: Ask[Any]) -> None:
            if meddle.done or not till.intents() or till.house.publiq.count(RedeemReward):  # type: ignore[attr-defined]
                return
            meddle.done = True  # type: ignore[attr-defined]
            till.next(RedeemReward, sent)
            till.later(till.house.policy.lease)

        meddle.done = False  # type: ignore[attr-defined]
        return meddle

    done = till.house.run(meddled(checkout([LENA], till.house.policy), worker(shelf.redeem)))
    assert [each.state for each in done.enrolments] == ["awaiting payment"]
    assert asked(shelf) == ["RedeemReward"]
    shelf.assert_both_sides_agree()


def test_a_redemption_that_a_worker_left_without_an_answer_is_not_sent_again(shelf: Shelf) -> None:
    till = shelf.till
    state = {"done": False}

    def crash_of_a_worker(n: int, question: Ask[Any]) -> None:
        if state["done"] or not till.intents():
            return
        state["done"] = True
        till.house.clock.moment += till.house.policy.lease
        now = till.house.clock.now()

        def die(ledger: Ledger) -> None:
            claimed = ledger.claim_due(now, till.house.policy.lease)
            assert claimed is not None
            assert ledger.mark_sending(claimed, now) is not None

        till.house.look(die)
        till.house.clock.moment += till.house.policy.lease

    with pytest.raises(BasketRefused) as waits:
        till.house.run(meddled(checkout([LENA], till.house.policy), crash_of_a_worker))
    assert isinstance(waits.value.refusals[0].error, SaleUnknown)
    assert asked(shelf) == []
    till.later()
    assert asked(shelf) == ["RedeemReward"], "looked up first, then sent"
    shelf.assert_both_sides_agree()


def test_a_cancelled_place_gives_its_reward_back_and_an_unpaid_one_too(shelf: Shelf) -> None:
    shelf.checkout(LENA)
    shelf.till.house.run(confirm(1))
    assert shelf.till.cancel().state == "cancelled"
    assert shelf.till.house.run(reinstate(1, shelf.till.house.policy)).points == 10
    shelf.till.later(timedelta(hours=1))
    assert shelf.states() == ["cancelled", "lapsed"]
    shelf.assert_both_sides_agree()


def test_f30_a_reward_whose_period_is_over_is_not_returned_and_the_user_is_told(shelf: Shelf) -> None:
    shelf.checkout(LENA)
    shelf.till.next(ReturnReward, Refused(a_problem("reward-period-constraint")))
    ended = shelf.till.cancel()
    assert ended.state == "cancelled"
    assert ended.message is not None
    assert "kunnen niet meer teruggegeven worden" in ended.message.nl
    (kept,) = shelf.till.house.look(lambda ledger: ledger.kept_redeemed())
    assert not kept.returned


def test_a_reward_that_is_gone_already_counts_as_returned(shelf: Shelf) -> None:
    shelf.checkout(LENA)
    shelf.held.clear()
    assert shelf.till.cancel().state == "cancelled"
    assert GONE != NOT_THERE, "UiTPAS has no word of its own for it"


@pytest.mark.parametrize(
    "kind", [Done(None), Refused(a_problem("reward-period-constraint"))], ids=["back", "kept"]
)
def test_a_return_that_another_has_taken_over_writes_nothing(shelf: Shelf, kind: Any) -> None:
    shelf.checkout(LENA)
    shelf.till.next(ReturnReward, shelf.till.house.taken_over(IntentKind.RETURN, kind))
    assert shelf.till.cancel().state == "cancelling"


def test_a_reserved_place_with_a_reward_is_redeemed_after_the_hosts_commit(shelf: Shelf) -> None:
    house = shelf.till.house
    made = house.offer()
    now = house.clock.now()
    held = house.look(lambda ledger: reserve_in_transaction(ledger, made, SPEND, None, now, house.policy))
    assert (held.points, held.price) == (10, PRICE)
    assert house.run(register_reserved(held.id, house.policy)).state == "awaiting payment"
    shelf.assert_both_sides_agree()


def test_tickets_are_paid_each_its_own_way(shelf: Shelf) -> None:
    tickets = [
        Ticket(),
        Ticket(NUMBER, choice=SPEND),
        Ticket(OTHER_NUMBER),
        Ticket(contact="mo", choice=Choose.NOTHING),
    ]
    basket = shelf.checkout(TicketLine("camp", tickets))
    assert [each.price for each in basket.tickets] == [Euro(1000), PRICE, Euro(200), Euro(1000)]
    assert [each.participant_id for each in basket.tickets] == ["", "", "", "mo"]
    for each in basket.tickets:
        shelf.till.cancel(each.id)
    again = shelf.till.house.run(reinstate(basket.tickets[2].id, shelf.till.house.policy))
    assert (again.kind, again.number, again.participant_id) == ("ticket", OTHER_NUMBER, "")
    known = shelf.till.house.run(reinstate(basket.tickets[3].id, shelf.till.house.policy))
    assert (known.kind, known.participant_id) == ("ticket", "mo")
    shelf.assert_both_sides_agree()


def test_a_discount_that_comes_later_does_not_hold_the_reward_up(shelf: Shelf) -> None:
    policy = evolve(shelf.till.house.policy, discount_later=True)
    shelf.till.next(RegisterSales, SILENCE)
    basket = shelf.checkout(policy=policy)
    assert sorted(each.price for each in basket.enrolments) == [PRICE, Euro(1000)]
    assert basket.points == 10


def test_what_rewards_need_is_looked_at_once_there_are_any(shelf: Shelf) -> None:
    shelf.till.house.publiq.always_answers(ListPermissions, ())
    lacking = shelf.till.house.run(cannot(US))
    assert {word for word in ("REWARDS_REDEEM", "REWARDS_READ", "REWARDS_WRITE") if word in str(lacking)} == {
        "REWARDS_REDEEM",
        "REWARDS_READ",
        "REWARDS_WRITE",
    }


def test_what_a_pass_redeemed_is_listed(shelf: Shelf) -> None:
    shelf.checkout(LENA)
    assert shelf.till.house.run(redeemed_at_uitpas(NUMBER)) == tuple(shelf.held.values())


def test_later_is_refused_where_the_policy_does_not_allow_it(shelf: Shelf) -> None:
    with pytest.raises(InvalidValue):
        shelf.till.house.run(checkout([LENA], shelf.till.house.policy, later=True))
