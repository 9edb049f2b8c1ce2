"""Repository of mailed sign-in links: one is open per address and purpose, and it opens once."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, select, update

from directory.domain.session import SignInLink
from directory.store.tables import SIGN_IN_LINK

_IS_OPEN = SIGN_IN_LINK.c.used_at.is_(None)


class SignInLinks:
    """Links inside one transaction. Whether one has run out is for the caller to judge, except in `consume`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def issue(self, link: SignInLink) -> None:
        """Add a link; older ones of the same address and purpose open nothing any more."""
        columns = SIGN_IN_LINK.c
        older = (columns.email == link.email) & (columns.purpose == link.purpose) & _IS_OPEN
        self._connection.execute(update(SIGN_IN_LINK).where(older).values(used_at=link.issued_at))
        self._connection.execute(insert(SIGN_IN_LINK), {**asdict(link), "used_at": None})

    def find(self, token_hash: str) -> SignInLink | None:
        """The link with this token, unless it was used or voided."""
        return self._first(SIGN_IN_LINK.c.token_hash == token_hash)

    def find_by_browser(self, browser_hash: str) -> SignInLink | None:
        """The newest link that this browser asked for, unless it was used or voided."""
        return self._first(SIGN_IN_LINK.c.browser_hash == browser_hash)

    def count_tries(self, token_hash: str) -> int:
        """Count one more wrong code; answers how many there were, this one included."""
        is_it = SIGN_IN_LINK.c.token_hash == token_hash
        self._connection.execute(update(SIGN_IN_LINK).where(is_it).values(tries=SIGN_IN_LINK.c.tries + 1))
        return int(self._connection.scalar(select(SIGN_IN_LINK.c.tries).where(is_it)) or 0)

    def consume(self, token_hash: str, now: datetime) -> bool:
        """Whether the link was open and is used up now; of several requests at once exactly one is told so."""
        columns = SIGN_IN_LINK.c
        may_open = (columns.token_hash == token_hash) & _IS_OPEN & (columns.expires_at > now)
        return self._connection.execute(update(SIGN_IN_LINK).where(may_open).values(used_at=now)).rowcount == 1

    def count_since(self, email: str, moment: datetime) -> int:
        """How many links were issued for an address since a moment, used and voided ones included."""
        columns = SIGN_IN_LINK.c
        query = select(func.count()).where(columns.email == email, columns.issued_at >= moment)
        return int(self._connection.scalar(query) or 0)

    def purge(self, before: datetime) -> int:
        """Forget links that ran out before a moment; answers how many there were."""
        return self._connection.execute(delete(SIGN_IN_LINK).where(SIGN_IN_LINK.c.expires_at <= before)).rowcount

    def forget(self, email: str) -> int:
        """Forget all links of an address; answers how many there were."""
        return self._connection.execute(delete(SIGN_IN_LINK).where(SIGN_IN_LINK.c.email == email)).rowcount

    def _first(self, condition: ColumnElement[bool]) -> SignInLink | None:
        query = select(SIGN_IN_LINK).where(condition, _IS_OPEN).order_by(SIGN_IN_LINK.c.issued_at.desc()).limit(1)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else _link(row)


def _link(row: RowMapping) -> SignInLink:
    return SignInLink(**{name: value for name, value in row.items() if name != "used_at"})
