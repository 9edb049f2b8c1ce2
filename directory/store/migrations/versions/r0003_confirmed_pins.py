"""Step 3: pins that a person confirmed on the spot."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Date

from directory.store.migrations.columns import part_of, texts

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table; nothing that is stored was confirmed so far."""
    op.create_table(
        "confirmed_pin",
        part_of("location", "location.code", primary_key=True),
        Column("confirmed_on", Date(), nullable=False),
        *texts("confirmed_by"),
        sqlite_with_rowid=False,
    )
