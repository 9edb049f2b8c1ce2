"""The listings of a search corpus, made once by several processes and kept in a file for the next benchmark."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import resource
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from search_corpus import Corpus, read_rows

from directory.assets import geodata_folder
from directory.geo.gazetteer import Gazetteer

CHECKOUT = Path(__file__).resolve().parent.parent
WORKERS = 2
"""Processes that read names, as an import has."""


def prepare_listings(count: int, corpus: Path, folder: Path) -> tuple[Path, dict[str, float]]:
    """The file of the listings, one JSON a line as an import would publish them, and what making it took.

    Args:
        count: rows of the corpus.
        corpus: CSV.
        folder: where the file is looked for first, and kept. Another corpus or other code make another file.
    """
    target = folder / f"l{count}-{_key(corpus)}.jsonl"
    figures = target.with_suffix(".json")
    if not figures.is_file():
        for old in folder.glob(f"l{count}-*"):
            old.unlink()
        figures.write_text(json.dumps(_write(count, corpus, target)), encoding="utf-8")
    known: dict[str, float] = json.loads(figures.read_text(encoding="utf-8"))
    return target, known


def used_cpu_s() -> float:
    """Processor time of this process and of those that it has started and that have ended."""
    each = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in each)


def _write(count: int, corpus: Path, target: Path) -> dict[str, float]:
    cpu, wall = used_cpu_s(), time.monotonic()
    made = Corpus(Gazetteer.open(geodata_folder()))
    parts = [target.with_suffix(f".part{turn}") for turn in range(WORKERS)]
    fork = multiprocessing.get_context("fork")
    bounds = [turn * count // WORKERS for turn in range(WORKERS)] + [count]
    shares = zip(parts, bounds, bounds[1:], strict=False)
    workers = [fork.Process(target=_write_part, args=(made, corpus, *share)) for share in shares]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        if worker.exitcode:
            raise SystemExit(f"the listings were not made: {worker.exitcode}")
    with target.open("wb") as stream:
        for part in parts:
            with part.open("rb") as given:
                shutil.copyfileobj(given, stream)
            part.unlink()
    return {"cpu_s": round(used_cpu_s() - cpu, 1), "wall_s": round(time.monotonic() - wall, 1)}


def _write_part(made: Corpus, corpus: Path, part: Path, first: int, end: int) -> None:
    with part.open("wb") as stream:
        stream.writelines(payload + b"\n" for payload in made.encode(read_rows(corpus, first, end)))


def _key(corpus: Path) -> str:
    """Changes with the corpus and with the code that reads it."""
    state = corpus.stat()
    digest = hashlib.sha256(f"{state.st_size} {state.st_mtime_ns}".encode())
    for file in _each_source():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _each_source() -> Iterator[Path]:
    yield CHECKOUT / "scripts" / "search_corpus.py"
    for room in ("domain", "formats", "geo", "text"):
        yield from sorted((CHECKOUT / "directory" / room).glob("*.py"))
    for name in ("name_reader", "place_readings"):
        yield CHECKOUT / "directory" / "search" / f"{name}.py"
