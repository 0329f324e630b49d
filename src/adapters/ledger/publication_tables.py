"""The tables of activity types and of what was published of each activity."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text, literal_column, text

from .tables import Moment, metadata, owned

activity_types = Table(
    "uitkern_activity_types",
    metadata,
    *owned(Column("id", String(200), primary_key=True)),
    Column("details", Text, nullable=False),
)

publications = Table(
    "uitkern_publications",
    metadata,
    *owned(Column("activity_id", String(200), primary_key=True)),
    Column("state", String(40), nullable=False),
    Column("event_id", String(200)),
    Column("ours", Text),
    Column("theirs", Text),
    Column("seen", Text),
    Column("withdrawn", Integer, nullable=False, server_default=text("0")),
    Column("sent_at", Moment),
    Column("looked_at", Moment),
    Column("due", Moment),
    Column("touched", Integer, nullable=False, server_default=text("1")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("why", Text),
    Column("alert", Text),
    Column("fence", Integer, nullable=False, server_default=text("0")),
    Column("lease_until", Moment),
)
IS_TOUCHED = publications.c.touched == literal_column("1")
"""Written out, not bound, as the partial index has it."""
NOT_TOUCHED = publications.c.touched != literal_column("1")
Index("ix_uitkern_publications_due", publications.c.organisation, publications.c.due)
Index("ix_uitkern_publications_event", publications.c.organisation, publications.c.event_id)
Index(
    "ix_uitkern_publications_touched",
    publications.c.organisation,
    sqlite_where=text("touched = 1"),
    postgresql_where=text("touched = 1"),
)
