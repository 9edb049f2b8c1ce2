"""Step 9: what each change of the catalog was about, so that nobody has to compare all listings after it."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, LargeBinary

from directory.store.migrations.columns import texts

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Create the table; what is told begins with the catalog as it is now."""
    op.create_table(
        "catalog_change",
        Column("revision", Integer(), primary_key=True, autoincrement=False),
        *texts("token"),
        Column("numbers", LargeBinary(), nullable=True),
    )
    now = "SELECT revision, token, NULL FROM catalog_revision"
    op.execute(f"INSERT INTO catalog_change (revision, token, numbers) {now}")
