"""The goals that the geocoder was given, and whether a run reached them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench_peers.rows import OWN_LIST
from bench_peers.runs import Run

TYPO = "dirty: typo_town"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One line: what, the goal in words, what was measured, and whether that is enough (None = not measured)."""

    what: str
    goal: str
    measured: str
    is_reached: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What was measured apart from the sets: peak memory after so many municipalities, bytes that ship."""

    some_mb: float | None
    all_mb: float | None
    shipped_mb: float


def judge(ours: Run, third: Run | None, machine: Machine) -> list[Goal]:
    """All goals. Source: geocoding.md section 9."""
    return [*_accuracy(ours), *_dirt(ours), *_speed(ours, third), *_size(ours, machine)]


def _accuracy(ours: Run) -> Iterator[Goal]:
    for name, city, town, median, ninth in (
        ("facilities", 1.0, 0.999, 195, 530),
        ("national", 0.999, 0.999, 176, 330),
    ):
        yield _at_least(ours, name, "city", city)
        yield _at_least(ours, name, "town", town)
        yield _at_most(ours, name, "p50", median)
        yield _at_most(ours, name, "p90", ninth)
        inside = _value(ours, name, "in_radius")
        is_inside = None if inside is None else 0.88 <= inside <= 0.96
        yield Goal(what=f"{name}: radius holds", goal=".88–.96", measured=_share(inside), is_reached=is_inside)
    for name in ("facilities", "national", "dirty", "natural_takamatsu_nocity"):
        yield _at_most(ours, name, "silent_over5km", 0)
    yield _at_least(ours, OWN_LIST, "town", 0.998)


def _dirt(ours: Run) -> Iterator[Goal]:
    yield _at_least(ours, "dirty", "city", 0.998)
    yield _at_least(ours, "dirty", "town", 0.985)
    yield _at_most(ours, "dirty", "unanswered", 0)
    kinds = {name: float(each["town"] or 0) for name, each in ours.scores.items() if name.startswith("dirty: ")}
    others = {name: town for name, town in kinds.items() if name != TYPO}
    if others:
        worst = min(others, key=lambda name: others[name])
        measured = f"{others[worst]:.4f} ({worst.removeprefix('dirty: ')})"
        yield Goal(what="each other kind of dirt", goal=">= .99", measured=measured, is_reached=others[worst] >= 0.99)
    yield _at_least(ours, TYPO, "town", 0.85)
    yield _at_least(ours, TYPO, "top3", 0.95)
    yield _at_least(ours, "dirty: townonly", "town", 1.0)


def _speed(ours: Run, third: Run | None) -> Iterator[Goal]:
    for label, mine, theirs in (
        ("first pass", ours.first_s, third.first_s if third else None),
        ("second pass", ours.second_s, third.second_s if third else None),
    ):
        ratio = theirs / mine if theirs and mine else None
        measured = f"{ratio:.1f} ×" if ratio else "-"
        yield Goal(
            what=f"{label}, CPU against v3", goal=">= 3 ×", measured=measured, is_reached=ratio >= 3 if ratio else None
        )


def _size(ours: Run, machine: Machine) -> Iterator[Goal]:
    cold = ours.cold_s
    yield Goal(what="cold start, CPU", goal="<= 0.15 s", measured=f"{cold:.2f} s", is_reached=cold <= 0.15)
    for what, value, most in (
        ("memory, 135 municipalities", machine.some_mb, 60),
        ("memory, all municipalities", machine.all_mb, 200),
        ("shipped geodata", machine.shipped_mb, 12),
    ):
        measured = "-" if value is None else f"{value:.1f} MB"
        yield Goal(
            what=what, goal=f"<= {most} MB", measured=measured, is_reached=None if value is None else value <= most
        )


def _at_least(run: Run, name: str, key: str, least: float) -> Goal:
    value = _value(run, name, key)
    return Goal(
        what=f"{name}: {key}",
        goal=f">= {least}",
        measured=_share(value),
        is_reached=None if value is None else round(value, 4) >= least,
    )


def _at_most(run: Run, name: str, key: str, most: float) -> Goal:
    value = _value(run, name, key)
    unit = " m" if key.startswith("p") else ""
    measured = "-" if value is None else f"{value:.0f}{unit}" if unit or value >= 1 or value == 0 else f"{value:.4f}"
    return Goal(
        what=f"{name}: {key}", goal=f"<= {most}{unit}", measured=measured,
        is_reached=None if value is None else round(value, 4) <= most,
    )  # fmt: skip


def _value(run: Run, name: str, key: str) -> float | None:
    found = run.scores.get(name, {}).get(key)
    return None if found is None else float(found)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"
