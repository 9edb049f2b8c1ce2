from __future__ import annotations

import io

import numpy as np
import pytest

from directory.search.array_file import (
    ArrayFileRefused,
    ArrayFileWriter,
    KeptArrays,
    PartOfSink,
    open_arrays,
    view_arrays,
)
from directory.search.text_column import StoredTexts, TextColumn

ARRAYS = {
    "numbers": np.arange(1000, dtype=np.int64),
    "table": np.arange(12, dtype=np.float32).reshape(3, 4),
    "nothing": np.empty(0, np.int32),
    "answers": np.array([True, False]),
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "some.arrays"
    with path.open("wb") as stream:
        writer = ArrayFileWriter(stream)
        for name, array in ARRAYS.items():
            writer.put(name, array)
        writer.finish("見本")
    return path


def test_arrays_come_back_as_they_were_and_can_not_be_changed(file):
    arrays = open_arrays(file)
    assert arrays.label == "見本"
    for name, array in ARRAYS.items():
        assert np.array_equal(arrays[name], array)
        assert arrays[name].dtype == array.dtype
    with pytest.raises(ValueError, match="read-only"):
        arrays["numbers"][0] = 7


@pytest.mark.parametrize("at", [0, 100, 4000, 8300, -5])
def test_a_file_with_a_wrong_byte_is_refused(file, at):
    data = bytearray(file.read_bytes())
    data[at] ^= 0xFF
    file.write_bytes(data)
    with pytest.raises(ArrayFileRefused):
        open_arrays(file)


@pytest.mark.parametrize("left", [0, 10, 500, 8000])
def test_a_file_cut_short_is_refused(file, left):
    file.write_bytes(file.read_bytes()[:left])
    with pytest.raises(ArrayFileRefused):
        open_arrays(file)


def test_an_absent_file_is_refused(tmp_path):
    with pytest.raises(ArrayFileRefused):
        open_arrays(tmp_path / "nothing")


def test_parts_are_kept_under_their_prefix():
    sink = KeptArrays()
    PartOfSink(sink, "part").put("one", np.arange(3))
    assert sink.finish().within("part")["one"].tolist() == [0, 1, 2]


def test_texts_come_back_by_number():
    sink = KeptArrays()
    TextColumn.of(["ひだまり", "", "食堂"]).put_into(sink, "names")
    column = TextColumn.read(sink.finish(), "names")
    assert [column[number] for number in range(len(column))] == ["ひだまり", "", "食堂"]
    assert column.of_rows(np.array([2, 0], np.int32)) == ["食堂", "ひだまり"]
    with pytest.raises(IndexError):
        column[3]


TEXTS = ["ひだまり", "", "食堂"]


def test_texts_that_a_file_has_taken_are_read_back_while_it_is_still_written(tmp_path):
    path = tmp_path / "some.arrays"
    with path.open("w+b") as stream:
        writer = ArrayFileWriter(stream)
        writer.put("before", np.arange(3))
        stored = StoredTexts((text.encode() for text in TEXTS), PartOfSink(writer, "part"), "texts")
        writer.put("after", np.arange(5))
        assert [stored.encoded(number).decode() for number in range(len(stored))] == TEXTS
        writer.finish()
    arrays = open_arrays(path)
    column = TextColumn.read(arrays.within("part"), "texts")
    assert [column[number] for number in range(len(column))] == TEXTS
    assert (arrays["before"].tolist(), arrays["after"].tolist()) == ([0, 1, 2], [0, 1, 2, 3, 4])


def test_texts_kept_in_memory_are_read_back_too():
    sink = KeptArrays()
    stored = StoredTexts((text.encode() for text in TEXTS), sink, "texts")
    assert [stored.encoded(number).decode() for number in range(len(stored))] == TEXTS
    assert len(TextColumn.read(sink.finish(), "texts")) == len(TEXTS)


def test_arrays_in_memory_come_back_as_they_were():
    stream = io.BytesIO()
    writer = ArrayFileWriter(stream)
    for name, array in ARRAYS.items():
        writer.put(name, array)
    writer.finish("見本")
    arrays = view_arrays(stream.getbuffer())
    assert arrays.label == "見本"
    assert all(np.array_equal(arrays[name], array) for name, array in ARRAYS.items())
    with pytest.raises(ArrayFileRefused):
        view_arrays(stream.getbuffer()[:-1])
