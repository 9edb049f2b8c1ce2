"""/robots.txt and /sitemap.xml: what search engines may read."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse, StreamingResponse

from directory.catalog.criteria import Criteria
from directory.catalog.find import find
from directory.domain.category import SENSITIVE_CODES
from directory.site.dependencies import RuntimeDep
from directory.site.language_path import prefix_of
from directory.site.public_address import public_origin
from directory.wording.languages import LANGUAGES

MOST_ADDRESSES = 50_000
"""Addresses of one sitemap. Source: sitemaps.org protocol."""

BATCH = 500
SITEMAP_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
NO_STORE = {"Cache-Control": "no-store"}
"""These answers repeat the caller's Host, so that no shared cache may hand them to anybody else."""

router = APIRouter(include_in_schema=False)


@router.get("/robots.txt")
async def send_robots(request: Request) -> Response:
    """Everything but filtered lists and the API may be read."""
    lines = [
        "User-agent: *",
        "Disallow: /api/",
        *(f"Disallow: {prefix_of(each)}/?" for each in LANGUAGES),
        "Allow: /",
        f"Sitemap: {public_origin(request)}/sitemap.xml",
    ]
    return PlainTextResponse("\n".join(lines) + "\n", headers=NO_STORE)


@router.get("/sitemap.xml")
def send_sitemap(request: Request, runtime: RuntimeDep) -> Response:
    """The home page, the data page and every listing but those whose visitors must not be betrayed."""
    return StreamingResponse(
        _write_sitemap(runtime, public_origin(request)), media_type="application/xml; charset=utf-8", headers=NO_STORE
    )


def _write_sitemap(runtime: RuntimeDep, origin: str) -> Iterator[str]:
    found = find(runtime.catalog.current(), Criteria(), today=runtime.today())
    yield SITEMAP_HEAD
    for path in ("/", "/data"):
        yield f"<url><loc>{escape(origin + path)}</loc></url>\n"
    for offset in range(0, min(found.total, MOST_ADDRESSES - 2), BATCH):
        yield "".join(
            f"<url><loc>{escape(origin)}/r/{hit.listing.code}</loc>"
            f"<lastmod>{hit.listing.updated_at:%Y-%m-%d}</lastmod></url>\n"
            for hit in found.hits(offset, BATCH)
            if not SENSITIVE_CODES.intersection(hit.listing.categories)
        )
    yield "</urlset>\n"
