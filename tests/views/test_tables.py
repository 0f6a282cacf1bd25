# SPDX-License-Identifier: Apache-2.0
"""The one table model and its view: Qt's own model test, rows told only where they changed, widths that never cut."""

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from officer_desk.views import theme
from officer_desk.views.record_table import RecordTable
from officer_desk.views.tables import ROW_HEIGHT, Cell, Column, RecordTableModel, column_font


@dataclass(frozen=True, slots=True)
class Thing:
    """A record."""

    id: int
    name: str


COLUMNS: tuple[Column[Thing], ...] = (
    Column("STT", 30, lambda _thing, line: Cell(str(line)), figures=True, right=True),
    Column("Họ và tên", 60, lambda thing, _line: Cell(thing.name, tool_tip=thing.name), takes_rest=True),
    Column("Hạn", 40, lambda _thing, _line: Cell("19/11 · ", tail="quá 2 ngày"), samples=("19/11 · quá 22 ngày",)),
    Column("Kênh", 50, lambda _thing, _line: Cell("VssID", chip="00102"), extra=True),
)


@pytest.fixture
def model() -> RecordTableModel[Thing]:
    made: RecordTableModel[Thing] = RecordTableModel(COLUMNS, lambda thing: thing.id)
    made.show([Thing(place, f"Người {place}") for place in range(50)])
    return made


@pytest.fixture
def table(qtbot: QtBot, model: RecordTableModel[Thing]) -> RecordTable:
    made = RecordTable(model, "Danh sách")
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def test_the_model_keeps_qts_rules(qtmodeltester: Any, model: RecordTableModel[Thing]) -> None:
    qtmodeltester.check(model)
    model.append([Thing(100, "Mới")])
    model.show([Thing(3, "Một")])
    model.show([])


def test_the_words_of_a_cell_are_all_that_is_read_in_it(model: RecordTableModel[Thing]) -> None:
    assert model.index(0, 2).data() == "19/11 · quá 2 ngày"
    assert model.index(0, 3).data() == "VssID 00102"
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "Người 0"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Họ và tên"


def test_rows_that_are_here_already_do_not_come_twice(model: RecordTableModel[Thing]) -> None:
    model.append([Thing(49, "Người 49"), Thing(50, "Người 50")])
    assert [thing.id for thing in model.records][-2:] == [49, 50]
    assert model.rowCount() == 51
    assert model.index(50, 0).data() == "51"


def test_a_refresh_tells_only_the_row_that_changed(model: RecordTableModel[Thing]) -> None:
    changed, reset = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)
    model.show([Thing(place, "Đổi tên" if place == 7 else f"Người {place}") for place in range(50)])
    assert reset.count() == 0
    assert changed.count() == 1
    assert changed.at(0)[0].row() == 7


def test_rows_are_28_high_and_selected_whole(table: RecordTable) -> None:
    assert table.rowHeight(0) == ROW_HEIGHT
    table.select(4)
    assert {index.row() for index in table.selectedIndexes()} == {4}
    assert len(table.selectedIndexes()) >= 3


def test_enter_and_a_double_click_open_the_row(table: RecordTable) -> None:
    opened = QSignalSpy(table.opened)
    table.select(2)
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    middle = table.visualRect(table.model().index(5, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert [opened.at(place)[0] for place in range(opened.count())] == [2, 2, 5]


def test_a_plain_letter_is_never_a_command_in_the_rows(table: RecordTable) -> None:
    table.select(2)
    QTest.keyClick(table, Qt.Key.Key_N)
    assert table.current_row() == 2


def test_the_menu_key_asks_for_the_menu_of_the_current_row(table: RecordTable) -> None:
    wanted = QSignalSpy(table.menu_wanted)
    table.select(3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), table.mapToGlobal(QPoint(1, 1)))
    QApplication.sendEvent(table, event)
    assert wanted.at(0)[0] == 3


def test_words_that_a_column_must_hold_stand_whole_in_it(table: RecordTable) -> None:
    for position, column in enumerate(COLUMNS[:3]):
        metrics = QFontMetricsF(column_font(column))
        for sample in column.samples:
            assert metrics.horizontalAdvance(sample) <= table.columnWidth(position)


def test_further_columns_come_where_there_is_room(table: RecordTable) -> None:
    table.resize(250, 300)
    assert table.isColumnHidden(3)
    table.resize(900, 300)
    assert not table.isColumnHidden(3)
    assert sum(table.columnWidth(position) for position in range(4)) == table.viewport().width()


def test_the_ring_is_painted_while_the_table_has_the_focus(table: RecordTable, qtbot: QtBot) -> None:
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    shot = table.viewport().grab().toImage()
    assert shot.pixelColor(0, 200) == theme.color("focus")
    table.verticalScrollBar().setValue(11)
    shot = table.viewport().grab().toImage()
    assert shot.pixelColor(shot.width() // 2, shot.height() - 1) == theme.color("focus")
