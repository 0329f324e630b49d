"""What is left alone for a while, by every node."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table: one moment for each kind of write of an organisation."""
    op.create_table(
        "uitkern_rests",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "what", name="pk_uitkern_rests"),
    )
