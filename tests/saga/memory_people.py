"""The part of the ledger in memory that holds people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeVar

from attrs import evolve

from uitkern.domain.errors import NotFound, PassTaken
from uitkern.domain.model.forgotten import Forgotten
from uitkern.domain.model.participant import Consent, Participant
from uitkern.domain.model.pass_status import ParticipantPass, PassStatus
from uitkern.domain.model.standing import Standing
from uitkern.domain.model.uitpas_number import FORGOTTEN, UitpasNumber

T = TypeVar("T")


def found(rows: dict[Any, T], what: str, key: object) -> T:
    if key not in rows:
        raise NotFound(what, key)
    return rows[key]


class MemoryPeople:
    """Participants, how their passes stand, consent, and who asked."""

    rows: Any

    def participant(self, participant_id: str) -> Participant:
        kept: Participant = found(self.rows.participants, "participant", participant_id)
        return kept

    def save_participant(self, participant: Participant, shared_by: str | None = None) -> None:
        before = self.rows.participants.get(participant.id)
        number = participant.uitpas_number
        if number is None or before is None or before.uitpas_number != number:
            self.rows.shared.pop(participant.id, None)
            others = self.holders(number) if number else ()
            if others and shared_by is None:
                raise PassTaken(participant.id, others)
            if others and shared_by is not None:
                self.rows.shared[participant.id] = shared_by
        self.rows.participants[participant.id] = participant

    def participants(self) -> tuple[ParticipantPass, ...]:
        return tuple(
            self._in_overview(self.rows.participants[each]) for each in sorted(self.rows.participants)
        )

    def _in_overview(self, participant: Participant) -> ParticipantPass:
        missing = Standing.NOT_CHECKED if participant.uitpas_number else Standing.NO_NUMBER
        status = self.rows.statuses.get(participant.id) if participant.uitpas_number else None
        shared_by = self.rows.shared.get(participant.id)
        return ParticipantPass(
            participant.id, participant.uitpas_number, status or PassStatus(missing), shared_by
        )

    def holders(self, number: UitpasNumber) -> tuple[str, ...]:
        return tuple(sorted(p.id for p in self.rows.participants.values() if p.uitpas_number == number))

    def pass_status(self, participant_id: str) -> PassStatus | None:
        status: PassStatus | None = self.rows.statuses.get(participant_id)
        return status

    def save_pass_status(self, participant_id: str, status: PassStatus | None) -> None:
        self.rows.statuses.pop(participant_id, None)
        if status is not None and status.checked_at is not None:
            self.rows.statuses[participant_id] = status

    def consent(self, participant_id: str) -> Consent | None:
        consent: Consent | None = self.rows.consents.get(participant_id)
        return consent

    def save_consent(self, consent: Consent) -> None:
        self.rows.consents.setdefault(consent.participant_id, consent)

    def count_question(self, viewer: str, since: datetime) -> int:
        begun, count = self.rows.questions.get(viewer, (since, 0))
        begun, count = (since, 1) if begun < since else (begun, count + 1)
        self.rows.questions[viewer] = (begun, count)
        return count

    def drop_answers(self, before: datetime) -> int:
        dropped = 0
        for answers in (self.rows.passes, self.rows.tariffs):
            for key in [key for key, held in answers.items() if held.at < before]:
                del answers[key]
                dropped += 1
        return dropped

    def drop_statuses(self, before: datetime) -> int:
        old = [key for key, status in self.rows.statuses.items() if status.checked_at < before]
        for key in old:
            del self.rows.statuses[key]
        return len(old)

    def numbered_enrolments(self) -> tuple[int, ...]:
        every = self.rows.enrolments.values()
        return tuple(e.id for e in every if e.number is not None and e.number != FORGOTTEN)

    def blank_numbers(self, enrolment_ids: Collection[int]) -> int:
        wanted = [each for each in self.numbered_enrolments() if each in set(enrolment_ids)]
        for each in wanted:
            self.rows.enrolments[each] = evolve(self.rows.enrolments[each], number=FORGOTTEN)
        for key, (enrolment_id, sale, undone) in list(self.rows.sales.items()):
            if enrolment_id in enrolment_ids:
                self.rows.sales[key] = (enrolment_id, evolve(sale, number=FORGOTTEN), undone)
        for key, kept in list(self.rows.redeemed.items()):
            if kept.enrolment_id in enrolment_ids:
                self.rows.redeemed[key] = evolve(kept, number=FORGOTTEN)
        for key, intent in list(self.rows.intents.items()):
            lines = tuple(
                evolve(line, request=None, redemption=None) if line.enrolment_id in enrolment_ids else line
                for line in intent.lines
            )
            self.rows.intents[key] = evolve(intent, lines=lines)
        return len(wanted)

    def forget_participant(self, participant_id: str) -> Forgotten:
        gone = self.rows.participants.pop(participant_id, None)
        for rows in (self.rows.statuses, self.rows.consents, self.rows.shared):
            rows.pop(participant_id, None)
        answers = 0
        if gone and gone.uitpas_number and not self.holders(gone.uitpas_number):
            answers = int(self.rows.passes.pop(gone.uitpas_number, None) is not None)
            for key in [key for key in self.rows.tariffs if key[0] == gone.uitpas_number]:
                del self.rows.tariffs[key]
                answers += 1
        for kept in [kept for kept in self.rows.checkins.values() if kept.participant_id == participant_id]:
            self.rows.checkins[kept.id] = evolve(kept, number=FORGOTTEN)
        ids = [e.id for e in self.rows.enrolments.values() if e.participant_id == participant_id]
        return Forgotten(int(gone is not None), self.blank_numbers(ids), answers)
