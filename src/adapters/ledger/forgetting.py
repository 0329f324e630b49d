"""Blank and drop what is personal; what bookkeeping needs stays, without the numbers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, select

from ...domain.model.forgotten import Forgotten
from .records import BLANK, Records
from .reward_tables import redeemed_rewards
from .tables import (
    checkins,
    consents,
    enrolments,
    intent_lines,
    participants,
    pass_statuses,
    questions,
    remembered_passes,
    remembered_tariffs,
    sales,
)

_AT_ONCE = 500
_NUMBERED = and_(enrolments.c.uitpas_number.is_not(None), enrolments.c.uitpas_number != BLANK)


class Forgetting(Records):
    """The end of personal data."""

    def numbered_enrolments(self) -> tuple[int, ...]:
        """The ids of the enrolments that still hold a pass number."""
        query = select(enrolments.c.id).where(self.ours(enrolments), _NUMBERED).order_by(enrolments.c.id)
        return tuple(self.connection.execute(query).scalars())

    def blank_numbers(self, enrolment_ids: Collection[int]) -> int:
        """Blank the numbers of enrolments, of their sales and of what was written at UiTPAS for them."""
        wanted = list(enrolment_ids)
        blanked = 0
        for start in range(0, len(wanted), _AT_ONCE):
            blanked += self._blank(wanted[start : start + _AT_ONCE])
        return blanked

    def _blank(self, ids: list[int]) -> int:
        blank = {"uitpas_number": BLANK, "uitpas_sealed": None}
        numbered = and_(self.ours(enrolments), enrolments.c.id.in_(ids), _NUMBERED)
        done = self.connection.execute(enrolments.update().where(numbered).values(blank)).rowcount
        for table in (sales, redeemed_rewards):
            of_them = and_(table.c.enrolment_id.in_(ids), self.ours(table))
            self.connection.execute(table.update().where(of_them).values(blank))
        lines = intent_lines.update().where(intent_lines.c.enrolment_id.in_(ids))
        self.connection.execute(lines.values(request=None, redemption=None, sale_key=None))
        return done

    def drop_answers(self, before: datetime) -> int:
        """Drop what UiTPAS answered before a moment."""
        old = [
            table.delete().where(self.ours(table), table.c.asked_at < before)
            for table in (remembered_passes, remembered_tariffs)
        ]
        asked = and_(self.ours(questions), questions.c.since < before)
        self.connection.execute(questions.delete().where(asked))
        return sum(self.connection.execute(statement).rowcount for statement in old)

    def drop_statuses(self, before: datetime) -> int:
        """Drop how passes stood before a moment."""
        old = and_(self.ours(pass_statuses), pass_statuses.c.checked_at < before)
        return self.connection.execute(pass_statuses.delete().where(old)).rowcount

    def forget_participant(self, participant_id: str) -> Forgotten:
        """Drop a participant, the answers about its pass, its status and its consent; blank the rest."""
        mine = self.ours(participants, id=participant_id)
        digest = self.connection.execute(select(participants.c.uitpas_digest).where(mine)).scalar()
        people = self.connection.execute(participants.delete().where(mine)).rowcount
        for table in (pass_statuses, consents):
            self.connection.execute(table.delete().where(self.ours(table, participant_id=participant_id)))
        answers = self._drop_answers_of(digest) if digest else 0
        of_checkins = checkins.update().where(self.ours(checkins, participant_id=participant_id))
        self.connection.execute(of_checkins.values(uitpas_number=BLANK, uitpas_sealed=None))
        where = self.ours(enrolments, participant_id=participant_id)
        ids = list(self.connection.execute(select(enrolments.c.id).where(where)).scalars())
        return Forgotten(people, self.blank_numbers(ids), answers)

    def _drop_answers_of(self, digest: str) -> int:
        """Drop the answers about a number, unless somebody else has it too."""
        shared = select(participants.c.id).where(self.ours(participants, uitpas_digest=digest)).limit(1)
        if self.connection.execute(shared).first() is not None:
            return 0
        return sum(
            self.connection.execute(table.delete().where(self.ours(table, uitpas_number=digest))).rowcount
            for table in (remembered_passes, remembered_tariffs)
        )
