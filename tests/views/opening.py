# SPDX-License-Identifier: Apache-2.0
"""What the tests of the open file share: the page in a window, keys, and everything that can be read on it."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from officer_desk.desk import Desk
from officer_desk.domain.records import SearchQuery
from officer_desk.views.declaration_page import DeclarationPage
from officer_desk.views.id_photos import IdPhotos
from tests.views.waiting import wait_until

QUERY = SearchQuery("00101")


def the_page(qtbot: QtBot, desk: Desk) -> DeclarationPage:
    """Give a page that stands on the smallest screen."""
    page = DeclarationPage(desk)
    qtbot.addWidget(page)
    page.resize(1322, 724)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def press(page: DeclarationPage, keys: str) -> None:
    """Press a key where the focus is; whoever says that he has compared has the pictures on the screen by then."""
    if keys == "F7" and page.body.photos.isVisible():
        wait_for_pictures(page.body.photos)
    combination = QKeySequence(keys)[0]
    QTest.keyClick(QApplication.focusWidget() or page, combination.key(), combination.keyboardModifiers())


def wait_for_pictures(photos: IdPhotos) -> None:
    """Come back when all pictures that can be read have been painted."""
    wait_until(lambda: photos.not_on_screen == ())


def click(button: QAbstractButton) -> None:
    """Click."""
    assert not button.isHidden()
    assert button.isEnabled(), button.toolTip()
    button.click()


def words(within: QWidget, *, hidden: bool = False) -> str:
    """Give everything that can be read; with `hidden` also what is on pages that are not in front."""
    if hidden:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    seen: list[str] = []
    for widget in within.findChildren(QWidget):
        if not hidden and not widget.isVisible():
            continue
        seen += [widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            seen.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            seen.append(widget.toPlainText())
        elif isinstance(widget, QTreeWidget):
            rows = [widget.topLevelItem(row) for row in range(widget.topLevelItemCount())]
            seen += [item.text(column) for item in rows if item is not None for column in range(widget.columnCount())]
    return " · ".join(dict.fromkeys(word for word in seen if word))
