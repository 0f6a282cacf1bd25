# SPDX-License-Identifier: Apache-2.0
"""The rows of the household registry's extract (HGĐ)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from officer_desk.domain.codes import is_insurance_code
from officer_desk.domain.csv_text import Row, read_rows
from officer_desk.domain.records import HgdEntry

COLUMNS = ("insurance_code", "full_name", "date_of_birth", "sex", "id_number")
REASON = "households-broken"
_BIRTH = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_ID_NUMBER = re.compile(r"[0-9A-Z]{6,12}|")


def parse_people(lines: Iterable[str]) -> Iterator[tuple[int, HgdEntry]]:
    """Read people one by one, each with its line.

    `Refused("households-broken…", line=, column=, value=)` says what is wrong.
    A date of birth may lack the day, or day and month (the registry does not know them), but is never empty.
    """
    for row in read_rows(lines, COLUMNS, REASON):
        yield row.line, _person(row)


def is_birth(text: str) -> bool:
    """Check YYYY-MM-DD, YYYY-MM or YYYY, with days and months that exist."""
    found = _BIRTH.fullmatch(text)
    if found is None:
        return False
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def _person(row: Row) -> HgdEntry:
    code = row.values["insurance_code"].strip()
    if not is_insurance_code(code):
        row.refuse("insurance_code")
    birth, sex, id_number = (row.values[column].strip() for column in COLUMNS[2:])
    if not is_birth(birth):
        row.refuse("date_of_birth")
    if sex not in {"M", "F", ""}:
        row.refuse("sex")
    if not _ID_NUMBER.fullmatch(id_number):
        row.refuse("id_number")
    return HgdEntry(code, row.text("full_name", 1, 200), birth, sex, id_number)
