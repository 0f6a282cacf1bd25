# SPDX-License-Identifier: Apache-2.0
"""What is printed, imported and verified."""

from dataclasses import dataclass
from datetime import date, datetime

from officer_desk.domain.records.declared import Declared, OfficeRecord
from officer_desk.domain.values import HgdAnswer, Kind, State


@dataclass(frozen=True, slots=True)
class FormData:
    """Everything that stands on Form 01 and on the office's control slip; the printer looks nothing up."""

    declared: Declared
    address_text: str
    office: OfficeRecord
    place: str
    """Địa danh of the date line: the province's short name ("Hà Nội")."""
    data_version: int
    payload: str
    """The signed text of the QR code."""
    received_at: datetime | None
    compared: str
    """"3/3 ảnh, 14:32" or a dash."""
    hgd: HgdAnswer
    hgd_asked_at: datetime
    officer: str
    """"Trần Thị Mẫu, quầy 3"."""
    print_number: int
    """1: first copy; more: a reprint, and the slip says so."""
    printed_at: datetime
    changed_address_text: str = ""
    """The new address of a change, in words."""


@dataclass(frozen=True, slots=True)
class PrintDraft:
    """One print or save of a form, counted and traced when it went out."""

    declaration_id: int
    template: str
    copies: int
    target: str
    """Name of the print queue, or "pdf"."""


@dataclass(frozen=True, slots=True)
class BatchDraft:
    """Forms of many files that go out as one."""

    files: tuple[tuple[int, str], ...]
    """Id and number of each, in the order in which they are printed."""
    template: str
    slip: bool
    target: str
    """Name of the print queue, or "pdf"."""
    copies: int = 1
    """Of each form."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file whose form did not get into a batch, and why, as a sentence."""

    number: str
    why: str


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What became of a batch: the numbers of the forms that went out, and what did not."""

    printed: tuple[str, ...]
    left: tuple[LeftOut, ...]
    stopped: bool = False
    """It was stopped before anything went out: nothing is printed or counted."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """A file whose citizen was received on a day."""

    number: str
    full_name: str
    insurance_code: str
    kind: Kind
    received_at: datetime
    state: State
    officer: str
    """Who received the citizen."""


@dataclass(frozen=True, slots=True)
class DayList:
    """All files whose citizens were received at an office on one day, in that order."""

    day: date
    office: OfficeRecord
    place: str
    """Name of the province, for the line of place and day."""
    made_by: str
    made_at: datetime
    mark: str
    """Who took it along, when; it stands on every page."""
    rows: tuple[DayRow, ...]


@dataclass(frozen=True, slots=True)
class DayListDraft:
    """A day's list that goes out, traced before it does."""

    day: date
    rows: int
    target: str
    """Name of the print queue, or "pdf"."""


@dataclass(frozen=True, slots=True)
class ImportedPackage:
    """What became of one package. `message` is a Vietnamese sentence; `offender` the key or file to blame."""

    name: str
    accepted: bool
    unchanged: bool
    number: str | None
    message: str
    offender: str | None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """All packages of one import, in the order of their names."""

    packages: tuple[ImportedPackage, ...]


@dataclass(frozen=True, slots=True)
class TraceFinding:
    """What `audit verify` found: intact, or the first bad row (its number in the office's chain) and what is wrong."""

    intact: bool
    rows: int
    office_code: str | None = None
    sequence: int | None = None
    wrong: str | None = None
    """"edited" · "deleted" · "reordered" · "cut-off" · "no-seal" · "no-row" (with `subject`)."""
    subject: str | None = None
    """The file of which something was recorded that has no row in the trace."""
