"""Publishing, as methods of the blocking core."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..domain.flows import bring, keep, look_up, publish, remove, update
from ..domain.model.activity import Activity
from ..domain.model.activity_type import ActivityType
from ..domain.model.bulk import Bulk
from ..domain.model.calendar import Slot
from ..domain.model.difference import Keep
from ..domain.model.field import Field
from ..domain.model.invalid import InvalidValue
from ..domain.model.outcome import Outcome
from ..domain.model.publication import Overview, Publication, PublicationState, PublicationStatus
from ..domain.ports.effects import transact
from .many import each_done
from .opened import Opened

AT_ONCE = 8
"""How many activities are published at the same time."""
Tell = Callable[[Outcome], None]
"""Hears what became of each activity, as it comes."""


class Publishing(Opened):
    """What is told of activities in UiTdatabank, and what is told back."""

    def save_activity(self, activity: Activity) -> None:
        """Keep an activity under the host's id, over what was known of it; see `flows.keep`."""
        self._run("save_activity", keep.keep_activity(activity))

    def save_activity_type(self, activity_type: ActivityType) -> None:
        """Keep an activity type under the host's id; its activities inherit what they do not say."""
        self._run("save_activity_type", keep.keep_type(activity_type))

    def activity(self, activity_id: str) -> Activity:
        """An activity with what it inherits; raises `NotFound`."""
        return self._run("activity", transact(lambda ledger: ledger.activity(activity_id)))

    def activity_type(self, type_id: str) -> ActivityType:
        """An activity type; raises `NotFound`."""
        return self._run("activity_type", transact(lambda ledger: ledger.activity_type(type_id)))

    def activity_types(self) -> tuple[ActivityType, ...]:
        """Every activity type."""
        return self._run("activity_types", transact(lambda ledger: ledger.activity_types()))

    def cancel_activity(self, activity_id: str, slot: Slot | None = None) -> Activity:
        """Say that an activity or one of its slots does not take place; see `flows.keep.cancel_activity`."""
        return self._run("cancel_activity", keep.cancel_activity(activity_id, slot))

    def activities(self, *statuses: PublicationStatus) -> tuple[Overview, ...]:
        """How every activity stands, or those of some statuses; costs no call."""
        return self._run("activities", keep.overviews(self.publisher, frozenset(statuses)))

    def overview(self, activity_id: str) -> Overview:
        """How one activity stands; costs no call. Raises `NotFound`."""
        return self._run("overview", keep.overview_of(activity_id, self.publisher))

    def publish(self, activity_id: str) -> Publication:
        """Publish an activity in UiTdatabank; see `flows.publish.publish`."""
        flow = publish.publish(activity_id, self.organisation, self.environment.entry, self.policy)
        return self._run("publish", flow)

    def republish(self, activity_id: str, choices: Mapping[Field, Keep] | None = None) -> Outcome:
        """Send what changed here; `choices` settles differences; see `flows.update.republish`."""
        return self._run("republish", update.republish(activity_id, self.publisher, self.policy, choices))

    def withdraw(self, activity_id: str) -> Outcome:
        """Show the event to members only; see `flows.remove.withdraw_event`."""
        return self._run("withdraw", remove.withdraw_event(activity_id, self.publisher, self.policy))

    def unlink(self, activity_id: str, *, even_with_sales: bool = False) -> str | None:
        """Forget the event, which stays there; see `flows.remove.unlink`."""
        flow = remove.unlink(activity_id, self.policy, even_with_sales=even_with_sales)
        return self._run("unlink", flow)

    def delete_event(self, activity_id: str, *, even_with_sales: bool = False) -> PublicationState:
        """Delete the event in UiTdatabank; see `flows.remove.delete_event`."""
        flow = remove.delete_event(activity_id, self.policy, even_with_sales=even_with_sales)
        return self._run("delete_event", flow).state

    def foresee(self, activity: Activity) -> Outcome:
        """What publishing this activity would do, writing nothing; see `flows.bring.foresee`."""
        return self._run("foresee", bring.foresee(activity, self.publisher, self.policy))

    def publish_all(
        self,
        activity_ids: Iterable[str] | None = None,
        *,
        dry_run: bool = False,
        at_once: int = AT_ONCE,
        tell: Tell | None = None,
    ) -> Bulk:
        """Publish or republish many activities, by default all; at most `at_once` at the same time.

        One that fails does not keep the others back: its outcome says why. `tell` hears each outcome as it
        comes. It may be stopped at any moment and run again: what was done is in the ledger, and an activity
        that did not change costs one call. Raises `Rejected` and `Unreachable` when the permissions of our
        credentials cannot be read, before anything is sent.
        """
        ids = self._ids(activity_ids)
        if at_once < 1:
            raise InvalidValue("at_once", "must be 1 or more")
        before = self.calls.count
        granted = None if dry_run or not ids else self._run("permissions", look_up.permissions())

        def one(activity_id: str) -> Outcome:
            if dry_run:
                return self.foresee(self.activity(activity_id))
            return self._run("publish", bring.bring(activity_id, self.publisher, self.policy, granted))

        outcomes: dict[int, Outcome] = {}
        for place, outcome in each_done(ids, one, at_once):
            outcomes[place] = outcome
            if tell:
                tell(outcome)
        return Bulk(tuple(outcomes[place] for place in range(len(ids))), self.calls.count - before)

    def _ids(self, activity_ids: Iterable[str] | None) -> Sequence[str]:
        """The ids, each once."""
        if activity_ids is None:
            return [each.activity_id for each in self.activities()]
        return list(dict.fromkeys(activity_ids))
