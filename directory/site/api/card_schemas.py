"""Shape of /api/v1/cards: one page of an answer with all texts worded."""

from __future__ import annotations

from directory.site.api.schemas import Answer


class CardOption(Answer):
    """One choice of a filter."""

    code: str
    label: str
    count: int
    is_chosen: bool
    glyph: str


class CardDays(Answer):
    """Days that are chosen in the form."""

    weekdays: list[CardOption]
    date: str
    others: list[CardOption]


class CardWish(Answer):
    """One choice of a need; `count` listings surely meet it."""

    key: str
    field: str
    value: str
    label: str
    count: int | None
    is_chosen: bool


class CardWishes(Answer):
    """Choices under one legend."""

    code: str
    legend: str
    options: list[CardWish]


class CardFilters(Answer):
    """All filters of the form."""

    categories: list[CardOption]
    when: list[CardOption]
    days: CardDays
    wishes: list[CardWishes]
    municipalities: list[CardOption]
    districts: list[CardOption]
    chosen_count: int


class CardLink(Answer):
    """A link with its words."""

    label: str
    url: str


class CardPaging(Answer):
    """Where in the answer a page stands; empty URLs lead nowhere."""

    text: str
    previous_url: str
    next_url: str


class CardItem(Answer):
    """Words of one card; an empty text has no row."""

    code: str
    url: str
    symbol: str
    fresh_state: str
    name: str
    glyph: str
    kind: str
    today: str
    next: str
    place: str
    distance: str
    who: str
    fee: str
    why: str
    ask: str
    divider: str
    fresh: str
    phone: str
    phone_url: str
    map_url: str
    map_label: str
    save_url: str
    save_label: str


class CardsAnswer(Answer):
    """One page of an answer in words."""

    total: int
    count: str
    unplaced: str
    to_ask: str
    understood: list[str]
    tags: list[CardLink]
    filters: CardFilters
    cards: list[CardItem]
    paging: CardPaging | None
    ladder: list[CardLink]
