"""Import many fictional rows end to end and print rows per second and peak memory."""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

KINDS = ("子ども食堂", "子育てサロン", "子育て支援センター", "子育て相談", "集会所")
NAMES = ("ひだまり", "つばめ", "みどり", "たんぽぽ", "にじいろ", "そよかぜ", "こもれび", "ほしぞら")
SCHEDULES = (
    "第2・4土曜 11:30～14:00",
    "毎週水曜 10:00～12:00（祝日休み）",
    "月～金 9:00～17:00",
    "毎月第3日曜日 12時～",
    "不定期",
)
FEES = ("無料", "子ども無料、大人300円", "100円", "実費")
HEADER = ("ID", "名称", "分類", "住所", "電話番号", "開催日時", "対象", "利用料", "説明")
TOWNS_USED = 135
"""So many municipalities are spread over the file, as many as a prefecture-wide list would have."""


def main() -> int:
    """Prints one JSON line with the figures of a first and a second import of the same file."""
    parser = argparse.ArgumentParser(description="benchmark of the import")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--database-url", help="an empty database; default: SQLite in a temporary folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fictional.csv"
        write_rows(file, options.rows)
        url = options.database_url or f"sqlite:///{folder}/bench.db"
        environment = {**os.environ, "DIRECTORY_DATABASE_URL": url}
        run(environment, "init")
        figures = {"rows": options.rows}
        for name in ("first", "second"):
            figures[name] = measure_import(environment, file, Path(folder) / "errors.csv")
    print(json.dumps(figures, ensure_ascii=False))
    return 0


def write_rows(path: Path, count: int) -> None:
    """A CSV of fictional resources in real towns; the same bytes for the same count."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows(make_rows(count))


def make_rows(count: int) -> Iterator[tuple[str, ...]]:
    """Fictional rows."""
    from directory.assets import geodata_folder
    from directory.geo.gazetteer import Gazetteer

    chance = random.Random(20261122)  # noqa: S311 (fictional data, not secrets)
    gazetteer = Gazetteer.open(geodata_folder())
    places = [
        f"{city.pref}{city.name}{town.name}"
        for city in chance.sample(gazetteer.municipalities(), TOWNS_USED)
        for town in gazetteer.towns(city.jis)
    ]
    for number in range(1, count + 1):
        kind = chance.choice(KINDS)
        yield (
            f"{number:07d}",
            f"{chance.choice(NAMES)}{kind}{number}（架空）",
            kind,
            f"{chance.choice(places)}{chance.randint(1, 30)}番{chance.randint(1, 20)}号",
            f"050-0000-{number % 10_000:04d}",
            chance.choice(SCHEDULES),
            "どなたでも",
            chance.choice(FEES),
            "架空の記録です。",
        )


def measure_import(environment: dict[str, str], file: Path, errors: Path) -> dict[str, object]:
    """Seconds, rows per second and peak memory (all processes together) of one import."""
    command = [sys.executable, "-m", "directory", "import", str(file), "--json", "--errors", str(errors)]
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, env=environment, cwd=CHECKOUT, stdout=output)
        peak_kib = 0
        while process.poll() is None:
            peak_kib = max(peak_kib, measure_memory_kib(process.pid))
            time.sleep(0.5)
        seconds = time.monotonic() - started
        output.seek(0)
        report = json.load(output)["files"][0]
    counts = {name: report[name] for name in ("rows", "added", "changed", "unchanged", "attention", "rejected")}
    return {
        "seconds": round(seconds, 1),
        "rows_per_second": round(report["rows"] / seconds),
        "peak_mib": round(peak_kib / 1024),
        **counts,
    }


def measure_memory_kib(pid: int) -> int:
    """Memory of a process and its children in KiB; pages that they share are counted once."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
        below = children.read_text(encoding="utf-8").split()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0
    own = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own + sum(measure_memory_kib(int(child)) for child in below)


def run(environment: dict[str, str], *arguments: str) -> str:
    """Standard output of one command."""
    command = [sys.executable, "-m", "directory", *arguments]
    done = subprocess.run(command, env=environment, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr or done.stdout)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
