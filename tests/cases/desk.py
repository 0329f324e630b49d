"""The desk of an organiser: what parent and administrator see, and what UiTPAS truly holds."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from tests.adapters.cores import ENTITLED, MORNING, a_child, an_activity, open_core
from uitkern import Comparison, Enrolment, EnrolmentState, Euro, Intent, Policy
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world import nudges
from uitkern.simulator.world.clock import Period
from uitkern.simulator.world.official import identities as official
from uitkern.simulator.world.tickets import SaleRequest
from uitkern.simulator.world.values import PeriodLimit

BASE, REDUCED = Euro(1100), Euro(220)
SISTER = "0900010959113"
POST, DELETE, LIST = "post-ticket-sales", "delete-ticket-sales", "get-ticket-sales"
S = EnrolmentState


@frozen
class Desk:
    """A core, and the publiq behind it."""

    publiq: Publiq
    core: Any
    ledger: str

    def another(self, **options: Any) -> Any:
        """The same ledger, opened once more: another process, or the one that comes after a crash."""
        return open_core(self.publiq, self.ledger, **options)

    def held(self) -> set[str]:
        """The sales UiTPAS truly holds, without asking it."""
        return {sale.id for sale in self.publiq.world.state.sales.values()}

    def asked(self, operation: str) -> int:
        """How often publiq was asked something."""
        return self.publiq.journal.count(operation)

    def later(self, **units: float) -> None:
        self.publiq.clock.advance(**units)

    def work(self, rounds: int = 60) -> None:
        """Let the worker go on, with time passing, until nothing is open that it can do."""
        for _ in range(rounds):
            self.core.tick()
            if not self.core.open_intents():
                return
            self.later(minutes=3)
        raise AssertionError(f"still open: {self.core.open_intents()}")

    def agrees(self) -> Comparison:
        """Both ends hold the same, whoever looks."""
        compared: Comparison = self.core.reconcile("camp")
        assert compared.agrees, compared
        standing = {S.AWAITING_PAYMENT, S.CONFIRMED}
        places = (*self.core.enrolments("camp"), *self.core.tickets("camp"))
        ours = {e.sale_id for e in places if e.state in standing and e.sale_id and not e.rewarded}
        assert ours == {sale.id for sale in self.core.sales_at_uitpas("camp")} == self.held()
        return compared

    def parked(self) -> Intent:
        """The one thing that waits for the administrator."""
        (waiting,) = self.core.parked()
        found: Intent = waiting
        return found

    def ended(self, operation: str) -> list[str]:
        """What the call log tells the administrator of an operation, oldest first."""
        return [record.ended for record in self.core.calls if record.operation == operation]

    def enrolled(self) -> Enrolment:
        made: Enrolment = self.core.enrol("kid", "camp")
        return made

    def state(self, enrolment: Enrolment) -> EnrolmentState:
        found: EnrolmentState = self.core.enrolment(enrolment.id).state
        return found


def open_desk(
    publiq: Publiq,
    ledger: str,
    *,
    awaited: bool = False,
    policy: Policy | None = None,
    number: str = ENTITLED,
) -> Desk:
    publiq.clock.freeze(MORNING)
    core = open_core(publiq, ledger, awaited=awaited, policy=policy)
    core.save_activity(an_activity())
    core.save_participant(a_child(number))
    core.save_participant(a_child(SISTER, "sister"))
    core.publish("camp")
    core.await_registration("camp")
    return Desk(publiq, core, ledger)


def withdraw(publiq: Publiq, *permissions: str) -> None:
    """Take permissions away from our client, as the organizer may at any moment."""
    for permission in permissions:
        nudges.withdraw_permission(publiq.world.state, publiq.client_id, official.ORGANIZER, permission)


def sold_at_the_counter(desk: Desk, number: str = ENTITLED) -> str:
    """A sale of the same pass for the same event that is not ours; UiTPAS allows several here."""
    world = desk.publiq.world
    world.configure(evolve(world.settings, ticket_limit=PeriodLimit(9, Period.WEEK)))
    event = desk.core.publication("camp").event_id
    (sale,) = world.register_sales([SaleRequest(number, event, "SOCIALTARIFF", 1100)])
    return sale.id
