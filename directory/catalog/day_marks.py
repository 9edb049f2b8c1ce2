"""One byte for one day of one schedule: its state, the parts of the day, and whether its hours are known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from directory.domain.opening import parts_of_day
from directory.domain.schedule import Session

CLOSED, MAYBE, CERTAIN = 0, 1, 2
"""States of a day."""

STATE_BITS, HOURS_KNOWN = 3, 32
PART_BITS: Mapping[str, int] = {"am": 4, "pm": 8, "eve": 16}

Marks = NDArray[np.uint8]


def mark_session(marks: Marks, session: Session, first: date) -> None:
    """Writes a session into the days of one schedule, of which `first` is the first; the surer one of a day counts."""
    number = (session.on - first).days
    if not 0 <= number < marks.size:
        return
    state = CERTAIN if session.certainty == "certain" else MAYBE
    bits = sum(PART_BITS[part] for part in parts_of_day(session.windows)) | (HOURS_KNOWN if session.windows else 0)
    kept = int(marks[number])
    marks[number] = max(kept & STATE_BITS, state) | (kept & ~STATE_BITS) | bits
