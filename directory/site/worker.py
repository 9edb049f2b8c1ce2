"""The application of one worker process, from its environment."""

from __future__ import annotations

import os

from fastapi import FastAPI

from directory.settings import read_settings
from directory.site.app import create_app


def make_app() -> FastAPI:
    """The site with the settings of this process."""
    return create_app(read_settings(os.environ))
