"""One text of every document as a single block of bytes, so that it can be mapped and costs no objects."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import Rows
from directory.search.array_file import Arrays, ArraySink, ReadBytes

_BREAK = b"\0"
"""Between texts that are decoded together; whoever has one in a text is read text by text."""


class TextColumn:
    """Texts by number; decoded when somebody looks at them."""

    def __init__(self, starts: NDArray[np.int64], data: NDArray[np.uint8]) -> None:
        """Takes where each text begins (and the last ends) and the bytes of all, UTF-8."""
        self._starts = starts
        self._data = data.data
        # Numbers of a memoryview are plain ones, which are much quicker one at a time.
        self._bounds = np.ascontiguousarray(starts, np.int64).data
        self._count = len(starts) - 1

    @classmethod
    def of(cls, texts: Iterable[str]) -> TextColumn:
        """The texts, in order."""
        return cls.of_bytes([text.encode("utf-8", "replace") for text in texts])

    @classmethod
    def of_bytes(cls, texts: Sequence[bytes]) -> TextColumn:
        """The encoded texts, in order."""
        starts = np.zeros(len(texts) + 1, np.int64)
        np.cumsum([len(text) for text in texts], out=starts[1:])
        return cls(starts, np.frombuffer(b"".join(texts), np.uint8))

    @classmethod
    def read(cls, arrays: Arrays, name: str) -> TextColumn:
        """The column that `put_into` wrote."""
        return cls(arrays[f"{name}/starts"], arrays[f"{name}/data"])

    def put_into(self, sink: ArraySink, name: str) -> None:
        """Hands the column on under a name."""
        sink.put(f"{name}/starts", self._starts)
        sink.put(f"{name}/data", np.frombuffer(self._data, np.uint8))

    def __len__(self) -> int:
        """How many texts there are."""
        return self._count

    def __getitem__(self, number: int) -> str:
        """The text of a number."""
        return str(self.encoded(number), "utf-8")

    def of_rows(self, rows: Rows) -> list[str]:
        """The texts of several numbers."""
        data = self._data
        starts, ends = self._starts[rows].tolist(), self._starts[rows + 1].tolist()
        each = [data[start:end] for start, end in zip(starts, ends, strict=True)]
        # Decoding all of them at once costs half as much.
        texts = str(_BREAK.join(each), "utf-8").split(_BREAK.decode()) if each else []
        return texts if len(texts) == len(each) else [str(text, "utf-8") for text in each]

    def encoded(self, number: int) -> bytes:
        """The text of a number as its bytes."""
        if not 0 <= number < self._count:
            raise IndexError(number)
        return bytes(self._data[self._bounds[number] : self._bounds[number + 1]])

    def joined(self, first: int, end: int) -> bytes:
        """The bytes of several texts that follow each other, from `first` until before `end`."""
        return bytes(self._data[self._bounds[first] : self._bounds[end]])


class StoredTexts:
    """Encoded texts that a sink has taken one at a time, read back from there: none of them stays in memory."""

    def __init__(self, texts: Iterable[bytes], sink: ArraySink, name: str) -> None:
        """Hands the column on under a name, as `TextColumn.put_into` does."""
        self._ends = array("q", (0,))
        self._read: ReadBytes = sink.put_parts(f"{name}/data", self._measure(texts))
        sink.put(f"{name}/starts", np.array(self._ends, np.int64))

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._ends) - 1

    def encoded(self, number: int) -> bytes:
        """The text of a number as its bytes."""
        return self._read(self._ends[number], self._ends[number + 1])

    def _measure(self, texts: Iterable[bytes]) -> Iterator[bytes]:
        end = 0
        for text in texts:
            end += len(text)
            self._ends.append(end)
            yield text
