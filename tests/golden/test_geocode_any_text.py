"""Any text at all: the geocoder answers, quotes the user's own words, and works a bounded number of steps."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.address import Located
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder

_MOST_STEPS = 100_000
"""Function calls, Python's and C's; 100,000 last some 35 ms, and a plain address takes a few hundred."""

_LETTERS = (
    "市区町村一二十百0123456789-ー－の丁目番大字 第ヶｶﾞ㈱①ﾊ\U000e0100髙京都通上ル入東西南北松島原"
    "\n、/,.〒駅府道郡条線号地割甲内外😀\x00"
)

NASTY = [
    *(letter * 500 for letter in "山町市区村郡字一十1あア-の\u200b\u3099😀\ud800\x00㍿"),
    *(
        piece * 160
        for piece in (
            "大字",
            "1-",
            "丁目",
            "1丁目",
            "ノ1",
            "イチノ",
            "高松市",
            "西区",
            "府中市",
            "非公開",
            "1.1",
            "Ａ1",
        )
    ),
    "東京都" + "千代田区" * 120,
    "京都市上京区" + "上る" * 240,
    "京都市上京区" + "町" * 490,
    "京都市" + "本町" * 240,
    "京都市中京区" + "寺町通御池上る" * 60,
    "京都府" + "京都市" * 150,
    "札幌市中央区" + "1-" * 240,
    "札幌市" + "北1西" * 150,
    "札幌市西区" + "24軒" * 150,
    "大阪市" + "区" * 450,
    "高松市" + "屋島" * 200,
    "高松市" + "、高松市番町1" * 60,
    "高松市番町1" + "/屋島西町1" * 80,
    "高松市番町" + "千百十" * 150,
    "三木町大字" + "上" * 400,
    "浜松市中区" * 90,
    "高松市\ud800番町1",
    "高\u200b松\u200b市番町1",
    (
        "北海道青森県岩手県宮城県秋田県山形県福島県茨城県栃木県群馬県埼玉県千葉県東京都神奈川県新潟県富山県石川県福井県"
        "山梨県長野県岐阜県静岡県愛知県三重県滋賀県京都府大阪府兵庫県奈良県和歌山県鳥取県島根県岡山県広島県山口県徳島県"
        "香川県愛媛県高知県福岡県佐賀県長崎県熊本県大分県宮崎県鹿児島県沖縄県"
    ),
    "٣" * 300,
    "999.9,999.9",
    "?lat=1.1&" + "a=&" * 150 + "lon=x",
]


@pytest.fixture(scope="module")
def geocoder(geodata_folder: Path) -> Geocoder:
    """One that has read its files: every ward of the largest cities, former names, readings."""
    geocoder = Geocoder(Gazetteer.open(geodata_folder))
    for near in ("京都市", "札幌市", "大阪市", "高松市", "木田郡三木町"):
        for text in ("架空架空町1", "かくう町1", "架空1-2-3-4"):
            geocoder.locate(text, near=near)
    return geocoder


def count_steps(ask: Callable[[], object]) -> int:
    steps = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        ask()
    finally:
        sys.setprofile(before)
    return steps


def quotes_only(text: str, located: Located) -> bool:
    """Whether everything that an answer quotes stands in the text."""
    quoted = [words for one in located.candidates for words in (one.banchi, one.building, one.corrected_from or "")]
    return all(words in text for words in quoted)


@pytest.mark.parametrize("near", [None, "京都市"])
@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_no_text_takes_long(geocoder: Geocoder, text: str, near: str | None) -> None:
    geocoder.locate(text, near=near)  # opens what this text needs
    assert count_steps(lambda: geocoder.locate(text, near=near)) <= _MOST_STEPS


@settings(max_examples=150, deadline=None)
@given(
    front=st.sampled_from(["", "高松市", "京都市中京区", "札幌市西区", "香川県木田郡三木町大字", "堺市西区鳳東町"]),
    rest=st.text(alphabet=_LETTERS, max_size=40) | st.text(max_size=30),
    near=st.sampled_from([None, "高松市", "京都市"]),
)
def test_an_answer_quotes_the_text_and_nothing_raises(
    geocoder: Geocoder, front: str, rest: str, near: str | None
) -> None:
    text = front + rest
    assert quotes_only(text, geocoder.locate(text, near=near))
