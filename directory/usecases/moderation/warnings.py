"""What a moderator should look at twice before publishing something."""

from __future__ import annotations

from collections.abc import Iterator

from directory.domain.confidential import find_revealing_texts
from directory.domain.draft import ResourceDraft
from directory.domain.draft_diff import pair_venues
from directory.domain.resource import Placement, Resource
from directory.domain.submission import Submission
from directory.domain.text_warnings import find_text_warnings
from directory.domain.visibility import VISIBILITIES

MOVED_M = 200
"""A pin that moves farther than this is worth a warning. Source: interface.md section 5.8."""


def find_warnings(submission: Submission, draft: ResourceDraft | None, resource: Resource | None) -> tuple[str, ...]:
    """Codes in the order in which they matter, without asking the geocoder: cheap enough for a whole queue."""
    if draft is None:
        return ()
    found: list[str] = []
    if resource is not None and is_less_protected(draft, resource.draft):
        found.append("less_protected")
    if find_revealing_texts(draft) and draft.visibility == "area_only":
        found.append("reveals_place")
    if resource is not None and _has_moved(draft, resource):
        found.append("moved")
    known = set(find_text_warnings(resource.draft)) if resource is not None else set()
    found.extend(code for code in find_text_warnings(draft) if code not in known)
    if _is_unconfirmed(submission):
        found.append("unconfirmed_sender")
    if submission.is_outreach:
        found.extend(_list_missing(submission, draft))
    return tuple(found)


def _list_missing(submission: Submission, draft: ResourceDraft) -> Iterator[str]:
    """What a draft from a visit does not say yet."""
    if submission.lacks_kind:
        yield "no_kind"
    if not any(venue.address or venue.coordinate for venue in draft.venues):
        yield "no_place"
    if not draft.contacts:
        yield "no_contact"


def is_less_protected(new: ResourceDraft, old: ResourceDraft) -> bool:
    """Whether more people would see more of it."""
    return VISIBILITIES.index(new.visibility) < VISIBILITIES.index(old.visibility)


def moved_m(old: Placement, new: Placement) -> int | None:
    """Metres between two places; None where one of them has no point."""
    if old.place is None or new.place is None:
        return None
    return round(old.place.coordinate.distance_m(new.place.coordinate))


def _has_moved(draft: ResourceDraft, resource: Resource) -> bool:
    """Whether a given point lies far from where the venue was, or an address changed."""
    places = {id(venue): each for venue, each in zip(resource.draft.venues, resource.placements, strict=False)}
    for old, new in pair_venues(resource.draft.venues, draft.venues):
        if old is None or new is None:
            continue
        place = places[id(old)].place
        if new.coordinate is not None and place is not None and new.coordinate != old.coordinate:
            if place.coordinate.distance_m(new.coordinate) > MOVED_M:
                return True
        elif old.address != new.address:
            return True
    return False


def _is_unconfirmed(submission: Submission) -> bool:
    """Nobody signed in, and no mailed link was opened; paper and telephone speak for themselves."""
    sender = submission.submitter
    is_typed_in = submission.channel in {"paper", "fax", "phone"}
    return not (sender.account_id or sender.is_email_confirmed or is_typed_in)
