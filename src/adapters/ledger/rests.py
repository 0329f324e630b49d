"""What is left alone for a while, by every node that shares the ledger (F33)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, select

from .records import Records
from .tables_rests import rests


class Rests(Records):
    """Until when each kind of write waits: one row for each."""

    def resting_until(self, what: str, now: datetime) -> datetime | None:
        """Until when nobody writes this, if that is still to come."""
        query = select(rests.c.until).where(self.ours(rests, what=what), rests.c.until > now)
        until: datetime | None = self.connection.execute(query).scalar()
        return until

    def rest(self, what: str, until: datetime) -> None:
        """Wait until then; of two nodes that hear it at once the later moment stays."""
        insert = self.insert(rests, {"what": what}, {"until": until})
        later = case((insert.excluded.until > rests.c.until, insert.excluded.until), else_=rests.c.until)
        key = [column.name for column in rests.primary_key]
        self.connection.execute(insert.on_conflict_do_update(index_elements=key, set_={"until": later}))
