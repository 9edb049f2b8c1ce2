"""Templates and sentences fit together: no sentence is missing, none is left over, no template writes raw markup."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from directory.catalog.criteria import SORTS
from directory.catalog.danger import Danger
from directory.catalog.when import OFFERED_TIMES, PARTS
from directory.catalog.wishes import SWITCH, WISH_CODES, WISH_FIELDS
from directory.domain.facts import FACT_CODES
from directory.site.csv_table import COLUMNS
from directory.site.pages.wish_filters import GROUPS
from directory.wording.languages import LANGUAGES
from directory.wording.words import open_words

SAID = re.compile(r"""say\(\s*f?["']([a-z_0-9.]+)["'][,)]""")
QUOTED = re.compile(r"""["']([a-z_]+\.[a-z_0-9]+|[a-z_]+)["']""")
TRUSTED = {
    "page.arrival",
    "logo",
    "page.skeleton.script",
    "page.skeleton.html",
    "page.list_script.text",
    "part.text",
    "script.text",
}
"""Constants of the program: a list's first line, the site's sign, the map's skeleton, and what the saved file holds."""


@pytest.fixture(scope="module")
def web(checkout: Path) -> Path:
    return checkout / "web"


@pytest.fixture(scope="module")
def sources(checkout: Path, web: Path) -> str:
    """All templates and the site's code."""
    files = [*(web / "templates").rglob("*.html"), *(checkout / "directory" / "site").rglob("*.py")]
    return "".join(path.read_text(encoding="utf-8") for path in files)


def wish_names(field: str, codes: tuple[str, ...]) -> list[str]:
    return [field] if codes == SWITCH else [f"{field}_{code}" for code in codes]


def built() -> set[str]:
    """Ids that are put together from codes."""
    families = {
        "danger": get_args(Danger),
        "fact": FACT_CODES,
        "answer": ("yes", "no", "unknown"),
        "chip": (*OFFERED_TIMES, "anytime"),
        "when": PARTS,
        "filter": [code for code, _ in GROUPS],
        "wish": [name for field, codes in WISH_CODES.items() for name in wish_names(field, codes)],
        "ask": ("when", *(field for field in WISH_FIELDS if field != "fresh")),
        "sort": SORTS,
        "column": [key for key, _ in COLUMNS],
        "column_meaning": [key for key, _ in COLUMNS],
        "contact": ("phone", "fax", "email", "url", "form", "line"),
        "stage": ("infant", "preschool", "elementary", "junior_high", "high", "adult", "anyone", "pregnant"),
        "fee": ("donation", "actual_cost", *(f"per_{unit}" for unit in ("hour", "day", "month", "year"))),
        "language": (*LANGUAGES, "short", "switch"),
        "why": ("description", "tag", "organization", "category", "place"),
    }
    ids = {f"{family}.{code}" for family, codes in families.items() for code in codes}
    stages = ("infant", "elementary", "junior_high", "high", "child", "adult")
    ids |= {
        f"{head}{tail}"
        for head, tails in (
            ("date.weekday_", range(7)),
            ("date.month_", range(1, 13)),
            ("date.day_", range(1, 32)),
            ("date.nth_", range(1, 6)),
            ("fee.stage_", stages),
        )
        for tail in tails
    }
    return ids


def test_every_sentence_that_is_said_exists(web: Path, sources: str):
    words = open_words(web / "locales")
    assert sorted(each for each in {*SAID.findall(sources), *built()} if each not in words) == []


def test_no_sentence_of_the_pages_is_left_over(web: Path, sources: str):
    text = (web / "locales" / "ja" / "pages.po").read_text(encoding="utf-8")
    ids = {found for found in re.findall('msgid "(.+)"', text) if not found.startswith("error.")}
    assert sorted(ids - set(QUOTED.findall(sources)) - built()) == []


def test_only_the_map_skeleton_is_trusted_as_markup(web: Path):
    for path in (web / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", "")
        assert "autoescape" not in text
        assert set(re.findall(r"\{\{ ([\w.]+) \| trusted", text)) <= TRUSTED


def test_attributes_with_quotes_are_never_values(web: Path):
    """Escaping would make the quotes a part of the value, so that the attribute says something else."""
    for path in (web / "templates").rglob("*.html"):
        assert re.findall(r"\{\{ ' [a-z-]+=\"", path.read_text(encoding="utf-8")) == [], path.name


def test_templates_hold_no_sentences_of_their_own(web: Path):
    for path in (web / "templates").rglob("*.html"):
        bare = re.sub(r"\{[{%#].*?[}%#]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert re.findall("[ぁ-んァ-ヶ一-龠]{2,}", bare) == []


@pytest.mark.parametrize(
    ("script", "forbidden"),
    list(
        product(
            ("app.js", "map.js"),
            (
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "DOMParser",
                "eval(",
                "bindPopup",
                "bindTooltip",
            ),
        )
    ),
)
def test_scripts_never_turn_text_into_markup(web: Path, script: str, forbidden: str):
    assert forbidden not in (web / "static" / script).read_text(encoding="utf-8")


def test_every_icon_that_is_used_is_drawn(web: Path):
    drawn = set(re.findall('symbol id="([a-z]+)"', (web / "static" / "icons.svg").read_text(encoding="utf-8")))
    used: set[str] = set()
    for path in (web / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r"#([a-z]+)\"/>", text)) | set(re.findall(r"icon\('([a-z]+)'\)", text))
        used |= set(re.findall(r"row\('([a-z]+)'", text))
    assert used == drawn


def test_every_icon_of_a_list_has_a_place_in_their_picture(web: Path):
    markup = "".join(path.read_text(encoding="utf-8") for path in (web / "templates").rglob("*.html"))
    used = set(re.findall(r'data-icon="([a-z]+)"', markup)) | set(re.findall(r"row\('([a-z]+)'", markup))
    style = (web / "static/app.css").read_text(encoding="utf-8")
    # the first one needs no place of its own
    assert used - {"calendar"} == set(re.findall(r'\[data-icon="([a-z]+)"\] \{ --place', style))
