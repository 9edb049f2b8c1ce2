from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.errors import FileRefused
from directory.formats.raw_lines import open_raw_text

CELLS = st.text(alphabet='あ住所,"\n\r\t 1=-', max_size=8)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6), st.sampled_from(["\r\n", "\n"]))
def test_the_bytes_of_all_records_are_the_file(rows, end):
    spool = io.StringIO(newline="")
    csv.writer(spool, lineterminator=end).writerows([["住所"], *rows])
    content = b"\xef\xbb\xbf" + spool.getvalue().encode()
    text = open_raw_text(content, ",")
    records = list(text.records())
    assert text.mark + b"".join(raw + ending for _, raw, ending, _ in records) == content
    given_back = list(csv.reader(io.StringIO(content[3:].decode(), newline="")))
    assert [list(cells) for *_, cells in records] == given_back


def test_bytes_that_no_encoder_would_write_are_kept():
    # the NEC row of CP932 has ≒ a second time; encoding it again gives the other one
    content = b"\x87\x90,\x8fZ\x8f\x8a\r\n"
    ((_, raw, end, cells),) = open_raw_text(content, ",").records()
    assert raw + end == content
    assert cells == ("≒", "住所")


@pytest.mark.parametrize(("mark", "codec"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_utf_16_keeps_its_order_of_bytes(mark, codec):
    content = mark + "住所\t名\n東京\t\n".encode(codec)
    text = open_raw_text(content, "\t")
    assert text.mark + b"".join(raw + end for _, raw, end, _ in text.records()) == content
    assert text.encode_cells(("東", "a\tb")) == '東\t"a\tb"'.encode(codec)


def test_a_character_that_the_encoding_lacks_is_marked():
    text = open_raw_text("住所\r\n".encode("cp932"), ",")
    assert text.encode_cells(("\U00020bb7野家",)).decode("cp932") == "〓野家"


def test_a_quote_that_never_ends_is_refused_with_its_row():
    with pytest.raises(FileRefused) as refused:
        list(open_raw_text(b'a\r\n"' + b"x" * 200_000, ",").records())
    assert refused.value.facts["row"] == 2
