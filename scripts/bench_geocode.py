"""Measure the geocoder beside the peers that install here, in one run, and hold it against its goals; not for CI."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "scripts")]

from bench_peers.contestants import VERSIONS, Contestant, our_own  # noqa: E402  (found through the path above)
from bench_peers.goals import Machine, judge  # noqa: E402
from bench_peers.install import install_peers  # noqa: E402
from bench_peers.rows import Question, invent_addresses, load_scorer, read_questions, take_sample  # noqa: E402
from bench_peers.runs import Run, ask, find_losses, score  # noqa: E402
from bench_peers.tables import accuracy_table, dirt_table, goal_table, speed_table  # noqa: E402

SOME, ALL = 135, 10_000
"""Municipalities of a prefecture-wide list; more than there are."""


def main() -> int:
    """Prints tables in markdown; notes go to standard error."""
    options = read_options()
    data = CHECKOUT / "data" / "geo"
    scorer = load_scorer(options.sets)
    questions = read_questions(options.sets, options.limit) if scorer else []
    if not questions:
        note(f"no labelled sets in {options.sets}: speed and memory only, on fictional lots")
        questions = invent_addresses(data, 1_000)
    fast, slow = choose_contestants(options)
    sample = take_sample(questions, options.sample) if scorer else questions[: options.sample]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = [run for each in fast if (run := ask(each, questions, folder, note, passes=2))]
        samples = [run for each in (*fast, *slow) if slow and (run := ask(each, sample, folder, note, passes=1))]
        memory = {
            each.name: measure_memory(each, data, folder, is_whole=each is fast[0] or options.whole_memory)
            for each in fast
        }
    if scorer:
        for run in runs:
            score(run, questions, scorer)
        for run in samples:
            score(run, sample, scorer)
    goals = judge(runs[0], find_third(runs), weigh(data, memory[fast[0].name]))
    print(f"# Geocoder benchmark\n\n{len(questions)} rows, one thread; speeds are rows per CPU second of the process.")
    print(f"\n## Goals\n\n{goal_table(goals)}")
    print(f"\n## Speed and memory\n\n{speed_table(runs, len(questions), memory)}")
    if scorer:
        print(f"\n## Accuracy\n\n{accuracy_table(runs)}\n\n## Kinds of dirt: town found\n\n{dirt_table(runs)}")
    if samples:
        print(f"\n## All peers, the same sample of {len(sample)} rows, one pass\n\n{accuracy_table(samples)}")
        print(f"\n{speed_table(samples, len(sample), {})}")
    if options.json:
        write_json(options.json, runs, samples, [asdict(goal) for goal in goals])
    if options.losses and scorer:
        write_losses(options.losses, runs, questions, scorer)
    return 0


def choose_contestants(options: argparse.Namespace) -> tuple[list[Contestant], list[Contestant]]:
    """Ours first among the fast ones, and those too slow for all rows."""
    peers = install_peers(options.peers_folder, note) if options.peers_folder else []
    if not options.peers_folder:
        note("no peers: give --peers-folder to install them there")
    peers = [each for each in peers if options.only in each.name]
    return [our_own(), *(each for each in peers if not each.is_slow)], [each for each in peers if each.is_slow]


def find_third(runs: list[Run]) -> Run | None:
    """The peer that speed is held against."""
    return next((run for run in runs if run.name.endswith(f" {VERSIONS['v3']}")), None)


def weigh(data: Path, memory: tuple[float | None, float | None]) -> Machine:
    """Memory and the bytes of the shipped files."""
    shipped = sum(path.stat().st_size for path in data.iterdir()) / 1e6
    return Machine(some_mb=memory[0], all_mb=memory[1], shipped_mb=shipped)


def write_losses(path: Path, runs: list[Run], questions: list[Question], scorer: ModuleType) -> None:
    """Rows of which a peer knew more than we did, to be read."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("peer", "set", "kind", "address", "near", "expected", "ours", "theirs", "m", "their_m"))
        for peer in runs[1:]:
            writer.writerows((peer.name, *row) for row in find_losses(runs[0], peer, questions, scorer))


def read_options() -> argparse.Namespace:
    """Options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(os.environ.get("DIRECTORY_TEST_SHARED", CHECKOUT.parent / "shared"))
    parser.add_argument("--sets", type=Path, default=shared / "eval" / "geocode", help="folder of labelled sets")
    parser.add_argument("--peers-folder", type=Path, help="where peers are installed; without it only our own is asked")
    parser.add_argument("--only", default="", help="only peers whose name holds this")
    parser.add_argument("--limit", type=int, default=0, help="at most so many rows of each set; 0 = all")
    parser.add_argument("--sample", type=int, default=80, help="rows of each set that slow peers are asked")
    parser.add_argument("--whole-memory", action="store_true", help="peers' memory for all municipalities (minutes)")
    parser.add_argument("--json", type=Path, help="write all figures here")
    parser.add_argument("--losses", type=Path, help="write the rows here of which a peer knew more")
    return parser.parse_args()


def measure_memory(
    contestant: Contestant, data: Path, folder: Path, *, is_whole: bool
) -> tuple[float | None, float | None]:
    """Peak megabytes after one address in each of some and, when it is wanted, of all municipalities."""
    peaks = []
    for count in (SOME, ALL) if is_whole else (SOME,):
        run = ask(contestant, invent_addresses(data, count), folder, note, passes=1)
        peaks.append(run.peak_mb if run else None)
    return peaks[0], peaks[1] if is_whole else None


def write_json(path: Path, runs: list[Run], samples: list[Run], goals: list[dict[str, object]]) -> None:
    """Everything but the answers themselves."""

    def describe(run: Run) -> dict[str, object]:
        return {key: value for key, value in asdict(run).items() if key != "answers"}

    figures = {"runs": list(map(describe, runs)), "sample": list(map(describe, samples)), "goals": goals}
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")


def note(line: str) -> None:
    """One line for people."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
