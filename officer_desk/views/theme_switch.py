# SPDX-License-Identifier: Apache-2.0
"""From light to dark and back while windows are open: what was painted follows, and so does what was given out."""

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QTreeWidget, QTreeWidgetItem, QWidget

from officer_desk.views import theme

_IN_WORDS = (
    "ink", "ink2", "ink3", "accink", "norm", "waiting", "incomplete", "approved", "rejected", "expired", "progress",
)  # fmt: skip
"""Tokens that stand as colours in the words of labels."""
_COLOR = re.compile(r"(color:\s*)(#[0-9a-fA-F]{6})")

Pictures = Mapping[int, tuple[str, str, int]]


def switch(app: QApplication, resources: Path, *, dark: bool) -> None:
    """Give the whole program the other look, the windows that are open with it."""
    if theme.is_dark() == dark:
        theme.apply(app, resources, dark=dark)
        return
    before, pictures = _colors(), theme.pictures()
    theme.apply(app, resources, dark=dark)
    after = _colors()
    words = {before[token]: after[token] for token in _IN_WORDS}
    for widget in app.allWidgets():
        _repaint(widget, pictures, words)


def _colors() -> dict[str, str]:
    return {token: theme.color(token).name() for token in _IN_WORDS}


def _repaint(widget: QWidget, pictures: Pictures, words: Mapping[str, str]) -> None:
    for action in widget.actions():
        if (icon := _renewed(action.icon(), pictures)) is not None:
            action.setIcon(icon)
    if isinstance(widget, QAbstractButton):
        if (icon := _renewed(widget.icon(), pictures)) is not None:
            widget.setIcon(icon)
    elif isinstance(widget, QComboBox):
        for place in range(widget.count()):
            if (icon := _renewed(widget.itemIcon(place), pictures)) is not None:
                widget.setItemIcon(place, icon)
    elif isinstance(widget, QTreeWidget):
        _repaint_tree(widget.invisibleRootItem(), widget.columnCount(), pictures)
    elif isinstance(widget, QLabel):
        _repaint_label(widget, pictures, words)
    widget.update()


def _repaint_label(label: QLabel, pictures: Pictures, words: Mapping[str, str]) -> None:
    picture = label.pixmap()
    if not picture.isNull():
        known = pictures.get(picture.cacheKey())
        if known is not None:
            label.setPixmap(theme.pixmap(*known))
        return

    def renewed(match: re.Match[str]) -> str:
        return match[1] + words.get(match[2].lower(), match[2])

    text = label.text()
    if "<" in text and (other := _COLOR.sub(renewed, text)) != text:
        label.setText(other)
    sheet = label.styleSheet()
    if sheet and (other := _COLOR.sub(renewed, sheet)) != sheet:
        label.setStyleSheet(other)


def _repaint_tree(item: QTreeWidgetItem, columns: int, pictures: Pictures) -> None:
    for column in range(columns):
        if (icon := _renewed(item.icon(column), pictures)) is not None:
            item.setIcon(column, icon)
    for place in range(item.childCount()):
        child = item.child(place)
        if child is not None:
            _repaint_tree(child, columns, pictures)


def _renewed(icon: QIcon, pictures: Pictures) -> QIcon | None:
    known = None if icon.isNull() else pictures.get(icon.cacheKey())
    return None if known is None else theme.icon(*known)
