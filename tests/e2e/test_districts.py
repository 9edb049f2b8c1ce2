"""Districts of an operator's CSV as a browser shows them: dashed on the map, told on a page without a script."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.axe import violations

from .conftest import free_port, wait_until_ready

pytestmark = pytest.mark.browser

SCHEME = "架空五圏域"
TOWNS = ("南町", "田無町", "保谷町", "泉町", "ひばりが丘")


COUNT_DASHED = """
window.dashed = 0;
const pen = CanvasRenderingContext2D.prototype, { setLineDash, stroke } = pen;
let dash = "";
pen.setLineDash = function (lengths) { dash = String(lengths); return setLineDash.call(this, lengths); };
pen.stroke = function (...line) { if (dash === "6,5") dashed += 1; return stroke.apply(this, line); };
"""
"""All outlines are on one canvas, which remembers nothing: what is drawn dashed is counted while it is drawn."""


def write_files(folder: Path) -> None:
    rows = [f"13229,{SCHEME},架空{town}圏域,{town}" for town in TOWNS]
    text = "\n".join(("municipality,scheme,district,town", *rows))
    (folder / "chiku.csv").write_text(f"{text}\n", encoding="utf-8-sig")
    lines = [
        f"{number},{town}の集い{number}（架空）,子育てサロン,東京都西東京市{town}{number % 3 + 1}-{number + 1}-1"
        for number, town in enumerate([*TOWNS, "芝久保町"] * 4, start=1)
    ]
    text = "\n".join(("ID,名称,分類,住所", *lines))
    (folder / "minna.csv").write_text(f"{text}\n", encoding="utf-8-sig")


@pytest.fixture(scope="module")
def five_districts_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running site of one municipality with five districts."""
    folder = tmp_path_factory.mktemp("five")
    write_files(folder)
    environment = {
        **os.environ,
        "DIRECTORY_DATABASE_URL": f"sqlite:///{folder / 'directory.db'}",
        "DIRECTORY_TODAY": "2026-06-06",
        "DIRECTORY_TILES": "none",
    }
    program = str(Path(sys.executable).with_name("directory"))
    for arguments in (("init",), ("districts", "import", "chiku.csv"), ("import", "minna.csv")):
        done = subprocess.run([program, *arguments], cwd=folder, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
    port = free_port()
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [program, "serve", "--port", str(port)], cwd=folder, env=environment, stdout=log, stderr=log
        )
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def test_five_districts_are_drawn_dashed_with_a_word_about_it(make_context, five_districts_url):
    page = make_context(width=1366, height=900).new_page()
    page.add_init_script(COUNT_DASHED)
    page.goto(f"{five_districts_url}/?view=map")
    page.wait_for_selector("#map[data-map-ready]")
    page.wait_for_function("dashed >= 5")
    assert page.get_by_text("町丁目の点から作った目安").count() >= 1
    folder = os.environ.get("DIRECTORY_TEST_SCREENSHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / "districts.png"))


def test_the_page_about_districts_reads_without_a_script_and_axe_is_content(make_context, five_districts_url):
    page = make_context(has_script=False).new_page()
    page.goto(f"{five_districts_url}/data")
    page.get_by_role("link", name="地区が分からない掲載とその理由").click()
    page.get_by_role("heading", level=1, name="地区が分からない掲載").wait_for()
    assert page.get_by_text("町名が地区の表にない").count() >= 1
    with_script = make_context().new_page()
    with_script.goto(f"{five_districts_url}/data/districts")
    assert violations(with_script) == []
