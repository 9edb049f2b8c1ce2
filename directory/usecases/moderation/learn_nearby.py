"""After a pin was confirmed, records of the same municipality learn from it without holding up other writers."""

from __future__ import annotations

from datetime import datetime

from directory.geo.finer_points import FinerPoints
from directory.store.resource_change import ResourceChange
from directory.usecases.moderation.desk import Desk
from directory.usecases.teach_neighbours import find_lesson

ACTOR = "anchors"


def learn_nearby(desk: Desk, anchors: FinerPoints, municipality: str, *, now: datetime) -> int:
    """Number of records that lie elsewhere now.

    They are read and placed outside the writing transaction; what somebody changed meanwhile is left for later.
    """
    placer = desk.open_placer()
    lessons: list[tuple[str, int, ResourceChange]] = []
    with desk.store.read() as unit:
        for resource in unit.resources.all_resources():
            if resource.draft.municipality != municipality:
                continue
            lesson = find_lesson(resource, placer, anchors)
            if lesson is not None:
                lessons.append((resource.id, resource.version, lesson))
    if not lessons:
        return 0
    with desk.store.write(now=now) as unit:
        for resource_id, version, lesson in lessons:
            current = unit.resources.find(resource_id)
            if current is not None and current.version == version:
                unit.resources.edit(resource_id, version, lesson, actor=ACTOR)
    return len(lessons)
