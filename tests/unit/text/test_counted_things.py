"""Numbers with their counters, as people say them."""

from __future__ import annotations

import pytest

from directory.text.counted_things import COUNTED, say_counted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("三軒", "サンゲン"),
        ("一歩", "イッポ"),
        ("8本", "ハッポン"),
        ("百本", "ヒャッポン"),
        ("千本", "センボン"),
        ("10周年", "ジュッシュウネン"),
        ("六歳", "ロクサイ"),
        ("6階", "ロッカイ"),
        ("4回", "ヨンカイ"),
        ("二人", "フタリ"),
        ("7日", "ナノカ"),
        ("4月", "シガツ"),
    ],
)
def test_number_and_counter_are_said_together(text, said):
    found = COUNTED.fullmatch(text)
    assert found is not None
    assert say_counted(*found.groups()) == said


def test_what_is_said_one_after_the_other_is_left_to_others():
    assert say_counted("5", "人") == ""


@pytest.mark.parametrize("name", ["八本松", "十日町", "三軒家"])
def test_names_of_places_count_nothing(name):
    assert COUNTED.match(name) is None
