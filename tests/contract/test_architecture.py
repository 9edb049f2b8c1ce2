from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "misc", "manager"}


@pytest.fixture
def architecture(checkout: Path) -> dict[str, object]:
    return runpy.run_path(str(checkout / "scripts" / "write_architecture.py"))


def test_architecture_document_names_every_module_and_its_job(checkout, architecture):
    document = (checkout / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert architecture["fill"](document) == document, "run scripts/write_architecture.py"


def test_rooms_call_only_rooms_below_them(checkout):
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter], cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_import_linter_ignores_nothing(checkout):
    assert "ignore_imports" not in (checkout / "pyproject.toml").read_text(encoding="utf-8")


def test_modules_are_small_and_named_by_a_noun(checkout):
    modules = list((checkout / "directory").rglob("*.py"))
    too_long = {path.name: count for path in modules if (count := len(path.read_text().splitlines())) > 250}
    assert too_long == {}
    assert {path.stem for path in modules} & FORBIDDEN_NAMES == set()
