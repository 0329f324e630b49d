"""Participants, their passes and consent in the ledger; what is personal is sealed."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy import case, func, literal, select

from ...domain.errors import NotFound, PassTaken
from ...domain.model.participant import Consent, Participant
from ...domain.model.pass_status import ParticipantPass, PassStatus
from ...domain.model.standing import Standing
from ...domain.model.uitpas_number import UitpasNumber
from .codec import from_json, to_json
from .forgetting import Forgetting
from .tables import consents, participants, pass_statuses, questions

_NUMBERS = 0x75697475
"""What the lock on a pass number is mixed with."""


class People(Forgetting):
    """Who takes part, with which pass, and who asked about it."""

    def participant(self, participant_id: str) -> Participant:
        """Read a participant; raises `NotFound`."""
        query = select(participants.c.details).where(self.ours(participants, id=participant_id))
        details = self.connection.execute(query).scalar()
        if details is None:
            raise NotFound("participant", participant_id)
        return self._participant(details)

    def save_participant(self, participant: Participant, shared_by: str | None = None) -> None:
        """Keep a participant, over the one with the same id; raises `PassTaken` (R13)."""
        number = participant.uitpas_number
        digest = self.seal.digest(number.value) if number else None
        allowed = self._allowed(participant.id, digest, shared_by) if digest else None
        values: dict[str, object] = {
            "uitpas_digest": digest,
            "details": self.seal.close(to_json(participant)),
            "shared_by": allowed,
        }
        self.put(participants, {"id": participant.id}, values)

    def _allowed(self, participant_id: str, digest: str, shared_by: str | None) -> str | None:
        """Who allows a number that others have too; waits for whoever is taking the same number now."""
        if self.connection.dialect.name == "postgresql":
            key = func.hashtextextended(f"{self.organisation} {digest}", _NUMBERS)
            self.connection.execute(select(func.pg_advisory_xact_lock(key)))
        query = select(participants).where(self.ours(participants, uitpas_digest=digest))
        rows = self.connection.execute(query.order_by(participants.c.id)).all()
        mine = next((row for row in rows if row.id == participant_id), None)
        if mine is not None:
            allowed: str | None = mine.shared_by
            return allowed
        if rows and shared_by is None:
            raise PassTaken(participant_id, tuple(row.id for row in rows))
        return shared_by if rows else None

    def participants(self) -> tuple[ParticipantPass, ...]:
        """Everybody, with how the pass stands."""
        joined = participants.outerjoin(
            pass_statuses,
            (pass_statuses.c.organisation == participants.c.organisation)
            & (pass_statuses.c.participant_id == participants.c.id),
        )
        query = select(
            participants.c.id, participants.c.details, participants.c.shared_by, pass_statuses.c.status
        )
        rows = self.connection.execute(
            query.select_from(joined).where(self.ours(participants)).order_by(participants.c.id)
        )
        return tuple(self._in_overview(*row) for row in rows)

    def _in_overview(
        self, participant_id: str, details: str, shared_by: str | None, status: str | None
    ) -> ParticipantPass:
        number = self._participant(details).uitpas_number
        if number is None:
            return ParticipantPass(participant_id, None, PassStatus(Standing.NO_NUMBER), shared_by)
        held = self._status(status) if status else PassStatus(Standing.NOT_CHECKED)
        return ParticipantPass(participant_id, number, held, shared_by)

    def holders(self, number: UitpasNumber) -> tuple[str, ...]:
        """Whose number it is."""
        where = self.ours(participants, uitpas_digest=self.seal.digest(number.value))
        query = select(participants.c.id).where(where).order_by(participants.c.id)
        return tuple(self.connection.execute(query).scalars())

    def pass_status(self, participant_id: str) -> PassStatus | None:
        """How a participant's pass stood when it was last checked."""
        where = self.ours(pass_statuses, participant_id=participant_id)
        found = self.connection.execute(select(pass_statuses.c.status).where(where)).scalar()
        return self._status(found) if found else None

    def save_pass_status(self, participant_id: str, status: PassStatus | None) -> None:
        """Keep how a participant's pass stands, over how it stood; or drop it."""
        key: dict[str, object] = {"participant_id": participant_id}
        if status is None or status.checked_at is None:
            self.connection.execute(pass_statuses.delete().where(self.ours(pass_statuses, **key)))
            return
        values = {"status": self.seal.close(to_json(status)), "checked_at": status.checked_at}
        self.put(pass_statuses, key, values)

    def consent(self, participant_id: str) -> Consent | None:
        """The consent to look a participant up by INSZ."""
        query = select(consents).where(self.ours(consents, participant_id=participant_id))
        row = self.connection.execute(query).one_or_none()
        return Consent(row.participant_id, row.given_at, row.given_by) if row else None

    def save_consent(self, consent: Consent) -> None:
        """Write consent down, unless it is there already."""
        values: dict[str, object] = {"given_at": consent.given_at, "given_by": consent.given_by}
        self.insert_if_absent(consents, {"participant_id": consent.participant_id}, values)

    def count_question(self, viewer: str, since: datetime) -> int:
        """Count in one statement, so that two at once are two."""
        key: dict[str, object] = {"viewer": sha256(viewer.encode()).hexdigest()}
        insert = self.insert(questions, key, {"since": since, "count": 1})
        earlier = questions.c.since < since
        values = {
            "count": case((earlier, 1), else_=questions.c.count + 1),
            "since": case((earlier, literal(since, questions.c.since.type)), else_=questions.c.since),
        }
        upsert = insert.on_conflict_do_update(index_elements=["organisation", "viewer"], set_=values)
        counted: int = self.connection.execute(upsert.returning(questions.c.count)).scalar_one()
        return counted

    def _participant(self, details: str) -> Participant:
        found: Participant = from_json(self.seal.open(details), Participant)
        return found

    def _status(self, stored: str) -> PassStatus:
        found: PassStatus = from_json(self.seal.open(stored), PassStatus)
        return found
