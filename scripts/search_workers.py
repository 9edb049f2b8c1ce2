"""The workers of the benchmark of the search: one builds the shared base, one is asked, one follows writes."""

from __future__ import annotations

import argparse
import resource
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from search_corpus import TODAY
from search_figures import percentiles, tell
from search_listings import used_cpu_s
from search_sets import grade, macro, read_questions, read_texts
from search_writes import Published, open_keeper, private_mib, resident_mib

from directory.catalog.criteria import Criteria
from directory.catalog.find import find
from directory.catalog.keeper import CatalogKeeper
from directory.catalog.snapshot import Snapshot

ROUNDS = 5
IMPORTED_SHARE = 10
"""Writes that are measured one by one, and the part of all listings that the import changes at once."""


class SourceId(msgspec.Struct):
    """All that is read of a listing to grade an answer."""

    source_id: str


def open_worker(options: argparse.Namespace, what: str) -> tuple[Published, CatalogKeeper, Snapshot]:
    """A worker of the site: it maps the shared base, or builds it where there is none."""
    published = Published(Path(options.listings))
    keeper = open_keeper(published, folder=Path(options.shared), today=lambda: TODAY)
    before, cpu, wall = private_mib(), used_cpu_s(), time.monotonic()
    snapshot = keeper.load()
    figures = {"cpu_s": round(used_cpu_s() - cpu, 1), "wall_s": round(time.monotonic() - wall, 1)}
    memory = {"private_mib": private_mib() - before, "resident_mib": resident_mib()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    tell(int(options.counts), what, **figures, **memory, peak_mib=peak)
    return published, keeper, snapshot


def build_base(options: argparse.Namespace, _sets: Sequence[str], _categories: tuple[str, ...]) -> None:
    """The first worker of a machine."""
    open_worker(options, "build")


def measure_asking(options: argparse.Namespace, sets: Sequence[str], categories: tuple[str, ...]) -> None:
    """The next worker: its speed, its memory after all questions, and the quality of its answers."""
    before, count, parts = private_mib(), int(options.counts), options.parts.split(",")
    _, _, snapshot = open_worker(options, "map")
    texts = read_texts(options.sets, sets)
    if "engine" in parts:
        tell(count, "engine", **percentiles(texts, snapshot.index.search))
    if "find" in parts:
        tell(count, "find", **percentiles(texts, lambda text: ask(snapshot, text, ())))
        tell(count, "find_filters", **percentiles(texts, lambda text: ask(snapshot, text, categories)))
    tell(count, "memory", private_mib=private_mib() - before, resident_mib=resident_mib())
    if "quality" in parts:
        tell_quality(options, sets, snapshot)


def ask(snapshot: Snapshot, text: str, categories: tuple[str, ...]) -> object:
    """The first page of an answer with its counts."""
    found = find(snapshot, Criteria(text=text, categories=categories), today=TODAY)
    return found.facets, found.hits(0, 20)


def tell_quality(options: argparse.Namespace, sets: Sequence[str], snapshot: Snapshot) -> None:
    """Prints grades by kind and both macros of every set."""
    count, decoder = int(options.counts), msgspec.json.Decoder(SourceId)
    ids = [decoder.decode(snapshot.shelf.payload(row)).source_id for row in range(snapshot.count)]
    for name in sets:
        questions = read_questions(options.sets, Path(options.truth), (name,))
        grades = grade(questions, lambda text: [ids[row] for row in snapshot.index.search(text).rows[:10].tolist()])
        for each in grades:
            shares = {"first": round(each.first, 3), "ten": round(each.ten, 3), "empty": round(each.empty, 3)}
            tell(count, "kind", kind=each.kind, n=each.count, **shares)
        first, ten = macro(grades)
        tell(count, "quality", set=name, first=round(first, 3), ten=round(ten, 3))


def measure_writing(options: argparse.Namespace, sets: Sequence[str], _categories: tuple[str, ...]) -> None:
    """A worker whose listings change."""
    published, keeper, snapshot = open_worker(options, "map_to_write")
    count, parts = int(options.counts), options.parts.split(",")
    if "update" in parts:
        tell_updates(count, published, keeper)
    if "importing" in parts:
        tell_importing(count, published, keeper, snapshot, read_texts(options.sets, sets))


def tell_updates(count: int, published: Published, keeper: CatalogKeeper) -> None:
    """Seconds until a write can be found."""
    seconds, cpu = [], []
    for _ in range(ROUNDS):
        name = published.write()
        start, start_cpu = time.monotonic(), time.process_time()
        snapshot = keeper.load()
        assert find(snapshot, Criteria(text=name), today=TODAY).total > 0, name  # noqa: S101
        seconds.append(time.monotonic() - start)
        cpu.append(time.process_time() - start_cpu)
    tell(count, "update", worst_s=round(max(seconds), 2), best_s=round(min(seconds), 2), best_cpu_s=round(min(cpu), 2))


def tell_importing(
    count: int, published: Published, keeper: CatalogKeeper, snapshot: Snapshot, texts: Sequence[str]
) -> None:
    """How long questions take while nothing happens, and while the worker follows an import of much at once."""
    tell(count, "idle", **percentiles(texts, snapshot.index.search))
    published.write_many(count // IMPORTED_SHARE)

    def follow() -> None:
        keeper.load()
        keeper.wait()
        keeper.load()

    follower, start = threading.Thread(target=follow), time.monotonic()
    follower.start()
    tell(count, "while_importing", **percentiles(texts, snapshot.index.search, more=follower.is_alive))
    follower.join()
    tell(count, "import_followed", wall_s=round(time.monotonic() - start, 1))


WORK: dict[str, Callable[[argparse.Namespace, Sequence[str], tuple[str, ...]], None]] = {
    "build": build_base,
    "ask": measure_asking,
    "write": measure_writing,
}
