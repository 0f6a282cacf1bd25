# SPDX-License-Identifier: Apache-2.0
"""Writing lists as CSV or Excel, row by row, so that nobody ever finds half of one."""

import csv
import os
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from officer_desk.errors import Refused
from officer_desk.gateways.disk import sync_folder

Row = Sequence[str]
Cells = Sequence[str | int]
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A program of tables takes text that begins so for a formula."""


class Sheet(Protocol):
    """A list that is being written."""

    def add(self, row: Row) -> None:
        """Add a row; every cell is text, numbers too: a zero in front is a part of them."""
        ...


def plain(text: str) -> str:
    """Give a text that no program of tables takes for a formula: with an apostrophe in front, where it needs one."""
    return f"'{text}" if text.startswith(_FORMULAS) else text


@contextmanager
def whole_csv(path: Path, mark: str, heads: Row) -> Generator[Sheet]:
    """Write a CSV in UTF-8 with its byte-order mark; the file gets its name when all of it is on the disk."""
    with _whole(path) as unfinished, unfinished.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow([plain(mark)])
        writer.writerow([plain(head) for head in heads])

        class _Csv:
            def add(self, row: Row) -> None:
                writer.writerow([plain(cell) for cell in row])

        yield _Csv()
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def whole_excel(path: Path, mark: str, heads: Row, widths: Sequence[int]) -> Generator[Sheet]:
    """Write an Excel workbook of one sheet, a row at a time; `mark` stands above it and on every printed page."""
    import xlsxwriter  # noqa: PLC0415 - only who exports pays for it
    import xlsxwriter.exceptions  # noqa: PLC0415 - the same

    with _whole(path) as unfinished:
        options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_formulas": False}
        book: Any = xlsxwriter.Workbook(str(unfinished), {**options, "strings_to_urls": False})
        try:
            sheet = book.add_worksheet("Danh sách")
            _furnish(book, sheet, mark, heads, widths)
            text = book.add_format({"num_format": "@"})
            at = _Excel(sheet, text)
            yield at
            sheet.autofilter(1, 0, max(1, at.row - 1), len(heads) - 1)
        finally:
            try:
                book.close()
            except xlsxwriter.exceptions.XlsxWriterException as error:
                raise OSError(str(error)) from error
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())


class _Excel:
    def __init__(self, sheet: Any, text: Any) -> None:
        self._sheet, self._text = sheet, text
        self.row = 2

    def add(self, row: Row) -> None:
        """Add a row of texts."""
        for column, cell in enumerate(row):
            self._sheet.write_string(self.row, column, cell, self._text)
        self.row += 1


class Table(NamedTuple):
    """One sheet of a workbook: cells are texts, or counts that a program of tables can add up."""

    name: str
    heads: Row
    widths: Sequence[int]
    rows: Iterable[Cells]
    total: Cells = ()
    """A last row that adds up those before; the filter leaves it alone."""


def write_tables(
    path: Path,
    mark: str,
    tables: Sequence[Table],
    *,
    may_go_on: Callable[[], bool],
    before_naming: Callable[[], None],
) -> bool:
    """Write an Excel workbook of several sheets; False, and no file, when `may_go_on` said no between two rows.

    `before_naming` is called when all of it is on the disk, before the file gets its name.
    """
    import xlsxwriter  # noqa: PLC0415 - only who exports pays for it
    import xlsxwriter.exceptions  # noqa: PLC0415 - the same

    try:
        with _whole(path) as unfinished:
            options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_formulas": False}
            book: Any = xlsxwriter.Workbook(str(unfinished), {**options, "strings_to_urls": False})
            try:
                for table in tables:
                    _fill(book, mark, table, may_go_on)
            finally:
                try:
                    book.close()
                except xlsxwriter.exceptions.XlsxWriterException as error:
                    raise OSError(str(error)) from error
            with unfinished.open("rb+") as file:
                os.fsync(file.fileno())
            before_naming()
    except _Stopped:
        return False
    return True


class _Stopped(Exception):
    """Who waits does not want to wait any longer; what is unfinished goes."""


def _fill(book: Any, mark: str, table: Table, may_go_on: Callable[[], bool]) -> None:
    sheet = book.add_worksheet(table.name)
    _furnish(book, sheet, mark, table.heads, table.widths)
    at = _Mixed(sheet, book, {})
    for row in table.rows:
        if not may_go_on():
            raise _Stopped
        at.add(row)
    last = at.row - 1
    if table.total:
        _Mixed(sheet, book, {"bold": True, "top": 1}, at.row).add(table.total)
    sheet.autofilter(1, 0, max(1, last), len(table.heads) - 1)


class _Mixed:
    def __init__(self, sheet: Any, book: Any, look: dict[str, Any], row: int = 2) -> None:
        self._sheet, self.row = sheet, row
        self._text = book.add_format({"num_format": "@", **look})
        self._count = book.add_format({"num_format": "#,##0", **look})

    def add(self, cells: Cells) -> None:
        """Add a row of texts and counts."""
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                self._sheet.write_string(self.row, column, cell, self._text)
            else:
                self._sheet.write_number(self.row, column, cell, self._count)
        self.row += 1


def _furnish(book: Any, sheet: Any, mark: str, heads: Row, widths: Sequence[int]) -> None:
    head = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
    sheet.write_string(0, 0, mark, book.add_format({"italic": True}))
    sheet.set_row(1, 18)
    for column, (words, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.write_string(1, column, words, head)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(2, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    printed = mark.replace("&", "&&")
    sheet.set_header(f"&L&8{_apart(printed)}")
    sheet.set_footer(f"&L&8{_apart(printed)}&R&8&P/&N")


def _apart(printed: str) -> str:
    """Keep words that begin with a digit from being read as a part of the size before them."""
    return f" {printed}"


@contextmanager
def _whole(path: Path) -> Generator[Path]:
    """Give the name of an unfinished file that only its owner may read; it gets its own name if all goes well."""
    unfinished = path.with_name(f".{path.name}.new")
    try:
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        yield unfinished
        unfinished.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise Refused("file-unwritable", offender=path.name) from error
    finally:
        with suppress(OSError):  # it may never have been there, or its folder is none
            unfinished.unlink()
