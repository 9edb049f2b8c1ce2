"""`directory seed`: data for the black-box checks, only where DIRECTORY_CHECKS=1."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directory.cli.opening import opened_runtime
from directory.cli.output import print_line
from directory.domain.errors import DirectoryError
from directory.wording.words import Words

if TYPE_CHECKING:
    from directory.runtime import Runtime
    from directory.usecases.seed_checks import Canary, SeededChecks
    from directory.usecases.seed_people import SeededPeople

OWNER_ONLY = 0o600


def register(app: typer.Typer, words: Words) -> None:
    """Adds the command."""

    @app.command("seed", help=words.say("cli.seed.help"))
    def seed(
        for_checks: Annotated[Path | None, typer.Option(help=words.say("cli.seed.for_checks"))] = None,
        plant: Annotated[Path | None, typer.Option(help=words.say("cli.seed.plant"))] = None,
    ) -> None:
        if (for_checks is None) == (plant is None):
            raise typer.BadParameter(words.say("cli.seed.nothing"))
        with opened_runtime() as runtime:
            if not runtime.settings.offers_checks:
                raise DirectoryError("checks_off")
            count = _plant(runtime, plant) if plant is not None else _seed(runtime, for_checks)
        print_line(words.say("cli.seed.done", n=count))


def _plant(runtime: "Runtime", rows: Path) -> int:
    from directory.usecases.plant import plant_rows

    return plant_rows(rows, store=runtime.store, placer=runtime.open_placer(), now=runtime.now())


def _seed(runtime: "Runtime", out: Path | None) -> int:
    from directory.usecases.seed_checks import seed_checks
    from directory.usecases.seed_people import seed_people

    seeded = seed_checks(
        store=runtime.store,
        placer=runtime.open_placer(),
        towns=runtime.gazetteer,
        outlines=runtime.boundaries,
        now=runtime.now(),
    )
    people = seed_people(runtime.store, seeded, now=runtime.now())
    if out is not None:
        _write_private(out, describe_checks(seeded, people))
    return seeded.count


def describe_checks(seeded: "SeededChecks", people: "SeededPeople") -> dict[str, object]:
    """The file that the checks read."""
    return {
        "roles": {"anonymous": {}} | {each.alias: {"Cookie": f"session={each.cookie}"} for each in people.people},
        "users": {each.alias: {"email": each.email} for each in people.people},
        "resources": {alias: resource.id for alias, resource in seeded.resources},
        "listings": {alias: resource.keys[0].code for alias, resource in seeded.resources},
        "submissions": dict(people.submissions),
        "canaries": [_describe(each) for each in seeded.canaries if each.alias != "flip"],
        "flip": next(_describe(each) for each in seeded.canaries if each.alias == "flip"),
    }


def _describe(canary: "Canary") -> dict[str, object]:
    draft = canary.resource.draft
    place = canary.place
    return {
        "id": canary.resource.id,
        "listing": canary.resource.keys[0].code,
        "visibility": draft.visibility,
        "municipality": draft.municipality,
        "name": draft.name,
        "address": draft.venues[0].address,
        "lat": place.coordinate.latitude if place else 0.0,
        "lon": place.coordinate.longitude if place else 0.0,
        "token": canary.token,
        "codes": list(canary.codes),
    }


def _write_private(path: Path, value: dict[str, object]) -> None:
    """Writes JSON that only the owner can read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(value, stream, ensure_ascii=False, indent=1)
