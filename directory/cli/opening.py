"""What every command starts with: settings from the environment and a runtime that is closed again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from directory.settings import Settings, read_settings

if TYPE_CHECKING:
    from directory.runtime import Runtime


def current_settings() -> Settings:
    """Settings of this process."""
    return read_settings(os.environ)


@contextmanager
def opened_runtime() -> Iterator[Runtime]:
    """A runtime for one command."""
    from directory.runtime import open_runtime

    runtime = open_runtime(current_settings())
    try:
        yield runtime
    finally:
        runtime.close()
