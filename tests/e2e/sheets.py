"""Sheets for families: places that say a lot, what a camera finds on the paper, the way there by keyboard."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from directory.domain.contact import Contact
from directory.domain.fees import Fee, Fees
from directory.domain.schedule import Rule, Schedule, Window
from tests.e2e.conftest import SPECIAL_SETTINGS, SiteInMemory
from tests.integration.site.fictional import RuntimeInMemory, make_listing, usual_listings

ADDRESS = "https://machi.example.jp"
DOTS_A_POINT = 3
MM_A_POINT = 25.4 / 72


def long_listing(number: int, **changes: object):
    """A place that says as much as real ones do when they say a lot."""
    return make_listing(
        number,
        code=f"long{number}",
        name="くすのき台ふれあい子育てサロン「ひだまりとこもれびのひろば」コミュニティ会館会場",
        kana="クスノキダイフレアイコソダテサロン",
        kana_source="given",
        address="埼玉県所沢市くすのき台三丁目十八番地の一",
        building="くすのき台コミュニティ会館 東館二階 多目的室",
        venue="ふれあいホール",
        access="架空線の架空公園駅東口から歩いて十二分、または市内を回るバスの「くすのき台三丁目」から三分です。車は八台まで",
        booking="前の日の午後五時までに電話で申しこんでください。はじめての人はその日でも入れます。子どもの人数も教えてください",
        schedule=Schedule(
            rules=(
                Rule(
                    freq="monthly",
                    byday=(0, 2, 4),
                    nth=(1, 2, 4),
                    windows=(Window(start=570, end=690), Window(start=780, end=930)),
                ),
            )
        ),
        fees=Fees(
            prices=tuple(
                Fee(stage=stage, yen=yen)
                for stage, yen in (
                    ("infant", 0),
                    ("elementary", 100),
                    ("junior_high", 150),
                    ("high", 200),
                    ("adult", 300),
                )
            )
        ),
        contacts=(
            Contact(kind="phone", value="03-0000-0123", raw="", note="平日の午前九時から午後五時まで（祝日は休み）"),
        ),
        **changes,
    )


@pytest.fixture(scope="module")
def wordy() -> SiteInMemory:
    """A site whose places say a lot; one was never confirmed, one long ago."""
    listings = (long_listing(201), long_listing(202, assured_on=None), long_listing(205), long_listing(206))
    settings = replace(SPECIAL_SETTINGS, public_url=ADDRESS)
    return SiteInMemory("wordy.test", RuntimeInMemory(settings, (*usual_listings(), *listings)))


def print_sheets(page) -> list[pypdfium2.PdfPage]:
    return list(pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True)))


def read_codes(sheet: pypdfium2.PdfPage) -> dict[str, float]:
    """Addresses of the codes of a sheet with their sides in millimetres, without the quiet zone."""
    found = zxingcpp.read_barcodes(sheet.render(scale=DOTS_A_POINT).to_pil())
    return {
        each.text: (each.position.top_right.x - each.position.top_left.x) / DOTS_A_POINT * MM_A_POINT for each in found
    }


def words_of(sheet: pypdfium2.PdfPage) -> str:
    return sheet.get_textpage().get_text_range()


def order(page) -> list[str]:
    return [each.get_attribute("data-code") for each in page.locator(".places > li").all()]


def type_everywhere(page, text: str) -> None:
    """Fills every field that the sheet offers, as far as it lets somebody type."""
    for field in page.locator("[data-typed]").all():
        field.fill(text[: int(field.get_attribute("maxlength"))])


def codes_of(page, server_url: str) -> list[str]:
    answer = page.request.get(f"{server_url}/api/v1/listings?cat=child_cafe&limit=3").json()
    return [item["id"] for item in answer["items"]]


def tab_to(page, selector: str, *, key: str = "Tab", most: int = 60) -> None:
    """Presses a key until the focus is there."""
    for _ in range(most):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    pytest.fail(f"{most} times {key} do not lead to {selector}")
