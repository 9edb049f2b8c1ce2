"""How often somebody may try, counted in the database: all processes count together, a restart forgets nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from directory.domain.errors import TooManyRequests
from directory.domain.sign_in import Window


def require_room(windows: tuple[Window, ...], count_since: Callable[[datetime], int], *, now: datetime) -> None:
    """Passes one more attempt.

    Raises:
        TooManyRequests: there were as many as one of the windows allows; `retry_after_s` is the whole window.
    """
    for most, length in windows:
        if count_since(now - length) >= most:
            wait_s = int(length.total_seconds())
            raise TooManyRequests("too_many_requests", {"retry_after_s": wait_s, "minutes": wait_s // 60})
