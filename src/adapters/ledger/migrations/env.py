"""Run migrations on the connection that the ledger opened."""

from __future__ import annotations

from alembic import context

from uitkern.adapters.ledger.schema import VERSION_TABLE
from uitkern.adapters.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
