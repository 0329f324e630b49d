"""Enrolments, their sales, the intents behind them, audits, and what UiTPAS answered today."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

LIVE = "state IN ('awaiting payment', 'cancelling', 'confirmed', 'registering', 'reserved', 'unknown')"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "uitkern_activities",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_uitkern_activities"),
    )
    op.create_table(
        "uitkern_participants",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("uitpas_number", sa.String(13)),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_uitkern_participants"),
    )
    op.create_table(
        "uitkern_publications",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("activity_id", sa.String(200), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("event_id", sa.String(200)),
        sa.PrimaryKeyConstraint("organisation", "activity_id", name="pk_uitkern_publications"),
    )
    op.create_table(
        "uitkern_remembered_passes",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("uitpas_number", sa.String(13), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("asked_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "uitpas_number", name="pk_uitkern_remembered_passes"),
    )
    op.create_table(
        "uitkern_remembered_tariffs",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("uitpas_number", sa.String(13), nullable=False),
        sa.Column("event_id", sa.String(200), nullable=False),
        sa.Column("price_cents", sa.Integer, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("asked_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation", "uitpas_number", "event_id", "price_cents", name="pk_uitkern_remembered_tariffs"
        ),
    )
    _enrolments()
    _sales()
    _intents()
    _audits()


def _enrolments() -> None:
    op.create_table(
        "uitkern_enrolments",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("participant_id", sa.String(200), nullable=False),
        sa.Column("activity_id", sa.String(200), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("base_price_cents", sa.Integer, nullable=False),
        sa.Column("price_cents", sa.Integer, nullable=False),
        sa.Column("agreed_cents", sa.Integer, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("hold_until", sa.String(32), nullable=False),
        sa.Column("tariff_id", sa.String(200)),
        sa.Column("uitpas_number", sa.String(13)),
        sa.Column("event_id", sa.String(200)),
        sa.Column("sale_id", sa.String(200)),
        sa.Column("ending", sa.String(40)),
        sa.Column("message", sa.Text),
        sa.CheckConstraint("price_cents >= 0", name=op.f("ck_uitkern_enrolments_price_not_negative")),
        sa.CheckConstraint(
            "state <> 'confirmed' OR tariff_id IS NULL OR sale_id IS NOT NULL",
            name=op.f("ck_uitkern_enrolments_discount_has_sale"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_uitkern_enrolments"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_uitkern_enrolments_holds",
        "uitkern_enrolments",
        ["organisation", "hold_until"],
        sqlite_where=sa.text("state = 'awaiting payment'"),
        postgresql_where=sa.text("state = 'awaiting payment'"),
    )
    op.create_index("ix_uitkern_enrolments_activity", "uitkern_enrolments", ["organisation", "activity_id"])
    op.create_index(
        "uq_uitkern_enrolments_live",
        "uitkern_enrolments",
        ["organisation", "activity_id", "participant_id"],
        unique=True,
        sqlite_where=sa.text(LIVE),
        postgresql_where=sa.text(LIVE),
    )


def _sales() -> None:
    op.create_table(
        "uitkern_ticket_sales",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("enrolment_id", sa.Integer, nullable=False),
        sa.Column("tariff_id", sa.String(200), nullable=False),
        sa.Column("event_id", sa.String(200), nullable=False),
        sa.Column("uitpas_number", sa.String(13), nullable=False),
        sa.Column("price_cents", sa.Integer, nullable=False),
        sa.Column("regular_price_cents", sa.Integer),
        sa.Column("label", sa.Text),
        sa.Column("created", sa.String(32)),
        sa.Column("undone_at", sa.String(32)),
        sa.PrimaryKeyConstraint("id", name="pk_uitkern_ticket_sales"),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["uitkern_enrolments.id"], name="fk_uitkern_ticket_sales_enrolment_id"
        ),
    )
    op.create_index("ix_uitkern_ticket_sales_enrolment_id", "uitkern_ticket_sales", ["enrolment_id"])
    op.create_index("ix_uitkern_ticket_sales_event_id", "uitkern_ticket_sales", ["event_id"])


def _intents() -> None:
    op.create_table(
        "uitkern_intents",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("due", sa.String(32), nullable=False),
        sa.Column("fence", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("lease_until", sa.String(32)),
        sa.Column("first_sent_at", sa.String(32)),
        sa.Column("sent_at", sa.String(32)),
        sa.Column("why", sa.Text),
        sa.Column("created", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uitkern_intents"),
        sqlite_autoincrement=True,
    )
    is_open = sa.text("state IN ('pending', 'sending', 'unknown', 'parked')")
    op.create_index(
        "ix_uitkern_intents_open",
        "uitkern_intents",
        ["organisation", "due"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "uitkern_intent_lines",
        sa.Column("intent_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("enrolment_id", sa.Integer, nullable=False),
        sa.Column("sale_key", sa.Text),
        sa.Column("request", sa.Text),
        sa.Column("sale_id", sa.String(200)),
        sa.PrimaryKeyConstraint("intent_id", "position", name="pk_uitkern_intent_lines"),
        sa.ForeignKeyConstraint(
            ["intent_id"], ["uitkern_intents.id"], name="fk_uitkern_intent_lines_intent_id"
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["uitkern_enrolments.id"], name="fk_uitkern_intent_lines_enrolment_id"
        ),
    )
    op.create_index("ix_uitkern_intent_lines_enrolment_id", "uitkern_intent_lines", ["enrolment_id"])
    op.create_index("ix_uitkern_intent_lines_sale_key", "uitkern_intent_lines", ["sale_key"])


def _audits() -> None:
    op.create_table(
        "uitkern_audits",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("begun_at", sa.String(32), nullable=False),
        sa.Column("finished_at", sa.String(32)),
        sa.Column("comparisons", sa.Text),
        sa.PrimaryKeyConstraint("organisation", "day", name="pk_uitkern_audits"),
    )
