"""Stopping the demo stops its site, too: nothing is left behind that holds the port."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

SERVE = "import sys, pathlib, demo; sys.exit(demo._serve(pathlib.Path(sys.argv[1]), 1))"
SITE = """#!/bin/sh
trap 'echo stopped; exit 0' TERM INT
echo started
while :; do sleep 0.1; done
"""


@pytest.fixture
def demo(checkout, tmp_path):
    """The demo in a session of its own, over a site that only says what becomes of it."""
    site = tmp_path / "site"
    site.write_text(SITE, encoding="utf-8")
    site.chmod(0o755)
    command = [sys.executable, "-c", SERVE, str(site)]
    with subprocess.Popen(
        command, cwd=checkout / "scripts", stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as started:
        yield started
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)


@pytest.mark.parametrize(
    "stop",
    [
        pytest.param(lambda demo: demo.terminate(), id="kill"),
        # as a terminal does, which tells everybody
        pytest.param(lambda demo: os.killpg(demo.pid, signal.SIGINT), id="Ctrl-C"),
    ],
)
def test_whoever_stops_the_demo_stops_its_site(demo, stop):
    assert "started\n" in iter(demo.stdout.readline, "")
    stop(demo)
    assert demo.communicate(timeout=20)[0] == "stopped\n"
    assert demo.returncode == 0
