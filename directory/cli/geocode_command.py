"""`directory geocode`: addresses in, places out; one address, a CSV file or JSON lines."""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directory.cli.output import print_json, print_line, print_table
from directory.wording.words import Words

if TYPE_CHECKING:
    from directory.domain.address import Located, Place
    from directory.geo.geocoder import Geocoder

ADDED_COLUMNS = ("geo_pref", "geo_city", "geo_town", "geo_lat", "geo_lng", "geo_level", "geo_radius_m", "geo_match")


def register(app: typer.Typer, words: Words) -> None:
    """Adds the command."""

    @app.command("geocode", help=words.say("cli.geocode.help"))
    def geocode(
        addresses: Annotated[list[str] | None, typer.Argument(help=words.say("cli.geocode.addresses"))] = None,
        near: Annotated[str, typer.Option(help=words.say("cli.geocode.near"))] = "",
        as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False,
        file: Annotated[Path | None, typer.Option(help=words.say("cli.geocode.file"))] = None,
        as_lines: Annotated[bool, typer.Option("--jsonl", help=words.say("cli.geocode.jsonl"))] = False,
    ) -> None:
        geocoder = _open_geocoder()
        if as_lines:
            _answer_lines(geocoder, near)
        elif file is not None:
            _complete_csv(geocoder, file, near)
        elif addresses:
            _answer(geocoder, addresses, near, as_json=as_json, words=words)
        else:
            raise typer.BadParameter(words.say("cli.geocode.nothing"))


def _open_geocoder() -> "Geocoder":
    from directory.assets import geodata_folder
    from directory.geo.gazetteer import Gazetteer
    from directory.geo.geocoder import Geocoder

    return Geocoder(Gazetteer.open(geodata_folder()))


def _answer(geocoder: "Geocoder", addresses: list[str], near: str, *, as_json: bool, words: Words) -> None:
    from directory.usecases.describe_place import describe_located

    found = [(address, geocoder.locate(address, near=near or None)) for address in addresses]
    if as_json:
        print_json([{"address": address, **describe_located(located)} for address, located in found])
        return
    for address, located in found:
        print_line(address)
        print_table(
            [words.say(f"cli.geocode.{name}") for name in ("place", "rest", "point", "level", "match")],
            [_cells(place, words) for place in located.candidates or ((located.place,) if located.place else ())],
        )
        for problem in located.problems:
            print_line(f"  {words.say(f'issue.{problem}')}")


def _cells(place: "Place", words: Words) -> tuple[str, ...]:
    point = f"{place.coordinate.latitude:.6f}, {place.coordinate.longitude:.6f}"
    level = words.say("cli.geocode.radius", level=words.say(f"level.{place.level}"), radius=place.radius_m)
    match = words.say(f"match.{place.match}")
    if place.corrected_from:
        match = words.say("cli.geocode.corrected", match=match, original=place.corrected_from)
    return (
        f"{place.pref}{place.city}{place.town}{place.koaza}",
        f"{place.banchi} {place.building}",
        point,
        level,
        match,
    )


def _answer_lines(geocoder: "Geocoder", near: str) -> None:
    """One JSON object a line for every `address[<TAB>near]` line of stdin: the best place, or {} when there is none."""
    from directory.usecases.describe_place import describe_place

    for line in sys.stdin:
        address, _, own_near = line.rstrip("\r\n").partition("\t")
        located = geocoder.locate(address, near=own_near or near or None)
        best = dict(describe_place(located.place, located)) if located.place else {"candidates": []}
        sys.stdout.write(json.dumps({**best, "problems": located.problems}, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _complete_csv(geocoder: "Geocoder", path: Path, near: str) -> None:
    """The file on stdout with eight columns added; every other cell as it was."""
    from directory.formats.address_table import read_address_table

    table = read_address_table(path)
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow((*table.header, *ADDED_COLUMNS))
    writer.writerows(_completed_rows(geocoder, table.rows, near))


def _completed_rows(
    geocoder: "Geocoder", rows: tuple[tuple[tuple[str, ...], str], ...], near: str
) -> Iterator[tuple[str, ...]]:
    for cells, address in rows:
        yield (*cells, *_place_cells(geocoder.locate(address, near=near or None)))


def _place_cells(located: "Located") -> tuple[str, ...]:
    place = located.place
    if place is None:
        return ("",) * len(ADDED_COLUMNS)
    return (
        place.pref,
        place.city,
        place.town,
        f"{place.coordinate.latitude:.6f}",
        f"{place.coordinate.longitude:.6f}",
        place.level,
        str(place.radius_m),
        place.match,
    )
