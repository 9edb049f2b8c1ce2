"""Whatever length a name, an address or a telephone has: it breaks within its box and hides nothing."""

from __future__ import annotations

import pytest

from directory.domain.contact import Contact
from directory.settings import Settings
from tests.e2e.axe import violations
from tests.e2e.conftest import SiteInMemory
from tests.integration.site.fictional import RuntimeInMemory, make_listing

pytestmark = pytest.mark.browser

LONG = {
    "letters": "A" * 180,
    "japanese": "地域みんなでつくる子どもとおとなの居場所づくり実行委員会" * 6,
    "kana": "ー" * 150,
    "link": "https://example.jp/" + "x" * 160,
    "emoji": "🍙" * 90,
}
LISTINGS = tuple(
    make_listing(
        number,
        code=kind,
        series=kind,
        name=f"{text}",
        kana=text,
        address=text,
        venue=text,
        building=text,
        organization=text,
        description=text,
        access=text,
        contacts=(
            Contact(kind="phone", value="03-0000-0000-0000-0000", note=text),
            Contact(kind="url", value="https://example.jp/" + "y" * 160),
        ),
    )
    for number, (kind, text) in enumerate(LONG.items(), start=1)
)
CODES = ",".join(LONG)
PATHS = (
    "/",
    "/?view=map&sel=letters",
    "/?view=map&sel=japanese",
    *(f"/r/{kind}" for kind in LONG),
    f"/list?ids={CODES}",
    f"/print?ids={CODES}",
    f"/sheet?ids={CODES}",
    "/calendar",
    "/en/r/letters",
    "/easy/r/japanese",
)
COVERED = """() => [...document.querySelectorAll("main a, main button, main h2")]
  .filter((each) => each.checkVisibility() && !each.closest("#map"))
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".wide, .chips, .sheet"))
  .map((each) => each.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def long_site() -> SiteInMemory:
    settings = Settings(
        site_name="とても長い名前の市のまちの支えあいマップ",
        area_name="架空市",
        help_phone="03-3555-0000",
        tiles="none",
    )
    return SiteInMemory("long.test", RuntimeInMemory(settings, LISTINGS))


@pytest.mark.parametrize("width", [320, 390, 768, 1366])
def test_nothing_stands_outside_of_the_screen(make_context, long_site, width):
    context = make_context(width=width, height=844)
    context.route(f"{long_site.url}/**", long_site.answer)
    page = context.new_page()
    for path in PATHS:
        page.goto(f"{long_site.url}{path}")
        if "sel=" in path:
            page.locator("#map-panel h2").wait_for()
            panel = page.locator("#map-panel")
            assert panel.locator(".map-close").is_visible()
            assert panel.evaluate("each => each.scrollWidth <= each.clientWidth + 1"), path
            assert panel.bounding_box()["height"] <= 844 * 0.72, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(COVERED) == [], path
        if width == 390:
            assert violations(page) == [], path
