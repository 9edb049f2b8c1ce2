"""Entry point that alembic calls: runs the steps inside the transaction that `migrate` opened."""

from __future__ import annotations

from alembic import context

from directory.store.tables import METADATA

# SQLite can not alter most things in place: alembic rebuilds the table ("batch").
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
