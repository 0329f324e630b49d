"""Activity types, and what both sides last agreed of each published activity."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of types; add to each publication what is told, seen and due."""
    op.create_table(
        "uitkern_activity_types",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_uitkern_activity_types"),
    )
    for column in (
        sa.Column("ours", sa.Text),
        sa.Column("theirs", sa.Text),
        sa.Column("seen", sa.Text),
        sa.Column("withdrawn", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("sent_at", sa.String(32)),
        sa.Column("looked_at", sa.String(32)),
        sa.Column("due", sa.String(32)),
        sa.Column("touched", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("why", sa.Text),
        sa.Column("alert", sa.Text),
        sa.Column("fence", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("lease_until", sa.String(32)),
    ):
        op.add_column("uitkern_publications", column)
    op.create_index("ix_uitkern_publications_due", "uitkern_publications", ["organisation", "due"])
    op.create_index("ix_uitkern_publications_event", "uitkern_publications", ["organisation", "event_id"])
    op.create_index(
        "ix_uitkern_publications_touched",
        "uitkern_publications",
        ["organisation"],
        sqlite_where=sa.text("touched = 1"),
        postgresql_where=sa.text("touched = 1"),
    )
