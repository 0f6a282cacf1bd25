# SPDX-License-Identifier: Apache-2.0
"""From light to dark while a window is open: icons, words and the bar follow, and back again."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from officer_desk import resources
from officer_desk.views import theme, theme_switch
from officer_desk.views.top_bar import TopBar
from officer_desk.views.widgets import MessageLine, label


@pytest.fixture
def window(qtbot, qapp: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.line, made.button, made.box, made.tree = MessageLine(), QPushButton(), QComboBox(), QTreeWidget()
    made.picture, made.bar = label(), TopBar()
    made.button.setIcon(theme.icon("lock", "ink2"))
    made.box.addItem(theme.icon("circle", "waiting", 15), "Chờ xử lý")
    made.picture.setPixmap(theme.pixmap("lock", "accink", 20))
    item = QTreeWidgetItem(made.tree, ["a"])
    item.setIcon(0, theme.icon("equal", "approved", 15))
    made.line.show_message("amber", "Chưa hỏi được HGĐ.", "Trích đã cũ.")
    column = QVBoxLayout(made)
    for widget in (made.line, made.button, made.box, made.tree, made.picture, made.bar):
        column.addWidget(widget)
    made.show()
    qtbot.waitExposed(made)
    yield made
    theme_switch.switch(qapp, resources.folder(), dark=False)


def look(window: QWidget) -> list[object]:
    icons = [window.button.icon(), window.box.itemIcon(0), window.tree.topLevelItem(0).icon(0)]
    wanted = [theme.icon("lock", "ink2"), theme.icon("circle", "waiting", 15), theme.icon("equal", "approved", 15)]
    assert [icon.cacheKey() for icon in icons] == [icon.cacheKey() for icon in wanted]
    assert window.picture.pixmap().cacheKey() == theme.pixmap("lock", "accink", 20).cacheKey()
    assert theme.color("incomplete").name() in window.line._words.text()
    assert theme.color("barfield").name() in window.bar.styleSheet()
    return [theme.color("surface").name(), window.grab().toImage()]


def test_everything_that_was_given_out_follows_there_and_back(window: QWidget, qapp: QApplication) -> None:
    light = look(window)
    theme_switch.switch(qapp, resources.folder(), dark=True)
    dark = look(window)
    assert dark[0] != light[0]
    theme_switch.switch(qapp, resources.folder(), dark=False)
    assert look(window) == light
