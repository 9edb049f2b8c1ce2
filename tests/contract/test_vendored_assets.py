"""Vendored files are exactly those that the manifest names, with their licences; our own map script stays small."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json

from directory.site.static_files import squeeze

MAP_SCRIPT_LIMIT = 8 * 1024
"""Bytes of map.js as it leaves, gzipped. Source: design of the map, goals."""


def read_manifest(vendor):
    return json.loads((vendor / "MANIFEST.json").read_text(encoding="utf-8"))["packages"]


def test_every_file_has_the_hash_of_the_manifest(checkout):
    vendor = checkout / "web" / "static" / "vendor"
    for package in read_manifest(vendor):
        for entry in package["files"]:
            digest = hashlib.sha384((vendor / entry["path"]).read_bytes()).digest()
            assert "sha384-" + base64.b64encode(digest).decode() == entry["sha384"], entry["path"]


def test_no_file_is_there_that_the_manifest_does_not_name(checkout):
    vendor = checkout / "web" / "static" / "vendor"
    named = {entry["path"] for package in read_manifest(vendor) for entry in package["files"]}
    there = {path.relative_to(vendor).as_posix() for path in vendor.rglob("*") if path.is_file()}
    assert there - named == {"MANIFEST.json", "THIRD_PARTY_LICENSES"}


def test_every_package_has_its_licence_text(checkout):
    vendor = checkout / "web" / "static" / "vendor"
    texts = (vendor / "THIRD_PARTY_LICENSES").read_text(encoding="utf-8")
    for package in read_manifest(vendor):
        assert f"{package['name']} {package['version']} ({package['licence']}" in texts
    assert "kdbush 4.1.0 (ISC, bundled in supercluster)" in texts


def test_the_map_script_stays_within_its_budget(checkout):
    script = squeeze((checkout / "web" / "static" / "map.js").read_text(encoding="utf-8"))
    assert len(gzip.compress(script.encode(), 9, mtime=0)) <= MAP_SCRIPT_LIMIT
