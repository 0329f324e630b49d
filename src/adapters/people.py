"""The blocking core: participants and their passes."""

from __future__ import annotations

from collections.abc import Collection

from ..domain.flows import forget, passes, viewing
from ..domain.model.forgotten import Forgotten
from ..domain.model.identifier import Identifier
from ..domain.model.offer import Offer
from ..domain.model.participant import Participant
from ..domain.model.pass_status import ParticipantPass, PassStatus
from ..domain.model.standing import Standing
from ..domain.model.uitpas import Pass
from ..domain.model.viewer import Viewer
from ..domain.ports.effects import transact
from .opened import Opened


class People(Opened):
    """Who takes part, with which pass, and what may be shown of it."""

    def save_participant(self, participant: Participant, shared_by: str | None = None) -> None:
        """Keep a participant, over what was known; see `flows.passes.save_participant`."""
        self._run("save_participant", passes.save_participant(participant, self.policy, shared_by))

    def participant(self, participant_id: str) -> Participant:
        """Read a participant; raises `NotFound`."""
        return self._run("participant", transact(lambda ledger: ledger.participant(participant_id)))

    def link_pass(
        self,
        participant_id: str,
        identifier: Identifier,
        consent_by: str | None = None,
        shared_by: str | None = None,
    ) -> Pass:
        """Find a participant's pass and keep its number; see `flows.passes.link_pass`."""
        return self._run(
            "link_pass", passes.link_pass(participant_id, identifier, self.policy, consent_by, shared_by)
        )

    def check_pass(self, participant_id: str) -> PassStatus:
        """Ask UiTPAS now how a participant's pass stands; see `flows.passes.check_pass`."""
        return self._run("check_pass", passes.check_pass(participant_id, self.policy))

    def pass_status(self, participant_id: str) -> PassStatus:
        """How a participant's pass stood when UiTPAS was last asked; see `flows.passes.pass_status`."""
        return self._run("pass_status", passes.pass_status(participant_id, self.policy))

    def participants(self, standings: Collection[Standing] = ()) -> tuple[ParticipantPass, ...]:
        """Everybody with how the pass stands, or those in `standings`; see `flows.passes.participants`."""
        return self._run("participants", passes.participants(self.policy, standings))

    def status_for(self, viewer: Viewer, participant_id: str) -> PassStatus:
        """How a pass stands, for who may see it; see `flows.viewing.status_for`."""
        return self._run("status_for", viewing.status_for(viewer, participant_id, self.policy))

    def offer_for(self, viewer: Viewer, participant_id: str, activity_id: str) -> Offer:
        """What a participant can pay, for who may see it; see `flows.viewing.offer_for`."""
        return self._run("offer_for", viewing.offer_for(viewer, participant_id, activity_id, self.policy))

    def link_pass_for(
        self, viewer: Viewer, participant_id: str, identifier: Identifier, consent_by: str | None = None
    ) -> PassStatus:
        """Keep the pass that a parent typed in; see `flows.viewing.link_pass_for`."""
        return self._run(
            "link_pass_for",
            viewing.link_pass_for(viewer, participant_id, identifier, self.policy, consent_by),
        )

    def forget(self, participant_id: str) -> Forgotten:
        """Drop what is personal of a participant; see `flows.forget.forget`."""
        return self._run("forget", forget.forget(participant_id))

    def retain(self) -> Forgotten:
        """Drop what was kept long enough; see `flows.forget.retain`."""
        return self._run("retain", forget.retain(self.policy))
