"""Every public page in every language: nothing is left in Japanese, links stay in it, limits and rules hold."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from directory.assets import web_folder
from directory.domain.category import ROOTS, SENSITIVE_CODES
from directory.site.app import create_app, list_routes
from directory.wording.languages import HOME, LANGUAGES
from tests.integration.site.client import SETTINGS, Client
from tests.integration.site.fictional import RuntimeInMemory, usual_listings
from tests.integration.site.untranslated import FOREIGN, JAPANESE, KANJI, Reading, UntranslatedTongues

OTHERS = [each for each in LANGUAGES if each != HOME]
PROPER = "地理院タイル"
"""Whose map it is, as the map's terms ask for it."""

PAGES = (
    "/",
    "/?q=zzzz&cat=child_cafe",
    "/?when=sat:am&age=36&cat=child_cafe&view=map",
    "/r/{code}",
    "/r/{sensitive}",
    "/calendar",
    "/list",
    "/list?ids={code},{other}",
    "/print",
    "/sheet?ids={code}",
    "/help",
    "/data",
    "/data/districts",
    "/developers",
    "/networks",
    "/register",
    "/register/paper",
    "/register/resume",
    "/login",
    "/offline",
    "/nothing",
    "/?near=x",
)


class UntranslatedRuntime(RuntimeInMemory):
    """Says every sentence that a language lacks in letters of its own."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)
        self.__dict__["_tongues"] = UntranslatedTongues(web_folder() / "locales")


@pytest.fixture(scope="module")
def site() -> Client:
    """A site on which what is not translated can be seen."""
    runtime = UntranslatedRuntime(SETTINGS, usual_listings())
    return Client(create_app(SETTINGS, runtime), runtime)


@pytest.fixture(scope="module")
def codes(site: Client) -> dict[str, str]:
    listings = site.runtime.listings
    sensitive = next(each.code for each in listings if SENSITIVE_CODES.intersection(each.categories))
    return {"code": listings[0].code, "other": listings[1].code, "sensitive": sensitive}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_of_a_public_page_lacks_its_translation(site: Client, codes, language: str, page: str):
    answer = site.get(f"/{language}{page.format(**codes)}")
    assert answer.status_code < 500
    assert answer.headers["content-type"].startswith("text/html")
    assert FOREIGN not in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_japanese_words_of_english_pages_are_marked_as_such(site: Client, codes, page: str):
    html = site.get(f"/en{page.format(**codes)}").text
    assert '<html lang="en"' in html
    assert Reading(html).foreign == []


@pytest.mark.parametrize("page", ["/", "/r/{code}", "/list?ids={code},{other}", "/calendar", "/help", "/nothing"])
def test_words_of_easy_pages_have_their_readings(site: Client, codes, page: str):
    html = site.get(f"/easy{page.format(**codes)}").text
    published = f"{SETTINGS} {site.runtime.listings} {PROPER} {[each.glyph for each in ROOTS]}"
    assert "<ruby>" in html
    assert '<html lang="ja"' in html
    words = {word for text in Reading(html).bare for word in KANJI.findall(text)}
    assert {word for word in words if word not in published} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_no_answer_of_any_route_holds_a_private_mark(site: Client, codes, language: str):
    """Readings travel as private characters; programs, files and pages get them in another form, or not at all."""
    marks = site.runtime.speak("easy", with_readings=True).words.marks
    signs = [sign.encode() for sign in (marks.opened, marks.parted, marks.closed)]
    paths = {path.replace("{code}", codes["code"]) for method, path in list_routes(site.app) if method == "GET"}
    asked = [f"/{language}{path}" for path in sorted(paths) if "{" not in path and not path.startswith("/staff")]
    assert len(asked) > 30
    for path in asked:
        answer = site.get(path)
        assert [sign for sign in signs if sign in answer.content] == [], path


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("page", ["/", "/r/{code}", "/calendar", "/list?ids={code}", "/nothing"])
def test_links_stay_in_the_language(site: Client, codes, language: str, page: str):
    html = site.get(f"/{language}{page.format(**codes)}").text
    links = re.findall(r'\s(?:href|action|formaction)="(/[^"]*)"', html)
    elsewhere = [each for each in links if not each.startswith((f"/{language}/", "/static/", "/api/"))]
    assert elsewhere == []
    assert any(each.startswith(f"/{language}/") for each in links)


def test_the_page_tells_its_scripts_where_to_ask(site: Client):
    html = site.get("/en/").text
    assert 'data-base="/en"' in html
    assert 'data-cards="/en/api/v1/cards"' in html
    assert json.loads(site.get("/en/api/v1/cards?q=zzzz").text)["count"] == "0 found"
    assert "data-base" not in site.get("/").text


def test_the_switch_leads_to_the_same_page_and_keeps_the_question(site: Client, codes):
    html = site.get("/en/?q=%E9%A3%9F%E5%A0%82&when=today").text
    switch = html.partition('<nav class="languages"')[2].partition("</nav>")[0]
    query = "?q=%E9%A3%9F%E5%A0%82&amp;when=today"
    assert re.findall(r"href='([^']*)'", switch) == [f"/{query}", f"/easy/{query}", f"/en/{query}"]
    assert 'lang="en" aria-current=true' in switch
    detail = site.get(f"/easy/r/{codes['code']}").text
    assert f"href='/r/{codes['code']}'" in detail


@pytest.mark.parametrize("path", ["//example.org/", "/%5Cexample.org", "/<b>", "/'onclick='x"])
def test_the_switch_never_leads_elsewhere(site: Client, path: str):
    html = site.get(f"/en{path}").text
    assert re.findall(r"href='([^']*)'", html) == ["/", "/easy/", "/en/"]


def test_search_engines_learn_of_translations(make_client, site: Client, codes):
    def find_alternates(html: str) -> list[str]:
        return re.findall(r"<link rel=\"alternate\" hreflang=\"(\w+)\"[^>]* href='([^']*)'>", html)

    path = f"/r/{codes['code']}"
    assert find_alternates(site.get(path).text) == [("ja", path), ("ja", f"/easy{path}"), ("en", f"/en{path}")]
    known = make_client(public_url="https://example.jp").get(f"/en{path}").text
    assert ("en", f"https://example.jp/en{path}") in find_alternates(known)
    assert f'<link rel="canonical" href="https://example.jp/en{path}">' in known
    assert '<meta property="og:locale" content="en_GB">' in known
    assert find_alternates(site.get("/login").text) == []


def test_the_same_rules_hold_in_every_language(make_client):
    client = make_client()
    for path in ("/", "/r/nothing", "/staff", "/api/v1/listings", "/healthz"):
        plain, said = client.get(path), client.get(f"/en{path}")
        assert said.status_code == plain.status_code
        for name in ("content-security-policy", "cache-control", "access-control-allow-origin", "x-frame-options"):
            assert said.headers.get(name) == plain.headers.get(name), path
    refused = client.send("POST", "/en/login", sec_fetch_site="cross-site")
    assert refused.status_code == 403
    assert refused.headers["content-type"].startswith("text/html")


def test_limits_count_all_languages_together(make_client):
    client = make_client()
    asked = [client.send("POST", f"/{each}/login").status_code for each in ("en", "easy") * 6]
    assert asked[-1] == 429
    assert client.send("POST", "/login").status_code == 429


def test_answers_of_different_languages_are_different_answers(site: Client):
    assert len({site.get(path).headers["etag"] for path in ("/", "/en/", "/easy/")}) == 3


def test_a_language_alone_leads_to_its_home_page(site: Client):
    answer = site.get("/en?q=a")
    assert (answer.status_code, answer.headers["location"]) == (307, "/en/?q=a")


def test_japanese_has_no_prefix(site: Client):
    assert site.get("/ja/").status_code == 404


def test_errors_are_told_in_the_language_of_the_request(site: Client):
    home = site.get("/api/v1/listings?limit=x").json()["message"]
    english = site.get("/en/api/v1/listings?limit=x").json()["message"]
    assert JAPANESE.search(home)
    assert not JAPANESE.search(english)


def test_rooms_are_opened_once_for_all_languages():
    runtime = RuntimeInMemory(SETTINGS, usual_listings())
    english = runtime.speak("en")
    assert english.catalog is runtime.catalog
    assert english.words.language == "en"
    assert runtime.words.language == "ja"
    assert english.speak("ja").words is runtime.words


def test_every_skeleton_of_the_map_is_allowed_by_the_policy(site: Client):
    policy = site.get("/").headers["content-security-policy"]
    hashes = {each.script_sha256 for each in site.app.state.skeletons.values()}
    assert all(f"'{each}'" in policy for each in hashes)
    assert set(site.app.state.skeletons) == set(LANGUAGES)


def test_text_of_people_that_looks_like_a_reading_stays_text():
    listing = replace(usual_listings()[0], name="{情報|じょうほう}の<b>家", description="{a|b} \U000f0000\U000f0001")
    runtime = RuntimeInMemory(SETTINGS, [listing])
    html = Client(create_app(SETTINGS, runtime), runtime).get(f"/easy/r/{listing.code}").text
    assert "<h1>{情報|じょうほう}の&lt;b&gt;家<" in html
    assert "{a|b} \U000f0000\U000f0001" in html
