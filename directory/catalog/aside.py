"""Work that a forked process does while this one goes on: on two cores, a base is built in less time."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable

_SIZE_BYTES = 8

PATIENCE_S = 60.0
"""How long the other process may still take when this one is done with its own part; then it is ended."""

Packed = bytes | bytearray | memoryview
"""Bytes, however they are held."""

SOON, LAST = 5, 15
"""Niceness of work that readers shall hardly feel, and of work for which nobody waits: it gets a thirtieth of a
processor that others want."""


class Aside:
    """A function that gives bytes, at work in a process of its own.

    The process shares nothing but the memory of the moment at which it began, so the result is the same here and
    there. Where no process can be had, or where it fails or hangs, the work is done when the result is asked for.
    """

    def __init__(self, work: Callable[[], Packed], *, patience_s: float = PATIENCE_S, niceness: int = 0) -> None:
        """Begins at once; `niceness` is added to that of this process."""
        self._work = work
        self._patience_s = patience_s
        self._reader, writer = os.pipe()
        try:
            self._process: int | None = os.fork()
        except OSError:
            self._process = None
        if self._process == 0:
            _work_and_leave(work, writer, niceness)
        os.close(writer)

    def result(self) -> Packed:
        """What the function gives; ask once."""
        found: Packed | None = None
        with contextlib.suppress(OSError, EOFError, TimeoutError):
            found = self._receive()
        self._end()
        return self._work() if found is None else found

    def _receive(self) -> Packed:
        deadline = time.monotonic() + self._patience_s
        size = int.from_bytes(self._read(_SIZE_BYTES, deadline), "little")
        return self._read(size, deadline)

    def _read(self, size: int, deadline: float) -> Packed:
        """Exactly so many bytes.

        Raises:
            EOFError: the other process ended before. TimeoutError: it did not write in time.
        """
        found = memoryview(bytearray(size))
        at = 0
        while at < size:
            ready, _, _ = select.select([self._reader], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            count = os.readv(self._reader, [found[at:]])
            if not count:
                raise EOFError
            at += count
        return found.toreadonly()

    def _end(self) -> None:
        os.close(self._reader)
        if self._process is not None:
            with contextlib.suppress(OSError):
                os.kill(self._process, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._process, 0)


def _work_and_leave(work: Callable[[], Packed], writer: int, niceness: int) -> None:
    """All that the other process does; it leaves without tidying up what belongs to the first one."""
    status = 1
    try:
        os.nice(niceness)
        found = work()
        with os.fdopen(writer, "wb") as stream:
            stream.write(len(found).to_bytes(_SIZE_BYTES, "little"))
            stream.write(found)
        status = 0
    finally:
        os._exit(status)
