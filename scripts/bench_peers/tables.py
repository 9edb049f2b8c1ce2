"""Figures of runs as tables in markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench_peers.goals import Goal
from bench_peers.rows import OWN_LIST, SETS
from bench_peers.runs import Figures, Run

MARKS = {True: "reached", False: "**missed**", None: "not measured"}


def write_table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; its first column is words, the others figures."""
    lines = [headers, ["---", *["---:"] * (len(headers) - 1)], *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def accuracy_table(runs: Sequence[Run]) -> str:
    """Every set, one line a contestant."""
    headers = ("set", "rows", "city", "town", "no answer", "median m", "p90 m", "in radius", "> 5 km unasked")
    rows = [
        (f"{name}: {run.name}", *_cells(run.scores[name]))
        for name in (*SETS, OWN_LIST)
        for run in runs
        if name in run.scores
    ]
    return write_table(headers, rows)


def dirt_table(runs: Sequence[Run]) -> str:
    """Towns found of every kind of dirt."""
    kinds = sorted({name for run in runs for name in run.scores if name.startswith("dirty: ")})
    rows = []
    for kind in kinds:
        figures = [run.scores.get(kind, {}) for run in runs]
        rows.append(
            (kind.removeprefix("dirty: "), figures[0].get("n", 0), *(_share(each.get("town")) for each in figures))
        )
    return write_table(("kind", "rows", *(run.name for run in runs)), rows)


def speed_table(runs: Sequence[Run], count: int, memory: dict[str, tuple[float | None, float | None]]) -> str:
    """Rows per CPU second, cold start and memory."""
    headers = ("contestant", "first pass /s", "second pass /s", "cold start s", "135 munic. MB", "all munic. MB")
    rows = []
    for run in runs:
        some, all_of_them = memory.get(run.name, (None, None))
        rows.append(
            (
                run.name,
                f"{count / run.first_s:,.0f} (wall {count / run.wall_first_s:,.0f})",
                f"{count / run.second_s:,.0f}" if run.second_s else "-",
                f"{run.cold_s:.2f} (wall {run.wall_cold_s:.2f})",
                f"{some:.0f}" if some else "-",
                f"{all_of_them:.0f}" if all_of_them else "-",
            )
        )
    return write_table(headers, rows)


def goal_table(goals: Sequence[Goal]) -> str:
    """Goals with what was measured."""
    rows = [(goal.what, goal.goal, goal.measured, MARKS[goal.is_reached]) for goal in goals]
    return write_table(("goal", "wanted", "measured", ""), rows)


def _cells(figures: Figures) -> tuple[object, ...]:
    return (
        figures["n"],
        _share(figures["city"]),
        _share(figures["town"]),
        _share(figures["unanswered"]),
        _metres(figures["p50"]),
        _metres(figures["p90"]),
        _share(figures.get("in_radius")),
        figures["silent_over5km"],
    )


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"


def _metres(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}"
