"""Measure the search: quality, speed, build, memory and updates at several sizes, beside other engines, in one run."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
from collections.abc import Iterator, Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from search_figures import percentiles, tell  # noqa: E402 - the checkout must be found first

PARTS = ("build", "http", "engine", "find", "quality", "update", "importing", "peers", "aliases")
SETS = ("queries_dev", "queries_harddev")
PEERS = "rf_wratio,fts5_or,tantivy_23,xapian,pgtrgm"
NAIVE = "rf_wratio"
FILTER = ("child_cafe", "parenting_salon")


def main() -> int:
    """Each size in processes of its own; a table at the end."""
    options = read_options()
    if options.worker:
        from search_workers import WORK

        WORK[options.worker](options, SETS, FILTER)
        return 0
    lines: list[dict[str, object]] = []
    for count in map(int, options.counts.split(",")):
        corpus, truth = options.corpora / f"c{count}.csv", options.corpora / f"t{count}.jsonl"
        if corpus.is_file() and truth.is_file():
            lines += measure_size(options, count, corpus, truth)
        else:
            lines.append(tell(count, "absent", reason=f"{corpus.name} or {truth.name} is not in {options.corpora}"))
    if options.aliases and "aliases" in options.parts.split(","):
        lines += measure_other_names(options)
    print_table(lines)
    return 0


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="benchmark of the search")
    parser.add_argument("--counts", default="10000", help="sizes, comma separated (10000,100000,1000000)")
    parser.add_argument("--parts", default=",".join(PARTS), help=f"what is measured, of {','.join(PARTS)}")
    parser.add_argument("--corpora", type=Path, required=True, help="folder of cN.csv and tN.jsonl for each size N")
    parser.add_argument("--kept", type=Path, help="folder of prepared listings and bases, for the next run")
    parser.add_argument("--sets", type=Path, required=True, help="folder of labelled questions, scorer and peer runner")
    parser.add_argument("--aliases", type=Path, help="CSV of pairs of real places, for the part aliases")
    parser.add_argument("--peers", default=PEERS, help="names of other engines, comma separated; empty = none")
    parser.add_argument("--peers-python", type=Path, default=Path(sys.executable), help="Python that has the engines")
    parser.add_argument("--peers-up-to", type=int, default=100_000, help="largest size at which they are measured")
    parser.add_argument("--budget", type=float, default=20, help="seconds of questions for each peer")
    for name in ("--worker", "--listings", "--shared", "--truth"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    return parser.parse_args()


def measure_size(options: argparse.Namespace, count: int, corpus: Path, truth: Path) -> Iterator[dict[str, object]]:
    """Ours in several workers and behind its server, then the peers."""
    from search_listings import prepare_listings

    parts = set(options.parts.split(","))
    speed: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        kept = options.kept or Path(folder)
        kept.mkdir(exist_ok=True)
        listings, took = prepare_listings(count, corpus, kept)
        yield tell(count, "readings", **took)
        shared = kept / f"bases{count}"
        if "build" in parts:
            shutil.rmtree(shared, ignore_errors=True)
        command = [sys.executable, __file__, *sys.argv[1:], "--counts", str(count), "--truth", str(truth)]
        command += ["--listings", str(listings)]
        # Where the build is no part, there may be a base of the last run.
        yield from run_worker("build", command, shared)
        if "http" in parts:
            yield from measure_site(options, count, listings, shared)
        if parts & {"engine", "find", "quality"}:
            for line in run_worker("ask", command, shared):
                speed = line if line["what"] == "engine" else speed
                yield line
        if parts & {"update", "importing"}:
            yield from run_writer(command, shared)
    if "peers" in parts and count <= options.peers_up_to and options.peers:
        yield from measure_others(options, count, corpus, truth, speed)


def run_worker(work: str, command: Sequence[str], shared: Path) -> Iterator[dict[str, object]]:
    """The lines that a worker prints, as they come."""
    whole = [*command, "--shared", str(shared), "--worker", work]
    with subprocess.Popen(whole, stdout=subprocess.PIPE, text=True) as worker:
        for line in worker.stdout or ():
            print(line, end="", flush=True)
            yield json.loads(line)
    if worker.returncode:
        raise SystemExit(f"a worker ended with {worker.returncode}")


def run_writer(command: Sequence[str], shared: Path) -> Iterator[dict[str, object]]:
    """The same of one that makes new bases, which leave those of the others alone."""
    with tempfile.TemporaryDirectory(dir=shared.parent) as folder:
        for file in shared.glob("*.arrays"):
            (Path(folder) / file.name).hardlink_to(file)
        yield from run_worker("write", command, Path(folder))


def measure_site(options: argparse.Namespace, count: int, listings: Path, shared: Path) -> Iterator[dict[str, object]]:
    """Questions to the real server, without a filter and with one."""
    from search_sets import read_texts
    from search_site import running_site

    with running_site(listings, shared) as site:
        for what, categories in (("http", ""), ("http_filters", ",".join(FILTER))):
            texts = read_texts(options.sets, SETS)
            asked = [urllib.parse.urlencode({"q": text, "limit": "20", "cat": categories}) for text in texts]
            paths = [f"/api/v1/listings?{each}" for each in asked]
            yield tell(count, what, **percentiles(paths, site.ask, cpu=site.used_s))


def measure_others(
    options: argparse.Namespace, count: int, corpus: Path, truth: Path, speed: dict[str, object]
) -> Iterator[dict[str, object]]:
    """The peers, and how much slower comparing with every name is than what `speed` says of ours."""
    from search_peers import Peers, measure_peers
    from search_sets import read_questions

    questions = {name: read_questions(options.sets, truth, (name,)) for name in SETS}
    names = tuple(options.peers.split(","))
    peers = Peers(names=names, python=options.peers_python, sets=options.sets, budget_s=options.budget)
    for figures in measure_peers(peers, corpus, truth, questions):
        yield tell(count, "peer", **figures)
        if figures["peer"] == NAIVE and "p99_ms" in figures and speed:
            times = float(str(figures["p99_ms"])) / float(str(speed["p99_ms"]))
            yield tell(count, "naive_by_ours", p99_times=round(times, 1))


def measure_other_names(options: argparse.Namespace) -> Iterator[dict[str, object]]:
    """Real places by the names of another list, ours beside the peers, whatever the size of the corpus."""
    from search_aliases import measure_aliases
    from search_peers import Peers

    names = tuple(filter(None, options.peers.split(",")))
    peers = Peers(names=names, python=options.peers_python, sets=options.sets, budget_s=options.budget)
    for figures in measure_aliases(options.aliases, peers):
        yield tell(int(str(figures.pop("count"))), "aliases", **figures)


def print_table(lines: Sequence[dict[str, object]]) -> None:
    """Everything but the single kinds as markdown; times of peers are by the clock, to be read beside ours of it."""
    print("\n| listings | what | figures |\n| ---: | --- | --- |")
    for line in lines:
        if line["what"] != "kind":
            figures = ", ".join(f"{name} {value}" for name, value in line.items() if name not in ("count", "what"))
            print(f"| {line['count']} | {line['what']} | {figures} |")


if __name__ == "__main__":
    sys.exit(main())
