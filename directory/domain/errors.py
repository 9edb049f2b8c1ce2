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


class VersionMissing(DirectoryError):
    """A change that does not say which version of the record it was made from."""


class VersionStale(DirectoryError):
    """A change of a version of the record that is not the present one; `facts["version"]` is, where it is known."""


class DatabaseRefused(DirectoryError):
    """The database is missing, empty, foreign, too old or too new; `code` names the command to run."""


class StoreUnavailable(DirectoryError):
    """The database is away, busy, full or read-only; the same request may succeed later."""


class GeodataMissing(DirectoryError):
    """A file of data/geo is missing or unreadable."""


@dataclass(eq=False)
class AccessRefused(DirectoryError):
    """Somebody may not do this. What the audit keeps of it stands beside the facts, never in the answer."""

    account_id: str = ""
    action: str = ""
    object_id: str = ""


class Unauthenticated(AccessRefused):
    """Nobody is signed in; the thing was not looked at."""


class SecondFactorMissing(AccessRefused):
    """Signed in by mail, but this needs the second factor."""


class Forbidden(AccessRefused):
    """The actor may see the thing but not do this with it."""


class HiddenFromActor(AccessRefused, NotFound):
    """The thing is none of the actor's business and answers exactly as if it did not exist."""


class TooManyRequests(DirectoryError):
    """More than a limit allows. `facts["retry_after_s"]` says when to come back."""


class SignInRefused(DirectoryError):
    """A link, a code or a second factor does not sign anybody in."""
