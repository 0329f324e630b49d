"""What flows keep of people: participants, their passes, consent, and who asks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from ..model.enrolment import Enrolment
from ..model.forgotten import Forgotten
from ..model.participant import Consent, Participant
from ..model.pass_status import ParticipantPass, PassStatus
from ..model.uitpas_number import UitpasNumber


class PeopleLedger(Protocol):
    """The part of the ledger that holds personal data; as `Ledger` about errors."""

    def participant(self, participant_id: str) -> Participant: ...

    def save_participant(self, participant: Participant, shared_by: str | None = None) -> None:
        """Keep a participant, over the one with the same id.

        Raises `PassTaken` when the number is another's, unless `shared_by` says who allows it (R13); what
        was allowed once stays so while the number stays.
        """
        ...

    def participants(self) -> tuple[ParticipantPass, ...]:
        """Every participant with what is known of its pass, in the order of their ids."""
        ...

    def holders(self, number: UitpasNumber) -> tuple[str, ...]:
        """The ids of the participants with this number."""
        ...

    def pass_status(self, participant_id: str) -> PassStatus | None: ...

    def save_pass_status(self, participant_id: str, status: PassStatus | None) -> None:
        """Keep how a participant's pass stands, or drop it."""
        ...

    def consent(self, participant_id: str) -> Consent | None: ...

    def save_consent(self, consent: Consent) -> None:
        """Write consent down; the first one stays."""
        ...

    def count_question(self, viewer: str, since: datetime) -> int:
        """Count one more question of somebody in the window that began at `since`, and tell how many."""
        ...

    def drop_answers(self, before: datetime) -> int:
        """Drop what UiTPAS answered about passes and prices before a moment; tells how many."""
        ...

    def drop_statuses(self, before: datetime) -> int:
        """Drop how passes stood when that was checked before a moment; tells how many."""
        ...

    def forget_participant(self, participant_id: str) -> Forgotten:
        """Drop a participant and all that is personal; enrolments and sales stay without the number."""
        ...

    def enrolments_of(self, participant_id: str) -> tuple[Enrolment, ...]:
        """Every enrolment of a participant, in the order of their ids."""
        ...

    def numbered_enrolments(self) -> tuple[int, ...]:
        """The ids of the enrolments that still hold a pass number."""
        ...

    def blank_numbers(self, enrolment_ids: Collection[int]) -> int:
        """Blank the pass numbers of enrolments and of their sales; tells of how many enrolments."""
        ...
