# SPDX-License-Identifier: Apache-2.0
"""The head of «Báo cáo»: which period, told apart by what, and the ways to take the report along."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.figures import By
from officer_desk.domain.periods import Period, Span, around, shifted
from officer_desk.views import actions
from officer_desk.views.date_field import DateField
from officer_desk.views.file_parts import FlowLayout
from officer_desk.views.segments import Segments
from officer_desk.views.widgets import Button, Caption, ElidedLabel, FieldError, IconButton, h_line, label

_HEAD = 48
_DAY_WIDTH = 128
GROUPINGS = (By.KIND, By.CHANNEL, By.OFFICER, By.OFFICE)


class ReportHead(QWidget):
    """A row of 48 with the commands, and under it the choice of period and grouping."""

    period_wanted = Signal(object)
    """The `Period` that the officer wants to see."""
    grouping_wanted = Signal(object)
    """By what (`By`) the figures are to be told apart."""
    refresh_wanted = Signal()
    pdf_wanted = Signal()
    excel_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self._subtitle = ElidedLabel("", "muted", lines=2)
        self._refresh = Button(
            translate("ReportHead", "Refresh"), key=actions.cap("refresh"), kind="quiet", icon="refresh-cw"
        )
        self.excel = Button(translate("ReportHead", "Save Excel"), icon="download")
        self.pdf = Button(
            translate("ReportHead", "Save PDF"), key=actions.cap("save-pdf"), kind="primary", icon="file-text"
        )
        self.spans = Segments(translate("ReportHead", "Period"))
        self.groupings = Segments(translate("ReportHead", "Told apart by"))
        self._before = IconButton("chevron-left", translate("ReportHead", "Period before"), actions.cap("queue-before"))
        self._after = IconButton("chevron-right", translate("ReportHead", "Period after"), actions.cap("queue-after"))
        self.first = DateField(translate("ReportHead", "From day"), today)
        self.last = DateField(translate("ReportHead", "To day"), today)
        self._error = FieldError()
        self.period = around(Span.MONTH, today)
        self._lay_out()
        # Only now that they have a place: shown without one they would be windows.
        self.spans.set_choices([("", _span_name(span)) for span in Span])
        self.groupings.set_choices([("", texts.grouping(by)) for by in GROUPINGS])
        self._connect()
        self.show_period(self.period)
        self.show_subtitle("")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addWidget(label(translate("ReportHead", "Report"), "page"))
        top.addWidget(self._subtitle, 1)
        for button in (self._refresh, self.excel, self.pdf):
            top.addWidget(button)
        top_row = QWidget()
        top_row.setLayout(top)
        top_row.setFixedHeight(_HEAD)
        flow = FlowLayout(12, 6)
        flow.addWidget(_together(4, self._before, self.spans, self._after))
        from_caption = Caption(translate("ReportHead", "From"), self.first)
        to_caption = Caption(translate("ReportHead", "to"), self.last)
        for field in (self.first, self.last):
            field.setFixedWidth(_DAY_WIDTH)
        flow.addWidget(_together(6, from_caption, self.first, to_caption, self.last))
        flow.addWidget(_together(6, Caption(translate("ReportHead", "Told apart by")), self.groupings))
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
        self.pdf.clicked.connect(self.pdf_wanted)
        self.excel.clicked.connect(self.excel_wanted)
        self._before.clicked.connect(lambda: self.step(-1))
        self._after.clicked.connect(lambda: self.step(1))
        self.spans.chosen.connect(self._on_span)
        self.groupings.chosen.connect(self._on_grouping)
        for field in (self.first, self.last):
            field.editingFinished.connect(self._on_days)

    def show_period(self, period: Period) -> None:
        """Show which period is asked for."""
        self.period = period
        self.spans.set_current(list(Span).index(period.span))
        self.first.set_day(period.first)
        self.last.set_day(period.last)
        self._error.clear()

    def show_subtitle(self, words: str) -> None:
        """Say of what, and until when, the figures are."""
        self._subtitle.set_whole(words)
        self._subtitle.setVisible(bool(words))

    def set_can_save(self, can: bool) -> None:
        """Offer the ways to take the report along, once there is one."""
        why = "" if can else translate("ReportHead", "There is no report yet.")
        for button in (self.pdf, self.excel):
            button.setEnabled(can)
            button.setToolTip(why)

    def step(self, by: int) -> None:
        """Go to the period before or after: Ctrl+↑ ↓."""
        self._want(shifted(self.period, by))

    def _want(self, period: Period) -> None:
        self.show_period(period)
        self.period_wanted.emit(period)

    def _on_span(self, place: int) -> None:
        span = list(Span)[place]
        if span is Span.ANY:
            self.show_period(Period(span, self.period.first, self.period.last))
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            self.first.selectAll()
        else:
            self._want(around(span, self.period.last if self.period.span is Span.ANY else self.period.first))

    def _on_grouping(self, place: int) -> None:
        self.grouping_wanted.emit(GROUPINGS[place])

    def _on_days(self) -> None:
        """Ask for the days that were typed, as soon as both are days in their order."""
        try:
            first, last = self.first.day(), self.last.day()
        except ValueError:
            self._error.show_error(self.first.why_wrong() or self.last.why_wrong())
            return
        if first is None or last is None:
            self._error.show_error(translate("ReportHead", "Both days are needed."))
        elif first > last:
            self._error.show_error(translate("ReportHead", "The first day comes after the last."))
        elif (first, last) != (self.period.first, self.period.last):
            self._want(Period(Span.ANY, first, last))
        else:
            self._error.clear()


def _span_name(span: Span) -> str:
    return {
        Span.DAY: translate("ReportHead", "Day"),
        Span.WEEK: translate("ReportHead", "Week"),
        Span.MONTH: translate("ReportHead", "Month"),
        Span.ANY: translate("ReportHead", "Days"),
    }[span]


def _together(gap: int, *parts: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for part in parts:
        row.addWidget(part)
    return whole
