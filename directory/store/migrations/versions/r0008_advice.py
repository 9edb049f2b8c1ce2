"""Step 8: what somebody said an advice desk is for; `directory migrate` publishes anew what is clear by itself."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column; nobody was asked so far."""
    op.add_column("resource", Column("advice", Text(), nullable=False, server_default="{}"))
