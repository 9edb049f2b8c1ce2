"""`directory geocode --file`: a table in, the same table with places beside its rows out."""

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from directory.cli.opening import current_settings
from directory.cli.output import print_json, print_line, print_note, print_table, show_progress
from directory.domain.errors import DirectoryError, FileRefused
from directory.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from directory.domain.coordinate import Coordinate
    from directory.usecases.describe_point import AroundDescription
    from directory.usecases.geocode_table import TableGeocoder
    from directory.usecases.place_venue import Locator
    from directory.usecases.resumable_file import ResumableFile

LEVELS = ("pin", "anchor", "block", "chome", "town", "municipality")
MATCHES = ("exact", "variant", "context", "fuzzy", "inferred")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWish:
    """What was asked for.

    Attributes:
        out: None = standard output. around: what lies around a point; set to ask for points instead of addresses.
    """

    file: Path
    out: Path | None
    address_column: str
    near: str
    around: "Callable[[Coordinate], AroundDescription] | None"
    is_dry_run: bool
    may_replace: bool
    as_json: bool


def complete_file(locator: "Locator", wish: FileWish, words: Words) -> int:
    """Exit code: 0 done, 1 refused or interrupted."""
    from directory.formats.address_table import read_address_table
    from directory.usecases.geocode_table import TableGeocoder

    try:
        table = read_address_table(wish.file, address_column=wish.address_column, wants_points=wish.around is not None)
        work = TableGeocoder(table=table, locator=locator, words=words, near=wish.near, around=wish.around)
        if wish.out is None and not wish.is_dry_run:
            return _write_to_stdout(work, words)
        return _count(work, wish, words) if wish.is_dry_run else _write_to_file(work, wish, words)
    except DirectoryError as error:
        print_note(words.say("cli.geocode.refused", file=wish.file.name, reason=words.say_error(error)))
        return 1


def _write_to_stdout(work: "TableGeocoder", words: Words) -> int:
    """The table on standard output; a reader that has seen enough (head) may leave."""
    codec = work.table.text.codec

    def write(data: bytes, *, rows: int) -> None:
        del rows
        if sys.stdout.isatty():
            sys.stdout.write(data.decode(codec))
        else:
            sys.stdout.buffer.write(data)

    try:
        write(work.head(), rows=0)
        work.complete(write)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    counts = work.counts
    print_note(
        words.say(
            "cli.geocode.done_short",
            rows=counts["rows"],
            located=counts["located"],
            asks=counts["asks"],
            missing=counts["not_found"],
        )
    )
    _print_sources(words)
    return 0


def _count(work: "TableGeocoder", wish: FileWish, words: Words) -> int:
    """Only the summary."""
    with show_progress(is_quiet=wish.as_json) as report:
        work.complete(lambda _data, *, rows: report(wish.file.name, rows, work.table.row_count))
    _print_summary(work, wish, words, next_step=words.say("cli.geocode.next_dry_run"))
    return 0


def _write_to_file(work: "TableGeocoder", wish: FileWish, words: Words) -> int:
    """The finished file in one stroke; what is done of it survives Ctrl-C and worse."""
    from directory.usecases.resumable_file import open_resumable

    out = wish.out or wish.file
    if out.exists() and out.samefile(wish.file):
        raise FileRefused("out_is_input", {"path": str(out)})
    growing = open_resumable(out, purpose=_purpose(work, wish), may_replace=wish.may_replace)
    if growing.start != "new":
        print_note(words.say(f"cli.geocode.{growing.start}", path=out, rows=growing.rows, all=work.table.row_count))
    work.counts.update(growing.counts)
    try:
        _fill(work, growing, wish)
    except KeyboardInterrupt:
        print_note(words.say("cli.geocode.interrupted", rows=growing.rows, all=work.table.row_count))
        return 1
    growing.finish()
    key = next((name for name in ("asks", "not_found") if work.counts[name]), "good")
    _print_summary(work, wish, words, next_step=words.say(f"cli.geocode.next_{key}", path=out, file=wish.file))
    return 0


def _fill(work: "TableGeocoder", growing: "ResumableFile", wish: FileWish) -> None:
    with show_progress(is_quiet=wish.as_json) as report:

        def write(data: bytes, *, rows: int) -> None:
            growing.append(data, rows=rows, counts=work.counts)
            report(wish.file.name, rows, work.table.row_count)

        if growing.size == 0:
            growing.append(work.head(), rows=0, counts={})
        work.complete(write, skip=growing.rows)


def _purpose(work: "TableGeocoder", wish: FileWish) -> str:
    """Whatever changes the output: input, options, columns, geographic data."""
    from directory.assets import geodata_folder

    points = current_settings().points_path
    paths = [*sorted(geodata_folder().iterdir()), *([points] if points.is_file() else ())]
    data = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in paths]
    asked = (work.table.sha256, wish.address_column, wish.near, work.columns, data)
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def _print_summary(work: "TableGeocoder", wish: FileWish, words: Words, *, next_step: str) -> None:
    counts = work.counts
    if wish.as_json:
        print_json({"file": wish.file.name, "out": str(wish.out or ""), "rows": counts["rows"], "counts": dict(counts)})
        return
    from directory.usecases.describe_import import describe_issue

    for issue in work.issues:
        print_line(describe_issue(issue, words))
    print_table(
        [words.say("cli.geocode.outcome"), words.say("cli.geocode.count")], _summary_rows(work, words), numbers=(1,)
    )
    print_line(next_step)
    _print_sources(words)


def _summary_rows(work: "TableGeocoder", words: Words) -> "Iterator[tuple[str, int]]":
    counts = work.counts
    yield words.say("cli.geocode.count_rows"), counts["rows"]
    yield words.say("cli.geocode.count_located"), counts["located"]
    for kind, names in (("level", LEVELS), ("match", MATCHES)):
        for name in names:
            if counts[f"{kind}_{name}"]:
                label = words.say(f"{kind}.{name}")
                yield words.say(f"cli.geocode.count_{kind}", name=label), counts[f"{kind}_{name}"]
    for name in ("asks", "not_found", "point_unreadable", "secret", "blank"):
        if counts[name] or name in {"asks", "not_found", "blank"}:
            yield words.say(f"cli.geocode.count_{name}"), counts[name]


def _print_sources(words: Words) -> None:
    """Where the points come from; whoever passes the output on must say it too."""
    from directory.geo.points_sources import read_point_sources

    added = read_point_sources(current_settings().points_path)
    for name in ("export", *(f"added_{source}" for source in added)):
        print_note(words.say(f"geodata.{name}"))
