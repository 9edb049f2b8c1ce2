"""Place stored resources anew after the official points of their municipalities have changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from directory.domain.address import Place
from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.issue import Issue
from directory.domain.resource import Placement, Resource
from directory.store.engine import Store
from directory.store.resource_change import ResourceChange
from directory.usecases.move_resources import move_resources
from directory.usecases.place_venue import VenuePlacer

ACTOR = "official_points"

ADDRESS_CODES = frozenset({"address_unknown", "address_tied", "address_fuzzy", "address_inferred"})
"""What a person must look at because of how an address was read; read anew, it may be settled."""


def follow_points(
    store: Store, placer: VenuePlacer, municipalities: Collection[str], *, now: datetime, is_dry_run: bool = False
) -> int:
    """Number of public resources in these municipalities (5-digit codes) that lie elsewhere now.

    Only what the geocoder placed is placed anew. Points of publishers and persons stay, and confidential resources
    stay as they are: nobody sees where they lie, and a change would only tell that there is one.

    Raises:
        StoreUnavailable: the database is away or busy; nothing was kept.
    """
    following = _Following(placer, frozenset(municipalities))
    return move_resources(store, following.find_change, actor=ACTOR, now=now, is_dry_run=is_dry_run)


class _Following:
    """Finds what the new points mean for one resource after the other."""

    def __init__(self, placer: VenuePlacer, municipalities: frozenset[str]) -> None:
        self._placer = placer
        self._municipalities = municipalities

    def find_change(self, resource: Resource) -> ResourceChange | None:
        """The resource with its places of now; None when they are those that are stored."""
        draft = resource.draft
        if draft.visibility != "public" or not draft.venues:
            return None
        pairs = tuple(zip(draft.venues, resource.placements, strict=True))
        if not any(self._may_move(venue, placement) for venue, placement in pairs):
            return None
        found = tuple(self._place_anew(draft, venue, placement) for venue, placement in pairs)
        placements = tuple(placement for placement, _ in found)
        if placements == resource.placements:
            return None
        attention = resource.attention
        if any(_is_other_town(new, old) for new, old in zip(placements, resource.placements, strict=True)):
            attention = _settle(attention, (issue for _, issues in found for issue in issues))
        return ResourceChange(draft=draft, placements=placements, attention=attention, reading=resource.reading)

    def _may_move(self, venue: VenueDraft, placement: Placement) -> bool:
        """Whether the geocoder placed the venue: a published point with few decimals has level town, and is no pin."""
        place = placement.place
        return (
            place is not None
            and place.jis in self._municipalities
            and place.level != "pin"
            and place.coordinate != venue.coordinate
        )

    def _place_anew(
        self, draft: ResourceDraft, venue: VenueDraft, old: Placement
    ) -> tuple[Placement, tuple[Issue, ...]]:
        """The venue by its address, and what is to be said about it.

        A published point that was not taken for a pin before is not taken now either.
        """
        new, issues = self._placer.place(draft, venue, is_fallback_point=True)
        if not self._may_move(venue, old) or new.place is None or old.place is None:
            return old, issues
        # the score means nothing outside one answer of the geocoder and is not stored
        new = replace(new, place=replace(new.place, score=old.place.score))
        if not _is_other_town(new, old):
            # whoever asked or answered a question about this address did it for another reason than its point
            districts = new.districts if new.needs_question == old.needs_question else old.districts
            return replace(new, needs_question=old.needs_question, districts=districts), issues
        was_open = old.needs_question or not old.place.is_pinnable
        is_settled = was_open and venue.coordinate is None and not new.needs_question
        return (new if is_settled else old), issues


def _is_other_town(new: Placement, old: Placement) -> bool:
    return _town_of(new.place) != _town_of(old.place)


def _town_of(place: Place | None) -> tuple[str, str, str] | None:
    return (place.jis, place.town, place.koaza) if place else None


def _settle(attention: tuple[str, ...], issues: Iterable[Issue]) -> tuple[str, ...]:
    """What a person must still look at once the addresses were read anew."""
    still = {issue.code for issue in issues if issue.severity == "attention"}
    return tuple(code for code in attention if code not in ADDRESS_CODES or code in still)
