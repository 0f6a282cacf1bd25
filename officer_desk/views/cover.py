# SPDX-License-Identifier: Apache-2.0
"""The cover: what everybody sees of a desk that nobody is at. It knows nothing of any file."""

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import day_of, format_clock
from officer_desk.domain.records import SignInResult
from officer_desk.services import officers
from officer_desk.views import theme
from officer_desk.views.drum import RADIUS, paint_drum
from officer_desk.views.widgets import Button, Caption, FieldError, LinkButton, PasswordField, label, mark_bad

_CARD, _PADDING, _BAR = 420, 30, 44
_FROM_RIGHT, _FROM_TOP = 100, 45
_TICK_MS = 1000
_DRUM = 1.2 * RADIUS


class Cover(QWidget):
    """A window over all others; `opened` when the officer is back, `left` when another one is to sign in."""

    opened = Signal()
    left = Signal()
    locked = Signal()
    """Too many wrong tries: the officer is signed out."""

    def __init__(self, desk: Desk, office_line: str, badge: QWidget | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._busy = False
        self._drum = QPixmap()
        self._drum_of: object = None
        self._time = label(role="clock", tone="bar")
        self._date = label(role="body", tone="bar-muted")
        self._why = label(role="muted", wrap=True)
        self.secret = PasswordField()
        self._caption = Caption("", self.secret)
        self._error = FieldError()
        self.button = Button(translate("Cover", "Open again"), "Enter", "primary", large=True)
        self.other = LinkButton(translate("Cover", "Sign in as somebody else"))
        self._since = label(role="table", tone="ink2", figures=True)
        self._card = _Card()
        self._clock = QTimer(self, interval=_TICK_MS)
        self._column = QVBoxLayout()
        self._lay_out(office_line, badge)
        self._clock.timeout.connect(self._show_time)
        self.secret.returnPressed.connect(self.open_again)
        self.secret.textEdited.connect(self._on_edited)
        self.button.clicked.connect(self.open_again)
        self.other.clicked.connect(self.left)

    def _lay_out(self, office_line: str, badge: QWidget | None) -> None:
        self.setWindowTitle(translate("Cover", "Reception desk"))
        self.setMinimumSize(900, 560)
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 0, 14, 0)
        bar.setSpacing(12)
        bar.addWidget(label(translate("Cover", "Reception desk"), "strong", tone="bar"))
        bar.addWidget(label(office_line, "body", tone="bar-muted", figures=True), 1)
        if badge is not None:
            bar.addWidget(badge)
        top = QWidget()
        top.setFixedHeight(_BAR)
        top.setLayout(bar)
        self._fill_card()
        self._card.setFixedWidth(_CARD)
        column = self._column
        column.setSpacing(0)
        column.addWidget(self._time)
        column.addWidget(self._date)
        column.addSpacing(22)
        column.addWidget(self._card)
        column.addStretch(1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addLayout(column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(top)
        whole.addLayout(across, 1)

    def _fill_card(self) -> None:
        lock = QLabel()
        lock.setPixmap(theme.pixmap("lock", "accink", 20))
        title = QHBoxLayout()
        title.setSpacing(8)
        lock.setFixedHeight(QFontMetrics(theme.font("page")).height())
        title.addWidget(lock, 0, Qt.AlignmentFlag.AlignTop)
        title.addWidget(label(translate("Cover", "The screen is covered"), "page", wrap=True), 1)
        self._caption.setTextFormat(Qt.TextFormat.RichText)
        self._caption.setProperty("role", "caption")
        self._caption.setWordWrap(True)
        self.button.set_height(40)
        foot = QHBoxLayout()
        foot.addWidget(self.other)
        foot.addStretch(1)
        foot.addWidget(self._since)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(_PADDING, 26, _PADDING, 22)
        column.setSpacing(0)
        column.addLayout(title)
        column.addSpacing(4)
        column.addWidget(self._why)
        column.addSpacing(17)
        column.addWidget(self._caption)
        column.addSpacing(5)
        column.addWidget(self.secret)
        column.addWidget(self._error)
        column.addSpacing(16)
        column.addWidget(self.button)
        column.addSpacing(9)
        column.addLayout(foot)

    # --- covering and opening again ----------------------------------------------------------------------------------

    def cover(self, since: datetime, idle_minutes: int) -> None:
        """Be ready for the officer who is signed in; `idle_minutes`: 0 when he asked for the cover himself."""
        kept = translate("Cover", "The open file and what is being typed stay as they are.")
        if idle_minutes:
            idle = translate("Cover", "Nothing was touched for {minutes} minutes.").format(minutes=idle_minutes)
            kept = f"{idle} {kept}"
        self._why.setText(kept)
        name = "" if self._desk.actor is None else self._desk.actor.full_name
        words = translate("Cover", "Password or verification code of {name}")
        self._caption.setText(words.format(name=f"<b>{name}</b>"))
        self.secret.setAccessibleName(words.format(name=name))
        self._since.setText(translate("Cover", "covered since {time}").format(time=format_clock(since)))
        self._blame("")
        self.secret.clear()
        self._show_time()
        self._clock.start()

    def open_again(self) -> None:
        """Ask whether what was typed is right."""
        if self._busy:
            return
        if not self.secret.text():
            self._blame(translate("Cover", "Type the password, or the 6 digits that the phone shows."))
            return
        self._set_busy(True)
        self._desk.act(self, officers.uncover, self.secret.text(), then=self._on_answered, otherwise=self._on_failed)

    def _on_answered(self, result: SignInResult) -> None:
        self._set_busy(False)
        self.secret.clear()
        if result.step == "signed-in":
            self._clock.stop()
            self._blame("")
            self.opened.emit()
        elif result.step == "locked":
            self.locked.emit()
        elif result.step == "code-used":
            self._blame(translate("Cover", "The code was used already, wait for the next one."))
        else:
            words = translate("Cover", "Password or code is not right. {left} tries left.")
            if result.tries_left == 1:
                words = translate("Cover", "Password or code is not right. 1 try left.")
            self._blame(words.format(left=result.tries_left))

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        self._blame(texts.sentence(error))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.button.setEnabled(not busy)

    def _on_edited(self) -> None:
        if self._error.isVisible():
            self._error.clear()
            mark_bad(self.secret, False)

    def _blame(self, words: str) -> None:
        mark_bad(self.secret, bool(words))
        if words:
            self._error.show_error(words)
            self.secret.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._error.clear()

    def _show_time(self) -> None:
        now = self._desk.now()
        self._time.setText(format_clock(now))
        self._date.setText(_long_day(now))

    # --- look --------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where to type."""
        super().showEvent(event)
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card at the right, a little above the middle."""
        super().resizeEvent(event)
        right = _FROM_RIGHT * self.width() // 1366
        room = max(16, self.height() - _BAR - 400)
        self._column.setContentsMargins(24, min(_FROM_TOP * self.height() // 768, room // 2), right, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ink and drum; the drum is drawn once for a size."""
        del event
        looks = (self.size(), self.devicePixelRatioF(), theme.is_dark())
        if self._drum_of != looks:
            self._drum_of, self._drum = looks, self._draw_drum()
        QPainter(self).drawPixmap(0, 0, self._drum)

    def _draw_drum(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(theme.color("bar"))
        painter = QPainter(made)
        # Never behind words that have to be read: neither in the bar nor under clock and card.
        free = self.width() - _CARD - _FROM_RIGHT * self.width() // 1366
        painter.setClipRect(QRectF(0, _BAR, free, self.height() - _BAR))
        paint_drum(painter, QPointF(free * 0.402, self.height() / 2), min(_DRUM * self.height() / 768, free * 0.586))
        painter.end()
        return made


def _long_day(moment: datetime) -> str:
    """Give «Thứ bảy, 21 tháng 11 năm 2026»."""
    day = day_of(moment)
    names = (
        translate("Cover", "Monday"),
        translate("Cover", "Tuesday"),
        translate("Cover", "Wednesday"),
        translate("Cover", "Thursday"),
        translate("Cover", "Friday"),
        translate("Cover", "Saturday"),
        translate("Cover", "Sunday"),
    )
    words = translate("Cover", "{weekday}, {day}/{month}/{year}")
    return words.format(weekday=names[day.weekday()], day=day.day, month=day.month, year=day.year)


class _Card(QWidget):
    """The paper on the ink."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
