"""Typed page contexts -> HTML; everything is escaped, a missing name is an error, JSON can not leave its script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol
from urllib.parse import urlencode

import jinja2
import msgspec
from fastapi import Request, Response
from markupsafe import Markup

from directory.settings import Settings
from directory.site.here import Here, find_here
from directory.site.language_path import prefix_of
from directory.site.page_language import add_readings, keep_language, lang_marker, mark_japanese
from directory.site.static_files import StaticFiles
from directory.site.theme import USUAL_THEME, Theme
from directory.wording.languages import HOME, HTML_CODES, LOCALES, Language
from directory.wording.ruby import RubyMarks
from directory.wording.words import Words

ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""Characters that could end a script element or a line of JavaScript."""


class Page(Protocol):
    """Context of one page: a frozen dataclass that names its template."""

    template: ClassVar[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """What every page shows: whose site it is and who helps."""

    name: str
    area: str
    help_phone: str
    help_name: str
    is_demo: bool
    theme: Theme

    @classmethod
    def of(cls, settings: Settings, theme: Theme = USUAL_THEME) -> SiteFacts:
        """The facts of the settings."""
        return cls(
            name=settings.site_name,
            area=settings.area_name,
            help_phone=settings.help_phone,
            help_name=settings.help_name,
            is_demo=settings.is_demo,
            theme=theme,
        )


class Renderer:
    """Renders pages of one site in all its languages."""

    def __init__(
        self, templates: Path, *, words: Words, static: StaticFiles, site: SiteFacts, others: Iterable[Words] = ()
    ) -> None:
        """Prepares the templates folder; templates are compiled on first use. `others`: words of other languages."""
        self._home = words.language
        self._spoken = {each.language: each for each in (words, *others)}
        self._environments = {
            each.language: _prepare(templates, each, static=static, site=site) for each in self._spoken.values()
        }

    def render(self, page: Page, here: Here | None = None) -> str:
        """HTML of a page. Without `here` it stands alone: in the first language, without its translations."""
        here = here or Here(language=self._home)
        html = self._environments[here.language].get_template(page.template).render(page=page, here=here)
        return _finish(html, here.language, self._spoken[here.language].marks)


def _finish(html: str, language: Language, marks: RubyMarks | None) -> str:
    """What the language of a page needs once all its words stand there."""
    if language == HOME:
        return html
    html = keep_language(html, prefix_of(language))
    html = mark_japanese(html) if HTML_CODES[language] != HTML_CODES[HOME] else html
    return add_readings(html, marks) if marks else html


def _prepare(templates: Path, words: Words, *, static: StaticFiles, site: SiteFacts) -> jinja2.Environment:
    """Templates that speak one language: macros know only what all pages of it share."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        say=words.say,
        static=static.url,
        site=site,
        logo=static.read("favicon.svg").decode().replace(' xmlns="http://www.w3.org/2000/svg"', "").strip(),
        language=words.language,
        html_lang=HTML_CODES[words.language],
        og_locale=LOCALES[words.language],
        base=prefix_of(words.language),
        lang_of=lang_marker(words.language),
    )
    environment.filters.update(json_data=encode_script_json, trusted=trust_constant, dialled=dial)
    return environment


def encode_script_json(value: object) -> Markup:
    """JSON for a `<script type="application/json">`, with every character escaped that HTML could misread."""
    text = msgspec.json.encode(value).decode()
    for character, escape in ESCAPES.items():
        text = text.replace(character, escape)
    return Markup(text)  # noqa: S704 - all characters that HTML reads are escaped above


def trust_constant(text: str) -> Markup:
    """A constant of the program as markup, such as the map skeleton: it holds no text of the database."""
    return Markup(text)  # noqa: S704 - see above


def dial(number: str) -> str:
    """Digits of a telephone number, for tel: links."""
    return "".join(character for character in number if character in "+0123456789")


def encode_query(parameters: dict[str, str]) -> str:
    """`?a=b` or nothing."""
    return f"?{urlencode(parameters)}" if parameters else ""


def send_page(request: Request, page: Page, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A page as an answer."""
    renderer: Renderer = request.app.state.renderer
    here = find_here(request, public_url=request.app.state.runtime.settings.public_url, status=status)
    return Response(renderer.render(page, here), status, media_type="text/html; charset=utf-8", headers=headers)
