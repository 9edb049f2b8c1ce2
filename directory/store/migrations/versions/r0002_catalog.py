"""Step 2: what the public catalog reads: published listings, its revision, districts."""

from __future__ import annotations

import secrets

from alembic import op
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)

from directory.store.migrations.columns import integers, part_of, texts

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables."""
    _create_catalog()
    _create_districts()


def _create_catalog() -> None:
    op.create_table(
        "published",
        Column("number", Integer(), primary_key=True, autoincrement=False),
        part_of("code", "location.code", unique=True),
        Column("payload", LargeBinary(), nullable=False),
    )
    revisions = op.create_table(
        "catalog_revision",
        Column("id", Integer(), primary_key=True),
        *integers("revision"),
        *texts("token"),
        *integers("last_number"),
        CheckConstraint("id = 1", name="one_row"),
    )
    op.bulk_insert(revisions, [{"id": 1, "revision": 0, "token": secrets.token_hex(6), "last_number": 0}])


def _create_districts() -> None:
    op.create_table(
        "district_scheme",
        Column("id", Integer(), primary_key=True),
        *texts("municipality", "scheme"),
        UniqueConstraint("municipality", "scheme"),
    )
    op.create_table(
        "district",
        Column("code", String(), primary_key=True),
        Column(
            "scheme_id", Integer(), ForeignKey("district_scheme.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        *integers("position"),
        *texts("name"),
        Column("approximate", Boolean(), nullable=False),
    )
    op.create_table(
        "district_rule",
        Column("id", Integer(), primary_key=True),
        part_of("district", "district.code", index=True),
        *texts("town"),
        *integers("chome_from", "chome_to", "banchi_from", "banchi_to", nullable=True),
    )
    op.create_table(
        "district_outline",
        part_of("district", "district.code", primary_key=True),
        *texts("geometry"),
    )
