"""A site in memory and a small client for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

import httpx
import pytest
from fastapi import FastAPI

from directory.settings import Settings
from directory.site.app import create_app
from tests.integration.site.fictional import RuntimeInMemory, usual_listings

SETTINGS = Settings(site_name="まちの支えあいマップ", area_name="架空市", help_phone="03-0000-0000", is_demo=True)


@dataclass(frozen=True, slots=True)
class Client:
    """Sends requests to an app without a socket."""

    app: FastAPI
    runtime: RuntimeInMemory

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.send("GET", path, **headers)

    def send(self, method: str, path: str, *, content: bytes = b"", **headers: str) -> httpx.Response:
        async def talk() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
                named = {name.replace("_", "-"): value for name, value in headers.items()}
                return await client.request(method, path, content=content, headers=named)

        return asyncio.run(talk())


ClientMaker = Callable[..., Client]


@pytest.fixture(scope="session")
def make_client() -> ClientMaker:
    """Builds a site with changed settings or other listings."""

    def make(listings: object = None, **changes: object) -> Client:
        settings = replace(SETTINGS, **changes)
        runtime = RuntimeInMemory(settings, usual_listings() if listings is None else listings)
        return Client(create_app(settings, runtime), runtime)

    return make


@pytest.fixture(scope="session")
def client(make_client: ClientMaker) -> Client:
    """The usual site."""
    return make_client()
