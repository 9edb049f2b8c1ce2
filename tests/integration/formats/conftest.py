"""Whole files built in memory and read through the one door."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

import openpyxl
import pytest

from directory.domain.draft import ResourceDraft
from directory.formats.read import ReadOptions, RowReading, SourceFile, read_bytes

NISHITOKYO = "13229"


def resolve(_pref: str, city: str, address: str) -> str | None:
    """A gazetteer that knows one town."""
    return NISHITOKYO if "西東京市" in f"{city}{address}" else None


def write_csv(
    rows: Iterable[Iterable[str]], *, encoding: str = "utf-8", newline: str = "\r\n", delimiter: str = ","
) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=newline, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


class Reader:
    """Reads rows as a file would hold them."""

    def __init__(self) -> None:
        self.options = ReadOptions(resolve_municipality=resolve)

    def open(self, *rows: tuple[str, ...], name: str = "list.csv", options: ReadOptions | None = None) -> SourceFile:
        return read_bytes(write_csv(rows), name, options or self.options)

    def readings(self, *rows: tuple[str, ...], options: ReadOptions | None = None) -> list[RowReading]:
        return list(self.open(*rows, options=options).rows())

    def one(self, **cells: str) -> RowReading:
        """The reading of one child café with these cells beside name, code and address."""
        given = {
            "全国地方公共団体コード": "132292",
            "名称": "ほしぞら子ども食堂",
            "住所": "東京都西東京市田無町一丁目1-1",
        } | cells
        (reading,) = self.readings(tuple(given), tuple(given.values()))
        return reading

    def draft(self, **cells: str) -> ResourceDraft:
        draft = self.one(**cells).draft
        assert draft is not None
        return draft


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def write_xlsx() -> Callable[..., bytes]:
    """A workbook from sheet=rows pairs."""

    def build(sheets: dict[str, list[list[object]]]) -> bytes:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        stream = io.BytesIO()
        workbook.save(stream)
        return stream.getvalue()

    return build


def codes(reading: RowReading) -> set[str]:
    return {issue.code for issue in reading.issues}


@pytest.fixture
def codes_of() -> Callable[[RowReading], set[str]]:
    return codes


@pytest.fixture
def csv_bytes() -> Callable[..., bytes]:
    return write_csv
