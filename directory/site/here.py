"""Where a page stands: its language, and the same page in the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, urlencode

from fastapi import Request

from directory.site.language_path import AT_HOME_ONLY, language_of, prefix_of
from directory.wording.languages import HTML_CODES, LANGUAGES, Language

LISTED = ("/r/", "/calendar", "/data", "/developers", "/districts", "/networks", "/register")
"""Pages that search engines may offer in each language; the home page is another one."""

ASKED = frozenset({"/", "/calendar", "/print"})
"""Pages that answer a question and say it again."""

UNDERSTOOD = "understood_query"
"""Key of the ASGI scope: the question as a page understood it, with its "?"; set by pages that repeat nothing else."""

CODES = re.compile(r"[a-z0-9,]{1,250}\Z")
"""候補 that an address carries; whatever else stands there is not repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The same page in a language. `url` keeps the question; `address` is where search engines find it."""

    language: Language
    html_code: str
    url: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The language of a page and its translations; none for answers to forms and for pages of staff.

    `is_start`: it is the home page without a question. `address`: of the page itself in its language, where the
    operator named the site's.
    """

    language: Language
    translations: tuple[Translation, ...] = ()
    is_listed: bool = False
    is_start: bool = False
    address: str = ""


def find_here(request: Request, *, public_url: str, status: int) -> Here:
    """Where the page of a request stands. `public_url`: address of the site where the operator named it.

    The question travels on where the page itself repeats it; elsewhere nobody's words are repeated unasked.
    """
    path, language = request.scope["path"], language_of(request)
    if request.method != "GET" or path.startswith(AT_HOME_ONLY):
        return Here(language=language)
    # what is not there is not there in other languages; and no page repeats a link that somebody invented
    is_found = status < HTTPStatus.BAD_REQUEST
    # "//example.org" would lead to another site
    address = "/" + quote(path.lstrip("/")) if is_found else "/"
    asked = _kept_query(request) if path in ASKED else request.scope.get(UNDERSTOOD, "")
    query = asked if is_found else ""
    is_start = is_found and path == "/" and not request.url.query
    return Here(
        language=language,
        translations=tuple(
            Translation(
                language=each,
                html_code=HTML_CODES[each],
                url=f"{prefix_of(each)}{address}{query}",
                address=f"{public_url}{prefix_of(each)}{address}",
            )
            for each in LANGUAGES
        ),
        address=f"{public_url}{prefix_of(language)}{address}" if public_url else "",
        is_listed=status == HTTPStatus.OK and (is_start or path.startswith(LISTED)),
        is_start=is_start,
    )


def _kept_query(request: Request) -> str:
    given = ((name, value) for name, value in request.query_params.multi_items() if value)
    asked = [(name, value) for name, value in given if name != "ids" or CODES.match(value)]
    return f"?{urlencode(asked, safe=',')}" if asked else ""
