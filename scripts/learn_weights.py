"""Learn directory/search/weights.toml from labelled questions: what ranks by descent, the rest one after the other."""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

import numpy as np  # noqa: E402
from learn_ranking import LEARNED, Judged, judge, learn_ranking  # noqa: E402
from search_corpus import build_corpus  # noqa: E402
from search_sets import NO_ANSWER, Question, grade, macro, read_aliases, read_questions  # noqa: E402

from directory.search.document import SearchDocument  # noqa: E402
from directory.search.index import SearchIndex  # noqa: E402
from directory.search.weights import Weights, load_weights  # noqa: E402

FILE = CHECKOUT / "directory" / "search" / "weights.toml"
STEPS = (0.92, 1.08)
FOLDS = 3
LEAST_GAIN = 0.001
"""A change must raise the mean by so much, and no fold may lose: less is chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Questions over one index; `ids` of its rows."""

    index: SearchIndex
    ids: Sequence[str]
    questions: Sequence[Question]

    def value(self, weights: Weights, fold: int) -> float:
        """Mean of both macros and of the empty answers where there is none, over one fold of the questions."""
        chosen = [question for place, question in enumerate(self.questions) if place % FOLDS == fold]
        grades = grade(chosen, lambda text: [self.ids[row] for row in self._rows(text, weights)])
        empty = [one.empty for one in grades if one.kind in NO_ANSWER]
        parts = [*macro(grades), *([sum(empty) / len(empty)] if empty else [])]
        return sum(parts) / len(parts)

    def _rows(self, text: str, weights: Weights) -> list[int]:
        rows: list[int] = self.index.with_weights(weights).search(text, limit=10).rows.tolist()
        return rows


def main() -> int:
    """Prints every gain; writes the file unless asked not to."""
    parser = argparse.ArgumentParser(description="weights of the search")
    parser.add_argument("--corpus", type=Path, required=True, help="CSV of the corpus")
    parser.add_argument("--truth", type=Path, required=True, help="its truth file")
    parser.add_argument("--sets", type=Path, required=True, help="folder of labelled questions and their scorer")
    parser.add_argument("--aliases", type=Path, help="CSV of pairs of real places")
    parser.add_argument("--rounds", type=int, default=1, help="times each weight is tried")
    parser.add_argument(
        "--every", type=int, default=1, help="try the weights of floors and shares on each n-th question"
    )
    parser.add_argument("--only", default="", help="names of the weights to try, comma separated; all when empty")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    options = parser.parse_args()
    tasks = [_corpus_task(options.corpus, options.truth, options.sets)]
    if options.aliases:
        tasks.append(_alias_task(options.aliases))
    learned = load_weights()
    if not options.only:
        learned = _rank(tasks, learned)
    tasks = [replace(task, questions=task.questions[:: options.every]) for task in tasks]
    others = [one.name for one in fields(Weights) if one.name not in LEARNED]
    names = options.only.split(",") if options.only else others
    learned = learn(learned, lambda weights: _values(tasks, weights), names=names * options.rounds)
    if not options.dry_run:
        write(learned)
    return 0


def _rank(tasks: Sequence[Task], weights: Weights) -> Weights:
    """The weights with those learned that a score is linear in; prints what each unseen fold gains."""
    judged = [one for task in tasks for one in _judged(task, weights)]
    learned, gains = learn_ranking(judged, weights)
    for before, after in gains:
        print(f"unseen fold: {before:.4f} -> {after:.4f}", flush=True)
    print({name: getattr(learned, name) for name in LEARNED}, flush=True)
    return learned


def _judged(task: Task, weights: Weights) -> list[Judged]:
    """The questions that have answers; every kind weighs as much as any other of its corpus."""
    places = {one: place for place, one in enumerate(task.ids)}
    answered = [question for question in task.questions if question.kind not in NO_ANSWER and question.right]
    counts = Counter(question.kind for question in answered)
    found = []
    for number, question in enumerate(answered):
        right = np.zeros(len(task.ids), bool)
        right[[places[one] for one in question.right]] = True
        hits = judge(task.index, weights, question.text, right)
        if hits:
            share = 1 / counts[question.kind] / len(counts)
            # An alias stands beside the same with its city.
            fold = number // 2 % FOLDS
            found.append(Judged(scores=hits[0], extras=hits[1], is_right=hits[2], share=share, fold=fold))
    return found


def learn(weights: Weights, value: Callable[[Weights], Sequence[float]], *, names: list[str]) -> Weights:
    """The weights after trying a larger and a smaller value of each, in an order that does not depend on its name."""
    best = value(weights)
    random.Random(1).shuffle(names)  # noqa: S311 - an order, no secret
    for name in names:
        for step in STEPS:
            tried = replace(weights, **{name: round(getattr(weights, name) * step, 4)})
            found = value(tried)
            has_lost = any(new < old for new, old in zip(found, best, strict=True))
            if not has_lost and sum(found) - sum(best) > LEAST_GAIN * len(best):
                print(name, getattr(tried, name), [round(one, 4) for one in found], flush=True)
                weights, best = tried, found
    return weights


def write(weights: Weights) -> None:
    """Puts the values into the file; its comments stay."""
    text = FILE.read_text(encoding="utf-8")
    for one in fields(Weights):
        text = re.sub(f"^{one.name} = .*$", f"{one.name} = {getattr(weights, one.name)}", text, flags=re.MULTILINE)
    FILE.write_text(text, encoding="utf-8")


def _values(tasks: Sequence[Task], weights: Weights) -> list[float]:
    """The value of every fold, each the mean over the tasks."""
    return [sum(task.value(weights, fold) for task in tasks) / len(tasks) for fold in range(FOLDS)]


def _corpus_task(corpus: Path, truth: Path, sets: Path) -> Task:
    snapshot, ids = build_corpus(corpus)
    questions = read_questions(sets, truth, ("queries_dev", "queries_harddev"))
    return Task(index=snapshot.index, ids=ids, questions=questions)


def _alias_task(pairs: Path) -> Task:
    rows, questions = read_aliases(pairs)
    documents = (
        SearchDocument(name=row["name"], places=(row["city"],) if row["city"] else (), address=row["address"])
        for row in rows
    )
    return Task(index=SearchIndex(documents), ids=[row["id"] for row in rows], questions=questions)


if __name__ == "__main__":
    sys.exit(main())
