"""The asynchronous core, opened: what it stands on, and what keeps its ledger in order."""

from __future__ import annotations

from typing import Self, TypeVar
from uuid import uuid4

import httpx
from attrs import evolve

from ..domain.flows import checkins, held, look_up, owed, reconcile, recover, tick
from ..domain.model.enrolment import Enrolment
from ..domain.model.intent import Intent, IntentState
from ..domain.model.organisation import Organisation
from ..domain.model.policy import Policy
from ..domain.model.publisher import Publisher
from ..domain.model.report import Comparison, Finding, HeldLine, Owed, Tick
from ..domain.ports.effects import Flow, transact
from ..domain.rules.comparing import Period
from .clock import Clock, SystemClock
from .drivers import AsyncOutside, arun
from .given import check_what_is_given
from .ledger.engines import LedgerAt
from .ledger.store import LedgerStore
from .private import refuse_to_store_insz
from .publiq.calls import CallLog, correlated
from .publiq.client import AsyncPubliqClient
from .publiq.credentials import Credentials
from .publiq.environment import Environment

T = TypeVar("T")


class AsyncOpened:
    """A ledger and publiq's services, opened for one organisation; `AsyncUitkern` adds what is sold.

    `ledger` is a database URL, such as `sqlite:///ledger.db`, or a `LedgerAt` that says more; it is
    created or migrated when opened.
    `client` may be the host's own `httpx.AsyncClient`, which stays open. Close with `close`, or
    use `async with`.
    `calls` is the log of calls to publiq. Every method raises `LedgerError` when the ledger cannot be
    read or written, `BadCredentials` when UiTID refuses ours, and `ContractViolation` when publiq
    answers a question outside its contract. Raises `InvalidValue` for what is of another type.
    """

    def __init__(
        self,
        ledger: str | LedgerAt,
        organisation: Organisation,
        environment: Environment,
        credentials: Credentials,
        *,
        policy: Policy | None = None,
        client: httpx.AsyncClient | None = None,
        clock: Clock | None = None,
    ) -> None:
        check_what_is_given(organisation, environment, credentials)
        self.organisation = organisation
        self.environment = environment
        self.policy = policy or Policy()
        self.calls = CallLog()
        clock = clock or SystemClock()
        self.publisher = Publisher(organisation, environment.entry)
        self._store = LedgerStore(ledger)
        refuse_to_store_insz(self._store, self.policy.privacy)
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

    async def cannot(self) -> tuple[str, ...]:
        """What our credentials cannot do for the organisation, each in one sentence; one call.

        Raises `Rejected` and `Unreachable`.
        """
        return await self._run("cannot", look_up.cannot(self.organisation))

    async def tick(self, most: int = 100) -> Tick:
        """One round of the worker, for a scheduler of the host's own; see `flows.tick.tick`."""
        done = await self._run("tick", tick.tick(self.policy, most, self.publisher))
        attended = checkins.work_on_checkins(self.organisation, self.policy, most)
        return evolve(done, checkins=await self._run("checkins", attended))

    async def audit(self) -> tuple[Comparison, ...] | None:
        """Today's comparison of all sales, or `None` when it was made already; see `flows.tick.audit`."""
        return await self._run("audit", tick.audit(self.policy))

    async def findings(self) -> tuple[Comparison, ...]:
        """What the latest audit found."""
        return await self._run("findings", transact(lambda ledger: ledger.audit()))

    async def open_intents(self) -> tuple[Intent, ...]:
        """What is still to be written at UiTPAS, oldest first."""
        return await self._run("open_intents", transact(lambda ledger: ledger.intents(recover.OPEN)))

    async def parked(self) -> tuple[Intent, ...]:
        """What waits for a person, with the reason in `why`."""
        return await self._run("parked", transact(lambda ledger: ledger.intents({IntentState.PARKED})))

    async def retry(self, intent_id: int) -> Intent:
        """Make a parked intent due again, once its reason is gone; raises `NotFound`."""
        return await self._run("retry", recover.retry(intent_id))

    async def held(self, intent_id: int) -> tuple[HeldLine, ...]:
        """What UiTPAS holds of a parked basket, line by line; see `flows.held.held`."""
        return await self._run("held", held.held(intent_id, self.policy))

    async def adopt(self, intent_id: int) -> tuple[Enrolment, ...]:
        """Keep what UiTPAS holds of a parked basket and register the rest; see `flows.held.adopt`."""
        return await self._run("adopt", held.adopt(intent_id, self.policy))

    async def give_up(self, intent_id: int) -> tuple[Enrolment, ...]:
        """Give up a parked basket and undo what UiTPAS holds of it; see `flows.held.give_up`."""
        return await self._run("give_up", held.give_up(intent_id, self.policy))

    async def sold_activities(self) -> tuple[str, ...]:
        """The activities for which a sale was ever wanted: those that `reconcile` has something to say of."""
        return await self._run("sold_activities", transact(lambda ledger: ledger.sold_activities()))

    async def reconcile(self, activity_id: str, period: Period | None = None) -> Comparison:
        """Compare one activity's sales with UiTPAS's; see `flows.reconcile.reconcile`."""
        return await self._run("reconcile", reconcile.reconcile(activity_id, period or Period(), self.policy))

    async def repair(self, finding: Finding) -> bool:
        """Have UiTPAS hold what we hold, by the worker; see `flows.reconcile.repair`."""
        return await self._run("repair", reconcile.repair(finding, self.policy))

    async def owed(self, activity_id: str | None = None) -> tuple[Owed, ...]:
        """Discounts that came after the payment, to give back; see `flows.owed.owed`."""
        return await self._run("owed", owed.owed(activity_id))

    async def given_back(self, enrolment_id: int) -> Enrolment:
        """Write that a difference was given back; see `flows.owed.given_back`."""
        return await self._run("given_back", owed.given_back(enrolment_id))
