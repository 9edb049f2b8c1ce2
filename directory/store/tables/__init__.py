"""All tables of the database; importing this fills the metadata."""

from __future__ import annotations

from sqlalchemy import Table

from directory.store.tables.account import (
    AccountGrantRow,
    AccountRow,
    OwnedResourceRow,
    SessionRow,
    SignInLinkRow,
)
from directory.store.tables.base import METADATA, StoredRow, table_of
from directory.store.tables.catalog import CatalogChangeRow, CatalogRevisionRow, PublishedPostRow, PublishedRow
from directory.store.tables.district import DistrictOutlineRow, DistrictRow, DistrictRuleRow, DistrictSchemeRow
from directory.store.tables.intake import IdempotencyRow, OutboxRow, SubmissionRow, WizardRow
from directory.store.tables.location import ConfirmedPinRow, LocationRow, PlaceRow
from directory.store.tables.record import AuditRow, HistoryRow, ImportRunRow, InstanceRow
from directory.store.tables.resource import (
    ContactRow,
    OrganizationMemberRow,
    OrganizationRow,
    ResourceCategoryRow,
    ResourceRow,
    ScheduleRow,
)
from directory.store.tables.upkeep import LeaseRow, PostRow, TicketRow
from directory.store.tables.voices import FeedbackRow, WantRow

INSTANCE: Table = table_of(InstanceRow)
ORGANIZATION: Table = table_of(OrganizationRow)
ORGANIZATION_MEMBER: Table = table_of(OrganizationMemberRow)
IMPORT_RUN: Table = table_of(ImportRunRow)
RESOURCE: Table = table_of(ResourceRow)
RESOURCE_CATEGORY: Table = table_of(ResourceCategoryRow)
LOCATION: Table = table_of(LocationRow)
PLACE: Table = table_of(PlaceRow)
CONFIRMED_PIN: Table = table_of(ConfirmedPinRow)
SCHEDULE: Table = table_of(ScheduleRow)
CONTACT: Table = table_of(ContactRow)
HISTORY: Table = table_of(HistoryRow)
PUBLISHED: Table = table_of(PublishedRow)
PUBLISHED_POST: Table = table_of(PublishedPostRow)
CATALOG_REVISION: Table = table_of(CatalogRevisionRow)
CATALOG_CHANGE: Table = table_of(CatalogChangeRow)
DISTRICT_SCHEME: Table = table_of(DistrictSchemeRow)
DISTRICT: Table = table_of(DistrictRow)
DISTRICT_RULE: Table = table_of(DistrictRuleRow)
DISTRICT_OUTLINE: Table = table_of(DistrictOutlineRow)
ACCOUNT: Table = table_of(AccountRow)
ACCOUNT_GRANT: Table = table_of(AccountGrantRow)
OWNED_RESOURCE: Table = table_of(OwnedResourceRow)
SESSION: Table = table_of(SessionRow)
SIGN_IN_LINK: Table = table_of(SignInLinkRow)
SUBMISSION: Table = table_of(SubmissionRow)
IDEMPOTENCY: Table = table_of(IdempotencyRow)
WIZARD: Table = table_of(WizardRow)
OUTBOX: Table = table_of(OutboxRow)
AUDIT: Table = table_of(AuditRow)
LEASE: Table = table_of(LeaseRow)
TICKET: Table = table_of(TicketRow)
POST: Table = table_of(PostRow)
FEEDBACK: Table = table_of(FeedbackRow)
WANT: Table = table_of(WantRow)

PUBLIC_COLUMNS: dict[str, tuple[str, ...]] = {
    "published": ("code", "number", "payload"),
    "published_post": ("id", "municipality", "organization", "kind", "text", "contact", "expires_on"),
    "catalog_revision": ("id", "revision", "token"),
    "catalog_change": ("revision", "token", "numbers"),
    "district_scheme": ("id", "municipality", "scheme"),
    "district": ("code", "scheme_id", "position", "name", "approximate"),
    "district_rule": ("id", "district", "town", "chome_from", "chome_to", "banchi_from", "banchi_to"),
    "district_outline": ("district", "geometry"),
}
"""All that a public connection may read, column by column."""

__all__ = [
    "ACCOUNT",
    "ACCOUNT_GRANT",
    "AUDIT",
    "CATALOG_CHANGE",
    "CATALOG_REVISION",
    "CONFIRMED_PIN",
    "CONTACT",
    "DISTRICT",
    "DISTRICT_OUTLINE",
    "DISTRICT_RULE",
    "DISTRICT_SCHEME",
    "FEEDBACK",
    "HISTORY",
    "IDEMPOTENCY",
    "IMPORT_RUN",
    "INSTANCE",
    "LEASE",
    "LOCATION",
    "METADATA",
    "ORGANIZATION",
    "ORGANIZATION_MEMBER",
    "OUTBOX",
    "OWNED_RESOURCE",
    "PLACE",
    "POST",
    "PUBLIC_COLUMNS",
    "PUBLISHED",
    "PUBLISHED_POST",
    "RESOURCE",
    "RESOURCE_CATEGORY",
    "SCHEDULE",
    "SESSION",
    "SIGN_IN_LINK",
    "SUBMISSION",
    "TICKET",
    "WANT",
    "WIZARD",
    "StoredRow",
]
