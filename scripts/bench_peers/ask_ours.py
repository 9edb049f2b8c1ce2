"""Asks our geocoder: ask_ours.py ROWS ANSWERS PASSES."""

from __future__ import annotations

import time

STARTED, STARTED_CPU = time.perf_counter(), time.process_time()

import json  # noqa: E402  (the clock starts before anything is imported)
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench_peers.asking import ask_all  # noqa: E402


def main() -> None:
    """Loads, answers once, then all rows as often as wanted."""
    from directory.assets import geodata_folder
    from directory.geo.gazetteer import Gazetteer
    from directory.geo.geocoder import Geocoder

    geocoder = Geocoder(Gazetteer.open(geodata_folder()))

    def ask(address: str, near: str) -> dict[str, object]:
        located = geocoder.locate(address, near=near or None)
        place = located.place
        if place is None:
            return {}
        return {
            "pref": place.pref,
            "city": place.city,
            "town": place.town,
            "koaza": place.koaza,
            "lat": place.coordinate.latitude,
            "lng": place.coordinate.longitude,
            "level": place.level,
            "radius_m": place.radius_m,
            "match": "inferred" if located.needs_question else "exact",  # asked or not: all that the scorer looks at
            "candidates": [{"city": each.city, "town": each.town, "koaza": each.koaza} for each in located.candidates],
        }

    rows_path, answers_path, passes = sys.argv[1:4]
    result = ask_all(ask, json.loads(Path(rows_path).read_text("utf-8")), int(passes), (STARTED, STARTED_CPU))
    Path(answers_path).write_text(json.dumps(result, ensure_ascii=False), "utf-8")


main()
