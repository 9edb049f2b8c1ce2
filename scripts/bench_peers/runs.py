"""One run of a contestant: a process that reads rows, answers them and writes its answers and figures."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from bench_peers.contestants import Contestant, Report
from bench_peers.rows import OWN_LIST, Question

Answer = dict[str, object]
Figures = dict[str, float | int | None]


@dataclass(kw_only=True)
class Run:
    """What came out.

    Attributes:
        cold_s, first_s, second_s: CPU seconds; `wall_*` by the clock. peak_mb: peak memory of the whole process.
    """

    name: str
    answers: list[Answer]
    cold_s: float
    wall_cold_s: float
    first_s: float
    wall_first_s: float
    second_s: float | None
    peak_mb: float
    scores: dict[str, Figures] = field(default_factory=dict)


def ask(contestant: Contestant, questions: list[Question], folder: Path, report: Report, *, passes: int) -> Run | None:
    """A run in a process of its own; None when it fails, which is reported."""
    rows, answers = folder / "rows.json", folder / "answers.json"
    rows.write_text(json.dumps([[one.address, one.near] for one in questions], ensure_ascii=False), encoding="utf-8")
    answers.unlink(missing_ok=True)
    report(f"asking {contestant.name}: {len(questions)} rows, {passes} passes")
    command = (*contestant.command, str(rows), str(answers), str(passes))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not answers.is_file():
        last = (done.stderr.strip() or "no message").splitlines()[-1]
        report(f"skipped: {contestant.name}: {last[:300]}")
        return None
    found = json.loads(answers.read_text(encoding="utf-8"))
    seconds = found["seconds"]
    return Run(
        name=contestant.name,
        answers=found["answers"],
        wall_cold_s=found["cold"][0],
        cold_s=found["cold"][1],
        wall_first_s=seconds[0][0],
        first_s=seconds[0][1],
        second_s=seconds[1][1] if len(seconds) > 1 else None,
        peak_mb=found["peak_bytes"] / 1e6,
    )


def score(run: Run, questions: list[Question], scorer: ModuleType) -> None:
    """Adds the scorer's figures of every set, and of every kind of dirt."""
    groups: dict[str, list[tuple[dict[str, str], Answer]]] = {}
    for question, raw in zip(questions, run.answers, strict=True):
        answer = scorer.as_answer(raw, {})
        groups.setdefault(question.name, []).append((question.labels, answer))
        if kind := question.labels.get("kind"):
            groups.setdefault(f"dirty: {kind}", []).append((question.labels, answer))
    for name, pairs in groups.items():
        # the list has no points for some rows; its towns are what counts
        usable = [pair for pair in pairs if pair[0]["lat"]] if name == OWN_LIST else pairs
        run.scores[name] = scorer.measure(usable)


def find_losses(ours: Run, peer: Run, questions: list[Question], scorer: ModuleType) -> list[tuple[str, ...]]:
    """Rows of which the peer found the town and we did not, or came 500 m nearer."""
    losses = []
    for question, raw, theirs in zip(questions, ours.answers, peer.answers, strict=True):
        labels = question.labels
        if not labels["lat"]:
            continue
        pairs = [[(labels, scorer.as_answer(answer, {}))] for answer in (raw, theirs)]
        mine, other = (scorer.measure(pair) for pair in pairs)
        is_town = bool(labels["expected_town"]) and other["town"] > mine["town"]
        is_near = other["p50"] is not None and (mine["p50"] is None or other["p50"] + 500 < mine["p50"])
        if is_town or is_near:
            losses.append(
                (
                    question.name,
                    labels.get("kind", ""),
                    question.address,
                    question.near,
                    f"{labels['expected_city']}{labels['expected_town']}",
                    *(f"{each.get('city') or ''}{each.get('town') or ''}" for each in (raw, theirs)),
                    *(f"{each['p50']:.0f}" if each["p50"] is not None else "" for each in (mine, other)),
                )
            )
    return losses
