"""The asynchronous core: as the blocking one, each method awaited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self, TypeVar
from uuid import uuid4

import httpx

from ..domain.flows import cancel, enrol, look_up, offer, publish
from ..domain.model.activity import Activity
from ..domain.model.enrolment import Enrolment
from ..domain.model.euro import Euro
from ..domain.model.insz import Insz
from ..domain.model.offer import Choose, Offer
from ..domain.model.organisation import Organisation
from ..domain.model.participant import Participant
from ..domain.model.permissions import OrganizerPermissions
from ..domain.model.policy import Policy
from ..domain.model.publication import Publication
from ..domain.model.sale import TicketSale
from ..domain.model.tariff import Tariffs
from ..domain.model.uitpas import Pass
from ..domain.ports.effects import Flow, transact
from .clock import Clock, SystemClock
from .drivers import AsyncOutside, arun
from .ledger.store import LedgerStore
from .publiq.calls import CallLog, correlated
from .publiq.client import AsyncPubliqClient
from .publiq.credentials import Credentials
from .publiq.environment import Environment

T = TypeVar("T")


class AsyncUitkern:
    """Everything uitkern does for one organisation, awaited; `uitkern.Uitkern` says it blocking.

    `ledger` is a database URL, such as `sqlite:///ledger.db`; it is created or migrated when opened.
    `client` may be the host's own `httpx.AsyncClient`, which stays open. Close with `close`, or use
    `async with`.
    `calls` is the log of calls to publiq. Every method raises `LedgerError` when the ledger cannot be
    read or written, `BadCredentials` when UiTID refuses ours, and `ContractViolation` when publiq
    answers a question outside its contract.
    """

    def __init__(
        self,
        ledger: str,
        organisation: Organisation,
        environment: Environment,
        credentials: Credentials,
        *,
        policy: Policy | None = None,
        client: httpx.AsyncClient | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.organisation = organisation
        self.environment = environment
        self.policy = policy or Policy()
        self.calls = CallLog()
        clock = clock or SystemClock()
        self._store = LedgerStore(ledger)
        self._publiq = AsyncPubliqClient(environment, credentials, clock.now, self.calls, client)
        self._outside = AsyncOutside(self._publiq, self._store.of(organisation.id), clock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections that are ours; what was committed stays."""
        await self._publiq.close()
        self._store.close()

    async def _run(self, name: str, flow: Flow[T]) -> T:
        with correlated(f"{name}-{uuid4().hex[:8]}"):
            return await arun(flow, self._outside)

    async def save_activity(self, activity: Activity) -> None:
        """Keep an activity under the host's id, over what was known of it."""
        await self._run("save_activity", transact(lambda ledger: ledger.save_activity(activity)))

    async def save_participant(self, participant: Participant) -> None:
        """Keep a participant under the host's id, over what was known of it."""
        await self._run("save_participant", transact(lambda ledger: ledger.save_participant(participant)))

    async def link_pass(self, participant_id: str, insz: Insz) -> Pass:
        """Find a participant's pass by INSZ and keep its number; see `flows.look_up.link_pass`."""
        return await self._run("link_pass", look_up.link_pass(participant_id, insz))

    async def publish(self, activity_id: str) -> Publication:
        """Publish an activity in UiTdatabank; see `flows.publish.publish`."""
        flow = publish.publish(activity_id, self.organisation, self.environment.entry)
        return await self._run("publish", flow)

    async def link(self, activity_id: str, event_id: str) -> Publication:
        """Take a published event as the activity's own; see `flows.publish.link`."""
        return await self._run("link", publish.link(activity_id, event_id))

    async def await_registration(self, activity_id: str) -> Publication:
        """Wait until UiTPAS knows the activity's event; see `flows.publish.await_registration`."""
        return await self._run("await_registration", publish.await_registration(activity_id, self.policy))

    async def publication(self, activity_id: str) -> Publication | None:
        """How far the activity's publication has come, as the ledger knows it."""
        return await self._run("publication", transact(lambda ledger: ledger.publication(activity_id)))

    async def offer(self, participant_id: str, activity_id: str) -> Offer:
        """What one participant can pay for one activity; see `flows.offer.offer`."""
        return await self._run("offer", offer.offer(participant_id, activity_id, self.policy))

    async def offers(self, participant_ids: Iterable[str], activity_ids: Iterable[str]) -> tuple[Offer, ...]:
        """What each participant can pay for each activity, participant by participant."""
        activities = tuple(activity_ids)
        pairs = [(participant, activity) for participant in participant_ids for activity in activities]
        return await self._run("offers", offer.offers(pairs, self.policy))

    async def static_tariff(self, activity_id: str) -> Tariffs:
        """The indicative social tariff, for a price list; see `flows.look_up.static_tariff`."""
        return await self._run("static_tariff", look_up.static_tariff(activity_id))

    async def enrol(
        self,
        participant_id: str,
        activity_id: str,
        choice: Choose | str = Choose.PRESELECTED,
        agreed: Euro | None = None,
    ) -> Enrolment:
        """Take a place and register its sale; see `flows.enrol.enrol` for what it raises."""
        return await self._run("enrol", enrol.enrol(participant_id, activity_id, self.policy, choice, agreed))

    async def confirm(self, enrolment_id: int) -> Enrolment:
        """Write that an enrolment is paid; see `flows.enrol.confirm`."""
        return await self._run("confirm", enrol.confirm(enrolment_id))

    async def release(self, enrolment_id: int) -> Enrolment:
        """Give up an unpaid enrolment and undo its sale; see `flows.cancel.release`."""
        return await self._run("release", cancel.release(enrolment_id, self.policy))

    async def cancel(self, enrolment_id: int) -> Enrolment:
        """Give up an enrolment and undo its sale; see `flows.cancel.cancel`."""
        return await self._run("cancel", cancel.cancel(enrolment_id, self.policy))

    async def enrolment(self, enrolment_id: int) -> Enrolment:
        """Read an enrolment; raises `NotFound`."""
        return await self._run("enrolment", transact(lambda ledger: ledger.enrolment(enrolment_id)))

    async def enrolments(self, activity_id: str | None = None) -> tuple[Enrolment, ...]:
        """Every enrolment, of one activity or of all, oldest first."""
        return await self._run("enrolments", transact(lambda ledger: ledger.enrolments(activity_id)))

    async def sales_at_uitpas(self, activity_id: str) -> tuple[TicketSale, ...]:
        """The sales UiTPAS holds for an activity; see `flows.look_up.sales_at_uitpas`."""
        return await self._run("sales_at_uitpas", look_up.sales_at_uitpas(activity_id))

    async def permissions(self) -> tuple[OrganizerPermissions, ...]:
        """What our credentials may do, organizer by organizer; see `flows.look_up.permissions`."""
        return await self._run("permissions", look_up.permissions())
