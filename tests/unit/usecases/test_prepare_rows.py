from __future__ import annotations

from dataclasses import replace

from directory.domain.address import Located
from directory.domain.coordinate import Coordinate
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.issue import Issue
from directory.formats.read import RowReading
from directory.store.fingerprint import draft_hash
from directory.usecases.place_venue import VenuePlacer
from directory.usecases.prepare_rows import RowPreparer


class Nowhere:
    """Knows no place and no name."""

    def locate(self, text, *, near=None, postal_code=None):
        return Located(place=None, problems=("address_unknown",))

    def municipality_at(self, coordinate):
        return None

    def nearest_town(self, jis, coordinate):
        return None

    def districts_of(self, *, municipality, municipality_name, place, labels=()):
        return ()

    def unknown_labels(self, *, municipality, labels):
        return ()

    def municipality_name(self, jis):
        return ""

    def is_same_city(self, one, other):
        return one == other


PLACER = VenuePlacer(locator=Nowhere(), municipalities=Nowhere(), districts=Nowhere(), names=Nowhere())
DRAFT = ResourceDraft(
    stable_key="k",
    source=SourceRef(source="ichiran", row=2),
    name="たんぽぽ子ども食堂（架空）",
    categories=("child_cafe",),
    municipality="13229",
    venues=(VenueDraft(key="a", address="どこか"),),
)
POINTED = DRAFT.model_copy(
    update={"venues": (replace(DRAFT.venues[0], coordinate=Coordinate(latitude=35.7, longitude=139.5)),)}
)


def prepare(draft, known, **wishes):
    reading = RowReading(row=2, cells=(), draft=draft)
    return RowPreparer(file="ichiran.csv", placer=PLACER, known=known, **wishes).prepare(reading)


def test_a_new_row_is_placed_and_findings_name_file_and_row():
    row = prepare(DRAFT, {})
    assert row.draft == DRAFT
    assert [(issue.code, issue.file, issue.row) for issue in row.placed.issues] == [
        ("address_unknown", "ichiran.csv", 2)
    ]


def test_a_known_row_is_neither_placed_nor_sent():
    row = prepare(DRAFT, {"k": draft_hash(DRAFT)})
    assert (row.stable_key, row.draft, row.placed) == ("k", None, None)


def test_a_known_row_is_sent_for_its_point_or_on_demand():
    assert prepare(POINTED, {"k": draft_hash(POINTED)}).draft == POINTED
    assert prepare(DRAFT, {"k": draft_hash(DRAFT)}, keeps_drafts=True).draft == DRAFT


def test_a_changed_row_is_placed_again():
    assert prepare(DRAFT, {"k": "another"}).placed is not None


def test_a_rejected_row_keeps_its_findings():
    issue = Issue(code="name_missing", severity="error", row=2)
    row = RowPreparer(file="ichiran.csv", placer=PLACER, known={}).prepare(RowReading(row=2, cells=(), issues=(issue,)))
    assert (row.issues, row.stable_key, row.draft) == ((issue,), "", None)
