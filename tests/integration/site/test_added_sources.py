"""The data page names the sources of the points that an operator added."""

from __future__ import annotations

from datetime import date

from directory.geo.points_sources import SourceRow, note_sources
from directory.geo.points_writer import changed_points

ADDED = "この掲載サイトで追加した"


def test_only_added_sources_are_named(make_client, tmp_path):
    path = tmp_path / "points.sqlite"
    client = make_client(points_file=str(path))
    assert ADDED not in client.get("/data").text
    rows = [SourceRow(jis="13229", source="isj", kind="block", points=1)]
    with changed_points(path) as connection:
        note_sources(connection, rows, added_on=date(2026, 11, 22))
    text = client.get("/data").text
    assert text.count(ADDED) == 1
    assert "「位置参照情報」（国土交通省）" in text
