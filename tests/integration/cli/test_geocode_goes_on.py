"""Interrupted work of `directory geocode` is taken up again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from directory.usecases import geocode_table
from directory.usecases.resumable_file import ResumableFile
from tests.integration.cli.geocoding import directory, geocode, many, read

__all__ = ["directory", "geocode"]


def test_interrupted_work_goes_on_where_it_stopped(geocode, directory, monkeypatch):
    monkeypatch.setattr(geocode_table, "BATCH_ROWS", 10)
    assert geocode(many(45)) == 0
    whole = geocode.out.read_bytes()
    geocode.out.unlink()
    append = ResumableFile.append

    def stop(self, data, *, rows, counts):
        if rows == 30:
            raise KeyboardInterrupt
        append(self, data, rows=rows, counts=counts)

    with monkeypatch.context() as patch:
        patch.setattr(ResumableFile, "append", stop)
        assert geocode(many(45)) == 1
    assert "20/45" in directory.err
    assert not geocode.out.exists()
    # what a kill leaves behind the last checkpoint does not count
    with (directory.folder / "out.csv.part").open("ab") as part:
        part.write("東京都西東".encode())
    assert geocode(many(45), "--json") == 0
    assert "20/45" in directory.err
    assert json.loads(directory.out)["counts"]["located"] == 45
    assert geocode.out.read_bytes() == whole


def test_another_input_does_not_go_on_with_the_old_part(geocode, directory, monkeypatch):
    monkeypatch.setattr(geocode_table, "BATCH_ROWS", 10)
    append = ResumableFile.append

    def stop(self, data, *, rows, counts):
        if rows > 10:
            raise KeyboardInterrupt
        append(self, data, rows=rows, counts=counts)

    with monkeypatch.context() as patch:
        patch.setattr(ResumableFile, "append", stop)
        assert geocode(many(45)) == 1
    assert geocode(many(44)) == 0
    assert "はじめから" in directory.err
    assert len(read(geocode.out)) == 44


def test_a_killed_command_leaves_a_part_and_finishes_later(directory):
    """The real process, killed as soon as its first rows are written down."""
    path, out = directory.folder / "list.csv", directory.folder / "out.csv"
    path.write_bytes(many(3_000))
    command = [sys.executable, "-m", "directory", "geocode", "--file", str(path), "--out", str(out), "--json"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    journal = directory.folder / "out.csv.part.json"
    while process.poll() is None and not (journal.exists() and json.loads(journal.read_text())["rows"]):
        os.sched_yield()
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if process.returncode == 0:
        pytest.skip("finished before it was killed")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["rows"] == 3_000
    assert [row["住所"] for row in read(out)] == many(3_000).decode().splitlines()[1:]
