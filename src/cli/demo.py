"""The whole flow, played over real HTTP against a simulator of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import define, frozen
from rich.console import Console
from rich.live import Live
from rich.table import Table

from ..adapters.core import Uitkern
from ..adapters.publiq.credentials import Credentials
from ..adapters.publiq.environment import Environment
from ..domain.errors import AlreadyEnrolled
from ..domain.model.activity import Activity, Slot
from ..domain.model.enrolment import EnrolmentState
from ..domain.model.euro import Euro
from ..domain.model.organisation import Organisation
from ..domain.model.participant import Participant
from ..domain.model.policy import Policy
from ..domain.model.publication import PublicationState
from ..domain.model.reason import Reason
from ..domain.model.uitpas_number import UitpasNumber
from ..simulator.serving import Server
from ..simulator.simulator import Simulator
from ..simulator.world.official import identities as official
from .demo_benefits import BenefitsPlay
from .demo_play import BASE_PRICE, Outcome, Play
from .interruption import interruptible
from .output import show

ACTIVITY, CHILD = "camp", "with social tariff"
SOCIAL_PRICE = Euro(220)


@frozen
class Passholder:
    """A passholder of publiq's official test data, and what is to come of it."""

    kind: str
    number: str
    price: Euro
    reason: Reason | None


PASSHOLDERS = (
    Passholder(CHILD, "0900000067513", SOCIAL_PRICE, None),
    Passholder("without", "0900000095902", BASE_PRICE, Reason.NO_SOCIAL_TARIFF),
    Passholder("expired", "0900000031618", BASE_PRICE, Reason.EXPIRED),
    Passholder("blocked", "0900000002312", BASE_PRICE, Reason.BLOCKED),
    Passholder("other region", "0900000093204", BASE_PRICE, Reason.NOT_AVAILABLE),
)


@define
class Registration(Play):
    """One child from price to cancellation, and four who pay in full."""

    enrolment_id: int = 0

    def plan(self) -> Iterator[tuple[str, Callable[[], Outcome]]]:
        """Every step of the flow, in its order."""
        yield "get a token, see our permissions", self.look_around
        yield "publish the activity in UiTdatabank", self.publish
        yield "wait until UiTPAS knows it", self.wait
        for passholder in PASSHOLDERS:
            yield f"price: {passholder.kind}", partial(self.offer, passholder)
        yield "enrol one child", self.enrol
        yield "enrol the same child again", self.enrol_again
        yield "look the sale up at UiTPAS", self.find_sale
        yield "pay, then cancel", self.cancel
        yield "look the sale up at UiTPAS", self.miss_sale

    def look_around(self) -> Outcome:
        """Our credentials may sell for the official test organizer."""
        granted = {p.organizer_id: p.permissions for p in self.core.permissions()}
        ours = granted.get(official.ORGANIZER, frozenset())
        return Outcome(f"{len(ours)} permissions for the test organizer", "TICKETSALES_REGISTER" in ours)

    def publish(self) -> Outcome:
        """The activity becomes an event, with the body of seed 000."""
        day = datetime.now(UTC).replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=30)
        slot = Slot(day, day + timedelta(hours=4))
        self.core.save_activity(
            Activity(ACTIVITY, "Voorbeeld van een UiTPAS-activiteit", BASE_PRICE, (slot,), official.PLACE)
        )
        publication = self.core.publish(ACTIVITY)
        return Outcome(f"event {publication.event_id}", publication.state is PublicationState.PUBLISHED)

    def wait(self) -> Outcome:
        """UiTPAS hears of an event some seconds later."""
        publication = self.core.await_registration(ACTIVITY)
        return Outcome(publication.state.value, publication.state is PublicationState.REGISTERED)

    def offer(self, passholder: Passholder) -> Outcome:
        """Each passholder sees its price, the reason, and UiTPAS's message to the parent."""
        number = UitpasNumber.parse(passholder.number)
        self.core.save_participant(Participant(passholder.kind, number))
        made = self.core.offer(passholder.kind, ACTIVITY)
        lines = [f"{made.price} in place of {made.base_price}" if made.preselected else str(made.price)]
        if made.reason:
            lines[0] += f": {made.reason}"
        lines += [f"“{message.nl}”" for message in made.messages]
        right = (made.price, made.reason) == (passholder.price, passholder.reason)
        return Outcome("\n".join(lines), right and (made.reason is None or bool(made.messages)))

    def enrol(self) -> Outcome:
        """The place is taken and the sale registered."""
        enrolment = self.core.enrol(CHILD, ACTIVITY)
        self.enrolment_id = enrolment.id
        right = enrolment.price == SOCIAL_PRICE and enrolment.state is EnrolmentState.AWAITING_PAYMENT
        told = f"sale {enrolment.sale_id} registered, {enrolment.price} to pay"
        return Outcome(told, right and enrolment.sale_id is not None)

    def enrol_again(self) -> Outcome:
        """One child has one place."""
        try:
            self.core.enrol(CHILD, ACTIVITY)
        except AlreadyEnrolled as error:
            return Outcome(f"refused: {error}", right=True)
        return Outcome("a second place was given", right=False)

    def find_sale(self) -> Outcome:
        """UiTPAS holds the sale, at the price that is to be paid."""
        sale_id = self.core.enrolment(self.enrolment_id).sale_id
        held = [sale for sale in self.core.sales_at_uitpas(ACTIVITY) if sale.id == sale_id]
        right = [sale.price for sale in held] == [SOCIAL_PRICE]
        return Outcome(f"{len(held)} sale there, at {held[0].price}" if held else "no sale there", right)

    def cancel(self) -> Outcome:
        """The enrolment ends, and its sale with it."""
        paid = self.core.confirm(self.enrolment_id)
        after = self.core.cancel(self.enrolment_id)
        return Outcome(f"{paid.state}, then {after.state}", after.state is EnrolmentState.CANCELLED)

    def miss_sale(self) -> Outcome:
        """UiTPAS holds nothing any more."""
        held = self.core.sales_at_uitpas(ACTIVITY)
        return Outcome("the sale is gone" if not held else f"{len(held)} sales are still there", not held)


CHAPTERS: dict[str, type[Play]] = {"sale": Registration, "benefits": BenefitsPlay}


def play(chapter: str = "sale", *, as_json: bool = False) -> bool:
    """Play a chapter and print its steps; `True` when every step ended as it should.

    Leaves no process and no file behind, also when it is interrupted.
    """
    with interruptible() as stop, TemporaryDirectory(prefix="uitkern-") as folder:
        ledger = f"sqlite:///{Path(folder, 'ledger.db').as_posix()}"
        organisation = Organisation("demo", official.ORGANIZER)
        credentials = Credentials(official.CLIENT_ID, official.CLIENT_SECRET)
        policy = Policy(poll=timedelta(milliseconds=500))
        with Server(Simulator()) as server:
            environment = Environment.simulator(server.url)
            with Uitkern(ledger, organisation, environment, credentials, policy=policy) as core:
                played = CHAPTERS[chapter](core)
                _print(played, server.url, stop, as_json=as_json)
                planned = sum(1 for _ in played.plan())
    return len(played.steps) == planned and all(step.right for step in played.steps)


def _print(played: Play, url: str, stop: Callable[[], None], *, as_json: bool) -> None:
    if as_json:
        for _ in played.run():
            stop()
        rows = [{"step": s.title, "result": s.told, "calls": s.calls, "ok": s.right} for s in played.steps]
        show(rows, as_json=True)
        return
    console = Console(highlight=False)
    console.print(f"A simulator of UiTID, UiTPAS and UiTdatabank at {url}; base price {BASE_PRICE}")
    with Live(_table(played), console=console, auto_refresh=False) as live:
        for _ in played.run():
            stop()
            live.update(_table(played), refresh=True)
    if not console.is_terminal:  # there the table ends without the end of its line
        console.line()
    wrong = [step.title for step in played.steps if not step.right]
    verdict = f"went wrong at: {wrong[0]}" if wrong else "every step ended as it should"
    console.print(f"{verdict}; {played.core.calls.count} calls to publiq")


def _table(played: Play) -> Table:
    table = Table(pad_edge=False)
    for name in ("", "step", "result", "calls"):
        table.add_column(name, justify="right" if name == "calls" else "left", overflow="fold")
    for step in played.steps:
        mark = "[green]ok[/]" if step.right else "[red]no[/]"
        table.add_row(mark, step.title, step.told.replace("[", "\\["), str(step.calls))
    return table
