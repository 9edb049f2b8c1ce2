"""The hand-labelled schedules: every flag, and at least 95 of 100 rules exactly as a reader understood them."""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from directory.domain.schedule import Closure, Rule, Schedule, Window
from directory.text.schedule_text import parse_schedule

DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PARTS = {"午前中": "morning", "午前": "morning", "朝": "morning", "昼": "noon", "夜": "evening", "夕方": "evening"}
DAY_MINUTES = 1440
CIRCLED = re.compile(r"[①-⑳]")

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def gold(shared_folder: Path) -> list[dict[str, Any]]:
    path = shared_folder / "eval" / "text" / "schedule_gold.jsonl"
    if not path.is_file():
        pytest.skip(f"no labelled schedules in {path}")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read(item: dict[str, Any]) -> Schedule:
    return parse_schedule(item["text"].replace("⏎", "\n"))


def minutes(clock: str) -> int:
    hours, _, rest = clock.partition(":")
    return int(hours) * 60 + int(rest[:2]) + (DAY_MINUTES if rest.endswith("+1") else 0)


def expected_windows(rule: dict[str, Any]) -> list[tuple[int | None, int | None]]:
    spans = rule.get("windows") or ([[rule.get("start"), rule.get("end")]] if "start" in rule or "end" in rule else [])
    windows = [tuple(minutes(clock) if clock else None for clock in span) for span in spans]
    if "break" in rule:
        (start, end), (pause, resume) = windows[0], (minutes(clock) for clock in rule["break"])
        return [(start, pause), (resume, end)]
    return [(start, end) for start, end in windows]


def actual_windows(rule: Rule) -> list[tuple[int | None, int | None]]:
    """Only an end (17:00まで) has no window; it is kept as the label of the rule."""
    if not rule.windows and rule.label.endswith("まで"):
        return [(None, minutes(rule.label))]
    return [(window.start, window.end) for window in rule.windows]


def frequency(freq: str | None, *, has_days: bool, is_unknown: bool) -> str | None:
    """The labels leave freq out where the days are stated, and say daily or nothing where they are not."""
    if freq is None and has_days:
        return "weekly"
    return None if freq == "daily" and is_unknown else freq


def expected_rule(rule: dict[str, Any], flags: Iterable[str]) -> str:
    days = rule.get("byday", [])
    return repr(
        (
            frequency(rule.get("freq"), has_days=bool(days), is_unknown="days_unknown" in flags),
            sorted(days),
            sorted(rule.get("nth", [])),
            sorted(rule.get("bymonthday", [])),
            sorted(rule.get("months", [])),
            rule.get("interval", 1),
            rule.get("count"),
            rule.get("offset_days", 0),
            expected_windows(rule),
            rule.get("part"),
            rule.get("label"),
        )
    )


def actual_rule(rule: Rule, flags: Iterable[str]) -> str:
    days = [DAY_NAMES[day] for day in rule.byday] + (["HOLIDAY"] if rule.on_holidays else [])
    part = PARTS.get(rule.label)
    return repr(
        (
            frequency(rule.freq, has_days=bool(days), is_unknown="days_unknown" in flags),
            sorted(days),
            sorted(rule.nth),
            sorted(rule.bymonthday),
            sorted(rule.months),
            rule.interval,
            rule.count,
            rule.offset_days,
            actual_windows(rule),
            part,
            rule.label if rule.label and part is None and not rule.label.endswith("まで") else None,
        )
    )


def expected_closures(item: dict[str, Any]) -> list[str]:
    closures = [*item.get("closed", []), *({"special": special} for special in item.get("except", []))]
    return sorted(
        repr(
            (
                sorted(closure.get("byday", [])),
                sorted([closure["nth"]] if isinstance(closure.get("nth"), int) else closure.get("nth", [])),
                closure.get("special"),
                closure.get("range"),
                sorted(closure.get("except_months", [])),
                sorted(closure.get("except", [])),
            )
        )
        for closure in closures
    )


def actual_closures(closures: tuple[Closure, ...]) -> list[str]:
    return sorted(
        repr(
            (
                sorted(DAY_NAMES[day] for day in closure.byday),
                sorted(closure.nth),
                closure.special[0] if closure.special else None,
                [f"{month:02}-{day:02}" for month, day in closure.ranges[0]] if closure.ranges else None,
                sorted(set(range(1, 13)).difference(closure.months)) if closure.months else [],
                sorted(closure.exempt),
            )
        )
        for closure in closures
    )


def test_every_flag_of_the_labelled_schedules_is_raised_and_no_other(gold: list[dict[str, Any]]) -> None:
    wrong = {
        item["text"]: (sorted(item["flags"]), sorted(flags))
        for item in gold
        if sorted(item["flags"]) != sorted(flags := read(item).flags)
    }
    assert wrong == {}


def test_at_least_95_of_100_labelled_rules_are_read_exactly(gold: list[dict[str, Any]]) -> None:
    total = right = 0
    wrong: list[str] = []
    for item in gold:
        schedule = read(item)
        expected = sorted(expected_rule(rule, item["flags"]) for rule in item.get("rules", []))
        actual = sorted(actual_rule(rule, item["flags"]) for rule in schedule.rules)
        total += max(len(expected), len(actual))
        right += sum(rule in actual for rule in expected)
        if expected != actual:
            wrong.append(f"{item['text']}\n  expected {expected}\n  read     {actual}")
    assert right / total >= 0.95, "\n".join(wrong)


def test_at_least_95_of_100_labelled_closings_are_read_exactly(gold: list[dict[str, Any]]) -> None:
    wrong = [
        f"{item['text']}\n  expected {expected_closures(item)}\n  read     {actual_closures(read(item).closed)}"
        for item in gold
        if expected_closures(item) != actual_closures(read(item).closed)
    ]
    assert len(wrong) / len(gold) <= 0.05, "\n".join(wrong)


def test_a_window_of_the_labels_and_of_the_parser_compare() -> None:
    assert actual_windows(Rule(windows=(Window(start=540, end=1500),))) == expected_windows(
        {"start": "9:00", "end": "01:00+1"}
    )


@pytest.fixture(scope="module")
def published(shared_folder: Path) -> list[str]:
    path = shared_folder / "eval" / "text" / "schedule_dev.tsv"
    if not path.is_file():
        pytest.skip(f"no schedule texts in {path}")
    with path.open(encoding="utf-8", newline="") as file:
        return [row["text"].replace("⏎", "\n") for row in csv.DictReader(file, delimiter="\t")]


def outcome(schedule: Schedule) -> str:
    """Fully: days or closings, nothing uncertain or left over; partly: something; refused: nothing dated."""
    has_days = any(rule.freq is not None for rule in schedule.rules) or bool(schedule.closed)
    if not has_days and not any(rule.windows for rule in schedule.rules):
        return "refused"
    return "fully" if has_days and not schedule.leftover and not schedule.flags else "partly"


def test_most_published_schedules_are_understood_at_least_partly(published: list[str]) -> None:
    counts = Counter(outcome(parse_schedule(text)) for text in published)
    shares = {kind: round(count / len(published), 3) for kind, count in counts.most_common()}
    sys.stdout.write(f"\nschedule_dev: {len(published)} texts {shares}\n")
    assert counts["refused"] / len(published) <= 0.15


def test_no_hour_of_a_published_schedule_is_invented(published: list[str]) -> None:
    for text in published:
        written = {
            int(number) % 12 for number in re.findall(r"\d+", unicodedata.normalize("NFKC", CIRCLED.sub(" ", text)))
        }
        written |= {0} if "正午" in text else set()
        for rule in parse_schedule(text).rules:
            for window in rule.windows:
                assert window.start // 60 % 12 in written, text
                assert window.end is None or window.end // 60 % 12 in written, text
                assert window.end is None or window.start < window.end, text


def test_no_closing_is_invented(published: list[str]) -> None:
    for text in published:
        for closure in parse_schedule(text).closed:
            assert re.search(r"休|除|閉|不可|年末|盆", text), text
            if "holiday" in closure.special:
                assert "祝" in text or "休日" in text, text
