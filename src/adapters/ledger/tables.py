"""The schema: every row belongs to one organisation; times are UTC, money is cents.

The migrations build the same; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from ...domain.model.enrolment import LIVE
from .tables_base import Moment, metadata, owned
from .tables_checkins import checkins
from .tables_people import consents, participants, pass_statuses, questions, seals
from .tables_rests import rests

__all__ = [
    "LIVE_STATES",
    "OPEN_STATES",
    "UNSETTLED_STATES",
    "Moment",
    "activities",
    "audits",
    "checkins",
    "consents",
    "enrolments",
    "intent_lines",
    "intents",
    "metadata",
    "owned",
    "participants",
    "pass_statuses",
    "questions",
    "remembered_passes",
    "remembered_tariffs",
    "rests",
    "sales",
    "seals",
]

LIVE_STATES = ", ".join(sorted(f"'{state}'" for state in LIVE))
OPEN_STATES = "'pending', 'sending', 'unknown'"
UNSETTLED_STATES = f"{OPEN_STATES}, 'parked'"

activities = Table(
    "uitkern_activities",
    metadata,
    *owned(Column("id", String(200), primary_key=True)),
    Column("details", Text, nullable=False),
)

remembered_passes = Table(
    "uitkern_remembered_passes",
    metadata,
    *owned(Column("uitpas_number", String(64), primary_key=True)),
    Column("answer", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
)

remembered_tariffs = Table(
    "uitkern_remembered_tariffs",
    metadata,
    *owned(
        Column("uitpas_number", String(64), primary_key=True),
        Column("event_id", String(200), primary_key=True),
        Column("price_cents", Integer, primary_key=True),
    ),
    Column("answer", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
)

enrolments = Table(
    "uitkern_enrolments",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("organisation", String(200), nullable=False),
    Column("participant_id", String(200), nullable=False),
    Column("activity_id", String(200), nullable=False),
    Column("state", String(40), nullable=False),
    Column("base_price_cents", Integer, nullable=False),
    Column("price_cents", Integer, nullable=False),
    Column("agreed_cents", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("hold_until", Moment, nullable=False),
    Column("tariff_id", String(200)),
    Column("uitpas_number", String(13)),
    Column("uitpas_sealed", Text),
    Column("event_id", String(200)),
    Column("sale_id", String(200)),
    Column("ending", String(40)),
    Column("message", Text),
    Column("kind", String(20), nullable=False, server_default="enrolment"),
    Column("points", Integer),
    CheckConstraint("price_cents >= 0", name="price_not_negative"),
    CheckConstraint(
        "state <> 'confirmed' OR tariff_id IS NULL OR sale_id IS NOT NULL", name="discount_has_sale"
    ),
    sqlite_autoincrement=True,
)
Index(
    "ix_uitkern_enrolments_holds",
    enrolments.c.organisation,
    enrolments.c.hold_until,
    sqlite_where=text("state = 'awaiting payment'"),
    postgresql_where=text("state = 'awaiting payment'"),
)
Index("ix_uitkern_enrolments_activity", enrolments.c.organisation, enrolments.c.activity_id)
Index(
    "uq_uitkern_enrolments_live",
    enrolments.c.organisation,
    enrolments.c.activity_id,
    enrolments.c.participant_id,
    unique=True,
    sqlite_where=text(f"state IN ({LIVE_STATES}) AND kind = 'enrolment'"),
    postgresql_where=text(f"state IN ({LIVE_STATES}) AND kind = 'enrolment'"),
)

sales = Table(
    "uitkern_ticket_sales",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("organisation", String(200), nullable=False),
    Column("enrolment_id", Integer, ForeignKey("uitkern_enrolments.id"), nullable=False, index=True),
    Column("tariff_id", String(200), nullable=False),
    Column("event_id", String(200), nullable=False, index=True),
    Column("uitpas_number", String(13), nullable=False),
    Column("uitpas_sealed", Text),
    Column("price_cents", Integer, nullable=False),
    Column("regular_price_cents", Integer),
    Column("label", Text),
    Column("created", Moment),
    Column("undone_at", Moment),
)

intents = Table(
    "uitkern_intents",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("organisation", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("due", Moment, nullable=False),
    Column("fence", Integer, nullable=False, server_default=text("0")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("lease_until", Moment),
    Column("first_sent_at", Moment),
    Column("sent_at", Moment),
    Column("why", Text),
    Column("created", Moment, nullable=False),
    Column("after_id", Integer),
    sqlite_autoincrement=True,
)
Index(
    "ix_uitkern_intents_open",
    intents.c.organisation,
    intents.c.due,
    sqlite_where=text(f"state IN ({UNSETTLED_STATES})"),
    postgresql_where=text(f"state IN ({UNSETTLED_STATES})"),
)

intent_lines = Table(
    "uitkern_intent_lines",
    metadata,
    Column("intent_id", Integer, ForeignKey("uitkern_intents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("enrolment_id", Integer, ForeignKey("uitkern_enrolments.id"), nullable=False, index=True),
    Column("sale_key", Text, index=True),
    Column("request", Text),
    Column("sale_id", String(200)),
    Column("redemption", Text),
)

audits = Table(
    "uitkern_audits",
    metadata,
    *owned(Column("day", String(10), primary_key=True)),
    Column("begun_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("comparisons", Text),
)
