"""The Japanese sentences, and the easy ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.wording.words import Words, open_words


@pytest.fixture(scope="session")
def words(checkout: Path) -> Words:
    return open_words(checkout / "web" / "locales")


@pytest.fixture(scope="session")
def easy(checkout: Path) -> Words:
    return open_words(checkout / "web" / "locales", "easy")
