"""The blocking core: attendance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..domain.errors import UitkernError
from ..domain.flows import checkins, listing
from ..domain.model.checkin import Attendance, Checkin
from ..domain.ports.effects import transact
from .opened import Opened


class Attending(Opened):
    """Who was there, and the points that came of it."""

    def check_in(self, participant_id: str, activity_id: str, day: date | None = None) -> Checkin:
        """Check a participant in for points; see `flows.checkins.check_in`."""
        flow = checkins.check_in(participant_id, activity_id, self.organisation, self.policy, day)
        return self._run("check_in", flow)

    def check_in_all(
        self, activity_id: str, participant_ids: Iterable[str] | None = None, day: date | None = None
    ) -> Iterator[Attendance]:
        """Check a list in, one after the other, and tell of each when it is done.

        Without a list everybody with a confirmed enrolment. Stopping halfway and beginning again checks
        nobody in twice.
        """
        wanted = list(participant_ids) if participant_ids is not None else self.attendants(activity_id)
        for participant_id in wanted:
            try:
                yield Attendance(participant_id, self.check_in(participant_id, activity_id, day))
            except UitkernError as error:
                yield Attendance(participant_id, error=error)

    def attendants(self, activity_id: str) -> list[str]:
        """The participants with a confirmed enrolment in an activity."""
        return self._run("attendants", transact(lambda ledger: checkins.attendants(ledger, activity_id)))

    def undo_check_in(self, checkin_id: int) -> Checkin:
        """Take a check-in back; see `flows.checkins.undo_check_in`."""
        return self._run("undo_check_in", checkins.undo_check_in(checkin_id, self.organisation, self.policy))

    def checkins(self, activity_id: str | None = None) -> tuple[Checkin, ...]:
        """Every check-in, of one activity or of all, oldest first; raises `NotFound`."""
        return self._run("checkins", listing.checkins(activity_id))

    def retry_check_in(self, checkin_id: int) -> Checkin:
        """Make a parked check-in due again, once its reason is gone; raises `NotFound`."""
        return self._run("retry_check_in", checkins.retry(checkin_id))

    def work_on_checkins(self, most: int = 100) -> int:
        """Go on with the check-ins that are due; see `flows.checkins.work_on_checkins`."""
        flow = checkins.work_on_checkins(self.organisation, self.policy, most)
        return self._run("work_on_checkins", flow)
