"""Tables of what people tell about places without telling who they are: words about records, and unmet needs."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from directory.domain.feedback import FEEDBACK_KINDS
from directory.store.tables.base import BY_KEY, StoredRow, code_check


class FeedbackRow(StoredRow, table=True):
    """PRIVATE: one word of a support worker about a record; no account, no hour, no family."""

    __tablename__ = "feedback"
    __table_args__ = (code_check("kind", FEEDBACK_KINDS),)

    id: str = Field(primary_key=True)
    resource_id: str = Field(foreign_key="resource.id", ondelete="CASCADE", index=True)
    kind: str
    municipality: str
    day: date
    text: str


class WantRow(StoredRow, table=True):
    """PRIVATE: how often a kind of place was wished for in an area on a day; single wishes are not kept."""

    __tablename__ = "want"
    __table_args__ = BY_KEY

    municipality: str = Field(primary_key=True)
    district: str = Field(primary_key=True)
    category: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    times: int
