"""Step 5: accounts, submissions, mails, leases and room for the secret that signs forms."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Text

from directory.store.migrations.columns import integers, json_texts, moments, one_of, part_of, texts

revision = "0005"
down_revision = "0004"

ROLES = ("volunteer", "support_worker", "coordinator", "moderator", "admin")
KINDS = ("new", "change", "pause", "end", "report")
CHANNELS = ("web", "api", "paper", "fax", "phone")
STATUSES = ("pending", "published", "returned", "withdrawn")
REASONS = ("closed", "wrong_time", "wrong_place", "wrong_contact", "other")


def upgrade() -> None:
    """Create the tables, owners before what belongs to them."""
    # the secret itself is made when a form first needs it: migrating twice must give the same
    op.add_column("instance", Column("secret", String(), nullable=True))
    _create_accounts()
    _create_sign_in()
    _create_submissions()
    _create_requests()
    _create_outbox()
    _create_upkeep()
    _create_posts()


def _create_accounts() -> None:
    op.create_table(
        "account",
        Column("id", String(), primary_key=True),
        Column("email", String(), nullable=False, unique=True),
        *texts("name"),
        *moments("created_at"),
        Column("is_active", Boolean(), nullable=False),
        *texts("totp_secret"),
        *integers("totp_step"),
    )
    op.create_table(
        "account_grant",
        part_of("account_id", "account.id", primary_key=True),
        *(Column(name, String(), primary_key=True) for name in ("role", "municipality", "district")),
        one_of("role", ROLES),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "owned_resource",
        part_of("account_id", "account.id", primary_key=True),
        part_of("resource_id", "resource.id", primary_key=True, index=True),
        sqlite_with_rowid=False,
    )


def _create_sign_in() -> None:
    op.create_table(
        "session",
        Column("token_hash", String(), primary_key=True),
        part_of("account_id", "account.id", index=True),
        *moments("created_at", "seen_at", "expires_at"),
        Column("is_verified", Boolean(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sign_in_link",
        Column("token_hash", String(), primary_key=True),
        *texts("code_hash"),
        Column("browser_hash", String(), nullable=False, index=True),
        Column("email", String(), nullable=False, index=True),
        *texts("purpose"),
        *moments("issued_at", "expires_at"),
        *integers("tries"),
        *moments("used_at", nullable=True),
        sqlite_with_rowid=False,
    )


def _create_submissions() -> None:
    op.create_table(
        "submission",
        Column("id", String(), primary_key=True),
        Column("code", String(), nullable=False, unique=True),
        *texts("kind", "municipality", "channel"),
        *moments("created_at"),
        *texts("status"),
        *integers("version"),
        *texts("name"),
        Column("draft", Text(), nullable=True),
        *json_texts("changed"),
        Column("resource_id", String(), nullable=False, index=True),
        *integers("base_version"),
        *texts("submitter_name", "submitter_email", "submitter_phone"),
        Column("account_id", String(), nullable=False, index=True),
        Column("is_email_confirmed", Boolean(), nullable=False),
        *texts("message"),
        *texts("reason", nullable=True),
        *json_texts("answers"),
        Column("idempotency_key", String(), nullable=False, index=True),
        *moments("decided_at", nullable=True),
        *texts("decided_by", "reply"),
        Column("previous", Text(), nullable=True),
        one_of("kind", KINDS),
        one_of("channel", CHANNELS),
        one_of("status", STATUSES),
        one_of("reason", REASONS),
    )
    op.create_index(op.f("ix_submission_municipality_status"), "submission", ["municipality", "status"])


def _create_requests() -> None:
    op.create_table(
        "idempotency",
        *(Column(name, String(), primary_key=True) for name in ("actor", "key")),
        *texts("body_sha256", "answer_id"),
        *moments("at"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "wizard",
        Column("id_hash", String(), primary_key=True),
        Column("code", String(), nullable=False, unique=True),
        *texts("phone_tail_hash"),
        *json_texts("answers"),
        *integers("step"),
        *moments("updated_at"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit",
        Column("id", Integer(), primary_key=True),
        *moments("at"),
        *texts("account_id", "action"),
        Column("object_id", String(), nullable=False, index=True),
        *texts("outcome"),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"])


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        Column("id", Integer(), primary_key=True),
        Column("dedup_key", String(), nullable=False, unique=True),
        *texts("kind", "recipient", "subject", "body", "state"),
        *integers("attempts"),
        *moments("queued_at", "next_at"),
        *moments("lease_until", nullable=True),
        one_of("state", ("waiting", "sent", "dead")),
    )
    op.create_index(op.f("ix_outbox_state_next_at"), "outbox", ["state", "next_at"])


def _create_upkeep() -> None:
    op.create_table(
        "lease",
        part_of("resource_id", "resource.id", primary_key=True),
        *integers("rhythm_days"),
        Column("confirmed_on", Date(), nullable=True),
        *texts("confirmed_by"),
        Column("asked_on", Date(), nullable=True),
        *integers("unanswered"),
        *json_texts("cancelled"),
        Column("due_on", Date(), nullable=False, index=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ticket",
        Column("token_hash", String(), primary_key=True),
        *texts("purpose"),
        Column("resource_id", String(), nullable=False, index=True),
        Column("submission_id", String(), nullable=False, index=True),
        *texts("email"),
        *moments("issued_at", "expires_at"),
        *moments("used_at", nullable=True),
        one_of("purpose", ("confirm", "edit", "resume", "mail")),
        sqlite_with_rowid=False,
    )


def _create_posts() -> None:
    op.create_table(
        "post",
        Column("id", String(), primary_key=True),
        Column(
            "organization_id", String(), ForeignKey("organization.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        Column("account_id", String(), nullable=False, index=True),
        *texts("kind", "text", "contact"),
        Column("expires_on", Date(), nullable=False),
        *texts("status", "reply"),
        one_of("kind", ("need", "offer")),
        one_of("status", ("pending", "published", "returned", "withdrawn")),
    )
    op.create_table(
        "published_post",
        part_of("id", "post.id", primary_key=True),
        *texts("municipality", "organization", "kind", "text", "contact"),
        Column("expires_on", Date(), nullable=False),
        one_of("kind", ("need", "offer")),
    )
