"""The chapter of the demo on benefits: a family of three with a coupon and a reward, and a group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from attrs import define

from ..domain.errors import BasketRefused, PointsConsentNeeded, TooManyTickets
from ..domain.model.activity import Activity, Slot
from ..domain.model.basket import Line, TicketLine
from ..domain.model.enrolment import Enrolment, EnrolmentState
from ..domain.model.euro import Euro
from ..domain.model.participant import Participant
from ..domain.model.publication import PublicationState
from ..domain.model.reward import RewardSearch
from ..domain.model.uitpas_number import UitpasNumber
from ..simulator.world.official import identities as official
from .demo_play import BASE_PRICE, Outcome, Play

CAMP = "camp"
SOCIAL, WITH_COUPON, WITH_REWARD = Euro(220), Euro(500), Euro(100)
COUPON, REWARD = "COUPON_1079", "5687"
LOU, MIA, DAD = "lou", "mia", "dad"
FAMILY = {LOU: "0900000672312", MIA: "0900000067513", DAD: "0900000095902"}
GROUP = UitpasNumber("0900000191800")
GROUP_COUPON, GROUP_PRICE, TICKETS = "COUPON_1080", Euro(900), 12


@define
class BenefitsPlay(Play):
    """A family of three at one checkout, then a group; at the end everything is given back."""

    family: tuple[Enrolment, ...] = ()
    tickets: tuple[Enrolment, ...] = ()

    def plan(self) -> Iterator[tuple[str, Callable[[], Outcome]]]:
        """Every step of the chapter, in its order."""
        yield "publish, and wait until UiTPAS knows it", self.publish
        yield "price list, before any child is known", self.list_price
        yield "search a reward with a wildcard, import it", self.take_reward
        yield "price of that reward for the activity", self.price_reward
        yield "a child with a coupon: every option", self.show_coupon
        yield "the father chooses the reward: consent first", self.ask_consent
        yield "checkout: coupon, social tariff, reward", self.check_out
        yield "a group's pass is recognised", self.show_group
        yield f"{TICKETS} tickets on that pass", self.buy_tickets
        yield "more tickets than remain", self.buy_too_many
        yield "all is cancelled: points and coupon come back", self.give_back

    def publish(self) -> Outcome:
        """An activity that UiTPAS knows, and three people with their passes."""
        day = datetime.now(UTC).replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=30)
        slot = Slot(day, day + timedelta(hours=4))
        self.core.save_activity(Activity(CAMP, "Familiedag", BASE_PRICE, (slot,), official.PLACE))
        self.core.publish(CAMP)
        publication = self.core.await_registration(CAMP)
        for who, number in FAMILY.items():
            self.core.save_participant(Participant(who, UitpasNumber(number)))
        return Outcome(publication.state.value, publication.state is PublicationState.REGISTERED)

    def list_price(self) -> Outcome:
        """Base price and general social tariff side by side."""
        (listed,) = self.core.price_list([CAMP])
        return Outcome(f"{listed.base_price}, social tariff {listed.social}", listed.social == SOCIAL)

    def take_reward(self) -> Outcome:
        """Found by part of a word, kept with the reference of an imported one."""
        wanted = RewardSearch("testvoordeel*", official.ORGANIZER, all_periods=True)
        found = self.core.search_rewards(wanted)
        (kept,) = self.core.import_rewards([REWARD])
        told = f"{len(found)} found; {kept.reference} “{kept.reward.title}” costs {kept.reward.points} points"
        return Outcome(told, any(each.id == REWARD for each in found))

    def price_reward(self) -> Outcome:
        """A euro besides the points."""
        made = self.core.price_reward(REWARD, WITH_REWARD, activity_id=CAMP)
        return Outcome(f"{made.price} for {made.scope} {made.scope_id}", made.price == WITH_REWARD)

    def show_coupon(self) -> Outcome:
        """Base price, social tariff and coupon, with the social tariff selected."""
        made = self.core.offer(LOU, CAMP)
        lines = [
            f"{'→' if each.preselected else ' '} {each.name}: {each.price}"
            + (f", {each.points} points" if each.points else "")
            + (f", {each.remaining} left" if each.remaining is not None else "")
            for each in made.options
        ]
        return Outcome("\n".join(lines), COUPON in {tariff.id for tariff in made.tariffs})

    def ask_consent(self) -> Outcome:
        """Without a yes to the points nothing is spent; with the balance before and after."""
        try:
            self.core.enrol(DAD, CAMP, REWARD)
        except PointsConsentNeeded as asked:
            return Outcome(f"“{asked.message.nl}”", (asked.offer.balance, asked.offer.after) == (25, 15))
        return Outcome("points were spent without consent", right=False)

    def check_out(self) -> Outcome:
        """Two sales in one request, then the reward."""
        (reward,) = self.core.offer(DAD, CAMP).rewards
        lines = [Line(LOU, CAMP, COUPON), Line(MIA, CAMP), Line(DAD, CAMP, reward.consent())]
        basket = self.core.checkout(lines)
        self.family = basket.enrolments
        paid = {each.participant_id: each.price for each in basket.enrolments}
        told = ", ".join(f"{who} {price}" for who, price in paid.items())
        right = paid == {LOU: WITH_COUPON, MIA: SOCIAL, DAD: WITH_REWARD} and basket.points == 10
        return Outcome(f"{told}: {basket.to_pay} and {basket.points} points", right)

    def show_group(self) -> Outcome:
        """So many tickets, at the price with the group's coupon."""
        made = self.core.offer_for_pass(CAMP, GROUP)
        (tariff,) = made.tariffs
        return Outcome(f"{tariff.name}: {tariff.price}, {tariff.remaining} left", made.group)

    def buy_tickets(self) -> Outcome:
        """One request, a sale for each ticket."""
        basket = self.core.checkout([TicketLine.of(CAMP, TICKETS, GROUP, GROUP_COUPON)])
        self.tickets = basket.tickets
        sales = {each.sale_id for each in basket.tickets}
        right = len(sales) == TICKETS and {each.price for each in basket.tickets} == {GROUP_PRICE}
        return Outcome(f"{len(sales)} sales registered, {basket.to_pay} to pay", right)

    def buy_too_many(self) -> Outcome:
        """What remains is the most (R12)."""
        left = self.core.offer_for_pass(CAMP, GROUP).tariffs[0].remaining
        try:
            self.core.checkout([TicketLine.of(CAMP, left + 1, GROUP, GROUP_COUPON)])
        except BasketRefused as refused:
            error = refused.refusals[0].error
            return Outcome(f"refused: “{_words(error)}”", isinstance(error, TooManyTickets))
        return Outcome("more tickets were sold than remained", right=False)

    def give_back(self) -> Outcome:
        """Every sale undone, the reward returned with its points, the coupon free again."""
        after = [self.core.cancel(place.id).state for place in (*self.family, *self.tickets)]
        held = self.core.sales_at_uitpas(CAMP)
        (reward,) = self.core.offer(DAD, CAMP).rewards
        coupons = {tariff.id for tariff in self.core.offer(LOU, CAMP).tariffs}
        told = f"{len(held)} sales left, {reward.balance} points back on the pass"
        right = set(after) == {EnrolmentState.CANCELLED} and not held
        return Outcome(told, right and reward.balance == 25 and COUPON in coupons)


def _words(error: TooManyTickets | Exception) -> str:
    return error.message.nl if isinstance(error, TooManyTickets) else str(error)
