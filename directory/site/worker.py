"""The application of one worker process, from its environment."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from threading import Thread

from fastapi import FastAPI

from directory.domain.errors import DirectoryError
from directory.runtime import Runtime
from directory.settings import read_settings
from directory.site.app import create_app
from directory.site.map_outlines import prepare_first_look

SWITCH_S = 0.0005
"""How long a thread may go on while others wait for their turn; ten times less than Python's usual time.

Whoever asks while another thread reads a changed catalog waits for it after every larger sum.
"""

YOUNG, OLDER = 700, 50
"""New objects after which garbage is looked for among them, and how often so before it is among those of many answers.

Python's 10 instead of 50 lets one answer of sixty wait 4 ms for it, though next to nothing is found.
"""


def make_app() -> FastAPI:
    """The site with the settings of this process; what its first visitor would wait for is made meanwhile."""
    sys.setswitchinterval(SWITCH_S)
    app = create_app(read_settings(os.environ))
    Thread(target=make_ready, args=(app,), name="first look", daemon=True).start()
    return app


def make_ready(app: FastAPI) -> None:
    """Loads what the first visitors ask for, and lets nobody wait while garbage is looked for among all that stays.

    Such a search takes a fifth of a second.
    """
    prepare_first_look(app)
    runtime: Runtime = app.state.runtime
    # whole tables of stations, and of municipalities of now and before, are read by the first question for one of them
    with suppress(DirectoryError):
        runtime.gazetteer.find_municipalities("")
        runtime.gazetteer.stations("")
        runtime.gazetteer.history()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, OLDER)
