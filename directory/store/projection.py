"""Writing side of the public catalog: numbers, `published` rows and the revision, inside the change's transaction."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import Connection, delete, select, update

from directory.domain.listing import Listing
from directory.store.batches import in_batches
from directory.store.bulk import insert_rows
from directory.store.catalog_changes import tell_change
from directory.store.listing_payload import encode_listing
from directory.store.tables import CATALOG_REVISION, PUBLISHED

TOKEN_BYTES = 6


class Projection:
    """What one transaction changes of the public catalog; the revision moves once, at its end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._is_touched = False
        self._last_number: int | None = None
        self._revision = 0
        self._changed: set[int] = set()

    def touch(self) -> None:
        """Remember that something public changed."""
        self._is_touched = True

    def lock(self) -> None:
        """Let no other writer change resources or districts until this transaction ends."""
        if self._last_number is None:
            query = select(CATALOG_REVISION.c.last_number, CATALOG_REVISION.c.revision).with_for_update()
            self._last_number, self._revision = self._connection.execute(query).one()

    def take_number(self) -> int:
        """The next listing number; never given twice, even after its listing is gone. Call `lock` first."""
        if self._last_number is None:
            self.lock()
        number = (self._last_number or 0) + 1
        self._last_number = number
        return number

    def withdraw(self, codes: Sequence[str]) -> None:
        """Remove the listings with these codes from the public."""
        for batch in in_batches(codes):
            query = delete(PUBLISHED).where(PUBLISHED.c.code.in_(batch)).returning(PUBLISHED.c.number)
            removed = self._connection.scalars(query).all()
            if removed:
                self._changed.update(removed)
                self.touch()

    def publish(self, listings: Sequence[Listing]) -> None:
        """Add listings; older ones with the same codes must be withdrawn before."""
        if not listings:
            return
        rows = [
            {"code": listing.code, "number": listing.number, "payload": encode_listing(listing)} for listing in listings
        ]
        insert_rows(self._connection, PUBLISHED, rows)
        self._changed.update(listing.number for listing in listings)
        self.touch()

    def replace(self, listings: Sequence[Listing]) -> None:
        """Put listings in the place of what was published under their codes."""
        self.withdraw([listing.code for listing in listings])
        self.publish(listings)

    def finish(self) -> None:
        """Move the revision if anything public changed, tell what it was, and keep the last number given."""
        values: dict[str, object] = {}
        if self._is_touched:
            self.lock()
            token = secrets.token_hex(TOKEN_BYTES)
            values |= {"revision": self._revision + 1, "token": token}
            tell_change(self._connection, revision=self._revision + 1, token=token, numbers=self._changed)
        if self._last_number is not None:
            values["last_number"] = self._last_number
        if values:
            self._connection.execute(update(CATALOG_REVISION).values(values))
