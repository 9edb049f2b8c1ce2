"""Text files with the bytes of their lines, so that cells can be added and all else stays as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from directory.domain.errors import FileRefused
from directory.formats.decoding import UTF8_BOM, detect_encoding, open_text
from directory.formats.limits import MAX_CELL_LENGTH, check_row

LINE_ENDS = ("\r\n", "\n", "\r")
GETA = "〓"
"""What printers set for a character that they do not have; CP932 lacks some kanji of town names."""

_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RawText:
    """One text file.

    Attributes:
        mark: byte order mark, as often as the file has it. line_end: the line end of its first line.
    """

    content: bytes
    mark: bytes
    codec: str
    delimiter: str
    line_end: bytes

    @classmethod
    def for_new_file(cls) -> RawText:
        """A CSV that Excel opens: UTF-8 with BOM, commas, CRLF."""
        return cls(content=b"", mark=UTF8_BOM, codec="utf-8", delimiter=",", line_end=b"\r\n")

    def lines(self) -> Iterator[tuple[bytes, bytes, str]]:
        """Bytes without line end, line end, and text of every line."""
        if self.codec.startswith("utf-16"):
            for line in io.StringIO(self.content[len(self.mark) :].decode(self.codec), newline=""):
                text = line.rstrip("\r\n")
                yield text.encode(self.codec), line[len(text) :].encode(self.codec), text
            return
        # neither UTF-8 nor CP932 has a line end inside a character
        for raw in self.content[len(self.mark) :].splitlines(keepends=True):
            body = raw.rstrip(b"\r\n")
            yield body, raw[len(body) :], body.decode(self.codec)

    def records(self) -> Iterator[tuple[int, bytes, bytes, tuple[str, ...]]]:
        """Number, bytes without line end, line end and cells of every record, quoted line ends kept.

        Raises:
            FileRefused: cell_too_long, file_not_table, too_many_columns.
        """
        used: list[tuple[bytes, bytes]] = []
        reader = csv.reader(self._feed(used), delimiter=self.delimiter)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise _refuse(number, error) from error
            check_row(number, cells)
            body = b"".join(raw + end for raw, end in used[:-1]) + used[-1][0]
            yield number, body, used[-1][1], tuple(cells)
            used.clear()

    def encode_cells(self, cells: Sequence[str]) -> bytes:
        """Cells as the file would hold them; a character that its encoding lacks becomes 〓."""
        spool = io.StringIO(newline="")
        csv.writer(spool, delimiter=self.delimiter, lineterminator="").writerow(cells)
        text = spool.getvalue()
        try:
            return text.encode(self.codec)
        except UnicodeEncodeError:
            return b"".join(self._encode_character(character) for character in text)

    def encode_delimiters(self, count: int) -> bytes:
        """So many delimiters."""
        return (self.delimiter * count).encode(self.codec)

    def _feed(self, used: list[tuple[bytes, bytes]]) -> Iterator[str]:
        for raw, end, text in self.lines():
            used.append((raw, end))
            yield text + end.decode(self.codec)

    def _encode_character(self, character: str) -> bytes:
        try:
            return character.encode(self.codec)
        except UnicodeEncodeError:
            return GETA.encode(self.codec)


def open_raw_text(content: bytes, delimiter: str) -> RawText:
    """A text file whose encoding is found by its bytes.

    Raises:
        FileRefused: file_empty, file_encoding, file_encoding_unsupported.
    """
    decoding = detect_encoding(content)
    codec = _UTF16.get(content[:2], decoding.codec) if decoding.codec == "utf-16" else decoding.codec
    mark = content[:2] if codec.startswith("utf-16") else content[: decoding.skip]
    with open_text(content, decoding) as stream:
        first = stream.readline()
    line_end = next((end for end in LINE_ENDS if first.endswith(end)), "\r\n")
    return RawText(content=content, mark=mark, codec=codec, delimiter=delimiter, line_end=line_end.encode(codec))


def _refuse(number: int, error: csv.Error) -> FileRefused:
    if "field limit" in str(error):
        facts: dict[str, str | int | float] = {
            "row": number,
            "characters": csv.field_size_limit(),
            "limit": MAX_CELL_LENGTH,
        }
        return FileRefused("cell_too_long", facts)
    return FileRefused("file_not_table", {"row": number})
