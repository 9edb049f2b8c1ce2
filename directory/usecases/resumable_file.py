"""A file that grows beside its final name, survives being killed, and appears whole."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from directory.domain.errors import FileRefused

Start = Literal["new", "resumed", "outdated"]
"""outdated: what lay there belonged to another input or other options, and was thrown away."""


@dataclass(kw_only=True)
class ResumableFile:
    """Use `open_resumable`. What counts is what the last checkpoint says; everything behind it is cut off.

    Attributes:
        rows: rows that are safely written. counts: what the caller counted up to there.
    """

    path: Path
    purpose: str
    start: Start = "new"
    rows: int = 0
    size: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def growing(self) -> Path:
        """The unfinished file."""
        return self.path.with_name(f"{self.path.name}.part")

    @property
    def journal(self) -> Path:
        """Where the last checkpoint is written down."""
        return self.path.with_name(f"{self.path.name}.part.json")

    def append(self, data: bytes, *, rows: int, counts: Mapping[str, int]) -> None:
        """Writes whole rows and then the checkpoint that makes them count; `rows` and `counts` from the beginning on.

        Raises:
            FileRefused: out_unwritable.
        """
        try:
            with self.growing.open("ab") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            self.rows, self.size, self.counts = rows, self.size + len(data), dict(counts)
            self._checkpoint()
        except OSError as error:
            raise _refuse(self.path, error) from error

    def finish(self) -> None:
        """Gives the file its final name."""
        try:
            self.growing.replace(self.path)
        except OSError as error:
            raise _refuse(self.path, error) from error
        self.journal.unlink(missing_ok=True)

    def restart(self) -> None:
        """Begins an empty file.

        Raises:
            FileRefused: out_unwritable.
        """
        self.rows, self.size, self.counts = 0, 0, {}
        try:
            self.growing.write_bytes(b"")
            self._checkpoint()
        except OSError as error:
            raise _refuse(self.path, error) from error

    def take_up(self) -> bool:
        """Goes on from the last checkpoint; False when there is none for the same purpose."""
        try:
            state = json.loads(self.journal.read_text(encoding="utf-8"))
            size, rows, counts = int(state["size"]), int(state["rows"]), dict(state["counts"])
            if state["purpose"] != self.purpose or self.growing.stat().st_size < size:
                return False
            os.truncate(self.growing, size)
        except (OSError, ValueError, KeyError, TypeError):
            return False
        self.size, self.rows, self.counts = size, rows, counts
        return True

    def _checkpoint(self) -> None:
        state = {"purpose": self.purpose, "rows": self.rows, "size": self.size, "counts": self.counts}
        beside = self.journal.with_name(f"{self.journal.name}.new")
        beside.write_text(json.dumps(state), encoding="utf-8")
        beside.replace(self.journal)


def open_resumable(path: Path, *, purpose: str, may_replace: bool) -> ResumableFile:
    """A file to append to, at its beginning or where the same work stopped.

    Args:
        path: final name.
        purpose: whatever must be the same for the rows already written to be right.
        may_replace: whether a finished file of that name may be lost.

    Raises:
        FileRefused: out_exists, out_unwritable.
    """
    if path.exists() and not may_replace:
        raise FileRefused("out_exists", {"path": str(path)})
    file = ResumableFile(path=path, purpose=purpose)
    was_there = file.journal.exists()
    if file.take_up():
        file.start = "resumed" if file.rows else "new"
        return file
    file.start = "outdated" if was_there else "new"
    file.restart()
    return file


def discard(path: Path) -> None:
    """Removes what is left of an unfinished file."""
    file = ResumableFile(path=path, purpose="")
    for each in (file.growing, file.journal):
        with suppress(OSError):
            each.unlink()


def _refuse(path: Path, error: OSError) -> FileRefused:
    return FileRefused("out_unwritable", {"path": str(path), "reason": error.strerror or type(error).__name__})
