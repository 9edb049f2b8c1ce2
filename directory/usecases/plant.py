"""Publish rows exactly as given, past every check, so that the escaping of outputs is proven by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from directory.domain.contact import Contact
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.errors import FileRefused
from directory.store.engine import Store
from directory.store.resource_change import ResourceChange
from directory.usecases.place_venue import VenuePlacer

ACTOR = "seed"
MUNICIPALITY = "13229"
"""西東京市. Source: trust.md section 8 (municipality A of the checks)."""

ADDRESS = "東京都西東京市田無町1丁目1"
"""Where a row without an address stands, so that it is on the map as well."""


def plant_rows(path: Path, *, store: Store, placer: VenuePlacer, now: datetime) -> int:
    """Number of listings published from a JSON list of {name?, kana?, description?, phone?, url?, address?}.

    Raises:
        FileRefused: the file is no such list.
    """
    drafts = tuple(_drafts(_read(path)))
    with store.write(now=now) as unit:
        changes = [_change(draft, placer) for draft in drafts]
        unit.resources.upsert_many(changes, actor=ACTOR)
    return len(drafts)


def _read(path: Path) -> list[dict[str, str]]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise FileRefused("file_not_json", {"file": path.name, "reason": str(error)}) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FileRefused("file_not_json", {"file": path.name, "reason": "not a list of objects"})
    return [{key: str(value) for key, value in row.items() if value is not None} for row in rows]


def _drafts(rows: list[dict[str, str]]) -> Iterator[ResourceDraft]:
    for number, row in enumerate(rows, 1):
        contacts = []
        if row.get("phone"):
            contacts.append(Contact(kind="phone", value=row["phone"], raw=row["phone"]))
        if row.get("url"):
            contacts.append(Contact(kind="url", value=row["url"], raw=row["url"]))
        key = sha256(f"plant\n{number}\n{json.dumps(row, sort_keys=True)}".encode()).hexdigest()[:32]
        # model_construct: no validation on purpose; outputs must be safe without it
        yield ResourceDraft.model_construct(
            stable_key=key,
            source=SourceRef(source="plant", record_id=str(number), row=number),
            name=row.get("name", f"plant {number}"),
            kana=row.get("kana", ""),
            categories=("parenting_salon",),
            municipality=MUNICIPALITY,
            description=row.get("description", ""),
            venues=(VenueDraft(key="1", address=row.get("address", ADDRESS)),),
            contacts=tuple(contacts),
        )


def _change(draft: ResourceDraft, placer: VenuePlacer) -> ResourceChange:
    placement, _ = placer.place(draft, draft.venues[0])
    return ResourceChange(draft=draft, placements=(placement,))
