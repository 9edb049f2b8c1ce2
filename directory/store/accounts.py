"""Repository of accounts: who can sign in, in which roles, for which resources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, select, update

from directory.domain.actor import Account, Grant
from directory.domain.errors import Conflict
from directory.store.insertion import insert_new
from directory.store.tables import ACCOUNT, ACCOUNT_GRANT, OWNED_RESOURCE


class Accounts:
    """Accounts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, account: Account) -> None:
        """Add an account with its roles and resources.

        Raises:
            Conflict: account_exists: somebody has this mail address.
        """
        row = {
            "id": account.id,
            "email": account.email,
            "name": account.name,
            "created_at": account.created_at,
            "is_active": account.is_active,
            "totp_secret": account.totp_secret,
            "totp_step": 0,
        }
        if not insert_new(self._connection, ACCOUNT, row):
            raise Conflict("account_exists")
        for grant in account.grants:
            self.grant(account.id, grant)
        for resource_id in sorted(account.owned):
            self.own(account.id, resource_id)

    def find(self, account_id: str) -> Account | None:
        """The account with this id, active or not."""
        return self._first(ACCOUNT.c.id == account_id)

    def find_by_email(self, email: str) -> Account | None:
        """The account with this mail address (lower case), active or not."""
        return self._first(ACCOUNT.c.email == email)

    def all(self) -> tuple[Account, ...]:
        """Every account, by mail address."""
        return self._load(ACCOUNT.c.id.is_not(None))

    def grant(self, account_id: str, grant: Grant) -> None:
        """Give a role; nothing happens when the account has it."""
        insert_new(self._connection, ACCOUNT_GRANT, {"account_id": account_id, **asdict(grant)})

    def revoke(self, account_id: str, grant: Grant | None = None) -> int:
        """Take one role away, or all of them; answers how many there were."""
        columns = ACCOUNT_GRANT.c
        statement = delete(ACCOUNT_GRANT).where(columns.account_id == account_id)
        if grant is not None:
            statement = statement.where(
                columns.role == grant.role,
                columns.municipality == grant.municipality,
                columns.district == grant.district,
            )
        return self._connection.execute(statement).rowcount

    def own(self, account_id: str, resource_id: str) -> None:
        """Let an account keep a resource up to date."""
        insert_new(self._connection, OWNED_RESOURCE, {"account_id": account_id, "resource_id": resource_id})

    def disown(self, account_id: str, resource_id: str) -> None:
        """The account keeps the resource no longer."""
        columns = OWNED_RESOURCE.c
        is_it = (columns.account_id == account_id) & (columns.resource_id == resource_id)
        self._connection.execute(delete(OWNED_RESOURCE).where(is_it))

    def owners_of(self, resource_id: str) -> tuple[Account, ...]:
        """Active accounts that keep a resource up to date, by mail address."""
        owners = select(OWNED_RESOURCE.c.account_id).where(OWNED_RESOURCE.c.resource_id == resource_id)
        return self._load(ACCOUNT.c.id.in_(owners) & ACCOUNT.c.is_active)

    def set_totp(self, account_id: str, secret: str) -> None:
        """Set the secret of the second factor (base32); empty = none is set up."""
        values = {"totp_secret": secret, "totp_step": 0}
        self._connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account_id).values(values))

    def use_totp_step(self, account_id: str, step: int) -> bool:
        """Whether no code of this step of the clock, or of a later one, was taken before; it counts as taken now."""
        is_newer = (ACCOUNT.c.id == account_id) & (ACCOUNT.c.totp_step < step)
        return self._connection.execute(update(ACCOUNT).where(is_newer).values(totp_step=step)).rowcount == 1

    def set_active(self, account_id: str, is_active: bool) -> None:  # noqa: FBT001 - the value to set, as of all setters
        """Let an account sign in, or not."""
        self._connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account_id).values(is_active=is_active))

    def remove(self, account_id: str) -> None:
        """Forget an account with its roles, resources and sessions."""
        self._connection.execute(delete(ACCOUNT).where(ACCOUNT.c.id == account_id))

    def _first(self, condition: ColumnElement[bool]) -> Account | None:
        return next(iter(self._load(condition)), None)

    def _load(self, condition: ColumnElement[bool]) -> tuple[Account, ...]:
        rows = self._connection.execute(select(ACCOUNT).where(condition).order_by(ACCOUNT.c.email)).mappings().all()
        ids = [row["id"] for row in rows]
        grants, owned = self._grants_of(ids), self._owned_by(ids)
        return tuple(_account(row, tuple(grants[row["id"]]), frozenset(owned[row["id"]])) for row in rows)

    def _grants_of(self, ids: Sequence[str]) -> dict[str, list[Grant]]:
        columns = ACCOUNT_GRANT.c
        query = select(ACCOUNT_GRANT).where(columns.account_id.in_(ids))
        grants: dict[str, list[Grant]] = defaultdict(list)
        for row in self._connection.execute(query.order_by(columns.role, columns.municipality, columns.district)):
            grants[row.account_id].append(Grant(role=row.role, municipality=row.municipality, district=row.district))
        return grants

    def _owned_by(self, ids: Sequence[str]) -> dict[str, list[str]]:
        owned: dict[str, list[str]] = defaultdict(list)
        for row in self._connection.execute(select(OWNED_RESOURCE).where(OWNED_RESOURCE.c.account_id.in_(ids))):
            owned[row.account_id].append(row.resource_id)
        return owned


def _account(row: RowMapping, grants: tuple[Grant, ...], owned: frozenset[str]) -> Account:
    return Account(
        id=row["id"],
        email=row["email"],
        name=row["name"],
        created_at=row["created_at"],
        is_active=row["is_active"],
        grants=grants,
        totp_secret=row["totp_secret"],
        owned=owned,
    )
