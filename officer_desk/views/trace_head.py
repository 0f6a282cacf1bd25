# SPDX-License-Identifier: Apache-2.0
"""The head of «Nhật ký»: whom or what to follow, over which days, and what to do with the whole trace."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.records import FollowQuery, Shown
from officer_desk.views import actions, theme
from officer_desk.views.date_field import DateField
from officer_desk.views.file_parts import FlowLayout
from officer_desk.views.segments import Segments
from officer_desk.views.widgets import Button, Caption, ElidedLabel, FieldError, h_line, label

_HEAD = 48
_SUBJECT, _DAY = 240, 128
_AROUND = 44
"""What a field has beside its words: its edges, and the mark of the calendar."""


class TraceHead(QWidget):
    """A row of 48 with the commands, and the question under it."""

    wanted = Signal(object)
    """A `FollowQuery`."""
    refresh_wanted = Signal()
    check_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self._subtitle = ElidedLabel("", "muted", lines=2)
        self._refresh = Button(
            translate("TraceHead", "Refresh"), key=actions.cap("refresh"), kind="quiet", icon="refresh-cw"
        )
        self.export = Button(translate("TraceHead", "Export the trace"), kind="quiet", icon="download")
        self.check = Button(translate("TraceHead", "Verify the chain"), icon="link-2")
        self.subject = QLineEdit()
        self.subject.setPlaceholderText(translate("TraceHead", "Declaration number or officer's name"))
        self.subject.setAccessibleName(self.subject.placeholderText())
        self.subject.setProperty("figures", True)
        self.subject.setFixedWidth(_wide_enough(self.subject, _SUBJECT))
        self.subject.setMaxLength(100)
        self.first = DateField(translate("TraceHead", "From day"), today)
        self.last = DateField(translate("TraceHead", "To day"), today)
        self.shown = Segments(translate("TraceHead", "What is shown"))
        self.go = Button(translate("TraceHead", "Follow"), key=actions.cap("confirm"), kind="primary", icon="search")
        self._error = FieldError()
        self._lay_out()
        # Only now that it has a place: shown without one it would be a window.
        self.shown.set_choices([("", _shown_name(shown)) for shown in Shown])
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addWidget(label(translate("TraceHead", "Trace"), "page"))
        top.addWidget(self._subtitle, 1)
        for button in (self.export, self._refresh, self.check):
            top.addWidget(button)
        top_row = QWidget()
        top_row.setLayout(top)
        top_row.setFixedHeight(_HEAD)
        flow = FlowLayout(12, 6)
        flow.addWidget(self.subject)
        for words, field in (
            (translate("TraceHead", "From"), self.first),
            (translate("TraceHead", "to"), self.last),
        ):
            field.setFixedWidth(_wide_enough(field, _DAY))
            part = QWidget()
            row = QHBoxLayout(part)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(Caption(words, field))
            row.addWidget(field)
            flow.addWidget(part)
        flow.addWidget(self.shown)
        flow.addWidget(self.go)
        below = QVBoxLayout()
        below.setContentsMargins(12, 3, 12, 10)
        below.addLayout(flow)
        below.addWidget(self._error)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(top_row)
        whole.addLayout(below)
        whole.addWidget(h_line())

    def _connect(self) -> None:
        self._refresh.clicked.connect(self.refresh_wanted)
        self.check.clicked.connect(self.check_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.go.clicked.connect(self.ask)
        self.shown.chosen.connect(self._on_shown)
        for field in (self.subject, self.first, self.last):
            field.returnPressed.connect(self.ask)

    def ask(self) -> None:
        """Put the question that stands there, or say why it is none."""
        query = self.query()
        if query is not None:
            self.wanted.emit(query)

    def query(self) -> FollowQuery | None:
        """Give the question; None when a day is none (it is said)."""
        try:
            first, last = self.first.day(), self.last.day()
        except ValueError:
            self._error.show_error(self.first.why_wrong() or self.last.why_wrong())
            return None
        if first is not None and last is not None and first > last:
            self._error.show_error(translate("TraceHead", "The first day comes after the last."))
            return None
        self._error.clear()
        return FollowQuery(self.subject.text().strip(), first, last, list(Shown)[self.shown.current])

    def show_subject(self, words: str) -> None:
        """Write into the field what was chosen elsewhere."""
        self.subject.setText(words)

    def show_subtitle(self, words: str) -> None:
        """Say whose rows these are."""
        self._subtitle.set_whole(words)

    def _on_shown(self, _place: int) -> None:
        self.ask()


def _wide_enough(field: QLineEdit, usual: int) -> int:
    """Give the width in which the words that stand in an empty field can be read whole."""
    return max(usual, QFontMetrics(theme.figures("body")).horizontalAdvance(field.placeholderText()) + _AROUND)


def _shown_name(shown: Shown) -> str:
    return {
        Shown.ALL: translate("TraceHead", "All"),
        Shown.VIEWS: translate("TraceHead", "Who opened what"),
        Shown.ACTS: translate("TraceHead", "What was done"),
    }[shown]
