"""Crashes: a process killed in the middle of a big import leaves nothing of it."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from directory.store.engine import open_store
from directory.store.inspection import inspect_database

IMPORTER = """
import sys
from datetime import UTC, datetime
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.resource import Placement
from directory.store.engine import open_store
from directory.store.resource_change import ResourceChange

def change(number):
    draft = ResourceDraft(
        stable_key=f"crash-{number}", source=SourceRef(source="fictional"), name="架空", categories=("child_cafe",),
        municipality="27106", venues=(VenueDraft(address="架空町1", key=str(number)),), description="あ" * 500,
    )
    return ResourceChange(draft=draft, placements=(Placement(place=None),))

with open_store(sys.argv[1]).write(now=datetime.now(UTC)) as unit:
    run = unit.imports.start(file="big.csv", file_sha256="0", source="fictional", actor="op")
    for start in range(0, 10_000_000, 500):
        changes = [change(number) for number in range(start, start + 500)]
        unit.resources.upsert_many(changes, actor="op", import_run=run)
        print(start, flush=True)
"""


@pytest.mark.parametrize("batches", [1, 12])
def test_kill_9_in_the_middle_of_an_import_leaves_nothing_of_it(
    database_url, checkout, put, store, make_change, batches
):
    put(make_change("before"))
    store.close()
    counts = inspect_database(database_url).counts
    with subprocess.Popen(
        [sys.executable, "-c", IMPORTER, database_url], cwd=checkout, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for _ in range(batches):
            assert child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    report = inspect_database(database_url)
    assert report.counts == counts
    assert (report.integrity, report.broken_references, report.refusal) == ((), 0, "")
    opened = open_store(database_url)
    assert len(list(opened.public.read_listings())) == 1
    opened.close()
