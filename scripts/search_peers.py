"""Other search engines over the same corpus and questions, by the runner of the sets; absent ones are named."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from search_sets import Question, grade, macro

NEEDED = {
    "rf_wratio": "rapidfuzz",
    "fts5_or": "sqlite3",
    "tantivy_23": "tantivy",
    "xapian": "xapian",
    "pgtrgm": "psycopg",
}
"""Python package that each peer needs; pgtrgm needs the programs of PostgreSQL as well."""

DEBIAN_PACKAGES = "/usr/lib/python3/dist-packages"
WHO = "postgres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """Which peers are asked, and how.

    Attributes:
        python: an interpreter in which they are installed. sets: folder of the labelled sets and their runner.
        budget_s: seconds of questions for each peer and set.
    """

    names: tuple[str, ...]
    python: Path
    sets: Path
    budget_s: float


def measure_peers(
    peers: Peers, corpus: Path, truth: Path, questions: dict[str, list[Question]]
) -> Iterator[dict[str, object]]:
    """Figures of every peer for all questions, those of quality set by set; one that can not be had says why."""
    with tempfile.TemporaryDirectory(prefix="search-peers-") as folder, _server() as socket_folder:
        for file in (corpus, truth):
            (Path(folder) / file.name).symlink_to(file.resolve())
        # One index for all questions: building it is most of the time.
        asked = Path(folder) / "queries_all.jsonl"
        asked.write_bytes(b"".join((peers.sets / f"{name}.jsonl").read_bytes() for name in questions))
        for name in peers.names:
            reason = missing(name, peers.python, socket_folder)
            reason = reason or _run(peers, name, corpus, asked, socket_folder)
            if reason:
                yield {"peer": name, "absent": reason}
            else:
                yield {"peer": name} | _figures(asked.parent / "runs" / f"{name}_{_size(corpus)}_all.jsonl", questions)


def _run(peers: Peers, name: str, corpus: Path, asked: Path, socket_folder: Path | None) -> str:
    """Runs one peer over the questions of a file; says why when it fails."""
    environment = os.environ | {"SEARCH_BENCH_DIR": str(asked.parent), "SEARCH_BENCH_PGSOCK": str(socket_folder or "")}
    command = [str(peers.python), str(peers.sets / "run_peers.py"), "--n", _size(corpus), "--peers", name]
    command += ["--queries", str(asked), "--budget", str(peers.budget_s)]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    return done.stdout.strip()[-200:] if "FAILED" in done.stdout else done.stderr.strip()[-200:]


def _figures(answers: Path, questions: dict[str, list[Question]]) -> dict[str, object]:
    """Quality by our own grading of what was asked in time, set by set, and speed as the runner wrote it down."""
    asked = (answers.parent.parent / "queries_all.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {row["qid"]: row["q"] for row in map(json.loads, asked)}
    rows = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    found = {texts[row["qid"]]: row["ids"] for row in rows if "qid" in row}
    meta: dict[str, float] = next((row["meta"] for row in rows if "meta" in row), {})
    quality: dict[str, object] = {}
    for name, each in questions.items():
        first, ten = macro(grade([one for one in each if one.text in found], lambda text: found[text]))
        quality |= {f"{name}_first": round(first, 3), f"{name}_ten": round(ten, 3)}
    times = sorted(row["ms"] for row in rows if "qid" in row)
    return {
        "asked": len(times),
        **quality,
        "p50_ms": round(times[len(times) // 2], 1),
        "p99_ms": round(times[len(times) * 99 // 100], 1),
        "build_s": round(meta.get("build_s", 0), 1),
        "rss_mb": round(meta.get("rss_mb", 0)),
    }


def missing(name: str, python: Path, socket_folder: Path | None) -> str:
    """Why a peer can not be asked; "" when it can."""
    if name not in NEEDED:
        return "unknown to this benchmark"
    code = f"import sys; sys.path.append({DEBIAN_PACKAGES!r}); import psutil, {NEEDED[name]}"
    done = subprocess.run([str(python), "-c", code], check=False, capture_output=True, text=True)
    if done.returncode:
        return done.stderr.strip().splitlines()[-1]
    return "no PostgreSQL server programs" if name == "pgtrgm" and socket_folder is None else ""


@contextmanager
def _server() -> Iterator[Path | None]:
    """The socket folder of a private PostgreSQL server; None where its programs are not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    pg_ctl = shutil.which("pg_ctl") or (str(found[-1]) if found else None)
    if pg_ctl is None:
        yield None
        return
    who = _unprivileged()
    with tempfile.TemporaryDirectory(prefix="search-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if who:
            os.chown(folder, *who)
        data = ["-D", str(folder / "data")]
        settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        _call([pg_ctl, "initdb", *data, "-o", f"-U {WHO} -A trust --locale=C.UTF-8"], folder, who)
        _call([pg_ctl, *data, "-w", "-l", str(folder / "log"), "-o", settings, "start"], folder, who)
        try:
            yield folder
        finally:
            _call([pg_ctl, *data, "-m", "immediate", "-w", "stop"], folder, who)


def _call(command: Sequence[str], folder: Path, who: tuple[int, int] | None) -> None:
    user, group = who or (None, None)
    groups: list[str | int] | None = None if who is None else []
    subprocess.run(
        command, check=True, cwd=folder, stdout=subprocess.DEVNULL, user=user, group=group, extra_groups=groups
    )


def _unprivileged() -> tuple[int, int] | None:
    """PostgreSQL refuses to run as root: user and group to run it as instead."""
    if os.geteuid():
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    account = names.get(WHO) or names["nobody"]
    return account.pw_uid, account.pw_gid


def _size(corpus: Path) -> str:
    return corpus.stem.removeprefix("c")
