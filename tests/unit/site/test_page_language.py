"""Finished pages in their language: links, marks of Japanese words, readings; text of people stays harmless."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from directory.site.page_language import add_readings, keep_language, lang_marker, mark_japanese
from directory.site.templating import encode_script_json
from directory.wording.ruby import RubyMarks

MARKS = RubyMarks.draw()
WORD = MARKS.mark("{見|み}る")
RUBY = "<ruby>見<rp>(</rp><rt>み</rt><rp>)</rp></ruby>る"


def test_links_and_forms_stay_in_the_language():
    page = '<a class="b" href="/r/a1?x=1#y">a</a><form action="/"><button formaction="/next">b</button></form>'
    assert keep_language(page, "/en") == (
        '<a class="b" href="/en/r/a1?x=1#y">a</a><form action="/en/"><button formaction="/en/next">b</button></form>'
    )


def test_files_other_sites_and_other_languages_stay():
    page = (
        """<a href="https://example.org/">a</a><a href='/easy/'>b</a><link href="/static/app.css"><a href="#m">c</a>"""
    )
    assert keep_language(page, "/en") == page


@given(st.text(), st.sampled_from((' href="/', ' action="/', '<a href="/r/x">', "' href=\"/")))
def test_text_of_people_is_never_taken_for_a_link(text: str, forged: str):
    words = f"{text}{forged}{text}"
    page = f'<p title="{escape(words)}">{escape(words)}</p><script type="application/json">'
    assert keep_language(page, "/en") == page
    script = f"<script>{encode_script_json({'words': words, forged: [words, ' href=', '/']})}</script>"
    assert keep_language(script, "/en") == script


def test_words_get_readings_in_text_and_lose_them_elsewhere():
    page = f'<title>{WORD}</title><p title="{WORD}">{WORD}</p><option>{WORD}</option><script>"{WORD}"</script>'
    assert add_readings(page, MARKS) == (
        f'<title>見る</title><p title="見る"><span>{RUBY}</span></p><option>見る</option><script>"見る"</script>'
    )


def test_readings_stay_out_of_pictures_and_fields():
    assert add_readings(f"<svg><text>{WORD}</text></svg><textarea>{WORD}</textarea>", MARKS) == (
        "<svg><text>見る</text></svg><textarea>見る</textarea>"
    )


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_text_of_people_comes_out_of_easy_pages_as_it_was(text: str):
    page = f'<p title="{escape(text)}">{escape(text)}</p>'
    assert add_readings(page, MARKS) == page


@given(st.text(st.sampled_from(f"{MARKS.opened}{MARKS.parted}{MARKS.closed}<>&\"'a/")))
def test_whoever_guessed_the_marks_still_writes_no_markup(text: str):
    page = add_readings(f'<p title="{escape(text)}">{escape(text)}</p>', MARKS)
    for known in ("<p title=", "</p>", "<span>", "</span>", "<ruby>", "</ruby>", "<rp>", "</rp>", "<rt>", "</rt>"):
        page = page.replace(known, "")
    assert "<" not in page


def test_japanese_words_of_foreign_pages_are_marked():
    assert mark_japanese("<p>Closed now (平日10〜16時)</p>") == (
        '<p><span>Closed now (<span lang="ja">平日10〜16時</span>)</span></p>'
    )
    assert mark_japanese("<b>本町2-2, さくら会館 2F</b>") == (
        '<b><span><span lang="ja">本町2-2, さくら会館</span> 2F</span></b>'
    )
    assert mark_japanese("<p>Search</p>") == "<p>Search</p>"


def test_options_are_marked_as_a_whole_and_attributes_not_at_all():
    page = '<option value="1">架空市 (2)</option><option value="架空">All</option><i title="架空"></i>'
    assert mark_japanese(page) == (
        '<option lang="ja" value="1">架空市 (2)</option><option value="架空">All</option><i title="架空"></i>'
    )


def test_templates_mark_whole_elements_on_foreign_pages():
    assert lang_marker("en")("架空市") == ' lang="ja"'
    assert lang_marker("en")("Search") == ""
    assert lang_marker("easy")("架空市") == ""
