# SPDX-License-Identifier: Apache-2.0
"""The list of social insurance offices that an office imports: code, name, parent_code."""

from officer_desk.domain.codes import is_office_code
from officer_desk.domain.csv_text import Row, read_rows
from officer_desk.domain.records import OfficeRecord
from officer_desk.errors import Refused

COLUMNS = ("code", "name", "parent_code")
_REASON = "offices-broken"


def parse_offices(data: bytes | str) -> list[OfficeRecord]:
    """Read offices.csv (bytes: UTF-8); `Refused("offices-broken…", line=, column=, value=)` says what is wrong.

    A code has three digits (a province's office, which has no parent) or five (an office under one that is in the
    list, before or after it); no code comes twice.
    """
    try:
        lines = (data if isinstance(data, str) else data.decode("utf-8")).splitlines()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Refused(f"{_REASON}-encoding", line=line, column=COLUMNS[0]) from None
    rows = list(read_rows(lines, COLUMNS, _REASON))
    codes = {row.values["code"].strip() for row in rows}
    seen: set[str] = set()
    return [_office(row, codes, seen) for row in rows]


def _office(row: Row, codes: set[str], seen: set[str]) -> OfficeRecord:
    code, parent = row.text("code", 1, 5), row.text("parent_code", 0, 5)
    if not is_office_code(code):
        row.refuse("code")
    if code in seen:
        row.refuse("code", "-twice")
    seen.add(code)
    if (len(code) == 3 and parent) or (len(code) == 5 and (parent not in codes or len(parent) != 3)):
        row.refuse("parent_code", "-parent")
    return OfficeRecord(code, row.text("name", 1, 200), parent or None)
