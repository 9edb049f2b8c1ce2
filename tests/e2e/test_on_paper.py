"""What people carry away on paper: whole entries, numbers that fit the list, a code that a camera reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pytest
import zxingcpp

from tests.e2e.axe import violations

pytestmark = pytest.mark.browser

A4_POINTS = (595, 842)
DOTS_A_POINT = 3


def print_pages(page) -> Iterator[pypdfium2.PdfPage]:
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    yield from pypdfium2.PdfDocument(paper)


def read_codes(sheet: pypdfium2.PdfPage) -> list[tuple[str, float]]:
    """Texts of the codes of a sheet, and their sides in millimetres without the quiet zone."""
    found = zxingcpp.read_barcodes(sheet.render(scale=DOTS_A_POINT).to_pil())
    sides = ((each.text, each.position.top_right.x - each.position.top_left.x) for each in found)
    return [(text, dots / DOTS_A_POINT / 72 * 25.4) for text, dots in sides]


def test_one_place_is_one_sheet_with_a_code_of_25_mm(make_context, server_url):
    page = make_context(has_script=False).new_page()
    page.goto(f"{server_url}/?cat=child_cafe")
    page.locator("#cards h2 a").first.click()
    page.wait_for_url("**/r/*")
    sheets = list(print_pages(page))
    assert len(sheets) == 1
    ((text, side_mm),) = read_codes(sheets[0])
    assert text == page.url
    assert side_mm >= 24.5  # a module more or less of the camera's corners
    words = sheets[0].get_textpage().get_text_range()
    assert "03-3555-" in words
    assert "確認日" in words


def test_an_answer_is_printed_without_a_script(make_context, server_url):
    page = make_context(width=1366, has_script=False).new_page()
    page.goto(f"{server_url}/?cat=child_cafe&municipality=13229")
    page.get_by_role("link", name="この結果を印刷する").click()
    page.wait_for_url("**/print?**")
    assert page.locator("#print").is_hidden()
    numbers = [int(text) for text in page.locator(".place-number").all_inner_texts()]
    labels = page.locator("svg.numbered text[font-weight=bold]").all_text_contents()
    assert sorted(int(number) for label in labels for number in label.split("・")) == numbers
    assert numbers == list(range(1, len(numbers) + 1))
    sheets = list(print_pages(page))
    assert (round(sheets[0].get_width()), round(sheets[0].get_height())) == A4_POINTS
    ((text, _),) = read_codes(sheets[0])
    assert text == f"{server_url}/?cat=child_cafe&municipality=13229"
    # an entry that breaks over two sheets would leave its name on one and its telephone on the other
    texts = [sheet.get_textpage().get_text_range() for sheet in sheets]
    entries = page.locator(".entries > li").all_inner_texts()
    pairs = [re.search(r"(\d+号)[\s\S]*?(03-3555-\d{4})", entry).groups() for entry in entries]
    assert [pair for pair in pairs if not any(pair[0] in sheet and pair[1] in sheet for sheet in texts)] == []


def test_the_button_of_the_sheet_prints(page, server_url):
    page.goto(f"{server_url}/print?cat=child_cafe&limit=20")
    page.evaluate("globalThis.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="印刷する").click()
    assert page.title() == "printed"


@pytest.mark.parametrize(
    ("width", "size"), [(320, "100%"), (390, "100%"), (640, "200%"), (768, "100%"), (1366, "200%"), (1366, "100%")]
)
def test_the_sheet_can_be_read_on_a_screen_before_it_is_printed(make_context, server_url, width: int, size: str):
    page = make_context(width=width, color_scheme="dark").new_page()
    page.goto(f"{server_url}/print?cat=child_cafe&limit=20")
    page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    # black on white also in the dark
    assert page.locator(".sheet").evaluate("(sheet) => getComputedStyle(sheet).backgroundColor") == "rgb(255, 255, 255)"
