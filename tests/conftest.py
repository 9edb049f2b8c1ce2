"""Fixtures of all tests: where the shared data lies, and no network but loopback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CHECKOUT = Path(__file__).resolve().parent.parent

# A busy machine is slow now and then, which says nothing about the code; the shared run tries the same examples always.
settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright keeps an event loop in the main thread from then on.

    They get a second try: a browser on a busy machine now and then loses its page for no reason of ours.
    """
    items.sort(key=lambda item: "e2e" in item.path.parts)
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Top folder of the project."""
    return CHECKOUT


@pytest.fixture(scope="session")
def geodata_folder(checkout: Path) -> Path:
    """The shipped geographic data."""
    return checkout / "data" / "geo"


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """Real open data for reading and testing in place; a test that wants it skips without it."""
    folder = Path(os.environ.get("DIRECTORY_TEST_SHARED", CHECKOUT.parent / "shared"))
    if not (folder / "data" / "manifest.csv").is_file():
        pytest.skip(f"no shared data in {folder} (set DIRECTORY_TEST_SHARED)")
    return folder
