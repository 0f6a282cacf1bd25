# SPDX-License-Identifier: Apache-2.0
"""The guidance page as a picture, drawn in a pool thread."""

from datetime import date

import pypdfium2
from PySide6.QtGui import QImage

from officer_desk.domain.records import DeclarationRecord
from officer_desk.gateways.texts import TextLibrary
from officer_desk.printing import guidance

_WIDTH = 590
"""Pixels: sharp at two and a half times the width at which it is shown."""


def draw_guidance(_job: object, library: TextLibrary, record: DeclarationRecord, day: date) -> QImage:
    """Give the A5 page of a file as it would be printed."""
    data = guidance.render(record.declared, record.office_name, day, guidance.load(library.read))
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        bitmap = page.render(scale=_WIDTH / page.get_width())
        rows = bitmap.to_pil().convert("RGB")
        image = QImage(rows.tobytes(), rows.width, rows.height, rows.width * 3, QImage.Format.Format_RGB888)
        return image.convertToFormat(QImage.Format.Format_RGB32)
    finally:
        document.close()
