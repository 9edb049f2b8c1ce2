"""Build the catalog of many fictional listings and print how long it, questions and exports take, as JSON lines."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from directory.catalog.snapshot import Snapshot

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

TODAY = date(2026, 6, 3)
QUESTIONS: dict[str, dict[str, object]] = {
    "everything": {},
    "category_and_town": {"categories": ("child_cafe",)},
    "text": {"text": "ひだまり子ども食堂"},
    "near": {"radius_m": 5_000},
    "today": {"when": "today"},
}


def main() -> int:
    """Makes the listings, then measures in a process of its own."""
    parser = argparse.ArgumentParser(description="benchmark of the catalog")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=60, help="times each question is asked")
    parser.add_argument("--payloads", type=Path, help="measure this file of listings, one JSON a line, and stop")
    options = parser.parse_args()
    if options.payloads:
        measure(options.payloads, options.rounds)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "listings.jsonl"
        write_payloads(file, options.rows)
        command = [sys.executable, __file__, "--payloads", str(file), "--rounds", str(options.rounds)]
        return subprocess.run(command, check=False).returncode


def write_payloads(path: Path, count: int) -> None:
    """Encoded listings, one a line; the same bytes for the same count."""
    import msgspec
    from bench_listings import make_listings

    with path.open("wb") as stream:
        for listing in make_listings(count, today=TODAY):
            stream.write(msgspec.json.encode(listing) + b"\n")


def measure(path: Path, rounds: int) -> None:
    """Builds the snapshot and prints every figure."""
    idle = memory_mib()
    cpu, wall = time.process_time(), time.monotonic()
    snapshot = build(path)
    tell(
        "build",
        rows=snapshot.count,
        cpu_s=round(time.process_time() - cpu, 2),
        wall_s=round(time.monotonic() - wall, 2),
        idle_mib=idle,
        process_mib=memory_mib(),
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )
    measure_questions(snapshot, rounds)
    measure_exports(snapshot)


def build(path: Path) -> Snapshot:
    """The snapshot of a file of listings, read as the database would give them."""
    from directory.assets import geodata_folder
    from directory.catalog.holidays import JapaneseHolidays
    from directory.catalog.snapshot import build_snapshot
    from directory.geo.gazetteer import Gazetteer

    gazetteer = Gazetteer.open(geodata_folder())
    with path.open("rb") as stream:
        return build_snapshot(
            (line.rstrip(b"\n") for line in stream),
            revision="bench",
            districts=(),
            holidays=JapaneseHolidays(),
            today=TODAY,
            municipality_names=lambda _: "",
            town_kana=lambda jis: {town.name: town.kana for town in gazetteer.towns(jis)},
        )


def measure_questions(snapshot: Snapshot, rounds: int) -> None:
    """CPU time of the answer with its counts, and of its first page."""
    from directory.catalog.criteria import Criteria
    from directory.catalog.find import find
    from directory.domain.coordinate import Coordinate

    middle = snapshot.count // 2
    near = Coordinate(latitude=float(snapshot.latitude[middle]), longitude=float(snapshot.longitude[middle]))
    column = snapshot.columns.municipality
    town = column.codes[int(column.counts(snapshot.is_default).argmax())]
    more = {"near": {"near": near}, "category_and_town": {"districts": (town,)}}
    for name, fields in QUESTIONS.items():
        criteria = replace(Criteria(), **fields, **more.get(name, {}))  # type: ignore[arg-type] # checked by replace
        found = find(snapshot, criteria, today=TODAY)
        tell(
            "question",
            name=name,
            total=found.total,
            **milliseconds("find_and_facets", lambda c=criteria: find(snapshot, c, today=TODAY).facets, rounds),  # type: ignore[misc]
            **milliseconds("page_of_20", lambda f=found: f.hits(0, 20), rounds),  # type: ignore[misc]
        )


def measure_exports(snapshot: Snapshot) -> None:
    """Seconds and bytes of the whole directory as GeoJSON and as points of the map, the first and the second time."""
    from directory.catalog.criteria import Criteria
    from directory.catalog.find import find
    from directory.mapping.geojson import encode_geojson
    from directory.usecases.show_map import show_points

    found = find(snapshot, Criteria(), today=TODAY)
    makers: dict[str, Callable[[], Iterator[bytes]]] = {
        "listings.geojson": lambda: encode_geojson(found, revision="bench"),
        "points": lambda: iter((show_points(snapshot, "municipality"),)),
    }
    for name, make in makers.items():
        seconds = []
        for _ in range(2):
            start = time.process_time()
            size = sum(map(len, make()))
            seconds.append(round(time.process_time() - start, 3))
        tell("export", name=name, bytes=size, first_s=seconds[0], second_s=seconds[1], process_mib=memory_mib())


def milliseconds(name: str, work: Callable[[], object], rounds: int) -> dict[str, float]:
    """Median and 99th percentile of the CPU time of some work."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    times.sort()
    return {f"{name}_p50_ms": round(times[rounds // 2], 2), f"{name}_p99_ms": round(times[rounds * 99 // 100], 2)}


def memory_mib() -> int:
    """Resident memory of this process now; its peak where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


def tell(what: str, **figures: object) -> None:
    """One JSON line."""
    print(json.dumps({"what": what, **figures}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
