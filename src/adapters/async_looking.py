"""What the asynchronous core looks up and looks after: events, places, organizers, the doctor."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from ..domain.flows import doctor, doctor_activities, doctor_services, link, opt_out, organizers, places
from ..domain.model.diagnosis import Diagnosis
from ..domain.model.match import (
    ActivityWarning,
    CardSystemChoice,
    EventCheck,
    Partnership,
    PlaceCheck,
    PlaceMatch,
    Suggestion,
)
from ..domain.model.organizer import Organizer
from ..domain.model.publication import Publication
from ..domain.ports.effects import Ask, ask
from .async_opened import AsyncOpened
from .private import encryption

T = TypeVar("T")


class AsyncLooking(AsyncOpened):
    """The part of `AsyncUitkern` that looks things up at publiq; errors are those of `AsyncUitkern`."""

    async def ask(self, question: Ask[T]) -> T:
        """Ask publiq one typed question, or write one thing there; the modules in `domain.ports` list them.

        A question is answered by its value, a `Problem` or `Unavailable`; a write by `Done`, `Refused`,
        `NotSent` or `NoAnswer`.
        """
        return await self._run(type(question).__name__, ask(question))

    async def link(self, activity_id: str, event: str) -> Publication:
        """Take a published event, by its id or any address of it; see `flows.link.link`."""
        return await self._run("link", link.link(activity_id, event, self.organisation))

    async def check_event(self, activity_id: str, event: str) -> EventCheck:
        """What keeps an event from being linked, and what to know; see `flows.link.check_event`."""
        return await self._run("check_event", link.check_event(activity_id, event, self.organisation))

    async def suggest(self, activity_id: str, limit: int = 10) -> tuple[Suggestion, ...]:
        """Events that may be the activity's own, the best first; see `flows.link.suggest`."""
        return await self._run("suggest", link.suggest(activity_id, self.organisation, limit))

    async def find_places(
        self, postal_code: str | None = None, name: str | None = None, country: str = "BE", limit: int = 20
    ) -> tuple[PlaceMatch, ...]:
        """Places by postal code and name, the gone ones last; see `flows.places.find_places`."""
        return await self._run("find_places", places.find_places(postal_code, name, country, limit))

    async def check_place(self, activity_id: str) -> PlaceCheck:
        """Whether the place of an activity is still there; see `flows.places.check_place`."""
        return await self._run("check_place", places.check_place(activity_id))

    async def check_places(self) -> tuple[PlaceCheck, ...]:
        """Every activity whose place is gone; see `flows.places.check_places`."""
        return await self._run("check_places", places.check_places())

    async def organizer_warnings(self) -> tuple[ActivityWarning, ...]:
        """Every activity for whose organizer we may not sell; see `flows.organizers`."""
        return await self._run("organizer_warnings", organizers.organizer_warnings(self.organisation))

    async def partnership(self, activity_id: str | None = None) -> Partnership:
        """What we may do for the organizer of an activity, or for our own; see `flows.organizers`."""
        if activity_id is not None:
            flow = organizers.partnership_of(activity_id, self.organisation)
            return await self._run("partnership", flow)
        return (await self._run("partnership", organizers.partnerships([self.organisation.organizer_id])))[0]

    async def find_organizers(
        self, name: str | None = None, website: str | None = None, limit: int = 20
    ) -> tuple[Organizer, ...]:
        """Organizers by the beginning of their name or by website; see `flows.organizers`."""
        return (await self._run("find_organizers", organizers.find_organizers(name, website, limit))).members

    async def card_systems(self, activity_id: str) -> tuple[CardSystemChoice, ...]:
        """Which card systems could give a discount, and do; see `flows.opt_out.card_systems`."""
        return await self._run("card_systems", opt_out.card_systems(activity_id))

    async def opt_out(
        self, activity_id: str, card_systems: Collection[int] = ()
    ) -> tuple[CardSystemChoice, ...]:
        """Give no discount on an activity, in these card systems or all; see `flows.opt_out.opt_out`."""
        return await self._run("opt_out", opt_out.opt_out(activity_id, card_systems))

    async def opt_in(
        self, activity_id: str, card_systems: Collection[int] = ()
    ) -> tuple[CardSystemChoice, ...]:
        """Give a discount again, in these card systems or all; see `flows.opt_out.opt_in`."""
        return await self._run("opt_in", opt_out.opt_in(activity_id, card_systems))

    async def examine(self) -> tuple[Diagnosis, ...]:
        """Examine everything that selling and publishing stand on; see `flows.doctor.examine`."""
        return await self._run("examine", doctor.examine(self.organisation, self.policy.skew))

    async def examine_house(self) -> tuple[Diagnosis, ...]:
        """As `examine`, without the activities: five calls, and two for each organizer."""
        services = await self._run(
            "examine", doctor_services.examine_services(self.organisation, self.policy.skew)
        )
        ours = await self._run("examine", doctor.examine_organizers(self.organisation))
        ledger = await self._run("examine", doctor.examine_ledger())
        return (*services, *ours, *ledger, encryption(self._store))

    async def published_activities(self) -> tuple[str, ...]:
        """The activities that have, or may have, an event: those `examine_activities` is for."""
        return await self._run("published_activities", doctor.published_activities())

    async def examine_activities(self, activity_ids: Iterable[str]) -> tuple[Diagnosis, ...]:
        """Look at the events of some activities, at both services; three calls for each."""
        flow = doctor_activities.examine_activities(activity_ids, self.organisation)
        return await self._run("examine", flow)
