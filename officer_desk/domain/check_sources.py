# SPDX-License-Identifier: Apache-2.0
"""What a cross-check is made of, and what of the pictures counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from officer_desk.domain import card_text, machine_lines
from officer_desk.domain.records import (
    AccountRecord,
    Address,
    CardCode,
    CardFields,
    Declared,
    Duplicate,
    HgdEntry,
    HgdReply,
    Identity,
    MachineLines,
    PictureReading,
)
from officer_desk.domain.values import PictureRole


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that is known of a file; `readings` of its current pictures, as far as they were read."""

    declaration_id: int
    declared: Declared
    readings: Mapping[PictureRole, PictureReading]
    hgd: HgdReply | None = None
    account: AccountRecord | None = None
    duplicates: tuple[Duplicate, ...] = ()
    live: CardFields | None = None
    """Of a card that was scanned at the counter."""
    pending: bool = False

    @property
    def entry(self) -> HgdEntry | None:
        """What the registry holds."""
        return None if self.hgd is None else self.hgd.entry

    @property
    def full_name(self) -> str:
        """The name to be compared: of a change the new one."""
        changes = self.declared.changes
        return (changes.full_name if changes else None) or self.declared.full_name

    @property
    def identity(self) -> Identity:
        """The paper to be compared: of a change the new one."""
        changes = self.declared.changes
        return (changes.identity if changes else None) or self.declared.identity

    @property
    def address(self) -> Address:
        """The address to be compared: of a change the new one."""
        changes = self.declared.changes
        return (changes.address if changes else None) or self.declared.address


@dataclass(frozen=True, slots=True)
class FromPictures:
    """The code and the lines that count, and what they say."""

    code_role: PictureRole | None = None
    code: CardCode | None = None
    card: CardFields | None = None
    """What the code says; None when it is no card's."""
    codes_differ: bool = False
    """Two cards' codes are on the pictures, of two people."""
    lines_role: PictureRole | None = None
    lines: MachineLines | None = None
    page: CardFields | None = None
    """What the lines prove."""


def from_pictures(readings: Mapping[PictureRole, PictureReading]) -> FromPictures:
    """Choose among all codes and lines: a citizen card before a health card, proved lines before others."""
    codes = [
        (role, code, card_text.parse(code.text))
        for role in PictureRole
        if role in readings
        for code in readings[role].codes
    ]
    role, code, card = min(codes, key=lambda found: _rank(found[2]), default=(None, None, None))
    numbers = {found.id_number for _, _, found in codes if found is not None and found.id_number}
    lines_role, lines = _lines(readings)
    return FromPictures(
        role,
        code,
        card,
        codes_differ=len(numbers) > 1,
        lines_role=lines_role,
        lines=lines,
        page=machine_lines.fields(lines) if lines is not None and lines.proved else None,
    )


def _rank(card: CardFields | None) -> int:
    return 2 if card is None else 0 if card.id_number else 1


def _lines(readings: Mapping[PictureRole, PictureReading]) -> tuple[PictureRole | None, MachineLines | None]:
    found = [(role, readings[role].lines) for role in PictureRole if role in readings]
    read = [(role, lines) for role, lines in found if lines is not None]
    return max(read, key=lambda one: (one[1].proved, one[1].checks_right), default=(None, None))
