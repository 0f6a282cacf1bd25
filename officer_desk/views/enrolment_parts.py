# SPDX-License-Identifier: Apache-2.0
"""Parts of the enrolment: the three steps, the QR code, the ten codes, rules that tick themselves."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from officer_desk.views import theme
from officer_desk.views.widgets import h_line, label, restyle

_HIDDEN = "••••-••••"
_QUIET_ZONE = 2
"""Light modules around the QR code at least; most codes leave four."""


class StepMark(QWidget):
    """The number of a step in a disc, or a tick once it is done."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self._done, self._current = number, False, False
        self.setFixedSize(24, 24)

    def set_step(self, current: int) -> None:
        """Show where the officer stands."""
        self._done, self._current = self._number < current, self._number == current
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(self.rect())
        if not (self._done or self._current):
            painter.setPen(QPen(theme.color("ctl"), 1))
            painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("approved" if self._done else "acc"))
            painter.drawEllipse(disc)
        if self._done:
            painter.drawPixmap(QPointF(4, 4), theme.pixmap("check", "onstate", 16))
            return
        painter.setPen(theme.color("onacc" if self._current else "ink2"))
        painter.setFont(theme.figures("label-head"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))


class Steps(QWidget):
    """The steps in a row, with a line between them."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._marks = [StepMark(number) for number in range(1, len(names) + 1)]
        self._names = [label(name, "caption") for name in names]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for number, (mark, name) in enumerate(zip(self._marks, self._names, strict=True)):
            if number:
                rule = h_line("ctl")
                rule.setProperty("rule", "line2")
                rule.setFixedWidth(36)
                row.addSpacing(6)
                row.addWidget(rule)
                row.addSpacing(6)
            row.addWidget(mark)
            row.addWidget(name)
        row.addStretch(1)

    def set_step(self, current: int) -> None:
        """Stand at step `current` (1 first); a number past the last means that all are done."""
        for number, (mark, name) in enumerate(zip(self._marks, self._names, strict=True), start=1):
            mark.set_step(current)
            name.setProperty("tone", "ink" if number <= current else "ink2")
            restyle(name)
        reached = self._names[min(current, len(self._names)) - 1].text()
        self.setAccessibleName(f"{min(current, len(self._names))}/{len(self._names)} {reached}")


class QrCode(QWidget):
    """A QR code, always black on white: phones read it also beside a dark window."""

    def __init__(self, side: int = 198) -> None:
        super().__init__()
        self._modules: list[list[bool]] = []
        self.setFixedSize(side, side)

    def show_text(self, text: str) -> None:
        """Draw the code of a text."""
        import qrcode  # noqa: PLC0415 - only when an officer enrols

        code = qrcode.QRCode(border=0, error_correction=qrcode.ERROR_CORRECT_L)
        code.add_data(text)
        code.make()
        self._modules = [[bool(module) for module in row] for row in code.modules]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every module on whole device pixels, so that all have one size."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if not self._modules:
            return
        ratio = self.devicePixelRatioF()
        count = len(self._modules)
        module = int(self.width() * ratio / (count + 2 * _QUIET_ZONE)) / ratio
        corner = int((self.width() - module * count) / 2 * ratio) / ratio
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("black"))
        for line, row in enumerate(self._modules):
            for place, dark in enumerate(row):
                if dark:
                    painter.drawRect(QRectF(corner + place * module, corner + line * module, module, module))


class Rule(QWidget):
    """One rule in words; its mark turns into a tick when it is kept, into a warning when it was broken."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._mark = QLabel()
        self._mark.setFixedSize(16, 17)
        self._text = label(text, "table", tone="ink2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.kept = self.broken = False
        self.set_kept(False)

    def set_kept(self, kept: bool) -> None:
        """Tell whether the rule is kept; while typing one that is not kept is not held against anybody."""
        self.kept, self.broken = kept, False
        self._show("circle-check" if kept else "circle-dashed", "approved" if kept else "ink2", "ink2")

    def blame(self) -> None:
        """Mark the rule as the one that what was submitted breaks."""
        self.broken = True
        self._show("triangle-alert", "rejected", "rejected")

    def _show(self, icon: str, token: str, tone: str) -> None:
        self._mark.setPixmap(theme.pixmap(icon, token, 15))
        if self._text.property("tone") != tone:
            self._text.setProperty("tone", tone)
            restyle(self._text)


class CodeTable(QWidget):
    """The ten recovery codes in two columns, numbered."""

    _HALF = 5

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(0)
        self.show_codes((_HIDDEN,) * 2 * self._HALF)

    def show_codes(self, codes: Sequence[str]) -> None:
        """Show the codes."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, code in enumerate(codes):
            self._grid.addWidget(_code_row(number + 1, code), number % self._HALF, number // self._HALF)


def _code_row(number: int, code: str) -> QWidget:
    row = QWidget()
    row.setFixedHeight(38)
    place = label(str(number), "muted", figures=True)
    place.setFixedWidth(26)
    shown = label(code, "strong", figures=True, tone="ink2" if code == _HIDDEN else "")
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    words = QHBoxLayout()
    words.setContentsMargins(2, 0, 0, 0)
    words.setSpacing(0)
    words.addWidget(place)
    words.addWidget(shown, 1)
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(words, 1)
    column.addWidget(h_line("hair"))
    return row


def card(width: int = 0) -> tuple[QFrame, QVBoxLayout]:
    """Make a framed panel and its column; `width` 0: as wide as there is room."""
    frame = QFrame()
    frame.setProperty("panel", "true")
    if width:
        frame.setMinimumWidth(width)
    frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    column = QVBoxLayout(frame)
    column.setContentsMargins(20, 17, 20, 17)
    column.setSpacing(0)
    return frame, column


def secret_in_groups(secret: str) -> str:
    """Give a base32 secret as people copy it: groups of four, two groups on a line."""
    groups = [secret[place : place + 4] for place in range(0, len(secret), 4)]
    return "\n".join(" ".join(groups[place : place + 2]) for place in range(0, len(groups), 2))
