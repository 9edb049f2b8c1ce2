"""Try the parts of an open installation one by one: which are well, and the code of what is wrong with the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from directory.domain.errors import DirectoryError, StoreUnavailable
from directory.store.engine import Store


def check_parts(checks: Iterable[tuple[str, Callable[[], object]]]) -> dict[str, str]:
    """State of every part by name: ok, or the code of the error that its check raised."""
    return {name: _state_of(check) for name, check in checks}


def try_writing(store: Store, *, now: datetime) -> None:
    """Begins a transaction and takes it back.

    Raises:
        StoreUnavailable: nobody can write; a running import is no fault, it only holds the writer for a while.
    """
    try:
        with store.write(now=now, dry_run=True):
            pass
    except StoreUnavailable as error:
        if error.code != "database_busy":
            raise


def _state_of(check: Callable[[], object]) -> str:
    try:
        check()
    except DirectoryError as error:
        return error.code
    return "ok"
