"""Stored resources that are probably one thing, for a person to look at; nothing is ever merged here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.resource import ListingKey, Placement, Resource
from directory.search.similar import SimilarPair, SimilarRecords
from directory.search.similar_record import SimilarRecord
from directory.search.similar_rule import SimilarKind
from directory.store.engine import Store

_EXACT = frozenset({"pin", "block"})
_ORDER: tuple[SimilarKind, ...] = ("duplicate", "repeated", "same_building", "near")


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateReport:
    """What was compared and what a person should look at, the surest first.

    Attributes:
        records: number of places compared; a resource with several venues counts several times.
    """

    records: int
    pairs: tuple[SimilarPair, ...]


def find_duplicates(store: Store, *, municipalities: Collection[str] = ()) -> DuplicateReport:
    """All pairs of stored resources that share enough keys.

    Args:
        store: every resource in it is compared, hidden ones too: this is for the operator only.
        municipalities: 5-digit codes; empty = all.
    """
    with store.read() as unit:
        found = (record for resource in unit.resources.all_resources() for record in records_of(resource))
        records = tuple(each for each in found if not municipalities or each.municipality in municipalities)
    pairs = sorted(SimilarRecords(records).pairs(), key=_certainty)
    return DuplicateReport(records=len(records), pairs=tuple(pairs))


def records_of(resource: Resource) -> Iterator[SimilarRecord]:
    """A stored resource as it is compared, once for each venue."""
    venues = resource.draft.venues or (VenueDraft(),)
    series = resource.keys[0].code
    for venue, placement, key in zip(venues, resource.placements, resource.keys, strict=True):
        yield record_of_draft(resource.draft, venue, placement=placement, key=key, series=series)


def record_of_draft(
    draft: ResourceDraft,
    venue: VenueDraft,
    *,
    placement: Placement | None = None,
    key: ListingKey | None = None,
    series: str = "",
) -> SimilarRecord:
    """A draft at one venue as it is compared; what somebody is about to send has no key and may have no placement."""
    place = placement.place if placement and not placement.needs_question else None
    is_exact = place is not None and place.level in _EXACT
    return SimilarRecord(
        code=key.code if key else "",
        series=series,
        name=draft.name,
        kana=draft.kana,
        address=venue.address,
        building=venue.building,
        host=venue.host or venue.name,
        phones=_phones(draft),
        organization=draft.organization.name if draft.organization else "",
        municipality=place.jis if place else draft.municipality,
        municipality_name=placement.municipality_name if placement else "",
        source=draft.source.source,
        coordinate=place.coordinate if place and is_exact else None,
    )


def _phones(draft: ResourceDraft) -> tuple[str, ...]:
    return tuple(contact.value for contact in draft.contacts if contact.kind == "phone")


def _certainty(pair: SimilarPair) -> tuple[int, int, str, str]:
    return _ORDER.index(pair.kind), -len(pair.reasons), pair.one.code, pair.other.code
