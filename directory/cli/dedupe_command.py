"""`directory dedupe`: places that may stand in the directory twice, with reasons; a person decides."""

from typing import TYPE_CHECKING, Annotated

import typer

from directory.cli.opening import opened_runtime
from directory.cli.output import print_json, print_line, print_table
from directory.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.runtime import Runtime
    from directory.search.similar import SimilarPair
    from directory.search.similar_record import SimilarRecord
    from directory.usecases.find_duplicates import DuplicateReport

SHOWN_PAIRS = 50
"""Pairs of the table when nobody says how many."""

COLUMNS = ("kind", "name", "other", "municipality", "reasons", "codes")


def register(app: typer.Typer, words: Words) -> None:
    """Adds the command."""

    @app.command("dedupe", help=words.say("cli.dedupe.help"))
    def dedupe(
        municipality: Annotated[str, typer.Option(help=words.say("cli.dedupe.municipality_option"))] = "",
        limit: Annotated[int, typer.Option(min=0, help=words.say("cli.dedupe.limit"))] = SHOWN_PAIRS,
        as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False,
    ) -> None:
        from directory.usecases.find_duplicates import find_duplicates

        with opened_runtime() as runtime:
            codes = _read_municipality(runtime, municipality, words)
            report = find_duplicates(runtime.store, municipalities=codes)
        shown = report.pairs[:limit] if limit else report.pairs
        if as_json:
            print_json(_describe(report, shown))
        else:
            _print_pairs(report, shown, words)


def _read_municipality(runtime: "Runtime", text: str, words: Words) -> tuple[str, ...]:
    if not text:
        return ()
    found = runtime.gazetteer.find_municipalities(text)
    # 府中市 is a city of Tokyo and one of Hiroshima; all wards of one designated city are one answer
    if not found or len({runtime.gazetteer.names.city_code(each.jis) or each.jis for each in found}) > 1:
        names = " / ".join(f"{each.jis} {each.pref}{each.name}" for each in found[:5])
        raise typer.BadParameter(words.say("cli.import.municipality_unknown", text=text, names=names or "-"))
    return tuple(each.jis for each in found)


def _print_pairs(report: "DuplicateReport", shown: "Sequence[SimilarPair]", words: Words) -> None:
    if not report.pairs:
        print_line(words.say("cli.dedupe.none", records=report.records))
        return
    rows = [
        (
            words.say(f"similar.kind.{pair.kind}"),
            pair.one.name,
            pair.other.name,
            pair.one.municipality_name or pair.one.municipality,
            "、".join(words.say(f"similar.reason.{reason}") for reason in pair.reasons),
            f"{pair.one.code} / {pair.other.code}",
        )
        for pair in shown
    ]
    print_table([words.say(f"cli.dedupe.{column}") for column in COLUMNS], rows)
    print_line(words.say("cli.dedupe.done", records=report.records, pairs=len(report.pairs), shown=len(shown)))


def _describe(report: "DuplicateReport", shown: "Sequence[SimilarPair]") -> dict[str, object]:
    return {
        "records": report.records,
        "total": len(report.pairs),
        "pairs": [
            {
                "kind": pair.kind,
                "reasons": list(pair.reasons),
                "one": _describe_record(pair.one),
                "other": _describe_record(pair.other),
            }
            for pair in shown
        ],
    }


def _describe_record(record: "SimilarRecord") -> dict[str, str]:
    """What tells the two apart; no address, because hidden resources are compared too."""
    return {
        "code": record.code,
        "name": record.name,
        "municipality": record.municipality,
        "municipality_name": record.municipality_name,
        "source": record.source,
    }
