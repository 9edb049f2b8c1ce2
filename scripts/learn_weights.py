"""Learn directory/search/weights.toml from labelled questions: one weight after the other, checked on unseen folds."""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

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
    parser.add_argument("--only", default="", help="names of the weights to try, comma separated; all when empty")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    options = parser.parse_args()
    tasks = [_corpus_task(options.corpus, options.truth, options.sets)]
    if options.aliases:
        tasks.append(_alias_task(options.aliases))
    names = options.only.split(",") if options.only else [one.name for one in fields(Weights)]
    learned = learn(load_weights(), lambda weights: _values(tasks, weights), names=names * options.rounds)
    if not options.dry_run:
        write(learned)
    return 0


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
