"""Measure the search: quality, speed, build, memory and updates at several sizes, beside other engines, in one run."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search_sets import Question
    from search_writes import Published

    from directory.catalog.keeper import CatalogKeeper
    from directory.catalog.snapshot import Snapshot

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

SETS = ("queries_dev", "queries_harddev")
PEERS = "rf_wratio,fts5_or,tantivy_23,xapian,pgtrgm"
FILTER = ("child_cafe", "parenting_salon")
ROUNDS = 5
IMPORTED_SHARE = 10
"""Writes that are measured one by one, and the part of all listings that the import changes at once."""


def main() -> int:
    """Each size in processes of its own; a table at the end."""
    options = read_options()
    if options.worker:
        measure_worker(options)
        return 0
    lines = []
    for count in options.counts.split(","):
        corpus, truth = options.corpora / f"c{count}.csv", options.corpora / f"t{count}.jsonl"
        if not (corpus.is_file() and truth.is_file()):
            lines.append(
                tell(int(count), "absent", reason=f"{corpus.name} or {truth.name} is not in {options.corpora}")
            )
            continue
        lines += measure_size(options, int(count), corpus, truth)
    print_table(lines)
    return 0


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="benchmark of the search")
    parser.add_argument("--counts", default="10000", help="sizes, comma separated (10000,100000,1000000)")
    parser.add_argument("--corpora", type=Path, required=True, help="folder of cN.csv and tN.jsonl for each size N")
    parser.add_argument("--sets", type=Path, required=True, help="folder of labelled questions, scorer and peer runner")
    parser.add_argument("--peers", default=PEERS, help="names of other engines, comma separated; empty = none")
    parser.add_argument("--peers-python", type=Path, default=Path(sys.executable), help="Python that has the engines")
    parser.add_argument("--peers-up-to", type=int, default=100_000, help="largest size at which they are measured")
    parser.add_argument("--budget", type=float, default=60, help="seconds of questions for each peer and set")
    for name in ("--worker", "--listings", "--shared", "--truth"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    return parser.parse_args()


def measure_size(options: argparse.Namespace, count: int, corpus: Path, truth: Path) -> Iterator[dict[str, object]]:
    """Ours in two workers and behind its server, then the peers."""
    from search_peers import Peers, measure_peers
    from search_sets import read_questions
    from search_site import running_site

    questions = {name: read_questions(options.sets, truth, (name,)) for name in SETS}
    with tempfile.TemporaryDirectory() as folder:
        listings, shared = Path(folder) / "listings.jsonl", Path(folder) / "shared"
        yield write_listings(count, corpus, listings)
        command = [sys.executable, __file__, *sys.argv[1:], "--counts", str(count), "--truth", str(truth)]
        command += ["--listings", str(listings), "--shared", str(shared), "--worker"]
        yield from run_worker([*command, "0"])
        texts = [question.text for name in SETS for question in questions[name]]
        with running_site(listings, shared) as site:
            for what, category in (("http", ""), ("http_filters", ",".join(FILTER))):
                asked = [urllib.parse.urlencode({"q": text, "limit": "20", "category": category}) for text in texts]
                paths = [f"/api/v1/listings?{each}" for each in asked]
                yield tell(count, what, **percentiles(paths, site.ask, cpu=site.used_s))
        yield from run_worker([*command, "1"])
    if count <= options.peers_up_to and options.peers:
        names = tuple(options.peers.split(","))
        peers = Peers(names=names, python=options.peers_python, sets=options.sets, budget_s=options.budget)
        for figures in measure_peers(peers, corpus, truth, questions):
            yield tell(count, "peer", **figures)


def run_worker(command: Sequence[str]) -> Iterator[dict[str, object]]:
    """The lines that a worker prints, as they come."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        for line in worker.stdout or ():
            print(line, end="", flush=True)
            yield json.loads(line)
    if worker.returncode:
        raise SystemExit(f"a worker ended with {worker.returncode}")


def write_listings(count: int, corpus: Path, target: Path) -> dict[str, object]:
    """What an import would publish, readings included, one JSON a line."""
    from search_corpus import Corpus

    from directory.assets import geodata_folder
    from directory.geo.gazetteer import Gazetteer

    start = time.process_time()
    made = Corpus(Gazetteer.open(geodata_folder()))
    with target.open("wb") as stream:
        stream.writelines(payload + b"\n" for payload in made.read(corpus))
    return tell(count, "readings", cpu_s=round(time.process_time() - start, 1))


def measure_worker(options: argparse.Namespace) -> None:
    """The first worker builds the shared base, the second one maps it and measures the rest."""
    from search_corpus import TODAY
    from search_writes import Published, open_keeper, private_mib, resident_mib

    published = Published(Path(options.listings))
    keeper = open_keeper(published, folder=Path(options.shared), today=lambda: TODAY)
    count, before = int(options.counts), private_mib()
    cpu, wall = used_cpu_s(), time.monotonic()
    snapshot = keeper.load()
    figures = {"cpu_s": round(used_cpu_s() - cpu, 1), "wall_s": round(time.monotonic() - wall, 1)}
    tell(count, "build" if options.worker == "0" else "map", private_mib=private_mib() - before, **figures)
    if options.worker == "0":
        return
    ids = [json.loads(snapshot.shelf.payload(row))["source_id"] for row in range(snapshot.count)]
    questions = tell_quality(options, lambda text: [ids[row] for row in snapshot.index.search(text).rows[:10].tolist()])
    tell(count, "engine", **percentiles(questions, snapshot.index.search))
    tell(count, "find", **percentiles(questions, lambda text: ask(snapshot, text, ())))
    tell(count, "find_filters", **percentiles(questions, lambda text: ask(snapshot, text, FILTER)))
    tell(count, "memory", private_mib=private_mib() - before, resident_mib=resident_mib())
    tell_updates(count, published, keeper, questions)


def used_cpu_s() -> float:
    """Processor time of this process and of those that it has started and that have ended."""
    import resource

    each = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in each)


def ask(snapshot: Snapshot, text: str, categories: tuple[str, ...]) -> object:
    """The first page of an answer with its counts."""
    from search_corpus import TODAY

    from directory.catalog.criteria import Criteria
    from directory.catalog.find import find

    found = find(snapshot, Criteria(text=text, categories=categories), today=TODAY)
    return found.facets, found.hits(0, 20)


def tell_quality(options: argparse.Namespace, answer: Callable[[str], Sequence[str]]) -> list[str]:
    """Prints grades by kind and both macros of every set; the texts of all questions come back."""
    from search_sets import grade, macro, read_questions

    texts = []
    for name in SETS:
        questions: list[Question] = read_questions(options.sets, Path(options.truth), (name,))
        grades = grade(questions, answer)
        for each in grades:
            shares = {"first": round(each.first, 3), "ten": round(each.ten, 3), "empty": round(each.empty, 3)}
            tell(int(options.counts), "kind", kind=each.kind, n=each.count, **shares)
        first, ten = macro(grades)
        tell(int(options.counts), "quality", set=name, first=round(first, 3), ten=round(ten, 3))
        texts += [question.text for question in questions]
    return texts


def tell_updates(count: int, published: Published, keeper: CatalogKeeper, questions: Sequence[str]) -> None:
    """Seconds until a write can be found, and how long questions take while an import changes much at once."""
    from search_corpus import TODAY

    from directory.catalog.criteria import Criteria
    from directory.catalog.find import find

    seconds, cpu = [], []
    for _ in range(ROUNDS):
        name = published.write()
        start, start_cpu = time.monotonic(), time.process_time()
        snapshot = keeper.load()
        assert find(snapshot, Criteria(text=name), today=TODAY).total > 0, name  # noqa: S101
        seconds.append(time.monotonic() - start)
        cpu.append(time.process_time() - start_cpu)
    tell(count, "update", worst_s=round(max(seconds), 2), best_s=round(min(seconds), 2), best_cpu_s=round(min(cpu), 2))
    published.write_many(count // IMPORTED_SHARE)

    def follow() -> None:
        keeper.load()
        keeper.wait()
        keeper.load()

    follower = threading.Thread(target=follow)
    follower.start()
    times = percentiles(questions, snapshot.index.search)
    is_busy = follower.is_alive()
    follower.join()
    tell(count, "while_importing", still_busy=is_busy, **times)


def percentiles(
    questions: Sequence[str], work: Callable[[str], object], *, cpu: Callable[[], float] = time.thread_time
) -> dict[str, float]:
    """Median, 99th percentile and worst milliseconds: by the clock, and of processor time (this thread's, or `cpu`)."""
    clock, used = [], []
    for text in questions[:20]:
        work(text)
    for text in questions:
        start, start_cpu = time.monotonic(), cpu()
        work(text)
        clock.append((time.monotonic() - start) * 1000)
        used.append((cpu() - start_cpu) * 1000)
    return {**_spread("ms", clock), **_spread("cpu_ms", used)}


def _spread(name: str, times: list[float]) -> dict[str, float]:
    times.sort()
    places = {"p50": len(times) // 2, "p99": len(times) * 99 // 100, "max": len(times) - 1}
    return {f"{part}_{name}": round(times[place], 1) for part, place in places.items()}


def tell(count: int, what: str, **figures: object) -> dict[str, object]:
    """One JSON line, which comes back."""
    line = {"count": count, "what": what, **figures}
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return line


def print_table(lines: Sequence[dict[str, object]]) -> None:
    """Everything but the single kinds as markdown; times of peers are by the clock, to be read beside ours of it."""
    print("\n| listings | what | figures |\n| ---: | --- | --- |")
    for line in lines:
        if line["what"] != "kind":
            figures = ", ".join(f"{name} {value}" for name, value in line.items() if name not in ("count", "what"))
            print(f"| {line['count']} | {line['what']} | {figures} |")


if __name__ == "__main__":
    sys.exit(main())
