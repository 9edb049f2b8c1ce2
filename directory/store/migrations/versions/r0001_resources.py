"""Step 1: the instance, import runs, history, resources and everything that belongs to them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKey, Integer, String, UniqueConstraint

from directory.store.migrations.columns import integers, json_texts, moments, numbers, one_of, part_of, texts

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables, owners before what belongs to them."""
    _create_records()
    _create_resources()
    _create_locations()
    _create_details()


def _create_records() -> None:
    op.create_table(
        "instance",
        Column("id", Integer(), primary_key=True),
        *texts("instance_id"),
        *moments("created_at"),
        CheckConstraint("id = 1", name="one_row"),
    )
    op.create_table(
        "import_run",
        Column("id", String(), primary_key=True),
        *moments("at"),
        *texts("actor", "file", "file_sha256", "source"),
        *integers("added", "changed", "unchanged", "attention", "rejected", "blank"),
    )
    op.create_table(
        "history",
        Column("id", Integer(), primary_key=True),
        *moments("at"),
        *texts("actor", "action"),
        Column("resource_id", String(), nullable=False, index=True),
        *integers("version"),
        *texts("import_run", nullable=True),
        *json_texts("changes"),
        one_of("action", ("added", "changed")),
    )


def _create_resources() -> None:
    op.create_table(
        "organization",
        Column("id", String(), primary_key=True),
        *texts("municipality", "name", "corporate_number"),
        UniqueConstraint("municipality", "name", "corporate_number"),
    )
    op.create_table(
        "resource",
        Column("id", String(), primary_key=True),
        Column("stable_key", String(), nullable=False, unique=True),
        *integers("version"),
        *texts("name", "kana"),
        *texts("municipality", "status", "visibility", "department", "description"),
        *json_texts("tags"),
        *texts("service_area"),
        *json_texts("eligibility", "fees", "facts"),
        *integers("capacity", nullable=True),
        *texts("booking"),
        Column("assured_on", Date(), nullable=True),
        *json_texts("extra"),
        Column("organization_id", String(), ForeignKey("organization.id"), nullable=True),
        Column("source", String(), nullable=False, index=True),
        *texts("record_id", "file", "file_sha256", "sheet"),
        *integers("row"),
        *texts("licence", "attribution"),
        Column("file_date", Date(), nullable=True),
        Column("import_run", String(), ForeignKey("import_run.id"), nullable=True),
        *json_texts("attention"),
        *texts("draft_hash", "content_hash"),
        *moments("created_at", "updated_at"),
        one_of("status", ("active", "paused", "ended", "unknown")),
        one_of("visibility", ("public", "area_only", "hidden")),
    )


def _create_locations() -> None:
    op.create_table(
        "location",
        Column("code", String(), primary_key=True),
        Column("number", Integer(), nullable=True, unique=True),
        part_of("resource_id", "resource.id"),
        *integers("position"),
        *texts("location_type", "municipality_name"),
        *json_texts("districts", "district_labels"),
        Column("needs_question", Boolean(), nullable=False),
        *json_texts("eligibility", "fees", nullable=True),
        UniqueConstraint("resource_id", "position"),
        one_of("location_type", ("physical", "virtual")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "place",
        part_of("location", "location.code", primary_key=True),
        *texts("key", "name", "host", "address", "building", "postal_code", "access"),
        *numbers("published_latitude", "published_longitude"),
        *texts("level", "match", nullable=True),
        *numbers("latitude", "longitude"),
        *integers("radius_m", nullable=True),
        *texts("jis", "pref", "city", "ward", "town", nullable=True),
        *integers("chome", nullable=True),
        *texts("koaza", "banchi", "understood_building", nullable=True),
        *texts("understood_postal_code", "corrected_from", nullable=True),
        one_of("level", ("pin", "anchor", "block", "chome", "town", "municipality")),
        one_of("match", ("exact", "variant", "fuzzy", "context", "inferred")),
        CheckConstraint("(level IS NULL) = (latitude IS NULL)", name="understood"),
        sqlite_with_rowid=False,
    )


def _create_details() -> None:
    op.create_table(
        "resource_category",
        part_of("resource_id", "resource.id", primary_key=True),
        Column("position", Integer(), primary_key=True),
        *texts("code"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "organization_member",
        part_of("resource_id", "resource.id", primary_key=True),
        Column("position", Integer(), primary_key=True),
        Column("network_id", String(), ForeignKey("organization.id"), nullable=False),
        Column("member_id", String(), ForeignKey("organization.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "schedule",
        part_of("resource_id", "resource.id", primary_key=True),
        Column("position", Integer(), primary_key=True),
        part_of("location", "location.code", nullable=True, index=True),
        *texts("raw"),
        *json_texts("parsed"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "contact",
        part_of("resource_id", "resource.id", primary_key=True),
        Column("position", Integer(), primary_key=True),
        *texts("kind", "value", "raw", "note", "publicity"),
        one_of("kind", ("phone", "fax", "email", "url", "form", "line")),
        one_of("publicity", ("public", "staff", "private")),
        sqlite_with_rowid=False,
    )
