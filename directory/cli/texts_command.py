"""`directory texts check`: what is understood of the schedules, ages and fees of a file, before it is imported."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directory.cli.output import TOKYO, print_json, print_line, print_table
from directory.wording.words import Words

if TYPE_CHECKING:
    from directory.domain.schedule import Session
    from directory.formats.text_readings import TextReading
    from directory.usecases.check_texts import KindSummary, TextCheck


class Kind(StrEnum):
    """What texts speak of, as the option says it."""

    SCHEDULE = "schedule"
    AGE = "age"
    FEE = "fee"


def register(app: typer.Typer, words: Words) -> None:
    """Adds the commands."""
    texts = typer.Typer(help=words.say("cli.texts.help"), no_args_is_help=True)
    app.add_typer(texts, name="texts")

    @texts.callback()
    def group() -> None:
        """Keeps `check` a word of its own while it is the only command."""

    @texts.command("check", help=words.say("cli.texts.check"))
    def check(
        file: Annotated[Path, typer.Argument(help=words.say("cli.texts.file"))],
        column: Annotated[str, typer.Option(help=words.say("cli.texts.column"))] = "",
        kind: Annotated[Kind | None, typer.Option(help=words.say("cli.texts.kind"))] = None,
        today: Annotated[str, typer.Option(help=words.say("cli.texts.today"))] = "",
        as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False,
    ) -> None:
        from directory.catalog.holidays import JapaneseHolidays
        from directory.formats.text_readings import read_texts
        from directory.usecases.check_texts import check_texts, summarise

        first = _read_day(today, words)
        readings = read_texts(file, column=column, kind=kind.value if kind else None)
        checks = check_texts(readings, today=first, holidays=JapaneseHolidays())
        if as_json:
            described = [_describe(each, words) for each in checks]
            print_json({"today": first.isoformat(), "texts": described, "summary": _counts(summarise(checks))})
            return
        for each in checks:
            _print_check(each, words)
        _print_summary(summarise(checks), words)


def _read_day(text: str, words: Words) -> date:
    """The day from which dates are counted: today in Tokyo unless another is given."""
    if not text:
        return datetime.now(UTC).astimezone(TOKYO).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(words.say("cli.texts.today_invalid", text=text)) from error


def _print_check(check: "TextCheck", words: Words) -> None:
    reading = check.reading
    column = reading.column or words.say(f"cli.texts.kind_{reading.kind}")
    print_line(words.say("cli.texts.place", row=reading.row, column=column))
    print_line("  " + " ".join(reading.text.split()))
    facts = [(words.say(f"cli.texts.outcome_{check.outcome}"), _understood(reading, words))]
    if check.sessions:
        facts.append((words.say("cli.texts.next"), words.say("list.comma").join(_dates(check.sessions, words))))
    if reading.value.flags:
        facts.append((words.say("cli.texts.flags"), words.say("list.slash").join(_flags(reading, words))))
    if reading.value.leftover:
        facts.append((words.say("cli.texts.leftover"), " ".join(reading.value.leftover.split())))
    for name, text in facts:
        print_line(f"    {name}: {text}")


def _print_summary(summaries: "Sequence[KindSummary]", words: Words) -> None:
    headers = [words.say(f"cli.texts.{name}") for name in ("kind_heading", "total")]
    headers += [words.say(f"cli.texts.outcome_{name}") for name in ("fully", "partly", "refused")]
    rows = [
        (words.say(f"cli.texts.kind_{each.kind}"), each.total, *map(_share(each.total), _numbers(each)))
        for each in summaries
    ]
    print_table(headers, rows, numbers=(1, 2, 3, 4))


def _share(total: int) -> Callable[[int], str]:
    return lambda number: f"{number} ({number / total:.0%})"


def _numbers(summary: "KindSummary") -> tuple[int, int, int]:
    return (summary.fully, summary.partly, summary.refused)


def _counts(summaries: "Sequence[KindSummary]") -> list[dict[str, object]]:
    return [
        {"kind": each.kind, "total": each.total, "fully": each.fully, "partly": each.partly, "refused": each.refused}
        for each in summaries
    ]


def _describe(check: "TextCheck", words: Words) -> dict[str, object]:
    reading = check.reading
    return {
        "row": reading.row,
        "column": reading.column,
        "kind": reading.kind,
        "text": reading.text,
        "outcome": check.outcome,
        "understood": _understood(reading, words) if check.outcome != "refused" else "",
        "next": [{"date": each.on.isoformat(), "certainty": each.certainty} for each in check.sessions],
        "flags": list(reading.value.flags),
        "leftover": reading.value.leftover,
    }


def _understood(reading: "TextReading", words: Words) -> str:
    """What was understood, in plain Japanese; a dash when nothing was."""
    from directory.domain.eligibility import Eligibility
    from directory.domain.schedule import Schedule
    from directory.site.phrasing.age import phrase_eligibility
    from directory.site.phrasing.fee import phrase_fees
    from directory.text.schedule_words import format_schedule

    value = reading.value
    if isinstance(value, Schedule):
        return format_schedule(value) or words.say("cli.texts.nothing")
    if isinstance(value, Eligibility):
        has_ages = bool(value.stages) or value.min_months is not None or value.max_months is not None
        return phrase_eligibility(value, words) if has_ages else words.say("cli.texts.nothing")
    return phrase_fees(value, words) if value.prices else words.say("cli.texts.nothing")


def _dates(sessions: "Sequence[Session]", words: Words) -> list[str]:
    from directory.site.phrasing.day import phrase_session

    return [phrase_session(session, words) for session in sessions]


def _flags(reading: "TextReading", words: Words) -> list[str]:
    """Flags in words; 年10回 carries its number."""
    said: list[str] = []
    for flag in reading.value.flags:
        if flag.startswith("yearly_count_"):
            said.append(words.say("text_flag.yearly_count", number=flag.removeprefix("yearly_count_")))
        else:
            said.append(words.say(f"text_flag.{flag}"))
    return said
