"""How commands talk: results on stdout, progress and notes on stderr, no colours in pipes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

WIDE = 160
"""Characters a line where nobody's terminal says how many."""


TOKYO = ZoneInfo("Asia/Tokyo")
"""The clock of all operators."""


def say_moment(moment: datetime) -> str:
    """A moment as the clocks in Japan show it."""
    return f"{moment.astimezone(TOKYO):%Y-%m-%d %H:%M}"


def print_line(text: str = "") -> None:
    """One line on stdout, as it is."""
    sys.stdout.write(f"{text}\n")


def print_note(text: str) -> None:
    """One line on stderr."""
    sys.stderr.write(f"{text}\n")


def print_json(value: object) -> None:
    """One JSON document on stdout."""
    print_line(json.dumps(value, ensure_ascii=False))


def print_table(headers: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: Sequence[int] = ()) -> None:
    """A table on stdout; the columns in `numbers` are set to the right."""
    table = Table(show_edge=False, pad_edge=False)
    for index, header in enumerate(headers):
        table.add_column(header, justify="right" if index in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    # a pipe has no width: leave room for long file names instead of folding them at 80
    width = None if sys.stdout.isatty() else WIDE
    Console(file=sys.stdout, width=width, markup=False).print(table)


@contextmanager
def show_progress(*, is_quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on stderr that is fed with (what, done, of how many); nothing when quiet or not a terminal."""
    console = Console(stderr=True)
    if is_quiet or not console.is_terminal:
        yield lambda _what, _done, _total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        tasks: dict[str, object] = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total or None)
            bar.update(tasks[what], completed=done)  # type: ignore[arg-type] # rich's TaskID is an int

        yield report
