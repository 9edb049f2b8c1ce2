"""Keeps the base of the catalog: in a file that all workers of a machine map, built by one of them, followed by all."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import IO, Protocol

from directory.catalog.aside import LAST, Aside
from directory.catalog.base import MANY_LISTINGS, Base, Surroundings, keep_base, write_base
from directory.catalog.changes import Changes, find_changes, known_changes, merge_changes
from directory.catalog.shared_folder import claim_folder, is_ours, put_file
from directory.catalog.snapshot import Snapshot, assemble_snapshot
from directory.domain.district import District
from directory.domain.public_changes import PublicChanges
from directory.search.array_file import ArrayFileRefused, ArrayFileWriter, open_arrays

FEW_CHANGES = 1_000
"""So many changed listings are indexed at once; of more of them a new base is made, behind the readers' backs."""

MANY_SHARE = 4
"""From this part of the base on, a new base is quicker."""

PATIENCE_S = 3_600.0
"""How long another process may take to make a base."""

_SUFFIX = ".arrays"

ReadListings = Callable[[], Iterator[bytes]]
"""JSON of all listings, by number; read as often as it is asked for."""


class PublicListings(Protocol):
    """The public tables at one moment."""

    def revision(self) -> str:
        """Text that changes with every change of what is public."""

    def read_listings(self) -> Iterator[bytes]:
        """JSON of all listings, by number."""

    def read_changes(self, since: str) -> PublicChanges | None:
        """What changed since a revision; None when that is not known, as of a revision of another database."""


@dataclass(frozen=True, kw_only=True)
class Published:
    """What a snapshot is made of: the listings, and the districts of the operators' schemes."""

    listings: PublicListings
    districts: tuple[District, ...]


class CatalogKeeper:
    """Makes snapshots for one process, from the base of all and what has changed since."""

    def __init__(
        self,
        open_published: Callable[[], AbstractContextManager[Published]],
        surroundings: Surroundings,
        *,
        folder: Path | None = None,
        today: Callable[[], date],
    ) -> None:
        """Reads nothing yet.

        Args:
            open_published: one reading transaction over the public tables.
            surroundings: names, kana and holidays.
            folder: where bases are shared; None = this process keeps its own.
            today: day in Japan.
        """
        self._open_published = open_published
        self._surroundings = surroundings
        self._folder = BaseFolder(folder, surroundings) if folder else None
        self._today = today
        self._base: Base | None = None
        self._renewing: threading.Thread | None = None

    def load(self) -> Snapshot:
        """The snapshot of now."""
        today = self._today()
        with self._open_published() as published:
            revision = published.listings.revision()
            base = before = self._base
            if base is None or base.day != today:
                base = self._find_base(published, revision, today)
            changes = _changes_since(base, published, revision)
            districts = published.districts
        if changes.count * MANY_SHARE > len(base.numbers) and changes.count > FEW_CHANGES:
            base, changes = self._make_base(partial(merge_changes, base, changes), revision, today), Changes()
        if base is not before:
            self._base = base
        # Else a newer one was made meanwhile: the next snapshot begins with it.
        if self._base is base and changes.count > FEW_CHANGES:
            self._renew(base, changes, revision)
        return assemble_snapshot(base, changes, revision=revision, districts=districts, surroundings=self._surroundings)

    def wait(self) -> None:
        """Waits for a base that is being made."""
        if self._renewing is not None:
            self._renewing.join()

    def _find_base(self, published: Published, revision: str, today: date) -> Base:
        """A shared base of today, of whatever revision, or a new one."""
        found = self._folder.newest(today) if self._folder else None
        return found or self._make_base(self._reader_of(published, revision), revision, today)

    def _reader_of(self, published: Published, revision: str) -> ReadListings:
        """All listings of now; where there is a base of yesterday, hardly any are read again."""
        if self._base is None:
            return published.listings.read_listings
        return partial(merge_changes, self._base, _changes_since(self._base, published, revision))

    def _make_base(self, read: ReadListings, revision: str, today: date) -> Base:
        if self._folder is None:
            return keep_base(read(), revision=revision, today=today, surroundings=self._surroundings)
        if self._base is None or len(self._base.numbers) < MANY_LISTINGS:
            return self._folder.make(read, revision=revision, today=today)
        return self._folder.make_aside(read, revision=revision, today=today)

    def _renew(self, base: Base, changes: Changes, revision: str) -> None:
        """Makes a newer base while readers go on; the next snapshot begins with it."""
        if self._renewing is None or not self._renewing.is_alive():
            arguments = (base, changes, revision)
            self._renewing = threading.Thread(target=self._replace_base, args=arguments, name="base", daemon=True)
            self._renewing.start()

    def _replace_base(self, base: Base, changes: Changes, revision: str) -> None:
        made = self._make_base(partial(merge_changes, base, changes), revision, base.day)
        if self._base is base:
            self._base = made


class BaseFolder:
    """Bases in files that only we may write; what is broken or was written by another version is made again."""

    def __init__(self, folder: Path, surroundings: Surroundings) -> None:
        """Makes nothing yet."""
        self._folder = folder
        self._surroundings = surroundings

    def newest(self, today: date) -> Base | None:
        """The newest base of a day; None when there is none to be believed."""
        files = sorted(self._files(today), key=lambda file: -file.stat().st_mtime_ns) if is_ours(self._folder) else []
        return next(filter(None, map(_open_base, files)), None)

    def make(self, read: ReadListings, *, revision: str, today: date, processes: int = 2) -> Base:
        """The base of a revision: another process's when it was quicker, else a new one; older ones are removed.

        `processes`: how many may make it, 1 or 2.
        """
        name = f"{self._key(today)}-{_hash(revision)}{_SUFFIX}"
        try:
            with self._locked():
                return _open_base(self._folder / name) or self._write(name, read(), revision, today, processes)
        except OSError:
            # No room or no right to write: this process keeps its own.
            return keep_base(read(), revision=revision, today=today, surroundings=self._surroundings)

    def make_aside(self, read: ReadListings, *, revision: str, today: date) -> Base:
        """The same, built by another process, so that the readers in this one need not share their time with it.

        Connections do not outlive a fork: the listings must come from memory or a map.
        """

        def work() -> bytes:
            self.make(read, revision=revision, today=today, processes=1)
            return b""

        Aside(work, patience_s=PATIENCE_S, niceness=LAST).result()
        return self.make(read, revision=revision, today=today)

    def _write(self, name: str, listings: Iterable[bytes], revision: str, today: date, processes: int) -> Base:
        def write(stream: IO[bytes]) -> None:
            writer, around = ArrayFileWriter(stream), self._surroundings
            label = write_base(
                listings, writer, revision=revision, today=today, surroundings=around, processes=processes
            )
            writer.finish(label)
            os.fsync(stream.fileno())

        put_file(self._folder / name, write)
        # A base may be ready after midnight, when others have made that of the new day.
        kept = {self._folder / name, *self._files(today + timedelta(days=1))}
        for file in set(self._folder.glob(f"*{_SUFFIX}")) - kept:
            file.unlink(missing_ok=True)
        return Base(open_arrays(self._folder / name))

    def _files(self, today: date) -> Iterator[Path]:
        return self._folder.glob(f"{self._key(today)}-*{_SUFFIX}")

    def _key(self, today: date) -> str:
        return f"{_hash(f'{_version()} {today} {self._surroundings.seasons!r}')}"

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        claim_folder(self._folder)
        with (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _changes_since(base: Base, published: Published, revision: str) -> Changes:
    if base.revision == revision:
        return Changes()
    told = published.listings.read_changes(base.revision)
    known = known_changes(base, told) if told else None
    return find_changes(base, published.listings.read_listings()) if known is None else known


def _open_base(file: Path) -> Base | None:
    """The base of a file; None when it is absent or broken."""
    try:
        return Base(open_arrays(file))
    except (ArrayFileRefused, KeyError, ValueError):
        return None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def _version() -> str:
    """Changes with every line of code and every word of the lexicon that a base depends on."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for room in ("catalog", "search", "text", "domain"):
        for file in sorted((package / room).glob("*.*")):
            if file.suffix in (".py", ".toml"):
                digest.update(file.read_bytes())
    return digest.hexdigest()
