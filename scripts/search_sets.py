"""Labelled questions over a corpus, and how well answers meet them: the right one first, and among the first ten."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from directory.text.fold import fold

NO_ANSWER = ("noanswer", "noanswer_near")
_CITY = re.compile("((?:[^市区町村]+郡)?(?:四日市市|廿日市市|野々市市|.+?市)(?:[^市区町村0-9]{1,4}区)?|.+?[区町村])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One labelled question; `right` are the ids of right answers, none where nothing should be answered."""

    text: str
    kind: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """Shares of a set of questions of one kind; of those without an answer, the share that got none."""

    kind: str
    count: int
    first: float
    ten: float
    empty: float


def read_questions(folder: Path, truth: Path, names: Sequence[str]) -> list[Question]:
    """Questions of the labelled sets of a folder, resolved against the truth of a corpus by the folder's own scorer."""
    scorer = _load_scorer(folder)
    found = []
    for name in names:
        rows = scorer.load_q(str(folder / f"{name}.jsonl"))
        right = scorer.resolve(str(truth), rows)
        for row in rows:
            ids = frozenset(one for one, grade in right[row["qid"]].items() if grade >= 2)
            found.append(Question(text=row["q"], kind=row["cls"], right=ids))
    return found


def read_texts(folder: Path, names: Sequence[str]) -> list[str]:
    """The texts of all questions of some sets."""
    files = [folder / f"{name}.jsonl" for name in names]
    return [json.loads(line)["q"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def read_aliases(pairs: Path) -> tuple[list[dict[str, str]], list[Question]]:
    """Rows of one list of real places, and questions by the names under which another list has them.

    Every second question is the same with the city behind it. The rows are never kept.
    """
    with pairs.open(encoding="utf-8", newline="") as stream:
        given = list(csv.DictReader(stream))
    rows: list[dict[str, str]] = []
    ids: dict[tuple[str, str], set[str]] = {}
    for number, row in enumerate(given):
        city = _city_of(row["addr_b"].removeprefix(row["pref"]))
        ids.setdefault((fold(row["name_b"]), fold(row["addr_b"])), set()).add(str(number))
        rows.append({"id": str(number), "name": row["name_b"], "city": city, "address": row["addr_b"]})
    questions = []
    for row in given:
        if row["kind"] != "same_addr_key_one_to_one" or fold(row["name_a"]) == fold(row["name_b"]):
            continue
        right = frozenset(ids[fold(row["name_b"]), fold(row["addr_b"])])
        city = _city_of(row["addr_b"].removeprefix(row["pref"]))
        questions.append(Question(text=row["name_a"], kind="real_alias", right=right))
        questions.append(Question(text=f"{row['name_a']} {city}", kind="real_alias_city", right=right))
    return rows, questions


def grade(questions: Sequence[Question], answer: Callable[[str], Sequence[str]]) -> list[Grade]:
    """Grades by kind, in the order in which kinds occur; `answer` gives the first ten ids."""
    answers: dict[str, list[tuple[bool, bool, bool]]] = {}
    for question in questions:
        found = [one in question.right for one in answer(question.text)[:10]]
        answers.setdefault(question.kind, []).append((found[:1] == [True], any(found), not found))
    return [
        Grade(
            kind=kind,
            count=len(each),
            first=sum(one[0] for one in each) / len(each),
            ten=sum(one[1] for one in each) / len(each),
            empty=sum(one[2] for one in each) / len(each),
        )
        for kind, each in answers.items()
    ]


def macro(grades: Sequence[Grade]) -> tuple[float, float]:
    """Mean over the kinds that have answers: right first, and among ten."""
    answered = [one for one in grades if one.kind not in NO_ANSWER]
    count = max(len(answered), 1)
    return sum(one.first for one in answered) / count, sum(one.ten for one in answered) / count


def tell_grades(grades: Sequence[Grade]) -> Iterator[str]:
    """One line of JSON for each kind."""
    for one in grades:
        shares = {"first": one.first, "ten": one.ten, "empty": one.empty}
        yield json.dumps({"kind": one.kind, "n": one.count, **{key: round(share, 3) for key, share in shares.items()}})


def _city_of(address: str) -> str:
    found = _CITY.match(address)
    return found[1] if found else ""


def _load_scorer(folder: Path) -> ModuleType:
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer in {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
