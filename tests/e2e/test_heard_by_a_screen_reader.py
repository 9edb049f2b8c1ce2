"""What a screen reader hears, word by word: a card, the panel of the map, an empty answer, a form with a mistake."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

CARD = """
- article:
  - heading "たんぽぽ子ども食堂 40号" [level=2]:
    - link "たんぽぽ子ども食堂 40号":
      - /url: /r/t00040
  - paragraph: 子ども食堂
  - term: 次
  - definition: 6月8日（月） 9:00〜16:00（毎週月〜金曜）
  - term: 場所
  - definition: 高知市本町11-5 さくら会館
  - term: 対象
  - definition: 0歳〜3歳
  - term: 費用
  - definition: 子ども 無料／大人 300円
  - paragraph: 最後に確認したのは2026年2月20日です
  - paragraph:
    - link "電話する 03-0000-0040":
      - /url: tel:0300000040
    - link "たんぽぽ子ども食堂 40号を地図で見る"
    - button "たんぽぽ子ども食堂 40号を候補に入れる"
"""
PANEL = """
- complementary "ひだまり子育てサロン・ひろば 1号":
  - heading "ひだまり子育てサロン・ひろば 1号" [level=2]
  - button "閉じる"
  - paragraph: 子育てサロン・ひろば
  - term: 次
  - definition: 6月6日（土） 11:30〜14:00
  - term: 場所
  - definition: 高知市本町2-2
  - term: 電話
  - definition:
    - link "03-0000-0001":
      - /url: tel:0300000001
  - link "詳しく見る"
"""
EMPTY = """
- heading "見つかりませんでした" [level=2]
- paragraph: 条件を変えると見つかるかもしれません。
- list:
  - listitem:
    - link "すべての場所を見る（66件）":
      - /url: /
  - listitem:
    - link "子ども食堂をすべて見る（13件）":
      - /url: /?cat=child_cafe
"""


@pytest.fixture(params=[390, 768, 1366])
def page(request, make_context):
    return make_context(width=request.param).new_page()


def test_a_card_says_name_kind_day_place_and_what_one_can_do(page, special):
    page.goto(f"{special.url}/?q=たんぽぽ&cat=child_cafe")
    expect(page.locator("#cards .card").first).to_match_aria_snapshot(CARD)


def test_the_panel_of_the_map_says_the_same_in_short(page, special):
    page.goto(f"{special.url}/?view=map&sel=t00001")
    page.locator("#map-panel h2").wait_for()
    expect(page.locator("#map-panel")).to_match_aria_snapshot(PANEL)


def test_an_empty_answer_says_what_to_do(page, special):
    page.goto(f"{special.url}/?q=zzzzqqqq")
    expect(page.locator("#empty")).to_match_aria_snapshot(EMPTY)


def test_every_mark_of_the_map_has_a_name_of_its_own(page, special):
    page.goto(f"{special.url}/?view=map")
    page.wait_for_selector("#map[data-map-ready]")
    page.wait_for_selector("#map .map-mark")
    names = page.locator("#map .map-mark").evaluate_all("all => all.map((each) => each.getAttribute('aria-label'))")
    assert all(names)
    assert len(set(names)) == len(names)
    assert page.get_by_role("region", name="地図").count() == 1
    assert page.get_by_role("search").count() == 1


def test_a_mistake_is_the_first_thing_said(page, server_url):
    code = page.request.get(f"{server_url}/api/v1/listings?limit=1").json()["items"][0]["id"]
    page.goto(f"{server_url}/r/{code}/report")
    page.get_by_role("button", name="知らせる").click()
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert page.title().startswith("エラー：")
    expect(alert).to_match_aria_snapshot(
        """
        - alert:
          - heading "入力を確かめてください" [level=2]
          - list:
            - listitem:
              - link
        """
    )
    page.wait_for_function("() => document.activeElement.closest('[role=alert]') !== null")
