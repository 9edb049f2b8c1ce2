"""Step 6: what support workers say about records, and what people wish for in an area."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Date, String

from directory.store.migrations.columns import integers, one_of, part_of, texts

revision = "0006"
down_revision = "0005"

KINDS = ("wrong", "full", "well")


def upgrade() -> None:
    """Create the two tables."""
    op.create_table(
        "feedback",
        Column("id", String(), primary_key=True),
        part_of("resource_id", "resource.id", index=True),
        *texts("kind", "municipality"),
        Column("day", Date(), nullable=False),
        *texts("text"),
        one_of("kind", KINDS),
    )
    op.create_table(
        "want",
        *(Column(name, String(), primary_key=True) for name in ("municipality", "district", "category")),
        Column("day", Date(), primary_key=True),
        *integers("times"),
        sqlite_with_rowid=False,
    )
