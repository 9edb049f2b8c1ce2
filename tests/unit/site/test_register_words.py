"""The forms say nothing that has no sentence, and no sentence of theirs is left over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from directory.domain.registration import CONTACT_FIELDS, STEP_TITLES
from directory.domain.schedule_form import Repetition
from directory.domain.submission import REPORT_REASONS
from directory.domain.visibility import PUBLICITIES, VISIBILITIES
from directory.site.pages.register.check import STAFF_CHANNELS
from directory.site.pages.register.pin import ARROWS
from directory.usecases.registration.audience import ONLY_FACTS
from directory.usecases.registration.dates import CLOSED_CHOICES
from directory.usecases.registration.doubles import DoubleReason
from directory.wording.words import open_words

SAID = re.compile(r"""say\(\s*["']([a-z_0-9]+\.[a-z_0-9]+)["']\s*[,)]""")
NAMED = re.compile(r"""["']((?:register|report|paper_form|mail)\.[a-z_0-9]+)["']""")
ROWS = re.compile(r"""\(\s*["']([a-z_]+)["'],""")


def built() -> set[str]:
    families = {
        "step": STEP_TITLES,
        "repeat": get_args(Repetition),
        "closed": CLOSED_CHOICES,
        "only": ONLY_FACTS,
        "visibility": VISIBILITIES,
        "shown": PUBLICITIES,
        "channel": STAFF_CHANNELS,
        "move": ARROWS,
        "arrow": ARROWS,
        "similar": get_args(DoubleReason),
        "booking": ("needed", "no", "yes"),
        "later_done": ("mail", "tail"),
        "mail": [f"{state}{end}" for state in ("open", "confirmed", "closed") for end in ("", "_h1")],
        "row": ("nothing", "form", *CONTACT_FIELDS),
    }
    ids = {f"register.{family}_{code}" for family, codes in families.items() for code in codes}
    ids |= {f"register_error.{field}_missing" for field in ("day", "nth", "monthday")}
    return ids | {f"report.reason_{reason}" for reason in REPORT_REASONS}


@pytest.fixture(scope="module")
def templates(checkout: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (checkout / "web/templates").rglob("*.html"))


@pytest.fixture(scope="module")
def code(checkout: Path) -> str:
    files = [
        *(checkout / "directory/usecases/registration").glob("*.py"),
        *(checkout / "directory/site/pages/register").glob("*.py"),
        *(checkout / "directory/site/pages" / name for name in ("edit.py", "report.py")),
    ]
    return "".join(path.read_text(encoding="utf-8") for path in files)


def test_everything_that_is_said_has_a_sentence(checkout, templates, code):
    words = open_words(checkout / "web/locales")
    said = {*SAID.findall(templates), *NAMED.findall(code), *built()}
    said |= {f"register_error.{each}" for each in re.findall(r'code="([a-z_]+)"', code) if not each.endswith("_")}
    summary = (checkout / "directory/site/pages/register/summary.py").read_text(encoding="utf-8")
    parts = summary[summary.index("def _activity") :]
    said |= {f"register.row_{each}" for each in ROWS.findall(parts) if f"fact.{each}" not in words}
    missing = sorted(each for each in said if each not in words)
    assert missing == []


def test_no_sentence_is_left_over(checkout, templates, code):
    text = (checkout / "web/locales/ja/register.po").read_text(encoding="utf-8")
    used = {*NAMED.findall(templates), *NAMED.findall(code), *built()}
    words_of_code = set(re.findall(r"[a-z_]+", code))
    left = [
        each
        for each in re.findall('msgid "(.+)"', text)
        if each not in used and each.partition(".")[2].removeprefix("row_") not in words_of_code
    ]
    assert sorted(left) == []


def test_templates_hold_no_sentences_of_their_own(checkout):
    for path in (checkout / "web/templates/register").glob("*.html"):
        bare = re.sub(r"\{[{%#].*?[}%#]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert re.findall("[ぁ-んァ-ヶ一-龠]{2,}", bare) == [], path.name


def test_nothing_is_trusted_as_markup(templates, checkout):
    for path in (checkout / "web/templates/register").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "safe" not in re.findall(r"\|\s*(\w+)", text)
        assert "trusted" not in text
