"""The part of the ledger in memory that holds check-ins."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve

from tests.saga.memory_people import found
from uitkern.domain.model.checkin import ENDED, OPEN, Checkin, CheckinState


class MemoryCheckins:
    """Attendance, each claimed by one worker at a time."""

    rows: Any

    def add_checkin(self, wanted: Checkin) -> Checkin:
        for kept in self.rows.checkins.values():
            same = (kept.participant_id, kept.activity_id, kept.day)
            if same == (wanted.participant_id, wanted.activity_id, wanted.day) and kept.state not in ENDED:
                standing: Checkin = kept
                return standing
        return self._put(evolve(wanted, id=len(self.rows.checkins) + 1))

    def _put(self, checkin: Checkin) -> Checkin:
        self.rows.checkins[checkin.id] = checkin
        return checkin

    def checkin(self, checkin_id: int) -> Checkin:
        kept: Checkin = found(self.rows.checkins, "check-in", checkin_id)
        return kept

    def checkins(self, activity_id: str | None = None) -> tuple[Checkin, ...]:
        every = self.rows.checkins.values()
        return tuple(kept for kept in every if activity_id is None or kept.activity_id == activity_id)

    def claim_checkin(self, checkin_id: int, now: datetime, lease: timedelta) -> Checkin | None:
        kept = self.rows.checkins.get(checkin_id)
        if kept is None or not _is_free(kept, now):
            return None
        return self._put(evolve(kept, fence=kept.fence + 1, lease_until=now + lease))

    def claim_due_checkin(self, now: datetime, lease: timedelta) -> Checkin | None:
        due = [kept for kept in self.rows.checkins.values() if kept.due <= now and _is_free(kept, now)]
        return self.claim_checkin(min(due, key=lambda c: (c.due, c.id)).id, now, lease) if due else None

    def save_checkin(self, claimed: Checkin, after: Checkin) -> bool:
        kept = self.checkin(claimed.id)
        if kept.fence != claimed.fence:
            return False
        self._put(evolve(after, wanted=kept.wanted))
        return True

    def unwant_checkin(self, checkin_id: int, now: datetime) -> Checkin:
        kept = evolve(self.checkin(checkin_id), wanted=False)
        if kept.state is CheckinState.QUEUED:
            kept = evolve(kept, due=now)
        if kept.state is CheckinState.DONE:
            kept = evolve(kept, state=CheckinState.UNDOING, due=now, attempts=0)
        return self._put(kept)

    def rouse_checkin(self, checkin_id: int, now: datetime) -> Checkin:
        kept = self.checkin(checkin_id)
        if kept.state is CheckinState.PARKED:
            return self._put(evolve(kept, state=kept.resumes, due=now, attempts=0))
        return kept

    def known_checkins(self, checkin_ids: Collection[str]) -> frozenset[str]:
        ids = {kept.checkin_id for kept in self.rows.checkins.values() if kept.checkin_id}
        return frozenset(checkin_ids) & frozenset(ids)


def _is_free(kept: Checkin, now: datetime) -> bool:
    return kept.state in OPEN and (kept.lease_until is None or kept.lease_until <= now)
