"""`create_app(settings)`: puts routes, pages, static files, headers and errors together; nothing happens at import."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from directory import __doc__ as package_doc
from directory.assets import web_folder
from directory.mapping.payload import PayloadShelf, SteadyShelf
from directory.mapping.positions import KeptPositions
from directory.runtime import Runtime, open_runtime
from directory.settings import Settings
from directory.site import language_path, static_files
from directory.site.api import (
    card_rows,
    cards,
    feedback,
    geocode,
    health,
    listings,
    listings_csv,
    me,
    resources,
    submissions,
    suggest,
    verify,
)
from directory.site.api import map as map_api
from directory.site.arrival import ARRIVAL_SHA256
from directory.site.envelope import Envelope
from directory.site.errors import install_errors
from directory.site.gate import Gate
from directory.site.kept_answers import KeptAnswers
from directory.site.language_path import LanguagePath
from directory.site.limits import Limiter
from directory.site.log import open_log
from directory.site.mail_loop import MailLoop
from directory.site.pages import (
    account,
    calendar_files,
    calls,
    confirm,
    crawlers,
    data,
    detail,
    developers,
    districts,
    feeds,
    help_desks,
    home,
    login,
    login_link,
    month,
    networks,
    offline,
    paper,
    posts,
    second_factor,
    sheet,
    shortlist,
    want,
)
from directory.site.pages.register.routers import ROUTERS as REGISTER_ROUTERS
from directory.site.pages.staff import beside, correction, organizations, outreach, queue, record, records
from directory.site.pages.staff import feedback as staff_feedback
from directory.site.pages.staff import posts as staff_posts
from directory.site.pages.staff import submission as staff_submission
from directory.site.pages.staff import wants as staff_wants
from directory.site.proxies import ProxyHeaders, TrustedProxies
from directory.site.raw_query import RawQuery
from directory.site.security import BODY_LIMIT, build_policy
from directory.site.static_files import StaticFiles
from directory.site.templating import Renderer, SiteFacts
from directory.site.theme import open_theme
from directory.usecases.show_map import show_skeleton
from directory.wording.languages import HOME, LANGUAGES

API_VERSION = "1"
SMALLEST_GZIP = 600
GZIP_LEVEL = 6
"""Answers below SMALLEST_GZIP bytes do not get smaller; level 6 costs half the time of 9 for 1 % more bytes."""

ROUTERS = (
    health.router,
    listings.router,
    listings_csv.router,
    cards.router,
    card_rows.router,
    suggest.router,
    geocode.router,
    map_api.router,
    submissions.router,
    resources.router,
    feedback.router,
    verify.router,
    queue.router,
    staff_submission.router,
    correction.router,
    records.router,
    beside.router,
    record.router,
    organizations.router,
    staff_posts.router,
    staff_feedback.router,
    staff_wants.router,
    outreach.router,
    home.router,
    help_desks.router,
    calendar_files.router,
    feeds.router,
    month.router,
    paper.router,
    detail.router,
    confirm.router,
    calls.router,
    *REGISTER_ROUTERS,
    shortlist.router,
    sheet.router,
    data.router,
    districts.router,
    networks.router,
    posts.router,
    want.router,
    developers.router,
    crawlers.router,
    offline.router,
    login.router,
    login_link.router,
    second_factor.router,
    account.router,
    me.router,
    language_path.router,
    static_files.router,
)


def create_app(settings: Settings, runtime: Runtime | None = None) -> FastAPI:
    """The site. Without a `runtime` it opens one, and closes it at shutdown; a given one stays its owner's."""
    opened = runtime or open_runtime(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        mails: MailLoop = _app.state.mail_loop
        mails.start()
        yield
        mails.stop()
        if runtime is None:
            opened.close()

    app = FastAPI(
        title=settings.site_name,
        version=API_VERSION,
        description=package_doc or "",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
        # neither words nor addresses of visitors may leave the machine by another way than the log
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    _furnish(app, settings, opened)
    for router in ROUTERS:
        app.include_router(router)
    install_errors(app)
    _wrap(app, settings)
    return app


def list_routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Method and path of every route, pages included."""
    for route in app.routes:
        # FastAPI keeps an included router as one entry; its own routes stand inside
        router: APIRouter | None = getattr(route, "original_router", None)
        for each in router.routes if router else (route,):
            for method in sorted(getattr(each, "methods", None) or ()):
                yield method, str(getattr(each, "path", ""))


def _operation_id(route: APIRoute) -> str:
    """send_listings -> listings: short names for generated clients."""
    return route.name.removeprefix("send_")


def _furnish(app: FastAPI, settings: Settings, runtime: Runtime) -> None:
    """Everything that is made once at start-up."""
    web = web_folder()
    theme = open_theme(settings)
    static = StaticFiles(web / "static", beside=theme.files)
    app.state.runtime = runtime
    app.state.log = open_log()
    app.state.limiter = Limiter(log=app.state.log)
    app.state.mail_loop = MailLoop(runtime, app.state.log)
    app.state.map_payloads, app.state.map_outlines = PayloadShelf(), SteadyShelf()
    app.state.map_positions, app.state.map_answers = KeptPositions(), KeptAnswers()
    app.state.static = static
    app.state.skeletons = {
        each: show_skeleton(settings.tiles, runtime.speak(each).words, runtime.map_files) for each in LANGUAGES
    }
    app.state.renderer = Renderer(
        web / "templates",
        words=runtime.words,
        others=(runtime.speak(each, with_readings=True).words for each in LANGUAGES if each != HOME),
        static=static,
        site=SiteFacts.of(settings, theme),
    )
    app.state.build = _build_id(web, static, settings)


def _wrap(app: FastAPI, settings: Settings) -> None:
    """Layers around every request, the innermost first."""
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_GZIP, compresslevel=GZIP_LEVEL)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=BODY_LIMIT)
    hosts = [host.strip() for host in settings.allowed_hosts.split(",") if host.strip()]
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    skeletons = app.state.skeletons
    hashes = dict.fromkeys((ARRIVAL_SHA256, *(each.script_sha256 for each in skeletons.values())))
    policy = build_policy(script_hashes=hashes, tile_hosts=skeletons[HOME].tile_hosts)
    app.add_middleware(Gate, limiter=app.state.limiter)
    app.add_middleware(Envelope, policy=policy, log=app.state.log)
    app.add_middleware(RawQuery)
    app.add_middleware(LanguagePath)
    app.add_middleware(ProxyHeaders, proxies=TrustedProxies.read(settings.trusted_proxies))


def _build_id(web: Path, static: StaticFiles, settings: Settings) -> str:
    """Changes with every template, sentence, static file and setting, so that no old page outlives an update."""
    digest = hashlib.sha256(f"{static.version}{settings}".encode())
    for folder in ("templates", "locales"):
        for path in sorted((web / folder).rglob("*.*")):
            digest.update(path.read_bytes())
    if settings.texts:
        digest.update(Path(settings.texts).read_bytes())
    return digest.hexdigest()[:8]
