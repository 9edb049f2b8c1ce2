"""The folder beside a database in which processes share what they made: believed only where nobody else may write."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO


def is_ours(path: Path) -> bool:
    """Whether it is there and nobody else may have written to it: what is read is believed."""
    try:
        state = path.stat()
    except OSError:
        return False
    return state.st_uid == os.geteuid() and not state.st_mode & 0o022


def claim_folder(folder: Path) -> None:
    """Makes the folder where it is missing.

    Raises:
        PermissionError: somebody else may write there. OSError: it can not be made.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    if not is_ours(folder):
        raise PermissionError(str(folder))


def put_file(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Writes a file as a whole: readers see the one before or this one, and a failure leaves nothing behind."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
        try:
            write(stream.file)
            stream.flush()
        except BaseException:
            Path(stream.name).unlink()
            raise
    Path(stream.name).replace(path)
