# SPDX-License-Identifier: Apache-2.0
"""Comparisons made by hand for tests of screens: a clean one, and what a test changes in it."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from officer_desk.domain.messages import unaccent
from officer_desk.domain.records import (
    CardCode,
    CardFields,
    Cell,
    CheckNote,
    CheckRow,
    CrossCheck,
    DeclarationRecord,
    MachineLines,
)
from officer_desk.domain.values import CellVerdict, PictureRole

V = CellVerdict
FRONT, BACK = PictureRole.IDENTITY_FRONT, PictureRole.IDENTITY_BACK
NUMBER_AT = ((0.3, 0.3), (0.8, 0.3), (0.8, 0.4), (0.3, 0.4))
LINES_AT = ((0.1, 0.7), (0.9, 0.7), (0.9, 0.95), (0.1, 0.95))
CODE_AT = ((0.7, 0.1), (0.95, 0.1), (0.95, 0.35), (0.7, 0.35))
MATCH, MATCH_QR = Cell(verdict=V.MATCH), Cell(verdict=V.MATCH, against="qr")
_NO_ACCOUNT, _NOT_ON_MRZ = Cell(reason="no-account"), Cell(reason="not-on-mrz")
_NOT_IN_HGD = Cell(reason="not-in-registry")


MAI = cast(
    DeclarationRecord,
    SimpleNamespace(
        id=1,
        number="00017/2026/00101",
        address_text="Tổ 13, Phường Mai Dịch, Quận Cầu Giấy, Thành phố Hà Nội",
        declared=SimpleNamespace(full_name="Hoàng Thị Thu Mai", identity=SimpleNamespace(number="001188000936")),
    ),
)
"""A file for what needs no office: its words and cells."""


def clean(record: DeclarationRecord, **other: Any) -> CrossCheck:
    """Give a comparison in which everything agrees."""
    name, number = record.declared.full_name, record.declared.identity.number
    bare = Cell(unaccent(name).upper(), V.NORMALISED, "no-accents")
    rows = (
        CheckRow("id_number", number, MATCH, MATCH, MATCH, _NO_ACCOUNT, place=(FRONT, NUMBER_AT)),
        CheckRow("full_name", name, MATCH, bare, MATCH, _NO_ACCOUNT),
        CheckRow("date_of_birth", "", Cell("1988-10-15", V.MATCH, against="hgd"), MATCH_QR, MATCH_QR, _NO_ACCOUNT),
        CheckRow("sex", "", Cell("F", V.MATCH, against="hgd"), MATCH_QR, MATCH_QR, _NO_ACCOUNT),
        CheckRow(
            "address",
            record.address_text,
            Cell("Tổ 13, Mai Dịch", V.NORMALISED, "short-forms"),
            _NOT_ON_MRZ,
            _NOT_IN_HGD,
            _NO_ACCOUNT,
        ),
        CheckRow("issued_on", "", Cell("2021-06-18", reason="only-here"), _NOT_ON_MRZ, _NOT_IN_HGD, _NO_ACCOUNT),
        CheckRow(
            "expires_on",
            "",
            Cell(reason="not-on-qr"),
            Cell("2028-10-15", reason="only-here"),
            _NOT_IN_HGD,
            _NO_ACCOUNT,
            place=(BACK, LINES_AT),
        ),
    )
    made: dict[str, Any] = {
        "code_role": FRONT,
        "code": CardCode("…", CODE_AT, 4.62),
        "code_fields": CardFields(id_number=number),
        "lines_role": BACK,
        "lines": MachineLines(("A", "B", "C"), proved=True, checks_right=6, checks_of=6, corners=LINES_AT),
        "hgd": "match",
        "rows": rows,
        "notes": (
            CheckNote(
                "number-structure-fits",
                (("number", number), ("province", "Hà Nội"), ("sex", "F"), ("year", "1988")),
            ),
        ),
        "agree": 7,
        "of": 7,
    }
    return CrossCheck(record.id, record.number, **{**made, **other})


def changed(check: CrossCheck, field: str, **cells: Cell) -> CrossCheck:
    """Give a comparison with other cells in one row, which is then the one to look at."""
    rows = tuple(replace(row, **cells) if row.field == field else row for row in check.rows)
    return replace(check, rows=rows, agree=check.agree - 1, look_at=check.look_at or field)


def transposed(record: DeclarationRecord) -> CrossCheck:
    """Two digits of the number changed places in the declaration."""
    number = record.declared.identity.number
    card = number[:9] + number[10] + number[9] + number[11:]
    cell = Cell(card, V.CLOSE, "transposed", ((9, 11),), ((9, 11),))
    return changed(clean(record), "id_number", qr=cell, mrz=cell, hgd=cell)


def of_another(record: DeclarationRecord) -> CrossCheck:
    """The card is another person's."""
    check = changed(clean(record), "id_number", qr=Cell("079071000147", V.DIFFERS), mrz=Cell("079071000147", V.DIFFERS))
    check = changed(check, "full_name", qr=Cell("Vũ Đức Vượng", V.DIFFERS), mrz=Cell("VU DUC VUONG", V.DIFFERS))
    return replace(check, notes=(CheckNote("another-person", (("source", "qr"), ("name", "Vũ Đức Vượng"))),))


def unread(record: DeclarationRecord, reason: str = "not-read") -> CrossCheck:
    """The code could not be read, or not yet; the lines were."""
    check = clean(record, code=None, code_role=None, code_fields=None, pending=reason == "reading")
    rows = tuple(replace(row, qr=Cell(reason=reason)) for row in check.rows)
    return replace(check, rows=rows, agree=4, of=4)
