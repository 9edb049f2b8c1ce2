"""`directory geocode`: addresses or points in, places out; one, several, a file, or JSON lines."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directory.cli.opening import current_settings
from directory.cli.output import print_json, print_line, print_table
from directory.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from directory.domain.address import Located, Place
    from directory.domain.coordinate import Coordinate
    from directory.geo.gazetteer import Gazetteer
    from directory.geo.geocoder import Geocoder
    from directory.usecases.describe_point import AroundDescription

    Around = Callable[[Coordinate], AroundDescription]


def register(app: typer.Typer, words: Words) -> None:
    """Adds the command."""

    @app.command("geocode", help=words.say("cli.geocode.help"))
    def geocode(  # noqa: PLR0913 (each is an option of the command line)
        addresses: Annotated[list[str] | None, typer.Argument(help=words.say("cli.geocode.addresses"))] = None,
        *,
        near: Annotated[str, typer.Option(help=words.say("cli.geocode.near"))] = "",
        file: Annotated[Path | None, typer.Option(help=words.say("cli.geocode.file"))] = None,
        out: Annotated[Path | None, typer.Option(help=words.say("cli.geocode.out"))] = None,
        address_column: Annotated[str, typer.Option(help=words.say("cli.geocode.address_column"))] = "",
        reverse: Annotated[bool, typer.Option("--reverse", help=words.say("cli.geocode.reverse"))] = False,
        replace: Annotated[bool, typer.Option("--replace", help=words.say("cli.geocode.replace"))] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=words.say("cli.geocode.dry_run"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False,
        as_lines: Annotated[bool, typer.Option("--jsonl", help=words.say("cli.geocode.jsonl"))] = False,
    ) -> None:
        is_for_file = out is not None or bool(address_column)
        _refuse_odd_wishes(words, (as_lines, file is not None, bool(addresses)), is_for_file=is_for_file)
        geocoder, around = _open_geocoder(near, words, with_around=reverse)
        if file is not None:
            from directory.cli.geocode_file import FileWish, complete_file

            wish = FileWish(
                file=file,
                out=out,
                address_column=address_column,
                near=near,
                around=around,
                is_dry_run=dry_run,
                may_replace=replace,
                as_json=as_json,
            )
            raise typer.Exit(complete_file(geocoder, wish, words))
        if as_lines:
            _answer_lines(geocoder, near)
        elif around is not None:
            _answer_points(around, addresses or [], as_json=as_json, words=words)
        else:
            _answer(geocoder, addresses or [], near, as_json=as_json, words=words)


def _refuse_odd_wishes(words: Words, given: tuple[bool, bool, bool], *, is_for_file: bool) -> None:
    """Lines, a file or addresses: exactly one of them; options of files only with a file."""
    if sum(given) != 1:
        raise typer.BadParameter(words.say("cli.geocode.nothing"))
    if is_for_file and not given[1]:
        raise typer.BadParameter(words.say("cli.geocode.file_only"))


def _open_geocoder(near: str, words: Words, *, with_around: bool) -> "tuple[Geocoder, Around | None]":
    """Both, the second where it is asked for; refuses a municipality to look near that does not exist."""
    from directory.assets import geodata_folder
    from directory.geo.gazetteer import Gazetteer
    from directory.geo.geocoder import Geocoder
    from directory.geo.official_points import open_official_points
    from directory.usecases.known_anchors import read_known_anchors

    settings, gazetteer = current_settings(), Gazetteer.open(geodata_folder())
    _refuse_unknown_municipality(gazetteer, near, words)
    blocks, towns = open_official_points(settings.points_path)
    anchors = read_known_anchors(settings.database_url, gazetteer)
    return Geocoder(gazetteer, finer=(blocks, *anchors, towns)), _open_around(gazetteer) if with_around else None


def _open_around(gazetteer: "Gazetteer") -> "Around":
    from directory.assets import geodata_folder
    from directory.geo.boundaries import Boundaries
    from directory.usecases.describe_point import describe_point
    from directory.usecases.known_districts import read_known_districts

    areas = Boundaries.open(geodata_folder(), gazetteer)
    districts = read_known_districts(current_settings().database_url, areas)
    return lambda point: describe_point(point, areas=areas, municipalities=gazetteer, districts=districts)


def _refuse_unknown_municipality(gazetteer: "Gazetteer", near: str, words: Words) -> None:
    if near and not gazetteer.find_municipalities(near):
        raise typer.BadParameter(words.say("cli.import.municipality_unknown", text=near, names="-"))


def _answer(geocoder: "Geocoder", addresses: list[str], near: str, *, as_json: bool, words: Words) -> None:
    from directory.usecases.describe_place import describe_located

    found = [(address, geocoder.locate(address, near=near or None)) for address in addresses]
    if as_json:
        print_json([{"address": address, **describe_located(located)} for address, located in found])
        return
    for address, located in found:
        print_line(address)
        places = located.candidates or ((located.place,) if located.place else ())
        if places:
            names = ("place", "rest", "point", "level", "match")
            headers = [words.say(f"cli.geocode.{name}") for name in names]
            print_table(headers, [_cells(place, words) for place in places])
        for line in _remarks(located, words):
            print_line(f"  {line}")


def _remarks(located: "Located", words: Words) -> list[str]:
    """What a person should know before the place is used."""
    lines = [words.say(f"issue.{problem}") for problem in located.problems]
    place = located.place
    if place is not None and place.corrected_from:
        name = f"{place.city}{place.town}"
        lines.append(words.say("cli.geocode.read_as", original=place.corrected_from, name=name))
    if located.needs_question:
        lines.append(words.say("cli.geocode.ask_many" if len(located.candidates) > 1 else "cli.geocode.ask_one"))
    return lines


def _cells(place: "Place", words: Words) -> tuple[str, ...]:
    point = f"{place.coordinate.latitude:.6f}, {place.coordinate.longitude:.6f}"
    level = words.say("cli.geocode.radius", level=words.say(f"level.{place.level}"), radius=place.radius_m)
    match = words.say(f"match.{place.match}")
    if place.corrected_from:
        match = words.say("cli.geocode.corrected", match=match, original=place.corrected_from)
    return (
        f"{place.pref}{place.city}{place.town}{place.koaza}",
        f"{place.banchi} {place.building}".strip(),
        point,
        level,
        match,
    )


def _answer_points(around: "Around", texts: list[str], *, as_json: bool, words: Words) -> None:
    """What lies around each point that was written as 緯度,経度 or pasted from a map."""
    found = [(text, around(_read_point(text, words))) for text in texts]
    if as_json:
        print_json([{"point": text, **answer} for text, answer in found])
        return
    for text, answer in found:
        print_line(text)
        headers = [words.say(f"cli.geocode.{name}") for name in ("municipality", "nearest", "distance")]
        rows = [
            (f"{here['pref']}{here['city']}（{here['jis']}）", here["town"], f"{here['distance_m']} m")
            for here in answer["results"]
        ]
        if rows:
            print_table(headers, rows)
        for district in (one for here in answer["results"] for one in here["districts"]):
            print_line(f"  {district['scheme']}  {district['name']}")
        for problem in answer["problems"]:
            print_line(f"  {words.say(f'issue.{problem}')}")


def _read_point(text: str, words: Words) -> "Coordinate":
    from directory.domain.coordinate import Coordinate
    from directory.domain.errors import InvalidCoordinate
    from directory.domain.japan import looks_swapped
    from directory.text.address_parts import find_point

    numbers = find_point(text)
    if numbers is None:
        raise typer.BadParameter(words.say("cli.geocode.point_form", text=text))
    try:
        return Coordinate(latitude=numbers[0], longitude=numbers[1])
    except InvalidCoordinate as error:
        if looks_swapped(*numbers):
            swapped = f"{numbers[1]},{numbers[0]}"
            raise typer.BadParameter(words.say("cli.geocode.point_swapped", swapped=swapped)) from error
        raise typer.BadParameter(words.say_error(error)) from error


def _answer_lines(geocoder: "Geocoder", near: str) -> None:
    """One JSON object a line for every `address[<TAB>near]` line of stdin: the best place, or {} when there is none."""
    from directory.usecases.describe_place import describe_place

    for line in sys.stdin:
        address, _, own_near = line.rstrip("\r\n").partition("\t")
        located = geocoder.locate(address, near=own_near or near or None)
        best = dict(describe_place(located.place, located)) if located.place else {"candidates": []}
        sys.stdout.write(json.dumps({**best, "problems": located.problems}, ensure_ascii=False) + "\n")
        sys.stdout.flush()
