"""A start leaves behind what the next one needs, and no visitor waits for the first outlines."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from directory.mapping import skeleton
from directory.runtime import open_runtime
from directory.settings import Settings
from directory.site import map_outlines
from directory.site.app import create_app
from directory.site.map_outlines import prepare_first_look
from directory.store.migrate import create_database
from tests.integration.site.client import Client

OUTLINES = "/api/v1/districts.geojson?detail=overview"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    url = f"sqlite:///{tmp_path / 'directory.db'}"
    create_database(url, now=datetime(2026, 6, 3, tzinfo=UTC))
    return Settings(database_url=url, tiles="none")


def start(settings: Settings) -> tuple[bytes, str]:
    """The first outlines of a new process, and its policy, which names the map's script."""
    runtime = open_runtime(settings)
    try:
        app = create_app(settings, runtime)
        prepare_first_look(app)
        answer = Client(app, runtime).get(OUTLINES)
        return answer.content, answer.headers["content-security-policy"]
    finally:
        runtime.close()


def test_the_second_start_draws_nothing_and_answers_the_same(settings, tmp_path, monkeypatch):
    first = start(settings)
    names = {each.name for each in (tmp_path / "directory.db.catalog").glob("*.drawn")}
    assert names == {"outlines-overview.drawn", *(f"skeleton-none-{each}.drawn" for each in ("ja", "en", "easy"))}

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("it was drawn at the first start")

    monkeypatch.setattr(skeleton, "render_skeleton", refuse)
    monkeypatch.setattr(map_outlines, "show_overview", refuse)
    assert start(settings) == first


def test_a_database_that_is_away_keeps_nobody_from_starting(tmp_path):
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'away.db'}", tiles="none")
    runtime = open_runtime(settings)
    prepare_first_look(create_app(settings, runtime))
    runtime.close()
    assert list(tmp_path.iterdir()) == []


def test_a_site_starts_without_the_packages_that_only_draw():
    """Each of them costs every restart a good part of a second."""
    check = "import sys, directory.site.worker; print({'folium', 'pandas', 'geopandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
