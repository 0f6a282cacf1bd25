# SPDX-License-Identifier: Apache-2.0
"""How a message will look: filled with made-up values, the SMS without accents and with its parts counted."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.messages import capacity, segments, septets, unaccent
from officer_desk.domain.records import MessageText, OfficeRecord
from officer_desk.errors import Refused
from officer_desk.gateways.texts import check_part
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.widgets import label

_SAMPLES = {
    "number": "00017/2026/00101",
    "full_name": "Nguyễn Thị Ví Dụ",
    "login": "0100000000",
    "password": "abcd2345",
    "reasons": "Ảnh mờ, lóa hoặc mất góc; Số CCCD không khớp giấy tờ",
    "due_on": "01/12/2026",
}


class MessagesPreview(QWidget):
    """Keeps the last text that could be sent; what cannot says so in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("MessageTexts", "Preview"))
        self._office = {"office": "BHXH", "office_address": "", "office_phone": ""}
        self.sms = Words("", "body", figures=True, selectable=True)
        self.counted = Words("", "label", figures=True)
        self.subject = Words("", "caption", figures=True, selectable=True)
        self.email = Words("", "body", figures=True, selectable=True)
        self._lay_out()

    def _lay_out(self) -> None:
        bubble = Ground("surface", "line", radius=6)
        inside = QVBoxLayout(bubble)
        inside.setContentsMargins(12, 9, 12, 10)
        inside.addWidget(self.sms)
        letter = Ground("surface", "line", radius=4)
        page = QVBoxLayout(letter)
        page.setContentsMargins(14, 11, 14, 13)
        page.setSpacing(8)
        page.addWidget(self.subject)
        page.addWidget(self.email)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(6)
        column.addWidget(Words(translate("MessageTexts", "Preview, with made-up values"), "section"))
        column.addSpacing(2)
        column.addWidget(label(translate("MessageTexts", "SMS"), "head"))
        column.addWidget(bubble)
        column.addWidget(self.counted)
        column.addSpacing(8)
        column.addWidget(label(translate("MessageTexts", "E-mail"), "head"))
        column.addWidget(letter)
        column.addStretch(1)

    def set_office(self, office: OfficeRecord) -> None:
        """Fill in the office that sends."""
        self._office = {
            "office": office.name,
            "office_address": office.address or "",
            "office_phone": office.phone or "",
        }

    def sample(self, name: str) -> str:
        """Give the made-up value of a placeholder."""
        return {**_SAMPLES, **self._office}.get(name, f"[{name}]")

    def show_text(self, text: MessageText) -> None:
        """Show how the texts of an occasion go out."""
        filled = {part: self._filled(text, part) for part in ("sms", "subject", "email")}
        sms = unaccent(filled["sms"])
        self.sms.setText(sms or "–")
        self.counted.setText(_counted(sms) if sms else "")
        self.subject.setText(filled["subject"] or "–")
        self.email.setText(filled["email"] or "–")

    def _filled(self, text: MessageText, part: str) -> str:
        """Fill a text in; one that could not be sent gives nothing, its field says why."""
        try:
            return check_part(text.occasion, part, getattr(text, part)).format(**{**_SAMPLES, **self._office})
        except (Refused, KeyError):
            return ""


def _counted(sms: str) -> str:
    parts = segments(sms)
    words = translate("MessageTexts", "{parts} SMS · {characters}/{capacity} characters · without accents")
    return words.format(parts=parts, characters=septets(sms), capacity=capacity(parts))
