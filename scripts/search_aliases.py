"""Real places asked for by the names under which another list has them: ours as a parent asks it, and other engines."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from search_corpus import TODAY, build_corpus
from search_peers import Peers, missing
from search_sets import Grade, Question, grade, read_aliases

from directory.assets import geodata_folder
from directory.catalog.criteria import QUERY_LIMIT, Criteria
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder
from directory.site.places import KnownPlaces
from directory.usecases.search import search

COLUMNS = ("id", "name", "name_kana", "category", "address", "description", "tags")


def grade_aliases(pairs: Path) -> list[Grade]:
    """Grades of ours: readings are generated, a city is taken for a place."""
    with tempfile.TemporaryDirectory(prefix="search-aliases-") as folder:
        corpus, questions = _write_corpus(pairs, Path(folder))
        return grade(questions, _ours(corpus))


def measure_aliases(pairs: Path, peers: Peers) -> Iterator[dict[str, object]]:
    """Figures of ours and of every peer over the same rows and questions, in one run; absent peers say why."""
    with tempfile.TemporaryDirectory(prefix="search-aliases-") as name:
        folder = Path(name)
        corpus, questions = _write_corpus(pairs, folder)
        count = int(corpus.stem[1:])
        yield {"count": count, "engine": "ours", **_figures(grade(questions, _ours(corpus)))}
        asked = [json.dumps({"qid": str(turn), "q": each.text}) for turn, each in enumerate(questions)]
        (folder / "asked.jsonl").write_text("\n".join(asked), encoding="utf-8")
        for peer in peers.names:
            reason = missing(peer, peers.python, None)
            yield {
                "count": count,
                "engine": peer,
                **({"absent": reason} if reason else _run_peer(peers, peer, folder, questions)),
            }


def _write_corpus(pairs: Path, folder: Path) -> tuple[Path, list[Question]]:
    rows, questions = read_aliases(pairs)
    corpus = folder / f"c{len(rows)}.csv"
    with corpus.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return corpus, questions


def _ours(corpus: Path) -> Callable[[str], list[str]]:
    snapshot, ids = build_corpus(corpus)
    gazetteer = Gazetteer.open(geodata_folder())
    places = KnownPlaces(geocoder=Geocoder(gazetteer), gazetteer=gazetteer)

    def answer(text: str) -> list[str]:
        found = search(snapshot, Criteria(text=text[:QUERY_LIMIT]), places=places, today=TODAY)
        return [ids[row] for row in found.rows[:10].tolist()]

    return answer


def _run_peer(peers: Peers, peer: str, folder: Path, questions: Sequence[Question]) -> dict[str, object]:
    (corpus,) = folder.glob("c*.csv")
    answers = folder / f"{peer}.jsonl"
    command = [str(peers.python), str(peers.sets / "run_peers.py"), "--child", peer, "--n", corpus.stem[1:]]
    command += ["--queries", str(folder / "asked.jsonl"), "--out", str(answers), "--budget", str(peers.budget_s)]
    environment = os.environ | {"SEARCH_BENCH_DIR": str(folder)}
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        return {"absent": done.stderr.strip()[-200:]}
    rows = map(json.loads, answers.read_text(encoding="utf-8").splitlines())
    found = {questions[int(row["qid"])].text: row["ids"] for row in rows if "qid" in row}
    return _figures(grade([each for each in questions if each.text in found], found.__getitem__))


def _figures(grades: Sequence[Grade]) -> dict[str, object]:
    figures: dict[str, object] = {}
    for each in grades:
        shares = {"first": each.first, "ten": each.ten, "empty": each.empty}
        figures |= {f"{each.kind}_{name}": round(share, 3) for name, share in shares.items()}
    return figures
