"""Whatever somebody publishes is shown letter by letter and never runs, on paper and in other languages as well."""

from __future__ import annotations

import pytest

from tests.e2e.letters import hover_everything, leads_nowhere_else, missing, text_of
from tests.e2e.test_published_text_is_never_code import DETAIL_FIELDS, hostile, site

from .hostile import ORIGIN, PAYLOADS

__all__ = ["hostile", "site"]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("sheet", ["/print?limit=100", "/print?ids={codes}", "/sheet?ids={codes}&map=1&numbers=1"])
def test_paper_shows_it_letter_by_letter(hostile, sheet):
    texts = list(PAYLOADS.values())
    for first in range(0, len(texts), 7):
        codes = ",".join(f"h{number + 101:05d}" for number in range(first, first + 7))
        hostile.goto(f"{ORIGIN}{sheet.format(codes=codes)}")
        shown = text_of(hostile, "main")
        assert missing(shown, (f"名 {text}" for text in texts[first : first + 7])) == []
        assert hostile.locator("svg.numbered").count() >= 1
        assert hostile.locator("main img[src='q'], main script:not([src])").count() == 0
        hover_everything(hostile, "main *")
        leads_nowhere_else(hostile)
    if sheet.startswith("/sheet"):
        # typed beside the places, and shown on the paper at once
        note = next(each for each in texts if each.startswith("<img"))
        hostile.locator("[data-typed=all]").fill(note)
        assert hostile.locator("[data-mirror=all]").inner_text() == note
    assert hostile.watch.troubles() == []


@pytest.mark.parametrize("language", ["/en", "/easy"])
def test_pages_in_other_languages_show_it_letter_by_letter(hostile, language):
    for order, text in enumerate(PAYLOADS.values()):
        hostile.goto(f"{ORIGIN}{language}/r/h{order + 1:05d}", wait_until="domcontentloaded")
        assert missing(text_of(hostile), (f"{kind} {text}" for kind in DETAIL_FIELDS)) == []
        leads_nowhere_else(hostile)
    hostile.goto(f"{ORIGIN}{language}/?limit=100")
    assert missing(text_of(hostile, "#cards"), (f"名 {text}" for text in PAYLOADS.values())) == []
    for path in (
        "/help?from=h00001",
        "/help?from=h00001&topic=childcare",
        "/networks",
        "/data",
        "/want?cat=child_cafe",
    ):
        hostile.goto(f"{ORIGIN}{language}{path}")
        hover_everything(hostile, "main *")
        leads_nowhere_else(hostile)
    assert hostile.watch.troubles() == []
