"""The table of check-ins."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text, text

from .tables_base import Moment, metadata

OPEN_STATES = "'queued', 'sending', 'undoing', 'unknown'"
STANDING = "state NOT IN ('refused', 'undone')"

checkins = Table(
    "uitkern_checkins",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("organisation", String(200), nullable=False),
    Column("participant_id", String(200), nullable=False),
    Column("activity_id", String(200), nullable=False),
    Column("day", String(10), nullable=False),
    Column("state", String(20), nullable=False),
    Column("event_id", String(200), nullable=False),
    Column("uitpas_number", String(13), nullable=False),
    Column("uitpas_sealed", Text),
    Column("created", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("fence", Integer, nullable=False, server_default=text("0")),
    Column("lease_until", Moment),
    Column("sent_at", Moment),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("wanted", Integer, nullable=False, server_default=text("1")),
    Column("checkin_id", String(200), unique=True),
    Column("points", Integer),
    Column("said", Text),
    Column("why", Text),
    sqlite_autoincrement=True,
)
Index(
    "uq_uitkern_checkins_day",
    checkins.c.organisation,
    checkins.c.activity_id,
    checkins.c.participant_id,
    checkins.c.day,
    unique=True,
    sqlite_where=text(STANDING),
    postgresql_where=text(STANDING),
)
Index(
    "ix_uitkern_checkins_due",
    checkins.c.organisation,
    checkins.c.due,
    sqlite_where=text(f"state IN ({OPEN_STATES})"),
    postgresql_where=text(f"state IN ({OPEN_STATES})"),
)
