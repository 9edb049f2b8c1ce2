"""Measure the search over a corpus: quality, speed, build, memory, updates, beside other engines; prints JSON lines."""

from __future__ import annotations

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search_writes import Published

    from directory.catalog.keeper import CatalogKeeper
    from directory.catalog.snapshot import Snapshot

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

SETS = ("queries_dev", "queries_harddev")
ROUNDS = 5
CHECK_EVERY_S = 0.25
"""Writes that are measured, and how often a worker looks for them."""


def main() -> int:
    """Builds in one process, measures in others."""
    options = read_options()
    if options.worker:
        measure_worker(options)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        listings = Path(folder) / "listings.jsonl"
        write_listings(options.corpus, listings)
        for number in range(2):
            command = [sys.executable, __file__, *sys.argv[1:], "--worker", str(number), "--listings", str(listings)]
            subprocess.run([*command, "--shared", str(Path(folder) / "shared")], check=True)
    if options.url:
        measure_url(options)
    if options.peers:
        run_peers(options)
    return 0


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="benchmark of the search")
    parser.add_argument("--corpus", type=Path, required=True, help="CSV of the corpus (cN.csv)")
    parser.add_argument("--truth", type=Path, required=True, help="its truth file (tN.jsonl)")
    parser.add_argument("--sets", type=Path, required=True, help="folder of labelled questions and their scorer")
    parser.add_argument("--url", default="", help="also ask a running site on this machine (http://127.0.0.1:8000)")
    parser.add_argument("--peers", default="", help="names of other engines, comma separated")
    parser.add_argument("--peers-python", type=Path, help="Python in which the other engines are installed")
    for name in ("--worker", "--listings", "--shared"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    return parser.parse_args()


def write_listings(corpus: Path, target: Path) -> None:
    """What an import would publish, readings included, one JSON a line."""
    from search_corpus import Corpus

    from directory.assets import geodata_folder
    from directory.geo.gazetteer import Gazetteer

    start = time.process_time()
    made = Corpus(Gazetteer.open(geodata_folder()))
    with target.open("wb") as stream:
        stream.writelines(payload + b"\n" for payload in made.read(corpus))
    tell("listings", cpu_s=round(time.process_time() - start, 1))


def measure_worker(options: argparse.Namespace) -> None:
    """The first worker builds the shared base, the second one maps it and measures the rest."""
    from search_corpus import TODAY
    from search_writes import Published, private_mib, resident_mib

    from directory.assets import geodata_folder
    from directory.catalog.base import Surroundings
    from directory.catalog.holidays import JapaneseHolidays
    from directory.catalog.keeper import CatalogKeeper
    from directory.catalog.keeper import Published as PublishedNow
    from directory.domain.seasons import USUAL_SEASONS
    from directory.geo.gazetteer import Gazetteer

    gazetteer = Gazetteer.open(geodata_folder())
    surroundings = Surroundings(
        holidays=JapaneseHolidays(),
        seasons=USUAL_SEASONS,
        municipality_names=gazetteer.municipality_name,
        town_kana=lambda jis: {town.name: town.kana for town in gazetteer.towns(jis)},
    )
    published = Published(Path(options.listings))

    @contextmanager
    def open_published() -> Iterator[PublishedNow]:
        yield PublishedNow(listings=published, districts=())

    keeper = CatalogKeeper(open_published, surroundings, folder=Path(options.shared), today=lambda: TODAY)
    before, cpu, wall = private_mib(), time.process_time(), time.monotonic()
    snapshot = keeper.load()
    figures = {"cpu_s": round(time.process_time() - cpu, 1), "wall_s": round(time.monotonic() - wall, 1)}
    tell("load", worker=int(options.worker), rows=snapshot.count, private_mib=private_mib() - before, **figures)
    if options.worker == "0":
        return
    ids = [json.loads(snapshot.shelf.payload(row))["source_id"] for row in range(snapshot.count)]
    questions = tell_quality(options, lambda text: [ids[row] for row in snapshot.index.search(text).rows[:10].tolist()])
    tell("engine", **percentiles(questions, snapshot.index.search))
    tell("filters", **percentiles(questions, lambda text: ask(snapshot, text, filtered=True)))
    tell("memory", private_mib=private_mib() - before, resident_mib=resident_mib())
    tell_updates(published, keeper, questions)


def ask(snapshot: Snapshot, text: str, *, filtered: bool) -> object:
    """The first page of an answer with its counts."""
    from search_corpus import TODAY

    from directory.catalog.criteria import Criteria
    from directory.catalog.find import find

    criteria = Criteria(text=text, categories=("child_cafe", "parenting_salon") if filtered else ())
    found = find(snapshot, criteria, today=TODAY)
    return found.facets, found.hits(0, 20)


def tell_quality(options: argparse.Namespace, answer: Callable[[str], Sequence[str]]) -> list[str]:
    """Prints grades by kind and both macros of every set; the texts of all questions come back."""
    from search_sets import grade, macro, read_questions, tell_grades

    texts = []
    for name in SETS:
        questions = read_questions(options.sets, options.truth, (name,))
        grades = grade(questions, answer)
        for line in tell_grades(grades):
            print(line, flush=True)
        first, ten = macro(grades)
        tell("macro", set=name, first=round(first, 3), ten=round(ten, 3))
        texts += [question.text for question in questions]
    return texts


def tell_updates(published: Published, keeper: CatalogKeeper, questions: Sequence[str]) -> None:
    """Seconds until a write can be found, and how long questions take while a base is being made."""
    from search_corpus import TODAY

    from directory.catalog.criteria import Criteria
    from directory.catalog.find import find

    seconds = []
    for _ in range(ROUNDS):
        name = published.write()
        start = time.monotonic()
        snapshot = keeper.load()
        assert find(snapshot, Criteria(text=name), today=TODAY).total > 0, name  # noqa: S101
        seconds.append(time.monotonic() - start)
    tell("update", worst_s=round(max(seconds), 2), best_s=round(min(seconds), 2))
    stopping = threading.Event()

    def write_on() -> None:
        while not stopping.wait(CHECK_EVERY_S):
            published.write()
            keeper.load()

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        tell("while_writing", **percentiles(questions, snapshot.index.search))
    finally:
        stopping.set()
        writer.join()


def percentiles(questions: Sequence[str], work: Callable[[str], object]) -> dict[str, float]:
    """Median, 99th percentile and worst milliseconds: by the clock, and of this thread's processor time."""
    clock, cpu = [], []
    for text in questions[:20]:
        work(text)
    for text in questions:
        start, start_cpu = time.monotonic(), time.thread_time()
        work(text)
        clock.append((time.monotonic() - start) * 1000)
        cpu.append((time.thread_time() - start_cpu) * 1000)
    return {**_spread("ms", clock), **_spread("cpu_ms", cpu)}


def _spread(name: str, times: list[float]) -> dict[str, float]:
    times.sort()
    places = {"p50": len(times) // 2, "p99": len(times) * 99 // 100, "max": len(times) - 1}
    return {f"{part}_{name}": round(times[place], 1) for part, place in places.items()}


def measure_url(options: argparse.Namespace) -> None:
    """Asks a running site, with and without a filter."""
    from search_sets import read_questions

    address = urllib.parse.urlsplit(options.url)
    if address.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise SystemExit("only a site on this machine")
    connection = http.client.HTTPConnection(address.hostname, address.port or 80, timeout=60)

    def ask_site(text: str, more: dict[str, str]) -> None:
        connection.request("GET", "/api/v1/listings?" + urllib.parse.urlencode({"q": text, "limit": "10"} | more))
        connection.getresponse().read()

    texts = [question.text for question in read_questions(options.sets, options.truth, SETS)]
    tell("http", **percentiles(texts, lambda text: ask_site(text, {})))
    tell("http_filters", **percentiles(texts, lambda text: ask_site(text, {"category": "child_cafe,parenting_salon"})))


def run_peers(options: argparse.Namespace) -> None:
    """Runs other engines over the same corpus with the runner of the sets; one that is not installed is named."""
    size = options.corpus.stem.removeprefix("c")
    environment = dict(os.environ, SEARCH_BENCH_DIR=str(options.corpus.parent))
    for name in SETS:
        command = [str(options.peers_python or sys.executable), str(options.sets / "run_peers.py"), "--n", size]
        command += ["--peers", options.peers, "--queries", str(options.sets / f"{name}.jsonl"), "--budget", "60"]
        done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
        print(done.stdout or done.stderr, flush=True)


def tell(what: str, **figures: object) -> None:
    """One JSON line."""
    print(json.dumps({"what": what, **figures}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
