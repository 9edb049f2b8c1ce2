"""Waiting for what another process makes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import pytest

Found = TypeVar("Found")

PATIENCE_S = 120
LOOK_EVERY_S = 0.05
"""Workers that are asked without a pause are slower at what they are asked about."""


def wait_for(find: Callable[[], Found | None], what: str) -> Found:
    """What is found in the end; looked for again and again, because another process makes it."""
    deadline = time.monotonic() + PATIENCE_S
    while (found := find()) is None:
        if time.monotonic() > deadline:
            pytest.fail(f"{what}: not within {PATIENCE_S} s")
        time.sleep(LOOK_EVERY_S)
    return found
