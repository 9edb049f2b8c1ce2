"""What was drawn once is read at the next start, and never believed when anything about it is doubtful."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.mapping.kept_files import KeptFiles


def refuse() -> bytes:
    pytest.fail("it was kept already")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def test_the_next_start_reads_what_the_last_one_made(folder):
    assert KeptFiles(folder).get("lines", "of today", lambda: b"drawn") == b"drawn"
    assert KeptFiles(folder).get("lines", "of today", refuse) == b"drawn"
    assert [each.name for each in folder.iterdir()] == ["lines.drawn"]


def test_of_another_source_it_is_made_again_in_the_same_file(folder):
    KeptFiles(folder).get("lines", "of yesterday", lambda: b"old")
    assert KeptFiles(folder).get("lines", "of today", lambda: b"new") == b"new"
    assert KeptFiles(folder).get("lines", "of today", refuse) == b"new"
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda data: b"", lambda data: data + b"!"])
def test_a_torn_file_is_made_again(folder, harm):
    KeptFiles(folder).get("lines", "s", lambda: b"drawn")
    file = folder / "lines.drawn"
    file.write_bytes(harm(file.read_bytes()))
    assert KeptFiles(folder).get("lines", "s", lambda: b"again") == b"again"


def test_what_others_may_write_is_neither_believed_nor_added_to(folder):
    KeptFiles(folder).get("lines", "s", lambda: b"drawn")
    folder.chmod(0o777)
    assert KeptFiles(folder).get("lines", "s", lambda: b"ours") == b"ours"
    assert KeptFiles(folder).get("more", "s", lambda: b"more") == b"more"
    assert [each.name for each in folder.iterdir()] == ["lines.drawn"]


def test_without_a_folder_or_room_it_is_made_each_time(tmp_path):
    assert KeptFiles(None).get("lines", "s", lambda: b"drawn") == b"drawn"
    missing = tmp_path / "away" / "kept"
    assert KeptFiles(missing).get("lines", "s", lambda: b"drawn") == b"drawn"
    assert not missing.exists()
