# SPDX-License-Identifier: Apache-2.0
"""Strict CSV with a header: every row is whole, every error names the line and the column."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NoReturn

from officer_desk.domain.json_text import has_unseen, shown
from officer_desk.domain.names import stored
from officer_desk.errors import Refused


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values by column, and how its errors are called."""

    line: int
    values: dict[str, str]
    reason: str

    def text(self, column: str, least: int, most: int) -> str:
        """Give a text in NFC with single spaces, `least` to `most` characters long."""
        value = stored(self.values[column])
        if has_unseen(value) or not least <= len(value) <= most:
            self.refuse(column)
        return value

    def refuse(self, column: str, why: str = "") -> NoReturn:
        """Refuse the whole file because of this value."""
        raise Refused(
            f"{self.reason}{why}", offender=column, line=self.line, column=column, value=shown(self.values[column])
        )


def read_rows(lines: Iterable[str], columns: tuple[str, ...], reason: str) -> Iterator[Row]:
    """Read rows one by one; raises `Refused(reason, line=…, column=…)`, `Refused(reason + "-header", …)` or "-row".

    A byte order mark before the header is passed over; empty lines at the end as well. Fields hold no line breaks.
    """
    reader = csv.reader(lines, strict=True)
    try:
        header: list[str] = next(reader, list[str]())
        header[:1] = [name.removeprefix("\ufeff") for name in header[:1]]
        if tuple(header) != columns:
            raise Refused(f"{reason}-header", line=1, column=shown(",".join(header)), expected=",".join(columns))
        for values in reader:
            if len(values) == len(columns):
                yield Row(reader.line_num, dict(zip(columns, values, strict=True)), reason)
            elif values:
                raise Refused(f"{reason}-row", line=reader.line_num, column=columns[0], expected=len(columns))
    except csv.Error:
        raise Refused(f"{reason}-row", line=reader.line_num, column=columns[0], expected=len(columns)) from None
