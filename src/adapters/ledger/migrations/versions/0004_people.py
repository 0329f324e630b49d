"""Participants with passes of their own, how those stand, consent; numbers that can be sealed."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; of participants that had one number the first keeps it as its own."""
    _participants()
    _about_passes()
    op.add_column("uitkern_enrolments", sa.Column("uitpas_sealed", sa.Text))
    op.add_column("uitkern_ticket_sales", sa.Column("uitpas_sealed", sa.Text))
    op.add_column("uitkern_redeemed_rewards", sa.Column("uitpas_sealed", sa.Text))
    for table in ("uitkern_remembered_passes", "uitkern_remembered_tariffs"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column(
                "uitpas_number", existing_type=sa.String(13), type_=sa.String(64), existing_nullable=False
            )
    op.create_table(
        "uitkern_seals",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("wrapped", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uitkern_seals"),
    )


def _participants() -> None:
    rows = (
        op.get_bind()
        .execute(
            sa.text(
                "SELECT organisation, id, uitpas_number FROM uitkern_participants ORDER BY organisation, id"
            )
        )
        .all()
    )
    op.drop_table("uitkern_participants")
    table = op.create_table(
        "uitkern_participants",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("uitpas_digest", sa.String(64)),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("shared_by", sa.String(200)),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_uitkern_participants"),
    )
    unshared = sa.text("shared_by IS NULL")
    op.create_index(
        "uq_uitkern_participants_number",
        "uitkern_participants",
        ["organisation", "uitpas_digest"],
        unique=True,
        sqlite_where=unshared,
        postgresql_where=unshared,
    )
    seen: set[tuple[str, str]] = set()
    for organisation, participant_id, number in rows:
        details = {"id": participant_id} | ({"uitpas_number": {"value": number}} if number else {})
        shared = (organisation, number) in seen
        seen.add((organisation, number))
        op.get_bind().execute(
            table.insert().values(
                organisation=organisation,
                id=participant_id,
                uitpas_digest=number,
                details=json.dumps(details, ensure_ascii=False),
                shared_by="migration" if number and shared else None,
            )
        )


def _about_passes() -> None:
    op.create_table(
        "uitkern_pass_statuses",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("participant_id", sa.String(200), nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("checked_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "participant_id", name="pk_uitkern_pass_statuses"),
    )
    op.create_table(
        "uitkern_consents",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("participant_id", sa.String(200), nullable=False),
        sa.Column("given_at", sa.String(32), nullable=False),
        sa.Column("given_by", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "participant_id", name="pk_uitkern_consents"),
    )
    op.create_table(
        "uitkern_questions",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("viewer", sa.String(64), nullable=False),
        sa.Column("since", sa.String(32), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("organisation", "viewer", name="pk_uitkern_questions"),
    )
