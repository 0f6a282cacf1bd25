# SPDX-License-Identifier: Apache-2.0
"""The ink side of sign-in and enrolment: whose desk this is, before the ringed star."""

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.views import theme
from officer_desk.views.drum import RADIUS, paint_drum
from officer_desk.views.widgets import label, restyle

_GAP = 10
"""Between the words and the star, which stays below them in a low window too."""


class Emblem(QWidget):
    """The program's mark: a checked file in a small frame."""

    def __init__(self, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame and file."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.color("barfield"))
        painter.setPen(QPen(theme.color("barline"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inside = self.width() // 2
        corner = (self.width() - inside) / 2
        painter.drawPixmap(QPointF(corner, corner), theme.pixmap("file-check", "barink", inside))


class SignInSide(QWidget):
    """Office, program and one sentence; wide beside the form, narrow beside the enrolment."""

    def __init__(self, office_line: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow = False
        self._star = QPixmap()
        self._star_of: tuple[int, int, float, bool] | None = None
        self._above = label(role="table", tone="bar-muted", wrap=True)
        # Capitals with two marks reach over the height of a line.
        self._above.setContentsMargins(0, 4, 0, 0)
        self._office = label(office_line or "", "strong", tone="bar", figures=True, wrap=True)
        self._product = label(role="hero", tone="bar", wrap=True)
        self._lead = label(role="lead", tone="bar-muted", wrap=True)
        for words in (self._product, self._lead):
            words.setTextFormat(Qt.TextFormat.RichText)
            # Lines that are set close would lose the tails of their last letters.
            words.setContentsMargins(0, 0, 0, 6)
        self._column = QVBoxLayout(self)
        self._lay_out()
        self.retranslate()

    def set_office(self, office_line: str) -> None:
        """Name the office, once it is known."""
        self._office.setText(office_line)

    def set_narrow(self, narrow: bool) -> None:
        """Become the side of the enrolment, or of the form again."""
        self._narrow = narrow
        self._column.setContentsMargins(28 if narrow else 44, 44, 16 if narrow else 40, 0)
        self._product.setProperty("role", "hero-small" if narrow else "hero")
        restyle(self._product)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words in the language in use."""
        self._above.setText(translate("SignInWindow", "VIETNAM SOCIAL SECURITY"))
        lead = (
            translate("SignInWindow", "The first sign-in.\nOnce, about two minutes.")
            if self._narrow
            else translate(
                "SignInWindow",
                "Individuals' electronic transactions:\ncompare, record, issue VssID accounts.",
            )
        )
        self._product.setText(_with_pitch(translate("SignInWindow", "Reception desk for\ndeclarations"), 94))
        self._lead.setText(_with_pitch(lead, 110))
        # Marks of the former words reach over their lines: the whole side is painted anew, once it is laid out.
        QTimer.singleShot(0, self, self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ink and the star."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("bar"))
        if self._star_of == self._looks():
            painter.drawPixmap(0, 0, self._star)
        else:
            QTimer.singleShot(0, self, self._draw_star)  # its many lines must not hold up the first paint

    def _looks(self) -> tuple[int, int, float, bool]:
        """Give what the star's picture depends on."""
        return self.width(), self.height(), self.devicePixelRatioF(), theme.is_dark()

    def _draw_star(self) -> None:
        ratio = self.devicePixelRatioF()
        self._star = QPixmap(self.size() * ratio)
        self._star.setDevicePixelRatio(ratio)
        self._star.fill(theme.color("bar"))
        painter = QPainter(self._star)
        paint_drum(painter, QPointF(150, max(self.height(), self._lead.geometry().bottom() + _GAP + RADIUS)))
        painter.end()
        self._star_of = self._looks()
        self.update()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self._above)
        names.addWidget(self._office)
        names.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Emblem(), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        self._column.setContentsMargins(44, 44, 40, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addSpacing(54)
        self._column.addWidget(self._product)
        self._column.addSpacing(9)
        self._column.addWidget(self._lead)
        self._column.addStretch(1)


def _with_pitch(text: str, per_cent: int) -> str:
    """Set lines closer or wider than the font's own height."""
    *lines, last = text.split("\n")
    # The last line keeps its own height: set close, it would lose the tails of its letters.
    pitch = f"line-height:{per_cent}%"
    whole = "" if per_cent < 100 else f' style="{pitch}"'
    above = f'<div style="{pitch}">{"<br>".join(lines)}</div>' if lines else ""
    return f"{above}<div{whole}>{last}</div>"
