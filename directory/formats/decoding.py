"""Which encoding a text file has, proved by decoding all of it strictly."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass

from directory.domain.errors import FileRefused

UTF8_BOM = codecs.BOM_UTF8
UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CHUNK_BYTES = 1 << 20
SAMPLE_BYTES = 1 << 16
ISO_2022_JP = re.compile(rb"\x1b(?:\$[@B]|\([BJI])")
HALF_WIDTH_KANA = re.compile("[｡-ﾟ]")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
PROOF_OF_UTF8 = 3
"""So many multi-byte characters before the first bad byte do not happen by chance in a CP932 file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """How to read a file as text. `label` is said to people, `codec` given to Python after `skip` bytes."""

    label: str
    codec: str
    skip: int = 0


def detect_encoding(content: bytes) -> Decoding:
    """The encoding in which every byte of the file is valid.

    Raises:
        FileRefused: file_encoding (with the byte offset), file_encoding_unsupported (named: EUC-JP, ISO-2022-JP).
    """
    if content.startswith(UTF8_BOM):
        return _read_bom(content)
    if content.startswith(UTF16_BOMS):
        _refuse_at(content, "utf-16")
        return Decoding(label="utf-16", codec="utf-16")
    if ISO_2022_JP.search(content, 0, SAMPLE_BYTES):
        raise FileRefused("file_encoding_unsupported", {"encoding": "ISO-2022-JP"})
    bad_byte = _first_bad_byte(content, "utf-8")
    if bad_byte is None:
        return Decoding(label="utf-8", codec="utf-8")
    before = content[max(0, bad_byte - SAMPLE_BYTES) : bad_byte].decode("utf-8", "ignore")
    if len(BEYOND_ASCII.findall(before)) >= PROOF_OF_UTF8:
        raise _encoding_refusal(content, "utf-8", bad_byte)
    return _detect_legacy(content)


def open_text(content: bytes, decoding: Decoding) -> io.TextIOWrapper:
    """The file as a stream of untranslated lines; the bytes are shared, not copied."""
    stream = io.BytesIO(content)
    stream.seek(decoding.skip)
    return io.TextIOWrapper(stream, encoding=decoding.codec, newline="")


def _read_bom(content: bytes) -> Decoding:
    """UTF-8 after one BOM or, as several municipalities publish it, two."""
    skip = len(UTF8_BOM)
    label = "utf-8-sig"
    if content.startswith(UTF8_BOM * 2):
        skip, label = skip * 2, "utf-8-sig x2"
    _refuse_at(content, "utf-8")
    return Decoding(label=label, codec="utf-8", skip=skip)


def _detect_legacy(content: bytes) -> Decoding:
    """CP932, unless the bytes read as EUC-JP make better Japanese."""
    bad_byte = _first_bad_byte(content, "cp932")
    is_euc = _first_bad_byte(content, "euc_jp") is None
    if bad_byte is None and not (is_euc and _is_mojibake(content)):
        return Decoding(label="cp932", codec="cp932")
    if is_euc:
        raise FileRefused("file_encoding_unsupported", {"encoding": "EUC-JP"})
    raise _encoding_refusal(content, "cp932", bad_byte or 0)


def _is_mojibake(content: bytes) -> bool:
    """Whether the text read as CP932 is mostly half-width kana: EUC-JP bytes lie in that range."""
    text = content[:SAMPLE_BYTES].decode("cp932", "ignore")
    beyond = BEYOND_ASCII.findall(text)
    return len(HALF_WIDTH_KANA.findall(text)) > len(beyond) * 0.3


def _first_bad_byte(content: bytes, codec: str) -> int | None:
    """Offset of the first byte that is invalid, or None; in chunks, so that memory stays small."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    view = memoryview(content)
    for start in range(0, len(content), CHUNK_BYTES):
        pending = len(decoder.getstate()[0])
        chunk = view[start : start + CHUNK_BYTES]
        try:
            decoder.decode(bytes(chunk), final=start + CHUNK_BYTES >= len(content))
        except UnicodeDecodeError as error:
            return start - pending + error.start
    return None


def _refuse_at(content: bytes, codec: str) -> None:
    """Refuses a file with one invalid byte."""
    bad_byte = _first_bad_byte(content, codec)
    if bad_byte is not None:
        raise _encoding_refusal(content, codec, bad_byte)


def _encoding_refusal(content: bytes, codec: str, offset: int) -> FileRefused:
    """The refusal that names the byte and its row."""
    row = content.count(b"\n", 0, offset) + 1
    byte = f"0x{content[offset]:02X}" if offset < len(content) else ""
    return FileRefused("file_encoding", {"encoding": codec, "offset": offset, "row": row, "byte": byte})
