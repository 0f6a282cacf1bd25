# SPDX-License-Identifier: Apache-2.0
"""The three plots of the board, each with its table: «Bảng số» shows the same numbers, and keys open their files."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.boards import OLDEST, BoardList
from officer_desk.domain.records import BoardCharts, BoardQuery, DayCount, ReasonCount
from officer_desk.views import theme
from officer_desk.views.file_parts import Ground
from officer_desk.views.numbers_table import NumbersTable
from officer_desk.views.plot_parts import Ages, Plot, Reasons, Weeks
from officer_desk.views.plot_view import Plotter, PlotView
from officer_desk.views.sidebar import grouped
from officer_desk.views.tables import Cell, Column
from officer_desk.views.widgets import LinkButton, label

_HEIGHT = 193
_MOST_REASONS = 5
"""The plot shows the most frequent ones; the table all."""
_NUMBER = 90
Query = Callable[[Any, int], BoardQuery]


class ChartPanel(Ground):
    """A plot under its name, with its table behind it."""

    wanted = Signal(object)
    """The `BoardQuery` whose files are to be shown."""

    def __init__(
        self, name: str, plotter: Plotter, columns: Sequence[Column[Any]], key: Callable[[Any], object], query: Query
    ) -> None:
        super().__init__("surface", "line", radius=4)
        self._query = query
        self._records: tuple[Any, ...] = ()
        self._nothing = label("", "muted", wrap=True)
        self.switch = LinkButton(translate("DashboardCharts", "Table"))
        self.plot = PlotView(plotter, name)
        numbers = range(1, len(columns))
        self.table = NumbersTable(
            name, columns, key, lambda record: {column: query(record, column - 1) for column in numbers}
        )
        self._stack = QStackedWidget()
        self._lay_out(name)
        self.switch.clicked.connect(self._on_switched)
        self.plot.spot_wanted.connect(self._on_spot)
        self.table.wanted.connect(self.wanted)

    def _lay_out(self, name: str) -> None:
        for part in (self.plot, self.table, self._nothing):
            self._stack.addWidget(part)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.switch.setAccessibleDescription(name)
        top = QHBoxLayout()
        title = label(name)
        title.setFont(theme.font("head"))
        top.addWidget(title, 1)
        top.addWidget(self.switch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 9)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        self.setFixedHeight(_HEIGHT)

    def show_records(self, records: Sequence[Any], plot: Plot, words: str, nothing: str = "") -> None:
        """Show other numbers; `nothing` stands in the place of a plot of nothing."""
        self._records = tuple(records)
        self._nothing.setText(nothing)
        self.switch.setVisible(bool(records))
        self.plot.show_plot(plot, words)
        self.table.show_records(self._records)
        self._show(self.shows_table)

    @property
    def shows_table(self) -> bool:
        """Whether the table stands in the plot's place."""
        return self._stack.currentWidget() is self.table

    def step_back(self) -> bool:
        """Esc in the table: show the plot again; say whether that was so."""
        if not self.table.hasFocus():
            return False
        self.switch.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show(False)
        return True

    def _on_switched(self) -> None:
        self._show(not self.shows_table)
        if self.shows_table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, table: bool) -> None:
        if not self._records:
            self._stack.setCurrentWidget(self._nothing)
            return
        self._stack.setCurrentWidget(self.table if table else self.plot)
        self.switch.setText(translate("DashboardCharts", "Plot") if table else translate("DashboardCharts", "Table"))

    def _on_spot(self, place: int, series: int) -> None:
        if place < len(self._records):
            self.wanted.emit(self._query(self._records[place], series))


class BoardPlots(QWidget):
    """Ages, four weeks, reasons, side by side."""

    wanted = Signal(object)
    """The `BoardQuery` whose files are to be shown."""

    def __init__(self, plotter: Plotter) -> None:
        super().__init__()
        self.ages = _ages(plotter)
        self.weeks = _weeks(plotter)
        self.reasons = _reasons(plotter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for panel, share in ((self.ages, 460), (self.weeks, 372), (self.reasons, 296)):
            layout.addWidget(panel, share)
            panel.wanted.connect(self.wanted)

    def show_charts(self, charts: BoardCharts) -> None:
        """Show other numbers."""
        told = [f"{_age(days)}: {count}" for days, count in enumerate(charts.ages)]
        in_words = (
            translate("DashboardCharts", "in time"),
            translate("DashboardCharts", "from day 8"),
            translate("DashboardCharts", "last day, overdue"),
        )
        self.ages.show_records(tuple(enumerate(charts.ages)), Ages(charts.ages, in_words), _said(told))
        weeks = charts.weeks
        series = tuple(one.received for one in weeks), tuple(one.decided for one in weeks)
        heads = translate("DashboardCharts", "received"), translate("DashboardCharts", "decided")
        told = [f"{one.day:%d/%m}: {one.received} {heads[0]}, {one.decided} {heads[1]}" for one in weeks]
        self.weeks.show_records(weeks, Weeks(tuple(one.day for one in weeks), series, heads), _said(told))
        self._show_reasons(charts.reasons)

    def step_back(self) -> bool:
        """Esc: from a table to its plot; say whether one had the focus."""
        return any(panel.step_back() for panel in (self.ages, self.weeks, self.reasons))

    def _show_reasons(self, reasons: tuple[ReasonCount, ...]) -> None:
        first = reasons[:_MOST_REASONS]
        names = tuple(texts.refusal_reason(one.reason) for one in first)
        told = [f"{name}: {one.count}" for name, one in zip(names, first, strict=True)]
        nothing = translate("DashboardCharts", "Nothing was refused in four weeks.")
        self.reasons.show_records(reasons, Reasons(names, tuple(one.count for one in first)), _said(told), nothing)


def _ages(plotter: Plotter) -> ChartPanel:
    def days(record: tuple[int, int], _line: int) -> Cell:
        return Cell(_age(record[0]))

    columns = (
        Column(translate("DashboardCharts", "Days waited"), 120, days, figures=True, takes_rest=True),
        _count(translate("DashboardCharts", "Files"), lambda record: record[1]),
    )
    name = translate("DashboardCharts", "Age of waiting files, days")
    return ChartPanel(name, plotter, columns, _first, lambda record, _series: BoardQuery(BoardList.AGE, record[0]))


def _weeks(plotter: Plotter) -> ChartPanel:
    def day(record: DayCount, _line: int) -> Cell:
        return Cell(f"{record.day:%d/%m}")

    columns = (
        Column(translate("DashboardCharts", "Day"), 70, day, figures=True, takes_rest=True),
        _count(translate("DashboardCharts", "Files received"), lambda record: record.received),
        _count(translate("DashboardCharts", "Files decided"), lambda record: record.decided),
    )

    def query(record: DayCount, series: int) -> BoardQuery:
        return BoardQuery(BoardList.DECIDED_ON if series else BoardList.RECEIVED_ON, record.day)

    return ChartPanel(translate("DashboardCharts", "Last four weeks"), plotter, columns, lambda row: row.day, query)


def _reasons(plotter: Plotter) -> ChartPanel:
    def reason(record: ReasonCount, _line: int) -> Cell:
        words = texts.refusal_reason(record.reason)
        return Cell(words, tool_tip=words)

    columns = (
        Column(translate("DashboardCharts", "First reason"), 120, reason, takes_rest=True),
        _count(translate("DashboardCharts", "Files"), lambda record: record.count),
    )

    def query(record: ReasonCount, _series: int) -> BoardQuery:
        return BoardQuery(BoardList.REFUSED_FOR, record.reason)

    name = translate("DashboardCharts", "Reasons of refusal")
    return ChartPanel(name, plotter, columns, lambda row: row.reason, query)


def _count(title: str, count: Callable[[Any], int]) -> Column[Any]:
    return Column(
        title, _NUMBER, lambda record, _line: Cell(grouped(count(record))), figures=True, right=True, samples=("000",)
    )


def _first(record: tuple[int, int]) -> int:
    return record[0]


def _age(days: int) -> str:
    return f"{days}+" if days == OLDEST else str(days)


def _said(parts: Sequence[str]) -> str:
    return "; ".join(parts)
