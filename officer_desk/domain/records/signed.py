# SPDX-License-Identifier: Apache-2.0
"""Scanned pages of signed forms: on a file, in the tray, and what became of each page of a stack."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SignedPageRecord:
    """One scanned page, found by its SHA-256; without a file it waits in the tray."""

    id: int
    declaration_id: int | None
    number: str
    """Of its file; in the tray what its code says, "" where that cannot be read."""
    sha256: str
    width: int
    height: int
    data_version: int | None
    """Of the data that were printed; None: its code could not be read."""
    outdated: bool
    """It was printed of another state of the data than the file has now."""
    source: str
    """"scanner" · "files" · "folder"."""
    why_tray: str | None
    """"no-code" · "unknown-number" · "forged" (never attached); of a page on a file: why it had to wait."""
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class CodeReading:
    """What the codes of a page say: its file, or why it has none."""

    declaration_id: int | None
    number: str | None
    data_version: int | None
    why_tray: str | None = None


@dataclass(frozen=True, slots=True)
class SignedPageDraft:
    """A page for one file; its bytes are stored already."""

    declaration_id: int
    sha256: str
    data_version: int | None
    """As its code says; None: somebody says whose page it is."""
    source: str
    batch: str
    """The stack or round in which it was scanned (a UUID)."""
    place: int
    """Its number in that stack, from 1."""


@dataclass(frozen=True, slots=True)
class CounterPageDraft:
    """A page that the officer scanned for the file that is open; its bytes are stored already."""

    declaration_id: int
    sha256: str
    codes: tuple[str, ...]
    """The texts of all QR codes on it."""
    source: str
    batch: str


@dataclass(frozen=True, slots=True)
class StackPageDraft:
    """A page of a stack that looks for its file; its bytes are stored already."""

    sha256: str
    codes: tuple[str, ...]
    """The texts of all QR codes on it."""
    source: str
    batch: str
    place: int


@dataclass(frozen=True, slots=True)
class FromTrayDraft:
    """A page of the tray for the file whose number was typed."""

    page_id: int
    number: str


@dataclass(frozen=True, slots=True)
class FiledPage:
    """What became of a page that was read."""

    page: SignedPageRecord
    outcome: str
    """"filed" · "flagged" (on its file, but outdated) · "refused" (forged) · "unread" (in the tray)."""
    unchanged: bool = False
    """It was there already."""


@dataclass(frozen=True, slots=True)
class StackPage:
    """What became of one page of a stack. `message` is a sentence that names file and page where it helps."""

    page: int
    """From 1, over everything that was given."""
    outcome: str
    """"filed" · "flagged" · "refused" · "unread"."""
    number: str | None
    message: str


@dataclass(frozen=True, slots=True)
class StackReport:
    """All pages of a stack in their order; stopped, those that were done."""

    pages: tuple[StackPage, ...]
    stopped: bool = False
    trouble: str = ""
    """Why no more pages came from the scanner, in words; those before are done."""
