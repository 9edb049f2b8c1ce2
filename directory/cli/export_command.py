"""`directory export`: an answer as one HTML file with map and list, as GeoJSON or as CSV."""

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qs

import typer

from directory.cli.opening import opened_runtime
from directory.cli.output import print_line
from directory.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.catalog.find import Found
    from directory.runtime import Runtime


class ExportFormat(StrEnum):
    """What is written."""

    html = "html"
    geojson = "geojson"
    csv = "csv"


def register(app: typer.Typer, words: Words) -> None:
    """Adds the command."""

    @app.command("export", help=words.say("cli.export.help"))
    def export(  # noqa: PLR0913 (each is an option of the command line)
        out: Annotated[Path, typer.Option(help=words.say("cli.export.out"))],
        *,
        to: Annotated[ExportFormat, typer.Option("--format", help=words.say("cli.export.format"))] = ExportFormat.html,
        q: Annotated[str, typer.Option("--q", help=words.say("cli.export.q"))] = "",
        cat: Annotated[str, typer.Option(help=words.say("cli.export.cat"))] = "",
        district: Annotated[str, typer.Option(help=words.say("cli.export.district"))] = "",
        municipality: Annotated[str, typer.Option(help=words.say("cli.export.municipality"))] = "",
        when: Annotated[str, typer.Option(help=words.say("cli.export.when"))] = "",
        query: Annotated[str, typer.Option(help=words.say("cli.export.query"))] = "",
        plain: Annotated[bool, typer.Option("--plain", help=words.say("cli.export.plain"))] = False,
    ) -> None:
        if plain and to is not ExportFormat.html:
            raise typer.BadParameter(words.say("cli.export.plain_html"))
        given = {"q": q, "cat": cat, "district": district, "municipality": municipality, "when": when}
        asked = _read_query(query) | {name: value for name, value in given.items() if value}
        with opened_runtime() as runtime:
            found = _find(runtime, asked)
            _write(out, _encode(runtime, found, to, is_packed=not plain))
            print_line(words.say("cli.export.done", count=found.total, file=out))


def _read_query(text: str) -> dict[str, str]:
    """Parameters as the address of a page has them behind its question mark; repeated ones are joined."""
    return {name: ",".join(values) for name, values in parse_qs(text.removeprefix("?")).items()}


def _find(runtime: "Runtime", asked: dict[str, str]) -> "Found":
    from directory.catalog.criteria import parse_criteria
    from directory.site.dependencies import answer_question

    return answer_question(runtime, parse_criteria(asked))


def _encode(runtime: "Runtime", found: "Found", to: ExportFormat, *, is_packed: bool) -> "Iterable[bytes]":
    if to is ExportFormat.csv:
        from directory.site.csv_table import write_csv

        return write_csv(found, runtime.words)
    if to is ExportFormat.geojson:
        from directory.mapping.geojson import encode_geojson
        from directory.usecases.show_map import map_revision

        return encode_geojson(found, revision=map_revision(found.snapshot), attribution=runtime.say_sources())
    from directory.site.map_export import build_map_file

    return (build_map_file(runtime, found, conditions=found.criteria.text, is_packed=is_packed).encode(),)


def _write(out: Path, pieces: "Iterable[bytes]") -> None:
    """The whole file or none: it gets its name when it is complete."""
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            for piece in pieces:
                stream.write(piece)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
