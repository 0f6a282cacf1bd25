# SPDX-License-Identifier: Apache-2.0
"""What the desk says of a scanned form before it is attached: whose it is, and whether it still counts."""

from dataclasses import dataclass

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import CodeReading, DeclarationRecord
from officer_desk.errors import Refused


@dataclass(frozen=True, slots=True)
class Finding:
    """Shape, colour and words; `usable`: the page can be attached."""

    icon: str
    token: str
    words: str
    usable: bool
    asks: str = ""
    """What is asked once more before it is attached; empty: nothing."""


def finding(record: DeclarationRecord, reading: CodeReading, *, is_empty: bool = False) -> Finding:
    """Judge a page by what its code says; the service judges again when it is attached."""
    if reading.why_tray == "forged":
        return refused(Refused("signed-forged"))
    if reading.number is None and is_empty:
        words = translate("ScanPanel", "The page is blank or black: nothing can be seen on it. Scan it again.")
        asks = translate("ScanPanel", "Attach this empty page all the same? Then press once more.")
        return Finding("triangle-alert", "incomplete", words, usable=True, asks=asks)
    if reading.number is None:
        words = translate("ScanPanel", "No code can be read. Look at the number on the form before you attach it.")
        return Finding("circle-dashed", "ink2", words, usable=True)
    if reading.declaration_id != record.id:
        return refused(Refused("signed-other-file", number=reading.number))
    if reading.data_version != record.data_version:
        words = translate("ScanPanel", "Printed before the data changed: it can be attached, but does not count.")
        return Finding("triangle-alert", "incomplete", words, usable=True)
    return Finding(
        "circle-check", "approved", translate("ScanPanel", "The form of this file, as it is now."), usable=True
    )


def refused(error: Exception) -> Finding:
    """Say why a page cannot be attached."""
    return Finding("octagon-x", "rejected", texts.sentence(error), usable=False)
