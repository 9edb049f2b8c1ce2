"""Whether list, count, map, picture and GeoJSON hold the same listings, for 30 questions over a large directory."""

from __future__ import annotations

import base64
import random
import time
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec
from bench_listings import make_listings
from bench_map_site import OUR_URL, Site, open_site

TODAY = date(2026, 6, 3)
QUESTIONS = 30
POINT_LIMIT = 20_000
WORLD = "bbox=-180,-85,180,85&z=18"
CATS = ("", "child_cafe", "parenting_salon", "advice_desk,meeting_space", "drop_in_salon")
DAYS = ("", "sat", "mon", "weekend", "2026-06-06")
REST = ("", "", "q=ひろば", "fee=child_free", "q=ひだまり", "age=8", "near=35.7,139.5&radius=20000")


def compare(counts: Sequence[int]) -> int:
    """Prints one line a size; 1 when an answer differs somewhere."""
    different = 0
    for count in counts:
        started = time.process_time()
        site, _ = open_site(list(make_listings(count, today=TODAY)), today=TODAY, limit=POINT_LIMIT)
        wrong = [line for query in make_questions(site) for line in check(site, query, is_large=count > POINT_LIMIT)]
        different += len(wrong)
        spent = time.process_time() - started
        mode = "server" if count > POINT_LIMIT else "client"
        print(f"{count:,} listings, {mode} mode: {QUESTIONS} questions, {len(wrong)} differences, {spent:.0f} s CPU")
        for line in wrong:
            print(f"  {line}")
    return 1 if different else 0


def make_questions(site: Site) -> Iterator[str]:
    """The same questions for the same directory."""
    chance = random.Random(20260603)  # noqa: S311 (a fixed sample, no secret)
    facets = read(site, "api/v1/facets")
    towns = ["", *(each["code"] for each in facets["facets"]["municipalities"][:20])]
    for _ in range(QUESTIONS):
        asked = {"cat": chance.choice(CATS), "municipality": chance.choice(towns), "when": chance.choice(DAYS)}
        parts = [f"{name}={value}" for name, value in asked.items() if value]
        yield "&".join([*parts, *filter(None, [chance.choice(REST)])])


def check(site: Site, query: str, *, is_large: bool) -> Iterator[str]:
    """What differs between the outputs of one question."""
    features = read(site, f"api/v1/listings.geojson?{query}")["features"]
    placed = sum(1 for each in features if each["geometry"])
    page = read(site, f"api/v1/listings?{query}&limit=1")
    cards = read(site, f"api/v1/cards?{query}")
    dots = site.ask(f"{OUR_URL}map.svg?{query}").text.count("h0") // 2
    found = {"list": page["total"], "cards": cards["total"], "geojson": len(features)}
    points = {"geojson": placed, "picture": dots}
    if is_large:
        answer = read(site, f"api/v1/map/clusters?{WORLD}&{query}")
        found |= {"map": answer["total"], "districts": sum(answer["by_district"])}
        points |= {"map": answer["placed"], "cells": sum(cell[2] for cell in answer["c"])}
    else:
        answer = read(site, f"api/v1/map/rows?{query}")
        found |= {"map": answer["total"]}
        bits = base64.b64decode(answer["rows"])
        points |= {"map": sum(byte.bit_count() for byte in bits)}
    # what is asked around a point also counts what has none, in list and map alike
    unplaced = {"list": page["unplaced"], "map": answer["unplaced"]}
    for name, numbers in (("listings", found), ("places", points), ("unplaced", unplaced)):
        if len(set(numbers.values())) > 1:
            yield f"{query or '(everything)'}: {name} {numbers}"


def read(site: Site, path: str) -> dict[str, Any]:
    """One JSON answer."""
    answer = site.ask(OUR_URL + path)
    answer.raise_for_status()
    found: dict[str, Any] = msgspec.json.decode(answer.content)
    return found
