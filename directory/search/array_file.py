"""Files of numpy arrays that all processes of a machine map into memory and share; written whole or not at all."""

from __future__ import annotations

import json
import mmap
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
_Entry = tuple[str, tuple[int, ...], int, int]
"""Type, shape, place in the file and checksum of one array."""

_MAGIC = b"directory-arrays-1\n"
_ALIGNED = 64
_TAIL = 24
"""The last bytes of a file: where its table begins, how long that is, and its checksum; 8 bytes each."""
_CHECKED_AT_ONCE = 1 << 18


class ArrayFileRefused(Exception):
    """A file that is broken, cut short or of another version; it must be made again."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Arrays:
    """Named arrays, read-only, and one text about them."""

    by_name: Mapping[str, Array]
    label: str = ""

    def __getitem__(self, name: str) -> Array:
        """The array of a name."""
        return self.by_name[name]

    def within(self, prefix: str) -> Arrays:
        """Only the arrays under a prefix, by the rest of their names."""
        start = f"{prefix}/"
        found = {name.removeprefix(start): array for name, array in self.by_name.items() if name.startswith(start)}
        return Arrays(found, self.label)


ReadBytes = Callable[[int, int], bytes]
"""The bytes from a place until before another one."""


class ArraySink(Protocol):
    """Whoever takes arrays, one at a time, so that no two large ones need to be in memory together."""

    def put(self, name: str, array: Array) -> None:
        """Takes an array; the caller may forget it."""

    def put_parts(self, name: str, parts: Iterable[bytes]) -> ReadBytes:
        """Takes an array of bytes in parts, none of which it keeps in memory if it can; what reads it comes back."""


class PartOfSink:
    """A part of another sink: everything goes there under a prefix."""

    def __init__(self, sink: ArraySink, prefix: str) -> None:
        """Takes the other sink."""
        self._sink = sink
        self._prefix = prefix

    def put(self, name: str, array: Array) -> None:
        """Hands an array on."""
        self._sink.put(f"{self._prefix}/{name}", array)

    def put_parts(self, name: str, parts: Iterable[bytes]) -> ReadBytes:
        """Hands parts on."""
        return self._sink.put_parts(f"{self._prefix}/{name}", parts)


class KeptArrays:
    """Arrays that stay in the memory of this process."""

    def __init__(self) -> None:
        """Begins with none."""
        self._arrays: dict[str, Array] = {}

    def put(self, name: str, array: Array) -> None:
        """Keeps an array."""
        kept = np.ascontiguousarray(array)
        kept.flags.writeable = False
        self._arrays[name] = kept

    def put_parts(self, name: str, parts: Iterable[bytes]) -> ReadBytes:
        """Keeps the parts as one."""
        joined = b"".join(parts)
        self.put(name, np.frombuffer(joined, np.uint8))
        return lambda start, end: joined[start:end]

    def finish(self, label: str = "") -> Arrays:
        """What was taken."""
        return Arrays(self._arrays, label)


class ArrayFileWriter:
    """Writes arrays one behind the other; the table of them comes last, so a file cut short has none."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Begins a file, which must be open for reading, too, where arrays come in parts."""
        self._stream = stream
        self._table: dict[str, _Entry] = {}
        self._at = stream.write(_MAGIC)

    def put(self, name: str, array: Array) -> None:
        """Writes an array."""
        data = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
        self._at += self._stream.write(b"\0" * (-self._at % _ALIGNED))
        self._table[name] = (array.dtype.str, array.shape, self._at, zlib.crc32(data))
        self._at += self._stream.write(data)

    def put_parts(self, name: str, parts: Iterable[bytes]) -> ReadBytes:
        """Writes parts as they come; they are read from the file, also by a process that was forked meanwhile."""
        self._at += self._stream.write(b"\0" * (-self._at % _ALIGNED))
        first, checksum = self._at, 0
        for part in parts:
            checksum = zlib.crc32(part, checksum)
            self._at += self._stream.write(part)
        self._table[name] = ("|u1", (self._at - first,), first, checksum)
        self._stream.flush()
        file = self._stream.fileno()
        return lambda start, end: os.pread(file, end - start, first + start)

    def finish(self, label: str = "") -> None:
        """Writes the table."""
        table = json.dumps({"label": label, "arrays": self._table}).encode()
        self._stream.write(table)
        for number in (self._at, len(table), zlib.crc32(table)):
            self._stream.write(number.to_bytes(8, "little"))
        self._stream.flush()


def open_arrays(path: Path) -> Arrays:
    """The arrays of a file, mapped: pages that several processes look at exist once.

    Raises:
        ArrayFileRefused: the file is absent, broken or of another version.
    """
    try:
        with path.open("rb") as stream:
            table = _read_table(partial(_read_part, stream), stream.seek(0, os.SEEK_END))
            # Checked by reading, not through the map: pages that nobody asks for shall not count as used.
            for name, (_, _, _, checksum) in table["arrays"].items():
                if _checksum(stream, table["arrays"][name]) != checksum:
                    raise ArrayFileRefused(name)
            mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError, KeyError, TypeError) as failure:
        raise ArrayFileRefused(str(path)) from failure
    return Arrays(dict(_views(mapped, table["arrays"])), table["label"])


def view_arrays(data: memoryview) -> Arrays:
    """The arrays of a file that is in memory, as its writer left it.

    Raises:
        ArrayFileRefused: it is cut short or of another version.
    """
    table = _read_table(lambda start, end: bytes(data[start:end]), data.nbytes)
    return Arrays(dict(_views(data, table["arrays"])), table["label"])


def _read_table(read: ReadBytes, size: int) -> dict[str, Any]:
    if size < len(_MAGIC) + _TAIL:
        raise ArrayFileRefused("short")
    tail = read(size - _TAIL, size)
    at, length, checksum = (int.from_bytes(tail[start : start + 8], "little") for start in (0, 8, 16))
    if read(0, len(_MAGIC)) != _MAGIC or at + length + _TAIL != size:
        raise ArrayFileRefused("header")
    text = read(at, at + length)
    if zlib.crc32(text) != checksum:
        raise ArrayFileRefused("table")
    table: dict[str, Any] = json.loads(text)
    return table


def _checksum(stream: BufferedReader, entry: _Entry) -> int:
    dtype, shape, at, _ = entry
    left = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
    found = 0
    stream.seek(at)
    # The same small memory again and again stays near the processor.
    memory = memoryview(bytearray(_CHECKED_AT_ONCE))
    while left:
        count = stream.readinto(memory[: min(left, _CHECKED_AT_ONCE)])
        if not count:
            raise ArrayFileRefused("short")
        found = zlib.crc32(memory[:count], found)
        left -= count
    return found


def _read_part(stream: BufferedReader, start: int, end: int) -> bytes:
    stream.seek(start)
    return stream.read(end - start)


def _views(mapped: mmap.mmap | memoryview, entries: Mapping[str, _Entry]) -> Iterator[tuple[str, Array]]:
    for name, (dtype, shape, at, _) in entries.items():
        count = int(np.prod(shape, dtype=np.int64))
        array = np.frombuffer(mapped, np.dtype(dtype), count, at) if count else np.empty(0, np.dtype(dtype))
        yield name, array.reshape(shape)
