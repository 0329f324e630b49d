"""The blocking core: participants and their passes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ..domain.flows import forget, importing, passes, viewing
from ..domain.model.forgotten import Forgotten
from ..domain.model.identifier import Identifier
from ..domain.model.listed import ListedRow, RowReport
from ..domain.model.message import EndUserMessage, Language
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

    def words(
        self, participant_id: str, messages: Iterable[EndUserMessage], language: Language | None = None
    ) -> tuple[str, ...]:
        """Messages in a language, or in the one kept with the participant (R15); raises `NotFound`."""
        spoken = language or (self.participant(participant_id)).language
        return tuple(message.text(spoken) for message in messages)

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

    def import_participants(
        self, rows: Iterable[ListedRow], consent_by: str | None = None
    ) -> Iterator[RowReport]:
        """Keep the participants of a list, and tell of each row when it is done.

        See `flows.importing.import_row`; `read_list` reads a file.
        """
        for flow in importing.row_flows(rows, self.policy, consent_by):
            yield self._run("import_participants", flow)
