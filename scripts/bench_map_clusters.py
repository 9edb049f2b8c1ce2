"""What the server spends on a view of the map that nobody asked for before: the work alone, and the whole request."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import numpy as np
from bench_listings import KINDS, make_listings
from bench_map_site import load_snapshot, memory_runtime

from directory.catalog.criteria import parse_criteria
from directory.catalog.find import find
from directory.catalog.snapshot import Snapshot
from directory.domain.district import MUNICIPALITY_SCHEME
from directory.mapping.cells import View
from directory.mapping.clusters import count_whole
from directory.mapping.positions import Positions, compute_positions
from directory.settings import Settings
from directory.site.app import create_app
from directory.usecases.show_map import show_clusters

if TYPE_CHECKING:
    from fastapi import FastAPI

TODAY = date(2026, 6, 3)
NOON = 12 * 60
MADE = 20_000
"""So many listings are made; a larger directory holds each of them several times, some hundred metres apart."""

APART_DEGREES = 0.004
QUESTIONS = 100
TURNS = 3
"""Of so many measurements of a question the least counts: other programs only ever add to it."""

WINDOWS = ((5, 15.0), (8, 4.0), (11, 0.5), (14, 0.06))
"""Zoom, and how many degrees the window is wide."""

FURTHER = ("", "", "", "when=sat", "fee=child_free", "age=8")
"""What is asked beside two kinds."""


def measure_clusters(counts: Sequence[int]) -> int:
    """Prints one row a size: CPU ms of questions with a window and two kinds."""
    made = load_snapshot(list(make_listings(min(MADE, max(counts)), today=TODAY)), TODAY)
    print("| n | the work alone, ms p50 / p95 | the whole request, ms p50 / p95 |\n|---|---|---|")
    for count in counts:
        snapshot = resize(made, count)
        questions = tuple(make_questions(snapshot))
        print(f"| {snapshot.count:,} | {measure_work(snapshot, questions)} | {measure_requests(snapshot, questions)} |")
    return 0


def resize(snapshot: Snapshot, count: int) -> Snapshot:
    """A directory with some of the listings, or with each several times; texts and cards stay those of the made one."""
    rows = (np.arange(count) * snapshot.count // count).astype(np.int32)
    chance = np.random.default_rng(20260603)
    columns = snapshot.columns.taken(rows, districts={})
    columns = replace(
        columns,
        latitude=columns.latitude + chance.uniform(-APART_DEGREES, APART_DEGREES, rows.size),
        longitude=columns.longitude + chance.uniform(-APART_DEGREES, APART_DEGREES, rows.size),
        number=np.arange(1, rows.size + 1),
    )
    return replace(
        snapshot,
        count=rows.size,
        columns=columns.frozen(),
        days=replace(snapshot.days, schedule_of=snapshot.days.schedule_of[rows], _next_days={}),
        recommended=np.arange(rows.size, dtype=np.int32),
        next_days=snapshot.next_days[rows],
    )


def make_questions(snapshot: Snapshot) -> Iterator[str]:
    """The same questions for the same directory: each window has a listing in its middle."""
    chance = random.Random(20260603)  # noqa: S311 (a fixed sample, no secret)
    placed = np.flatnonzero(snapshot.is_placed).tolist()
    for number in range(QUESTIONS):
        zoom, width = WINDOWS[number % len(WINDOWS)]
        row = chance.choice(placed)
        x, y = float(snapshot.longitude[row]), float(snapshot.latitude[row])
        box = f"{x - width / 2:.5f},{y - width / 4:.5f},{x + width / 2:.5f},{y + width / 4:.5f}"
        kinds = ",".join(chance.sample(tuple(KINDS), 2))
        yield "&".join(filter(None, (f"bbox={box}&z={zoom}&cat={kinds}", chance.choice(FURTHER))))


def measure_work(snapshot: Snapshot, questions: Sequence[str]) -> str:
    """From the parsed question to the bytes of its answer."""
    positions = compute_positions(snapshot)
    return describe([min(_work(snapshot, positions, question) for _ in range(TURNS)) for question in questions])


def _work(snapshot: Snapshot, positions: Positions, question: str) -> float:
    criteria = parse_criteria(dict(parse_qsl(question)))
    assert criteria.bbox is not None  # noqa: S101 (every question has a window)
    view = View(box=criteria.bbox, zoom=float(dict(parse_qsl(question))["z"]))
    started = time.process_time()
    found = find(snapshot, replace(criteria, bbox=None, sort="any"), today=TODAY, minute=NOON)
    show_clusters(count_whole(found, positions, scheme=MUNICIPALITY_SCHEME), positions, view)
    return (time.process_time() - started) * 1000


def measure_requests(snapshot: Snapshot, questions: Sequence[str]) -> str:
    """The same through routes, headers and gzip, without a socket."""
    settings = Settings(tiles="none", fixed_today=f"{TODAY.isoformat()}T12:00", map_points=0)
    app = create_app(settings, memory_runtime(lambda: snapshot, settings, TODAY))
    return describe(asyncio.run(_request_all(app, questions)))


async def _request_all(app: FastAPI, questions: Sequence[str]) -> list[float]:
    for question in questions[: len(WINDOWS)]:
        await _request(app, question)
    return [await _request(app, question) for question in questions[len(WINDOWS) :]]


async def _request(app: FastAPI, question: str) -> float:
    """CPU ms of all threads."""
    headers = [(b"host", b"127.0.0.1"), (b"accept-encoding", b"gzip")]
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/api/v1/map/clusters",
        "raw_path": b"/api/v1/map/clusters",
        "query_string": question.encode(),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 80),
    }
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:  # noqa: ANN401 (as ASGI defines it)
        sent.append(message)

    started = time.process_time()
    await app(scope, receive, send)
    spent = (time.process_time() - started) * 1000
    assert sent[0]["status"] == 200, sent  # noqa: S101 (an error would be quick)
    return spent


def describe(spent: Sequence[float]) -> str:
    """The middle and the 95th of a hundred."""
    middle, late = np.percentile(np.array(spent), [50, 95]).tolist()
    return f"{middle:.2f} / {late:.2f}"
