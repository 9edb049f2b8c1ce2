"""The table of synonyms."""

from __future__ import annotations

from collections import Counter

import pytest

from directory.formats.columns import _load, field_names, fold_header, foreign_headers, synonyms


def test_every_header_stands_under_one_field_only() -> None:
    headers = [fold_header(header) for names in _load()["fields"].values() for header in names]
    # Two spellings of one header under the same field are harmless, under two fields they would be a coin toss.
    owners = {(fold_header(header), field) for field, names in _load()["fields"].items() for header in names}
    twice = [header for header, count in Counter(header for header, _ in owners).items() if count > 1]
    assert twice == []
    assert len(set(headers)) == len(synonyms())


def test_no_header_is_both_ours_and_foreign() -> None:
    assert set(foreign_headers()).isdisjoint(synonyms())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全国地方公共団体コ―ド", "全国地方公共団体コード"),
        ("?全国地方公共団体コード", "全国地方公共団体コード"),
        ("\ufeff名称", "名称"),
        ("料金（基本）", "料金(基本)"),
        ("連絡先備考（その他、ＳＮＳなど）", "連絡先備考(その他、SNSなど)"),
        ("ＴＥＬ", "tel"),
        ("名 称", "名称"),
        ("名称（必須）", "名称"),
        ("名称*", "名称"),
        ("電話番号：", "電話番号"),
        ("ﾒｰﾙｱﾄﾞﾚｽ", "メールアドレス"),
    ],
)
def test_spellings_of_one_header_fold_alike(one: str, other: str) -> None:
    assert fold_header(one) == fold_header(other)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("施設名", "name"), ("団体名", "organization"), ("場所", "place_name"), ("会場2", "place_name_2"),
        ("TEL", "phone"), ("ホームページ", "url"), ("対象", "eligibility"), ("料金", "fee"), ("日時", "schedule"),
        ("備考", "note"), ("分類", "kind"), ("公開範囲", "visibility"), ("状態", "status"), ("確認日", "confirmed_on"),
        ("ネットワーク", "network"), ("addr", "address"), ("所在地_連結標記", "address"), ("Y", "latitude"),
        ("追加情報NO", "additional"), ("利用可能時間特記事項", "schedule_note"), ("telephoneNumber", "phone"),
    ],
)  # fmt: skip
def test_headers_of_real_lists_have_their_field(header: str, field: str) -> None:
    assert synonyms()[fold_header(header)][0] == field
    assert field in field_names()
