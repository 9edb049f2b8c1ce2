"""What is asked: labelled sets when they are there, fictional lots in real towns for memory and without sets."""

from __future__ import annotations

import csv
import importlib.util
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

SETS = ("facilities", "national", "dirty", "natural_takamatsu_nocity")
OWN_LIST = "geolonia_addresses_dev"
CHANCE = 20261122


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One row of a set. `labels` are the columns that the scorer reads."""

    name: str
    address: str
    near: str
    labels: dict[str, str]


def read_questions(folder: Path, limit: int) -> list[Question]:
    """All rows of all sets, at most `limit` of each; none without sets."""
    found: list[Question] = []
    for name in (*SETS, OWN_LIST):
        path = folder / f"{name}.csv"
        if not path.is_file():
            continue
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        if 0 < limit < len(rows):
            rows = random.Random(CHANCE).sample(rows, limit)  # noqa: S311 (a sample, not a secret)
        found += [_question(name, row) for row in rows if row.get("address") or row.get("住所")]
    return found


def _question(name: str, row: dict[str, str]) -> Question:
    if name != OWN_LIST:
        return Question(name=name, address=row["address"], near=row.get("near") or "", labels=row)
    longitude, _, latitude = row["緯度経度"].partition(",")
    labels = {
        "address": row["住所"],
        "lat": latitude,
        "lng": longitude,
        "expected_pref": row["都道府県"],
        "expected_city": row["市区町村"],
        "expected_town": row["町字"],
    }
    return Question(name=name, address=row["住所"], near="", labels=labels)


def take_sample(questions: list[Question], size: int) -> list[Question]:
    """The same rows for everybody: `size` of each set."""
    chance = random.Random(CHANCE)  # noqa: S311 (a sample, not a secret)
    sample: list[Question] = []
    for name in (*SETS, OWN_LIST):
        own = [one for one in questions if one.name == name]
        sample += chance.sample(own, min(size, len(own)))
    return sample


def invent_addresses(data: Path, municipalities: int) -> list[Question]:
    """One fictional lot in a real town of so many municipalities, spread over the country."""
    from directory.geo.gazetteer import Gazetteer

    gazetteer = Gazetteer.open(data)
    known = gazetteer.municipalities()
    step = max(1, len(known) // municipalities)
    chosen = known[::step][:municipalities]
    questions = []
    for one in chosen:
        towns = gazetteer.towns(one.jis)
        address = f"{one.pref}{one.name}{towns[len(towns) // 2].name if towns else ''}1-1"
        questions.append(Question(name="memory", address=address, near="", labels={}))
    return questions


def load_scorer(folder: Path) -> ModuleType | None:
    """The judges' own program; None when it is not there."""
    path = folder / "score.py"
    spec = importlib.util.spec_from_file_location("geocode_score", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
