"""`directory serve` and `directory routes`: the site."""

import asyncio
import gc
import ipaddress
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from directory.cli.opening import current_settings, opened_runtime
from directory.cli.output import print_line, print_note
from directory.domain.errors import DirectoryError
from directory.wording.words import Words

if TYPE_CHECKING:
    from directory.runtime import Runtime

Application = Callable[..., Awaitable[None]]
"""Whatever speaks ASGI."""

KILL_AFTER_S = 8
"""How long running requests may take after SIGTERM."""


def register(app: typer.Typer, words: Words) -> None:
    """Adds the commands."""

    @app.command("serve", help=words.say("cli.serve.help"))
    def serve(
        host: Annotated[str, typer.Option(help=words.say("cli.serve.host"))] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=1, max=65535, help=words.say("cli.serve.port"))] = 8000,
        workers: Annotated[int, typer.Option(min=1, max=64, help=words.say("cli.serve.workers"))] = 1,
    ) -> None:
        with _collecting_no_garbage():
            _refuse_checks_in_public(host)
            _refuse_bad_settings()
            _refuse_taken_port(host, port)
            with opened_runtime() as runtime:
                runtime.store.public.revision()
                runtime.gazetteer.check()
                _check_appearance(runtime)
                for warning in runtime.store.warnings:
                    print_note(words.say(f"warning.{warning}"))
            app = _make_app() if workers == 1 else None
        print_note(words.say("cli.serve.started", url=f"http://{host}:{port}/"))
        if app is None:
            _serve_with_workers(host, port, workers)
        else:
            asyncio.run(_serve_alone(app, host, port))

    @app.command("routes", help=words.say("cli.routes.help"))
    def routes() -> None:
        from directory.site.app import create_app, list_routes

        for method, path in list_routes(create_app(current_settings())):
            print_line(f"{method} {path}")


@contextmanager
def _collecting_no_garbage() -> Iterator[None]:
    """A start makes a million objects, and nearly all of them stay: looking for garbage is a tenth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _make_app() -> Application:
    from directory.site.worker import make_app

    return make_app()


async def _serve_alone(app: Application, host: str, port: int) -> None:
    """One process that serves and nothing beside it: it starts in half the time, and its port is free when it is dead.

    With a worker of its own the port would still answer for a moment after both were killed.
    """
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server.embed import Server

    # its warnings are of itself, at each start; what fails is still said
    level = LogLevels.error
    server = Server(app, address=host, port=port, interface=Interfaces.ASGI, log_access=False, log_level=level)
    # what is still running after this many seconds is given up
    server.workers_kill_timeout = KILL_AFTER_S
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, server.stop)
    await server.serve()


def _serve_with_workers(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "directory.site.worker:make_app",
        factory=True,
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.ASGI,
        log_access=False,
        workers_kill_timeout=KILL_AFTER_S,
    ).serve()


def _check_appearance(runtime: "Runtime") -> None:
    """Logo, colours and texts of the operator: refused here with a sentence, not in each worker with a traceback."""
    from directory.site.theme import open_theme

    open_theme(runtime.settings)
    _ = runtime.words


def _refuse_checks_in_public(host: str) -> None:
    """The hooks of the black-box checks must never face a network."""
    if not current_settings().offers_checks:
        return
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise DirectoryError("checks_in_public", {"host": host})


def _refuse_bad_settings() -> None:
    """What every worker reads at its start is read here first: a worker can only die of it, again and again."""
    from directory.cli.mail_settings import open_site_post
    from directory.site.proxies import TrustedProxies

    settings = current_settings()
    open_site_post(settings)
    TrustedProxies.read(settings.trusted_proxies)


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            raise DirectoryError("port_taken", {"host": host, "port": port, "reason": reason}) from error
