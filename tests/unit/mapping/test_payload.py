"""Payloads are encoded once a snapshot."""

from __future__ import annotations

import gzip

from directory.mapping.payload import PayloadShelf, SteadyShelf, wrap_payload


def test_compressed_bytes_are_the_same_answer():
    payload = wrap_payload(b"point" * 100)
    assert gzip.decompress(payload.gzip) == payload.plain
    assert payload == wrap_payload(b"point" * 100)
    assert payload.etag != wrap_payload(b"other").etag


def test_a_payload_is_encoded_once_until_the_snapshot_changes():
    calls = []
    shelf, old, new = PayloadShelf(), object(), object()

    def encode():
        calls.append(1)
        return b"x"

    shelf.get(old, "points", encode)
    shelf.get(old, "points", encode)
    assert len(calls) == 1
    shelf.get(old, "outlines", encode)
    shelf.get(new, "points", encode)
    shelf.get(old, "points", encode)
    assert len(calls) == 4


def test_a_steady_payload_is_encoded_again_only_when_its_source_differs():
    calls = []
    shelf = SteadyShelf()

    def encode():
        calls.append(1)
        return b"x"

    first = shelf.get("outlines", ["27140", "39201"], encode)
    assert shelf.get("outlines", ["27140", "39201"], encode) is first
    shelf.get("outlines", ["27140"], encode)
    shelf.get("overview", ["27140"], encode)
    assert len(calls) == 3
