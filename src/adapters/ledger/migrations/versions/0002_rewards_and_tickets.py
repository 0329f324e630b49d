"""Rewards, their prices and redemptions; tickets beside enrolments; intents that wait for one another."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LIVE = "state IN ('awaiting payment', 'cancelling', 'confirmed', 'registering', 'reserved', 'unknown')"


def upgrade() -> None:
    """Make the tables, and let one participant have any number of tickets beside its one enrolment."""
    op.add_column(
        "uitkern_enrolments", sa.Column("kind", sa.String(20), nullable=False, server_default="enrolment")
    )
    op.add_column("uitkern_enrolments", sa.Column("points", sa.Integer))
    op.drop_index("uq_uitkern_enrolments_live", "uitkern_enrolments")
    of_enrolments = sa.text(f"{LIVE} AND kind = 'enrolment'")
    op.create_index(
        "uq_uitkern_enrolments_live",
        "uitkern_enrolments",
        ["organisation", "activity_id", "participant_id"],
        unique=True,
        sqlite_where=of_enrolments,
        postgresql_where=of_enrolments,
    )
    op.add_column("uitkern_intents", sa.Column("after_id", sa.Integer))
    op.add_column("uitkern_intent_lines", sa.Column("redemption", sa.Text))
    _rewards()


def _rewards() -> None:
    op.create_table(
        "uitkern_rewards",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("imported", sa.Boolean, nullable=False),
        sa.Column("synchronised_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_uitkern_rewards"),
    )
    op.create_table(
        "uitkern_reward_prices",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("scope", sa.String(20), nullable=False),
        sa.Column("scope_id", sa.String(200), nullable=False),
        sa.Column("reward_id", sa.String(200), nullable=False),
        sa.Column("price_cents", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation", "scope", "scope_id", "reward_id", name="pk_uitkern_reward_prices"
        ),
    )
    op.create_table(
        "uitkern_redeemed_rewards",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("enrolment_id", sa.Integer, nullable=False),
        sa.Column("reward_id", sa.String(200), nullable=False),
        sa.Column("uitpas_number", sa.String(13), nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("code", sa.Text),
        sa.Column("info", sa.Text),
        sa.Column("redeemed_at", sa.String(32)),
        sa.Column("returned_at", sa.String(32)),
        sa.PrimaryKeyConstraint("id", name="pk_uitkern_redeemed_rewards"),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["uitkern_enrolments.id"], name="fk_uitkern_redeemed_rewards_enrolment_id"
        ),
    )
    op.create_index("ix_uitkern_redeemed_rewards_enrolment_id", "uitkern_redeemed_rewards", ["enrolment_id"])
