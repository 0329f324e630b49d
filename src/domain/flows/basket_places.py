"""Basket places: what a basket took in the ledger, and giving it back when the basket is refused."""

from __future__ import annotations

from attrs import define, evolve, field

from ..errors import SaleUnknown
from ..model.basket import Refusal
from ..model.enrolment import Enrolment, EnrolmentState
from ..model.intent import Intent, IntentLine
from ..model.policy import Policy
from ..ports.effects import Flow
from ..rules.lifecycle import ENDED
from .cancel import drop
from .register import Registered
from .wishes import Wish


@define
class Places:
    """What a reservation took: enrolments and tickets by id with the wish of each, the sales to register and
    the rewards to redeem, and the lines that got no place.
    """

    enrolments: dict[int, Enrolment] = field(factory=dict[int, Enrolment])
    wishes: dict[int, Wish] = field(factory=dict[int, Wish])
    sales: list[IntentLine] = field(factory=list[IntentLine])
    rewards: list[IntentLine] = field(factory=list[IntentLine])
    refusals: list[Refusal] = field(factory=list[Refusal])
    intent: Intent | None = None
    redeeming: list[int] = field(factory=list[int])

    def take(self, registered: Registered) -> None:
        """Take in what became of some of them; each refusal is told of its line."""
        self.enrolments.update(registered.enrolments)
        for refusal in registered.refusals:
            wish = self.wishes[refusal.enrolment_id or 0]
            self.refusals.append(evolve(refusal, line=wish.line, ticket=wish.ticket))

    def refuse(self, enrolment: Enrolment, error: SaleUnknown) -> None:
        """Write down a place whose benefit is not settled yet."""
        self.enrolments[enrolment.id] = enrolment
        self.refusals.append(self.wishes[enrolment.id].refused(error, enrolment.id))

    @property
    def waits_only(self) -> bool:
        """Whether nothing was refused: what has no place yet was sent, and not answered."""
        return all(isinstance(refusal.error, SaleUnknown) for refusal in self.refusals)


def free_rest(places: Places, policy: Policy) -> Flow[None]:
    """Give back every place that stands or may come to stand: one line was refused, so all are (F31)."""
    for enrolment in list(places.enrolments.values()):
        if enrolment.state not in ENDED and enrolment.state is not EnrolmentState.CANCELLING:
            places.enrolments[enrolment.id] = yield from drop(enrolment.id, policy)
