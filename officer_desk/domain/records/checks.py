# SPDX-License-Identifier: Apache-2.0
"""What the pictures say, and how it stands to what was declared: read and compared by the program, never decided."""

from dataclasses import dataclass

from officer_desk.domain.values import CellVerdict, PictureRole

Point = tuple[float, float]
"""(x, y) as fractions 0..1 of the upright picture."""
Corners = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class CardFields:
    """What one source says; "" means that it says nothing."""

    id_number: str = ""
    old_id_number: str = ""
    full_name: str = ""
    date_of_birth: str = ""
    """"YYYY-MM-DD", "YYYY-MM" or "YYYY"."""
    sex: str = ""
    """"M" or "F"."""
    address: str = ""
    issued_on: str = ""
    """"YYYY-MM-DD"."""
    expires_on: str = ""
    """"YYYY-MM-DD"; "none" where the card has no limit."""
    insurance_code: str = ""
    """Of a health card."""
    extra: tuple[str, ...] = ()
    """What stands after the fields that are known, as it is."""


@dataclass(frozen=True, slots=True)
class CardCode:
    """A QR code found on a picture; it carries no signature, so that it is read, never verified."""

    text: str
    """Exactly as decoded."""
    corners: Corners
    pixels_per_module: float


@dataclass(frozen=True, slots=True)
class MachineLines:
    """The machine-readable lines of a card or a passport, after repair of their structure."""

    lines: tuple[str, ...]
    proved: bool
    """Every check digit is right; otherwise nothing of it may be used."""
    checks_right: int
    checks_of: int
    corners: Corners | None = None


@dataclass(frozen=True, slots=True)
class PictureHint:
    """What may make a picture hard to read; a hint, never a verdict."""

    what: str
    """"blur" · "dark" · "glare" · "cut-off" · "turned" · "tilted" · "small-code"."""
    amount: float


@dataclass(frozen=True, slots=True)
class PictureReading:
    """All that the program read of one stored picture; kept under the picture's hash and the checker's version."""

    sha256: str
    version: int
    codes: tuple[CardCode, ...] = ()
    lines: MachineLines | None = None
    lines_tried: bool = False
    hints: tuple[PictureHint, ...] = ()
    likeness: str = ""
    """A perceptual hash of 64 bits in 16 hex digits; "" when there is none."""
    card: Corners | None = None
    """Where on the picture the card lies."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says of one field, and how that stands to what it was compared with."""

    value: str = ""
    verdict: CellVerdict = CellVerdict.CANNOT_TELL
    reason: str = ""
    """A token: why it is not simply a match."""
    marks: tuple[tuple[int, int], ...] = ()
    """Ranges of `value` that differ."""
    declared_marks: tuple[tuple[int, int], ...] = ()
    """The same of the value it was compared with."""
    against: str = "declared"
    """"declared", "qr", "mrz" or "hgd": with what it was compared."""


_SILENT = Cell()


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One field of the matrix."""

    field: str
    """"id_number" · "full_name" · "date_of_birth" · "sex" · "address" · "issued_on" · "expires_on"."""
    declared: str = ""
    qr: Cell = _SILENT
    mrz: Cell = _SILENT
    hgd: Cell = _SILENT
    account: Cell = _SILENT
    live: Cell | None = None
    """Of a card that was scanned at the counter."""
    place: tuple[PictureRole, Corners] | None = None
    """Where it stands on a picture, when that is known."""


@dataclass(frozen=True, slots=True)
class CheckNote:
    """Something worth a look that no row says; it warns and never blocks."""

    what: str
    """"number-structure-fits" · "number-structure-sex" · "number-structure-year" · "number-structure-province" ·
    "card-expired" · "old-number"."""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The same picture, phone, e-mail address or ID number under another code."""

    what: str
    """"picture" · "portrait" · "phone" · "email" · "id_number"."""
    declaration_id: int
    number: str
    full_name: str


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """The matrix of one file and what follows from it: the program compares, the officer decides."""

    declaration_id: int
    number: str
    code_role: PictureRole | None = None
    code: CardCode | None = None
    code_fields: CardFields | None = None
    lines_role: PictureRole | None = None
    lines: MachineLines | None = None
    lines_fields: CardFields | None = None
    hgd: str = ""
    """The registry's answer; "" when it was not asked."""
    rows: tuple[CheckRow, ...] = ()
    hints: tuple[tuple[PictureRole, PictureHint], ...] = ()
    notes: tuple[CheckNote, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    agree: int = 0
    of: int = 0
    look_at: str | None = None
    """The field to look at first."""
    portrait: tuple[PictureRole, Corners] | None = None
    """Where the card's own portrait is."""
    pending: bool = False
    """Pictures are still being read."""
