"""Reads and places the rows of a large file in processes of their own, in file order."""

from __future__ import annotations

import fcntl
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection

from directory.formats.source_file import Share, SourceFile
from directory.usecases.prepare_rows import PreparedRow, RowPreparer
from directory.usecases.row_transfer import pack_rows, unpack_rows

WORKERS = 2
"""More than two read faster than one process writes."""

FEWEST_ROWS = 2_000
"""Smaller files are read before the processes have started."""

SHARE_ROWS = 250
"""Rows a worker reads at a time."""

PIPE_BYTES = 1 << 20
"""Room for about a thousand rows, so that workers go on while the parent writes."""


def can_read_in_parallel(source_file: SourceFile) -> bool:
    """Whether the file is worth it and the machine can do it.

    Additional venues stay in one process: they only mean something beside what is stored.
    """
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < WORKERS:
        return False
    return source_file.row_count >= FEWEST_ROWS and source_file.format != "g3_additional"


class ParallelReading:
    """Workers at one file. Start them before a transaction begins: a fork must not see one half done.

    Workers only ever write to their pipe. When nobody reads it any more, because the parent is done, was interrupted
    or killed, the next write fails and they end.
    """

    def __init__(self, source_file: SourceFile, preparer: RowPreparer) -> None:
        """Starts the workers."""
        self._file = source_file
        self._preparer = preparer
        self._pipes: list[Connection] = []
        self._processes: list[multiprocessing.process.BaseProcess] = []
        fork = multiprocessing.get_context("fork")
        # Tables of the gazetteer that a first row fills are the same for all rows; a failure shows again below.
        with suppress(Exception):
            next(map(preparer.prepare, source_file.rows()), None)
        # what exists now stays on pages shared with the workers
        gc.freeze()
        for turn in range(WORKERS):
            receiver, sender = fork.Pipe(duplex=False)
            with suppress(OSError):
                fcntl.fcntl(sender.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
            self._pipes.append(receiver)
            process = fork.Process(target=self._work, args=(turn, sender), daemon=True)
            process.start()
            sender.close()
            self._processes.append(process)

    def rows(self) -> Iterator[PreparedRow]:
        """Every row that is not blank, in order, once. What a lost worker leaves is read here."""
        last = 0
        for number in count():
            try:
                data = self._pipes[number % WORKERS].recv_bytes()
            except (EOFError, OSError):
                yield from (self._preparer.prepare(each) for each in self._file.rows() if each.row > last)
                return
            if not data:
                return
            share = unpack_rows(data)
            yield from share
            last = share[-1].row if share else last

    def close(self) -> None:
        """Ends the workers."""
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.terminate()
            process.join()
        gc.unfreeze()

    def _work(self, turn: int, sender: Connection) -> None:
        """Everything a worker does."""
        # Ctrl-C reaches the whole group; the parent decides what becomes of the import.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        for pipe in self._pipes:
            pipe.close()
        # Whatever goes wrong here goes wrong again, and is reported, where the parent reads the rest itself.
        with suppress(Exception):
            for readings in self._file.read_share(Share(rows=SHARE_ROWS, turn=turn, turns=WORKERS)):
                sender.send_bytes(pack_rows([self._preparer.prepare(reading) for reading in readings]))
            sender.send_bytes(b"")
