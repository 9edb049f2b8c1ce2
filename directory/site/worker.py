"""The application of one worker process, from its environment."""

from __future__ import annotations

import os
from threading import Thread

from fastapi import FastAPI

from directory.settings import read_settings
from directory.site.app import create_app
from directory.site.map_outlines import prepare_first_look


def make_app() -> FastAPI:
    """The site with the settings of this process; what its first visitor would wait for is made meanwhile."""
    app = create_app(read_settings(os.environ))
    Thread(target=prepare_first_look, args=(app,), name="first look", daemon=True).start()
    return app
