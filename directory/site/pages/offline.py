"""/sw.js and /offline: the script that keeps pages for times without a network, and the page when none was kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import msgspec
from fastapi import APIRouter, Request, Response

from directory.site.caching import CacheDep
from directory.site.language_path import prefix_of
from directory.site.static_files import StaticFiles
from directory.site.templating import send_page
from directory.wording.languages import LANGUAGES

OFFLINE_URL = "/offline"
SHELL = ("app.css", "map.css", "app.js", "share.js", "shortlist.js", "favicon.svg", "icons.svg")
"""Files that every kept page needs; others are kept when they are first used."""

ALWAYS_ASK = "no-cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflinePage:
    """Context of offline.html."""

    template: ClassVar[str] = "offline.html"


router = APIRouter(include_in_schema=False)


@router.get("/sw.js")
async def send_worker(request: Request) -> Response:
    """The service worker, with the name of this build and the addresses of its files in front."""
    static: StaticFiles = request.app.state.static
    pages = (f"{prefix_of(each)}{OFFLINE_URL}" for each in LANGUAGES)
    shell = [*pages, *(static.url(name) for name in SHELL)]
    head = f"const BUILD = {_quote(request.app.state.build)};\nconst SHELL = {_quote(shell)};\n"
    headers = {"Cache-Control": ALWAYS_ASK, "Service-Worker-Allowed": "/"}
    return Response(head.encode() + static.read("sw.js"), media_type="text/javascript", headers=headers)


@router.get(OFFLINE_URL)
def send_offline(request: Request, headers: CacheDep) -> Response:
    """What can be done without a network and without any kept page."""
    return send_page(request, OfflinePage(), headers=headers)


def _quote(value: object) -> str:
    return msgspec.json.encode(value).decode()
