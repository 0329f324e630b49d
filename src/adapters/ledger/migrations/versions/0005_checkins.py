"""Check-ins."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STANDING = "state NOT IN ('refused', 'undone')"
OPEN = "state IN ('queued', 'sending', 'undoing', 'unknown')"


def upgrade() -> None:
    """Make the table: one check-in that stands per participant, activity and day."""
    op.create_table(
        "uitkern_checkins",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("participant_id", sa.String(200), nullable=False),
        sa.Column("activity_id", sa.String(200), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("event_id", sa.String(200), nullable=False),
        sa.Column("uitpas_number", sa.String(13), nullable=False),
        sa.Column("uitpas_sealed", sa.Text),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("due", sa.String(32), nullable=False),
        sa.Column("fence", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("lease_until", sa.String(32)),
        sa.Column("sent_at", sa.String(32)),
        sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("wanted", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.Column("checkin_id", sa.String(200)),
        sa.Column("points", sa.Integer),
        sa.Column("said", sa.Text),
        sa.Column("why", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_uitkern_checkins"),
        sa.UniqueConstraint("checkin_id", name="uq_uitkern_checkins_checkin_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_uitkern_checkins_day",
        "uitkern_checkins",
        ["organisation", "activity_id", "participant_id", "day"],
        unique=True,
        sqlite_where=sa.text(STANDING),
        postgresql_where=sa.text(STANDING),
    )
    op.create_index(
        "ix_uitkern_checkins_due",
        "uitkern_checkins",
        ["organisation", "due"],
        sqlite_where=sa.text(OPEN),
        postgresql_where=sa.text(OPEN),
    )
