"""Enrolments, their sales, the intents behind them, and what UiTPAS answered today."""

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
        "activities",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_activities"),
    )
    op.create_table(
        "participants",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("uitpas_number", sa.String(13)),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_participants"),
    )
    op.create_table(
        "publications",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("activity_id", sa.String(200), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("event_id", sa.String(200)),
        sa.PrimaryKeyConstraint("organisation", "activity_id", name="pk_publications"),
    )
    op.create_table(
        "remembered_passes",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("uitpas_number", sa.String(13), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("asked_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "uitpas_number", name="pk_remembered_passes"),
    )
    op.create_table(
        "remembered_tariffs",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("uitpas_number", sa.String(13), nullable=False),
        sa.Column("event_id", sa.String(200), nullable=False),
        sa.Column("price_cents", sa.Integer, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("asked_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation", "uitpas_number", "event_id", "price_cents", name="pk_remembered_tariffs"
        ),
    )
    _enrolments()
    _sales_and_intents()


def _enrolments() -> None:
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("participant_id", sa.String(200), nullable=False),
        sa.Column("activity_id", sa.String(200), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("base_price_cents", sa.Integer, nullable=False),
        sa.Column("price_cents", sa.Integer, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("hold_until", sa.String(32), nullable=False),
        sa.Column("tariff_id", sa.String(200)),
        sa.Column("uitpas_number", sa.String(13)),
        sa.Column("event_id", sa.String(200)),
        sa.Column("sale_id", sa.String(200)),
        sa.Column("message", sa.Text),
        sa.CheckConstraint("price_cents >= 0", name=op.f("ck_enrolments_price_not_negative")),
        sa.CheckConstraint(
            "state <> 'confirmed' OR tariff_id IS NULL OR sale_id IS NOT NULL",
            name=op.f("ck_enrolments_discount_has_sale"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_enrolments"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_enrolments_live",
        "enrolments",
        ["organisation", "activity_id", "participant_id"],
        unique=True,
        sqlite_where=sa.text(LIVE),
        postgresql_where=sa.text(LIVE),
    )


def _sales_and_intents() -> None:
    op.create_table(
        "ticket_sales",
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
        sa.PrimaryKeyConstraint("id", name="pk_ticket_sales"),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolments.id"], name="fk_ticket_sales_enrolment_id"),
    )
    op.create_index("ix_ticket_sales_enrolment_id", "ticket_sales", ["enrolment_id"])
    op.create_table(
        "intents",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("enrolment_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("fence", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("lease_until", sa.String(32)),
        sa.Column("first_sent_at", sa.String(32)),
        sa.Column("sent_at", sa.String(32)),
        sa.Column("request", sa.Text),
        sa.Column("sale_id", sa.String(200)),
        sa.Column("why", sa.Text),
        sa.Column("created", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_intents"),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolments.id"], name="fk_intents_enrolment_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_intents_enrolment_id", "intents", ["enrolment_id"])
