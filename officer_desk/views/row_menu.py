# SPDX-License-Identifier: Apache-2.0
"""The menu of a row of the list: opening the file, copying its numbers."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.records import DeclarationRow
from officer_desk.views import actions, theme


def show_row_menu(
    parent: QWidget,
    place: QPoint,
    row: DeclarationRow,
    open_file: Callable[[], None],
    columns: Callable[[QWidget], QMenu] | None = None,
    assign: Callable[[], None] | None = None,
    print_forms: Callable[[], None] | None = None,
) -> None:
    """Show the menu at a place on the screen."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(theme.icon("folder-open"), translate("RowMenu", "Open the file"), open_file)
    if assign is not None:
        name = translate("RowMenu", "Assign…")
        words = f"{name}\t{actions.cap('assign')}"
        menu.addAction(theme.icon("user-check"), words, assign)
    if print_forms is not None:
        name = translate("RowMenu", "Print the form…")
        menu.addAction(theme.icon("printer"), f"{name}\t{actions.cap('print')}", print_forms)
    menu.addSeparator()
    for words, value in (
        (translate("RowMenu", "Copy the declaration number"), row.number),
        (translate("RowMenu", "Copy the insurance code"), row.insurance_code),
    ):
        menu.addAction(theme.icon("copy"), words, partial(QGuiApplication.clipboard().setText, value))
    if columns is not None:
        menu.addSeparator()
        menu.addMenu(columns(menu))
    menu.popup(place)
