"""The tables of participants and their passes; what is personal in them is sealed."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text, text

from .tables_base import Moment, metadata, owned

participants = Table(
    "uitkern_participants",
    metadata,
    *owned(Column("id", String(200), primary_key=True)),
    Column("uitpas_digest", String(64)),
    Column("details", Text, nullable=False),
    Column("shared_by", String(200)),
)
_UNSHARED = text("shared_by IS NULL")
Index(
    "uq_uitkern_participants_number",
    participants.c.organisation,
    participants.c.uitpas_digest,
    unique=True,
    sqlite_where=_UNSHARED,
    postgresql_where=_UNSHARED,
)

pass_statuses = Table(
    "uitkern_pass_statuses",
    metadata,
    *owned(Column("participant_id", String(200), primary_key=True)),
    Column("status", Text, nullable=False),
    Column("checked_at", Moment, nullable=False),
)

consents = Table(
    "uitkern_consents",
    metadata,
    *owned(Column("participant_id", String(200), primary_key=True)),
    Column("given_at", Moment, nullable=False),
    Column("given_by", String(200), nullable=False),
)

questions = Table(
    "uitkern_questions",
    metadata,
    *owned(Column("viewer", String(64), primary_key=True)),
    Column("since", Moment, nullable=False),
    Column("count", Integer, nullable=False),
)

seals = Table(
    "uitkern_seals",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("wrapped", Text, nullable=False),
)
