from __future__ import annotations

from datetime import date

from directory.domain.address import Place
from directory.domain.coordinate import Coordinate
from directory.domain.draft import OrganizationDraft, ResourceDraft, SourceRef, VenueDraft
from directory.domain.issue import Issue
from directory.domain.resource import Placement
from directory.usecases.prepare_rows import PlacedDraft, PreparedRow
from directory.usecases.row_transfer import pack_rows, unpack_rows

POINT = Coordinate(latitude=35.7285, longitude=139.5405)
DRAFT = ResourceDraft(
    stable_key="k",
    source=SourceRef(source="ichiran", row=2, file_date=date(2026, 4, 1)),
    name="たんぽぽ子ども食堂（架空）",
    categories=("child_cafe",),
    municipality="13229",
    organization=OrganizationDraft(name="たんぽぽの会（架空）", networks=("こども網（架空）",)),
    venues=(VenueDraft(key="a", address="田無町4-1-1", coordinate=POINT, district_labels=("中央",)),),
    facts=(("free", "yes"),),
    assured_on=date(2026, 4, 2),
    extra=(("備考", "架空"),),
)
PLACE = Place(pref="東京都", city="西東京市", jis="13229", coordinate=POINT, level="pin", radius_m=10, match="exact")
ISSUE = Issue(code="coordinate_odd", severity="warning", file="ichiran.csv", row=2)


def test_rows_arrive_as_they_were_sent():
    rows = (
        PreparedRow(
            row=2,
            issues=(ISSUE,),
            stable_key="k",
            draft_hash="h",
            draft=DRAFT,
            placed=PlacedDraft(placements=(Placement(place=PLACE, municipality_name="西東京市"),), issues=(ISSUE,)),
        ),
        PreparedRow(row=3, issues=()),
    )
    assert unpack_rows(pack_rows(rows)) == rows


def test_a_share_of_blank_rows_is_not_the_end():
    assert pack_rows([])
    assert unpack_rows(pack_rows([])) == ()
