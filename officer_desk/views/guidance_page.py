# SPDX-License-Identifier: Apache-2.0
"""The guidance page as a picture, drawn in a pool thread."""

from datetime import date

from PySide6.QtGui import QImage

from officer_desk.domain.records import DeclarationRecord
from officer_desk.gateways.texts import TextLibrary
from officer_desk.printing import guidance
from officer_desk.views.pdf_pages import draw_pages

_SCALE = 1.4
"""Pixels for a point: sharp at two and a half times the width at which it is shown."""


def write_guidance(library: TextLibrary, record: DeclarationRecord, day: date) -> bytes:
    """Give the A5 page of a file as PDF."""
    return guidance.render(record.declared, record.office_name, day, guidance.load(library.read))


def draw_guidance(_job: object, library: TextLibrary, record: DeclarationRecord, day: date) -> QImage:
    """Give the A5 page of a file as it would be printed."""
    return draw_pages(write_guidance(library, record, day), _SCALE)[0]
