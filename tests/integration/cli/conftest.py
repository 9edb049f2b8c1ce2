from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from directory.cli.app import run

HEADER = "ID,名称,分類,住所,緯度,経度,電話番号,開催日時,利用料,説明"


@dataclass
class Commands:
    """The commands of one installation; what they print is kept."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: object) -> int:
        status = run([str(word) for word in words])
        self.out, self.err = self.capture.readouterr()
        return status

    def json(self, *words: object) -> dict:
        self(*words, "--json")
        return json.loads(self.out)

    def write(self, name: str, *rows: str, header: str = HEADER) -> Path:
        path = self.folder / name
        path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8-sig")
        return path


@pytest.fixture
def directory(tmp_path, monkeypatch, capsys) -> Commands:
    """Commands over an initialised SQLite database in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{tmp_path}/machi.db")
    commands = Commands(tmp_path, capsys)
    assert commands("init") == 0
    return commands
