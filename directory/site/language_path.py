"""The language of a request stands first in its path: `/en/r/…` is `/r/…`, said in English."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from directory.wording.languages import HOME, LANGUAGES, Language

LANGUAGE = "language"
"""Key of the ASGI scope: the language in which a request is answered."""

PREFIXES: dict[str, Language] = {f"/{each}": each for each in LANGUAGES if each != HOME}
"""What stands before paths. Japanese has no prefix: its addresses are older than the other languages."""

AT_HOME_ONLY = ("/staff",)
"""Pages of people who work on the directory: they are not translated, and what they write is kept and mailed."""

UNTRANSLATED = ("/static/", "/api/", "/sw.js", "/healthz", "/readyz", "/openapi.json")
"""Paths that never get a prefix."""

router = APIRouter(include_in_schema=False)


class LanguagePath:
    """Pure ASGI middleware outside of everything that looks at paths, so that limits, headers and logs stay the same.

    Answers that lead elsewhere on the site keep the language.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Keeps what it wraps."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on without the language in its path."""
        prefix, path = split_path(scope["path"]) if scope["type"] == "http" else ("", "")
        if not prefix:
            await self._app(scope, receive, send)
            return
        language = HOME if path.startswith(AT_HOME_ONLY) else PREFIXES[prefix]
        inner = {**scope, "path": path, "raw_path": quote(path).encode(), LANGUAGE: language}

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start" and language != HOME:
                _keep_language(MutableHeaders(scope=message), prefix)
            await send(message)

        await self._app(inner, receive, send_on)


@router.get("/en")
@router.get("/easy")
async def send_to_start(request: Request) -> RedirectResponse:
    """The home page of a language has a slash at its end, as that of Japanese has."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.url.path}/{query}")


def split_path(path: str) -> tuple[str, str]:
    """The prefix of a language and the path behind it; no prefix for Japanese and for what only looks like one."""
    head, slash, rest = path[1:].partition("/")
    prefix = f"/{head}"
    return (prefix, f"/{rest}") if slash and prefix in PREFIXES else ("", path)


def language_of(request: Request) -> Language:
    """The language in which a request is answered."""
    language: Language = request.scope.get(LANGUAGE, HOME)
    return language


def is_page(request: Request) -> bool:
    """Whether people read the answer as a page; files have an ending in their names, and programs their own paths."""
    path: str = request.scope["path"]
    return not path.startswith(UNTRANSLATED) and "." not in path.rpartition("/")[2]


def prefix_of(language: Language) -> str:
    """What stands before the paths of a language: `/en`, or nothing."""
    return "" if language == HOME else f"/{language}"


def translate_path(path: str, prefix: str) -> str:
    """An address of the site in a language; addresses elsewhere and those of all languages stay."""
    is_ours = path.startswith("/") and not path.startswith(("//", *UNTRANSLATED))
    return f"{prefix}{path}" if is_ours else path


def _keep_language(headers: MutableHeaders, prefix: str) -> None:
    if "location" in headers:
        headers["location"] = translate_path(headers["location"], prefix)
