"""The choices of a referral sheet as links, so that they work without a script and say nothing but the next address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from directory.site.pages.sheet_entry import SheetEntry
from directory.site.pages.sheet_options import SIZES, SheetOptions
from directory.wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One link.

    Attributes:
        key: names the link on the next page, where it gets the focus back.
        about: the place that it is about, said to those who do not see what stands beside it.
        said: what has happened when it was followed.
    """

    key: str
    label: str
    url: str
    is_chosen: bool = False
    about: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceGroup:
    """Choices of which one holds."""

    label: str
    choices: tuple[Choice, ...]


def describe_choices(options: SheetOptions, words: Words, *, is_quiet: bool) -> tuple[ChoiceGroup, ...]:
    """What can be chosen for the whole sheet."""
    sizes = tuple(
        Choice(
            key=f"size-{size}",
            label=words.say(f"sheet.size_{size}"),
            url=replace(options, size=size).url,
            is_chosen=options.size == size,
        )
        for size in SIZES
    )
    return (
        ChoiceGroup(label=words.say("sheet.size"), choices=sizes),
        _switch("quiet", replace(options, quiet=False), replace(options, quiet=True), words, is_on=is_quiet),
        _switch("map", replace(options, has_map=False), replace(options, has_map=True), words, is_on=options.has_map),
        _switch("box", replace(options, has_box=False), replace(options, has_box=True), words, is_on=options.has_box),
        _switch(
            "numbers",
            replace(options, has_numbers=False),
            replace(options, has_numbers=True),
            words,
            is_on=options.has_numbers,
        ),
    )


def describe_places(
    options: SheetOptions, entries: tuple[SheetEntry, ...], words: Words
) -> tuple[tuple[Choice, ...], ...]:
    """For every place the links that move it up or down or take it off; the first can not go up, the last not down."""
    last = len(entries)
    return tuple(
        (
            *((_move(options, entry, words, "up", turn=turn),) if turn > 1 else ()),
            *((_move(options, entry, words, "down", turn=turn),) if turn < last else ()),
            Choice(
                key=f"off-{entry.code}",
                label=words.say("sheet.remove"),
                url=options.without(entry.code).url,
                about=entry.name,
                said=words.say("sheet.removed", name=entry.name),
            ),
        )
        for turn, entry in enumerate(entries, start=1)
    )


def _move(options: SheetOptions, entry: SheetEntry, words: Words, way: Literal["up", "down"], *, turn: int) -> Choice:
    """A link that gives a place the turn before or after its own."""
    by = -1 if way == "up" else 1
    return Choice(
        key=f"{way}-{entry.code}",
        label=words.say(f"sheet.{way}"),
        url=options.moved(entry.code, by).url,
        about=entry.name,
        said=words.say("sheet.moved", name=entry.name, n=turn + by),
    )


def _switch(name: str, off: SheetOptions, on: SheetOptions, words: Words, *, is_on: bool) -> ChoiceGroup:
    """A choice between without and with."""
    return ChoiceGroup(
        label=words.say(f"sheet.{name}"),
        choices=(
            Choice(key=f"{name}-0", label=words.say(f"sheet.{name}_off"), url=off.url, is_chosen=not is_on),
            Choice(key=f"{name}-1", label=words.say(f"sheet.{name}_on"), url=on.url, is_chosen=is_on),
        ),
    )
