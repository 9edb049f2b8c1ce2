"""The two-level tree of categories that resources are filed under."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One term of the published taxonomy. `label` is its Japanese name; `glyph` is set on the first level only."""

    code: str
    label: str
    parent: str | None = None
    glyph: str = ""


ROOTS: tuple[Category, ...] = (
    Category(code="child_cafe", label="子ども食堂", glyph="食"),
    Category(code="parenting_salon", label="子育てサロン・ひろば", glyph="親"),
    Category(code="support_center", label="子育て支援センター", glyph="支"),
    Category(code="advice_desk", label="相談窓口", glyph="相"),
    Category(code="meeting_space", label="居場所・集会所", glyph="居"),
)

CHILDREN: tuple[Category, ...] = tuple(
    Category(code=code, label=label, parent=parent)
    for parent, code, label in (
        ("child_cafe", "food_pantry", "フードパントリー"),
        ("child_cafe", "bento_delivery", "弁当配布・宅食"),
        ("child_cafe", "community_meal", "地域食堂・みんなの食堂"),
        ("parenting_salon", "drop_in_salon", "つどいの広場・子育てひろば"),
        ("parenting_salon", "neighborhood_salon", "地域の子育てサロン"),
        ("parenting_salon", "parenting_circle", "子育てサークル"),
        ("parenting_salon", "nursery_open_day", "園庭開放"),
        ("support_center", "support_base", "地域子育て支援拠点"),
        ("support_center", "childcare_plaza", "子ども・子育てプラザ"),
        ("support_center", "childcare_facility", "保育所・幼稚園・こども園"),
        ("support_center", "family_support", "ファミリー・サポート・センター"),
        ("support_center", "home_visit", "家庭訪問・訪問支援"),
        ("support_center", "temporary_care", "一時預かり・病児保育"),
        ("advice_desk", "childcare_advice", "子育て相談"),
        ("advice_desk", "welfare_advice", "福祉・くらしの相談"),
        ("advice_desk", "abuse_advice", "虐待・DV相談"),
        ("advice_desk", "health_advice", "母子保健・発達の相談"),
        ("advice_desk", "neighborhood_desk", "身近な福祉の相談窓口"),
        ("meeting_space", "child_hall", "児童館・児童センター"),
        ("meeting_space", "youth_place", "子ども・若者の居場所"),
        ("meeting_space", "learning_support", "学習支援"),
        ("meeting_space", "intergenerational_salon", "世代間交流サロン"),
        ("meeting_space", "community_hall", "集会所・公民館・コミュニティセンター"),
        ("meeting_space", "lendable_space", "貸しスペース・会議室"),
        ("meeting_space", "park_activity", "公園・外あそび"),
    )
)

CATEGORIES: dict[str, Category] = {category.code: category for category in (*ROOTS, *CHILDREN)}

SENSITIVE_CODES: frozenset[str] = frozenset({"abuse_advice"})
"""Categories whose pages must not betray the visitor."""

PLACELESS_CODES: frozenset[str] = frozenset({"family_support", "home_visit"})
"""Services that come to people, or bring people together: without an address they lack nothing."""


def root_of(code: str) -> str:
    """First-level code of a category code. Raises KeyError for an unknown code."""
    return CATEGORIES[code].parent or code


def is_known(code: str) -> bool:
    """Whether the code is in the tree."""
    return code in CATEGORIES
