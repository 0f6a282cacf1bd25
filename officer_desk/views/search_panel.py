# SPDX-License-Identifier: Apache-2.0
"""«Mở rộng»: the six criteria of the search, their errors under the fields, «Tra cứu» and «Xóa điều kiện»."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import SearchQuery
from officer_desk.domain.values import Condition, State
from officer_desk.views import theme
from officer_desk.views.date_field import DateField
from officer_desk.views.widgets import Button, Caption, FieldError, mark_bad

_CODE_LENGTHS = (10, 12)


class SearchPanel(QWidget):
    """Reads the criteria into a query; searches only on the officer's command."""

    wanted = Signal()
    """«Tra cứu», or Enter in a field: the criteria are right."""
    cleared = Signal()
    """«Xóa điều kiện»."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surf2")
        self._number = QLineEdit()
        self._code = QLineEdit()
        self._from = DateField(translate("SearchPanel", "From"), today)
        self._to = DateField(translate("SearchPanel", "To"), today)
        self._condition = QComboBox()
        self._state = QComboBox()
        self._search = Button(translate("SearchPanel", "Search"), kind="primary", icon="search")
        self._clear = Button(translate("SearchPanel", "Clear criteria"), kind="quiet")
        self._grid = QGridLayout()
        self._buttons = QHBoxLayout()
        self._columns = 0
        self._beside: bool | None = None
        self._errors: dict[QLineEdit, FieldError] = {}
        self._fill()
        self._lay_out()
        self._search.clicked.connect(self.search)
        self._clear.clicked.connect(self.clear)
        for field in (self._number, self._code, self._from, self._to):
            field.returnPressed.connect(self.search)
        for field in (self._code, self._from, self._to):
            field.editingFinished.connect(self.check)
            field.textEdited.connect(self._on_edited)

    def _fill(self) -> None:
        self._number.setPlaceholderText("00090; 00070")
        self._code.setPlaceholderText(translate("SearchPanel", "10 or 12 digits"))
        for field in (self._number, self._code):
            field.setProperty("figures", True)
        everything = translate("SearchPanel", "All")
        self._condition.addItem(everything)
        for condition in Condition:
            icon, token = theme.condition_look(condition)
            self._condition.addItem(theme.icon(icon, token, 15), texts.condition(condition))
        self._state.addItem(everything)
        for state in State:
            icon, token = theme.state_look(state)
            self._state.addItem(theme.icon(icon, token, 15), texts.state(state))

    def _lay_out(self) -> None:
        grid = self._grid
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        fields: tuple[tuple[str, QWidget, int], ...] = (
            (translate("SearchPanel", "Declaration number"), self._number, 134),
            (translate("SearchPanel", "Insurance code"), self._code, 124),
            (translate("SearchPanel", "From"), self._from, 122),
            (translate("SearchPanel", "To"), self._to, 122),
            (translate("SearchPanel", "Condition"), self._condition, 158),
            (translate("SearchPanel", "Status"), self._state, 158),
        )
        for column, (words, field, least) in enumerate(fields):
            caption = Caption(words, field)
            width = max(least, caption.sizeHint().width())
            hint = field.sizeHint().width() if isinstance(field, QComboBox) else _hint_width(field)
            width = max(width, hint)
            field.setFixedWidth(width)
            grid.addWidget(caption, 0, column)
            grid.addWidget(field, 1, column)
            if isinstance(field, QLineEdit) and field is not self._number:
                error = self._errors[field] = FieldError()
                error.setFixedWidth(width)
                grid.addWidget(error, 2, column, Qt.AlignmentFlag.AlignTop)
        self._columns = len(fields)
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self._search)
        self._buttons.addWidget(self._clear)
        self._buttons.addStretch(1)
        self._place_buttons(beside=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 7, 12, 10)
        layout.addLayout(grid)
        layout.addStretch(1)

    def _place_buttons(self, *, beside: bool) -> None:
        """Put the buttons beside the fields, or under them where long words leave no room."""
        if beside != self._beside:
            self._beside = beside
            self._grid.removeItem(self._buttons)
            if beside:
                self._grid.addLayout(self._buttons, 1, self._columns)
            else:
                self._grid.addLayout(self._buttons, 3, 0, 1, self._columns)
            self._buttons.setContentsMargins(0, 0 if beside else 6, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether the buttons have room beside the fields."""
        super().resizeEvent(event)
        fields = self._grid.cellRect(1, self._columns - 1).right() - 12
        buttons = self._search.sizeHint().width() + self._clear.sizeHint().width() + 16
        self._place_buttons(beside=12 + fields + buttons + 12 <= self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line to the head."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, theme.color("line"))

    def minimumSizeHint(self) -> QSize:
        """Let the window be as narrow as the fields: the buttons can go under them."""
        return QSize(0, super().minimumSizeHint().height())

    # --- criteria ------------------------------------------------------------------------------------------------

    def criteria(self, query: SearchQuery) -> SearchQuery:
        """Give the query with the criteria that stand here; ValueError when one of them is wrong."""
        return replace(
            query,
            number="".join(self._number.text().split()),
            insurance_code=self._typed_code(),
            from_date=self._from.day(),
            to_date=self._to.day(),
            condition=(None, *Condition)[self._condition.currentIndex()],
            state=(None, *State)[self._state.currentIndex()],
        )

    def field(self, name: str) -> QLineEdit:
        """Give a field to type in: "number", "code", "first" or "last"."""
        return {"number": self._number, "code": self._code, "first": self._from, "last": self._to}[name]

    def choose(self, condition: Condition | None = None, state: State | None = None) -> None:
        """Choose Tình trạng and Trạng thái; None: all."""
        self._condition.setCurrentIndex(0 if condition is None else 1 + list(Condition).index(condition))
        self._state.setCurrentIndex(0 if state is None else 1 + list(State).index(state))

    def show_criteria(self, query: SearchQuery) -> None:
        """Show days, Tình trạng and Trạng thái of a query."""
        self._from.set_day(query.from_date)
        self._to.set_day(query.to_date)
        self.choose(query.condition, query.state)

    def search(self) -> None:
        """Search, unless a field is wrong: then it gets the focus and says so."""
        wrong = self.check()
        if wrong is None:
            self.wanted.emit()
        else:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            wrong.selectAll()

    def clear(self) -> None:
        """Take every criterion away and search without."""
        self.forget()
        self.cleared.emit()

    def clear_days(self) -> None:
        """Take the days away."""
        self._from.clear()
        self._to.clear()
        self.check()

    def forget(self) -> None:
        """Take every criterion away."""
        for field in (self._number, self._code, self._from, self._to):
            field.clear()
        self._condition.setCurrentIndex(0)
        self._state.setCurrentIndex(0)
        self.check()

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self._number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._number.selectAll()

    def set_today(self, today: date) -> None:
        """Tell the fields what day it is."""
        self._from.set_today(today)
        self._to.set_today(today)

    # --- wrong entries -------------------------------------------------------------------------------------------

    def check(self) -> QLineEdit | None:
        """Say under each field what is wrong with it; give the first wrong one."""
        found = {
            self._code: "" if self._code_is_right() else translate("SearchPanel", "10 or 12 digits needed"),
            self._from: self._from.why_wrong(),
            self._to: self._to.why_wrong(),
        }
        if not found[self._from] and not found[self._to] and self._days_crossed():
            found[self._to] = translate("SearchPanel", "Before «From»")
        for field, words in found.items():
            self._say(field, words)
        return next((field for field, words in found.items() if words), None)

    def _say(self, field: QLineEdit, words: str) -> None:
        if words:
            self._errors[field].show_error(words)
        else:
            self._errors[field].clear()
        mark_bad(field, bool(words))

    def _on_edited(self) -> None:
        """While typing nothing is found wrong; what was said goes away."""
        field = self.sender()
        if isinstance(field, QLineEdit):
            self._say(field, "")

    def _typed_code(self) -> str:
        return "".join(self._code.text().split())

    def _code_is_right(self) -> bool:
        code = self._typed_code()
        return not code or (code.isascii() and code.isdigit() and len(code) in _CODE_LENGTHS)

    def _days_crossed(self) -> bool:
        first, last = self._from.day(), self._to.day()
        return first is not None and last is not None and last < first


def _hint_width(field: QLineEdit) -> int:
    """Give the width in which the hint of an empty field stands whole, beside the mark of a calendar."""
    field.ensurePolished()
    mark = 28 if isinstance(field, DateField) else 0
    return QFontMetrics(field.font()).horizontalAdvance(field.placeholderText()) + 26 + mark
