"""Step 4: how names are read; `directory migrate` reads those that are stored."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; no name that is stored was read so far."""
    op.add_column("resource", Column("reading", Text(), nullable=False, server_default="{}"))
