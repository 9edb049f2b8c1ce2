"""Every error raised on purpose. They know no HTTP; `site/errors.py` turns them into statuses."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False)
class DirectoryError(Exception):
    """Base of all errors raised on purpose: a stable `code` and the facts its message needs.

    `wording` turns `code` and `facts` into a sentence (message id `error.<code>`).
    """

    code: str = "error"
    facts: dict[str, str | int | float] = field(default_factory=dict)

    def __str__(self) -> str:
        """Code and facts, for logs; people read the sentence from `wording`."""
        return f"{self.code} {self.facts}" if self.facts else self.code


class InvalidCoordinate(DirectoryError, ValueError):
    """A latitude or longitude that can not be on the earth."""

    def __init__(self, *, latitude: float, longitude: float) -> None:
        """Keeps the two numbers as given."""
        super().__init__("coordinate_invalid", {"latitude": latitude, "longitude": longitude})


class FileRefused(DirectoryError):
    """A whole file can not be imported; nothing of it was stored.

    `code` is the true reason (file_empty, file_not_resources, file_encoding, …).
    """


class RequestRefused(DirectoryError):
    """A request parameter can not be understood. `facts["field"]` names it."""


class NotFound(DirectoryError):
    """What was asked for does not exist, or must look as if it did not."""


class Conflict(DirectoryError):
    """Somebody changed the same thing first. `facts["version"]` is the version that is stored now, where there is one.

    Codes: resource_changed, account_exists.
    """


class DatabaseRefused(DirectoryError):
    """The database is missing, empty, foreign, too old or too new; `code` names the command to run."""


class StoreUnavailable(DirectoryError):
    """The database is away, busy, full or read-only; the same request may succeed later."""


class GeodataMissing(DirectoryError):
    """A file of data/geo is missing or unreadable."""
