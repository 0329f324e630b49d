"""A day on which everything is sold: social tariffs, coupons, rewards, tickets and tickets of a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from attrs import define, evolve, field

from tests.saga.memory_ledger import MemoryLedger
from tests.saga.simulation import _PAID, START, Simulation
from tests.saga.truth_benefits import COST, COUPON, GRANTED, GROUP, REWARD, BenefitTruth
from uitkern.domain.flows.checkout import checkout
from uitkern.domain.model.basket import Line, Ticket, TicketLine
from uitkern.domain.model.benefit import Spend
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.intent import IntentKind
from uitkern.domain.model.offer import Choice, Choose
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.reward import (
    KeptReward,
    PricedFor,
    RedeemedPage,
    RedeemStatus,
    Reward,
    RewardPeriod,
    RewardPrice,
)
from uitkern.domain.model.sale import SalesPage
from uitkern.domain.model.uitpas import Pass, PassType, SocialTariff, SocialTariffStatus
from uitkern.domain.model.uitpas_number import UitpasNumber
from uitkern.domain.ports.effects import Ask
from uitkern.domain.ports.outcomes import Done, Refused, Unavailable
from uitkern.domain.ports.publiq import FindPass, ListSales, QuoteTariffs, RegisterSales
from uitkern.domain.ports.rewards import AskRedeemStatus, ListRedeemed, RedeemReward, ReturnReward

NOT_THERE = Problem("url/not-found", 404)
TOO_FEW = Problem("uitpas/reward-passholder-points-constraint", 400)


@define
class BenefitDay(Simulation):
    """As the simulation, with baskets of everything."""

    truth: Any = field(factory=BenefitTruth)

    def _furnish(self, ledger: MemoryLedger) -> None:
        super()._furnish(ledger)
        for activity_id in [f"a{index}" for index in range(self.activities)]:
            ledger.save_activity(evolve(ledger.activity(activity_id), capacity=40))
        reward = Reward("Drankje", "Voor wie komt.", RewardPeriod(START), points=COST, id=REWARD)
        ledger.save_reward(KeptReward(reward, imported=True, synchronised_at=START))
        ledger.save_reward_price(RewardPrice(REWARD, Euro(100), PricedFor.ACTIVITY, "a0"))
        ledger.save_reward_price(RewardPrice(REWARD, Euro(0), PricedFor.ACTIVITY, "a1"))

    def _parent(self, name: str) -> Callable[[], None]:
        def start() -> None:
            lines = [self._line() for _ in range(self._random.choice([1, 1, 2, 3]))]
            keep_rest = self._random.random() < 0.5
            flow = checkout(lines, self.policy, keep_rest=keep_rest)
            self.drive(name, flow, lambda result: self._next(name))

        return start

    def _line(self) -> Line | TicketLine:
        activity = f"a{self._random.randrange(self.activities)}"
        child = f"c{self._random.randrange(self.children)}"
        match self._random.choice(["child", "child", "child", "tickets", "group"]):
            case "group":
                return TicketLine.of(activity, self._random.choice([2, 3, 5]), GROUP)
            case "tickets":
                number = UitpasNumber(f"{self._random.randrange(self.children):013d}")
                tickets = [Ticket(), Ticket(number, choice=self._choice()), Ticket(contact=child)]
                return TicketLine(activity, self._random.sample(tickets, self._random.choice([1, 2, 3])))
            case _:
                return Line(child, activity, self._choice())

    def _choice(self) -> Choice:
        social, spend = Choose.PRESELECTED, Spend(REWARD, COST)
        choices: list[Choice] = [social, spend, spend, COUPON, Choose.NOTHING]
        return self._random.choice(choices)

    def _told(self, question: Ask[Any]) -> Any:
        match question:
            case FindPass(UitpasNumber() as number):
                kind = PassType.GROUP if number == GROUP else PassType.INDIVIDUAL
                right = SocialTariff(SocialTariffStatus.ACTIVE)
                points = None if number == GROUP else self.truth.balance(number)
                return Pass(f"holder {number.value}", number, right, kind, points=points)
            case QuoteTariffs(number):
                return self.truth.tariffs(number)
            case ListSales(event_id, start) if not self.chance("list_fails"):
                listed = self.truth.listed(event_id)
                return SalesPage(len(listed), listed[start : start + 7])
            case ListSales():
                return Unavailable("no answer in time")
            case AskRedeemStatus(_, number):
                return RedeemStatus(self.truth.balance(number) >= COST)
            case ListRedeemed(number, start):
                if self.chance("list_fails"):
                    return Unavailable("no answer in time")
                theirs = [taken for holder, taken in self.truth.redeemed.values() if holder == number]
                newest = tuple(reversed(theirs))
                return RedeemedPage(len(newest), newest[start : start + 2])
        return super()._told(question)

    def _commit(self, name: str, question: Ask[Any]) -> Any:
        match question:
            case RegisterSales(requests) if problem := self.truth.refusal(requests):
                return Refused(problem)
            case RedeemReward(wanted):
                taken = self.truth.redeem(wanted, self.clock())
                self.note(name, f"redeemed {taken.id}" if taken else "too few points")
                return Done(taken) if taken else Refused(TOO_FEW)
            case ReturnReward(redeemed_id):
                self.note(name, f"return {redeemed_id}")
                return Done(None) if self.truth.give_back(redeemed_id) else Refused(NOT_THERE)
        return super()._commit(name, question)

    def _watch(self, name: str) -> None:
        """At every moment: no point is gone without a redeemed reward, and none is redeemed twice."""
        super()._watch(name)
        out: Counter[UitpasNumber] = Counter()
        unknown: Counter[tuple[UitpasNumber, str]] = Counter()
        for number, taken in self.truth.redeemed.values():
            out[number] += taken.points
            if taken.id not in self.ledger.rows.redeemed:
                unknown[number, taken.reward_id] += 1
        for number, left in self.truth.points.items():
            if left < 0 or left != GRANTED - out[number]:
                self.broken.append(f"{name}: {left} points where {GRANTED} less {out[number]} should be")
        redeeming = [i for i in self.ledger.rows.intents.values() if i.kind is IntentKind.REDEEM]
        under_way = Counter(
            (line.redemption.number, line.redemption.reward_id)
            for intent in redeeming
            if intent.may_have_landed
            for line in intent.lines
            if line.redemption
        )
        self.broken += [
            f"{name}: redeemed more than asked" for key, n in unknown.items() if n > under_way[key]
        ]

    def check(self) -> None:
        """In the end: what stands is paid with exactly the rewards and points UiTPAS holds."""
        super().check()
        paid = {e.sale_id for e in self.ledger.rows.enrolments.values() if e.rewarded and e.state in _PAID}
        self.broken += [f"lost reward: {each}" for each in paid - self.truth.redeemed.keys()]
        self.broken += [f"reward doubled or forgotten: {each}" for each in self.truth.redeemed.keys() - paid]
        spent = sum(
            e.points or 0 for e in self.ledger.rows.enrolments.values() if e.rewarded and e.state in _PAID
        )
        gone = sum(GRANTED - left for left in self.truth.points.values())
        if spent != gone:
            self.broken.append(f"{gone} points are gone, {spent} were spent")
