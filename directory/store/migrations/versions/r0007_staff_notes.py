"""Step 7: notes that only support workers read, beside what a publisher says of a resource."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; nobody wrote such a note so far."""
    op.add_column("resource", Column("staff_notes", Text(), nullable=False, server_default="{}"))
