from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from directory.catalog.documents import OUTLINE_DECODER, context_document, name_document, search_document
from directory.domain.district import DistrictRef
from directory.domain.eligibility import Eligibility


@pytest.fixture
def listing(make_listing):
    return make_listing(
        1,
        name="ひだまり食堂",
        kana="ヒダマリショクドウ",
        kana_source="generated",
        categories=("child_cafe", "no_such_kind"),
        tags=("無料",),
        facts=(("free", "yes"), ("parking", "no")),
        districts=(DistrictRef(code="27106-0", scheme="school", name="第0小学校区", evidence="named"),),
        district_labels=("みどり地区",),
        organization="ひだまりの会",
        venue="集会所",
        description="ごはんを食べます",
        eligibility=Eligibility(raw="どなたでも"),
        service_area="市内全域",
    )


def test_an_outline_says_of_the_name_what_the_listing_says(listing):
    outline = OUTLINE_DECODER.decode(msgspec.json.encode(listing))
    assert name_document(outline, municipality_name="見本市") == name_document(listing, municipality_name="見本市")


def test_both_parts_together_are_the_document(listing):
    name, context = (part(listing, municipality_name="見本市") for part in (name_document, context_document))
    given = {field: getattr(context, field) for field in ("address", "labels", "around", "description")}
    assert replace(name, **given) == search_document(listing, municipality_name="見本市")
    assert context.places == name.places == ("見本市", "第0小学校区", "みどり地区", "新町一丁目")


def test_unknown_kinds_and_what_is_denied_are_no_words(listing):
    document = search_document(listing, municipality_name="見本市")
    assert (document.category_codes, document.fact_codes) == (("child_cafe",), ("free",))
    assert document.description == "ごはんを食べます。どなたでも。市内全域"
