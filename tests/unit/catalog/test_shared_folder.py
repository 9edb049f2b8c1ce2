"""Processes share files only in a folder of their own, and only whole ones."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import pytest

from directory.catalog.shared_folder import claim_folder, is_ours, put_file


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def fail(stream: IO[bytes]) -> None:
        stream.write(b"half")
        raise OSError(28, "no room")

    kept = tmp_path / "kept"
    put_file(kept, lambda stream: stream.write(b"old") and None)
    with pytest.raises(OSError, match="no room"):
        put_file(kept, fail)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("kept", b"old")]


def test_a_folder_that_others_may_write_to_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    claim_folder(folder)
    assert is_ours(folder)
    folder.chmod(0o777)
    with pytest.raises(PermissionError, match="shared"):
        claim_folder(folder)
    assert not is_ours(folder)


def test_what_is_absent_is_nobodys(tmp_path: Path) -> None:
    assert not is_ours(tmp_path / "absent")
