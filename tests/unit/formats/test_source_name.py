"""Names of data sets from file names."""

from __future__ import annotations

import pytest

from directory.formats.source_name import name_source


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("131059_child_cafe.csv", "131059_child_cafe"),
        ("131059_child_cafe_20240827.csv", "131059_child_cafe"),
        ("131059_child_cafe_2024-08-27(1).csv", "131059_child_cafe"),
        ("131059_child_cafe_tsuika.csv", "131059_child_cafe"),
        ("salon - コピー.csv", "salon"),
        ("salon_copy.csv", "salon"),
        ("salon (12).xlsx", "salon"),
        ("サロン一覧（令和6年4月1日現在）.xlsx", "サロン一覧"),
        ("サロン一覧_R6.4.1.xlsx", "サロン一覧"),
        ("facilities_2018.csv", "facilities"),
        ("20240401.csv", "20240401"),
        ("nursery/data(3).xlsx", "nursery/data"),
        ("data.xlsx", "data"),
        ("201006_list.csv", "201006_list"),
    ],
)
def test_dates_and_copy_marks_do_not_make_another_data_set(path: str, source: str) -> None:
    assert name_source(path) == source
