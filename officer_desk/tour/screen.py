# SPDX-License-Identifier: Apache-2.0
"""A window as it stands: its widgets in view, everything that is written, its controls and its pixels."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from officer_desk.tour.ink import Written, written

_OVERLAY_SHARE: Final = 0.7
"""A widget that covers so much of its window was laid over it on purpose."""
_CONTROLS = (
    QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QTextEdit, QPlainTextEdit, QAbstractItemView, QTabBar,
)  # fmt: skip


@dataclass(frozen=True)
class Text:
    """A piece of text on the screen: `ink` in its window."""

    widget: QWidget
    piece: Written
    ink: QRectF


class Screen:
    """A window as it stands, read once for all checks."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    @cached_property
    def overlay(self) -> QWidget | None:
        """The sheet or question that lies over the window, if any: what is beneath is out of reach."""
        least = self.window.width() * self.window.height() * _OVERLAY_SHARE
        for child in self.window.findChildren(QWidget):
            parent = child.parentWidget()
            if child.isVisible() and not child.isWindow() and child.width() * child.height() >= least:
                layout = None if parent is None else parent.layout()
                if layout is not None and layout.indexOf(child) < 0 and _takes_mouse(child) and _lies_over(child):
                    return child
        return None

    @cached_property
    def widgets(self) -> list[QWidget]:
        """Every widget in view, but for those under an overlay."""
        root = self.overlay or self.window
        found = [root, *root.findChildren(QWidget)]
        return [w for w in found if w.isVisible() and w.window() is self.window and w.width() > 0 and w.height() > 0]

    @cached_property
    def texts(self) -> list[Text]:
        """Everything that is written."""
        return [
            Text(widget, piece, piece.ink.translated(QPointF(widget.mapTo(self.window, QPoint(0, 0)))))
            for widget in self.widgets
            for piece in written(widget)
        ]

    @cached_property
    def controls(self) -> list[QWidget]:
        """Every enabled control that somebody may want to use."""
        return [w for w in self.widgets if isinstance(w, _CONTROLS) and w.isEnabled() and not _is_inner(w)]

    @cached_property
    def picture(self) -> QImage:
        """The window's pixels."""
        return self.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def name_of(widget: QWidget) -> str:
    """Name a widget so that a reader finds it: its class, what it says, and where it is."""
    words = widget.accessibleName() or widget.objectName()
    if not words and isinstance(widget, QLabel | QAbstractButton):
        words = widget.text()
    parent = widget.parentWidget()
    place = "" if parent is None else f" in {type(parent).__name__}"
    return f"{type(widget).__name__} «{words[:60]}»{place}" if words else f"{type(widget).__name__}{place}"


def kin(one: QWidget, other: QWidget) -> bool:
    return one is other or one.isAncestorOf(other) or other.isAncestorOf(one)


def _is_inner(widget: QWidget) -> bool:
    """Tell whether a widget is part of a control: a field in a box, a button in a field, a table's header."""
    parent = widget.parentWidget()
    if isinstance(widget, QHeaderView | QAbstractSlider):
        return True
    if isinstance(parent, QComboBox | QAbstractSpinBox | QTabBar):
        return True
    # Qt's own buttons: those at the ends of a bar of tabs, and in the corner of a table.
    return isinstance(widget, QAbstractButton) and (
        isinstance(parent, QAbstractItemView)
        or widget.objectName().startswith("qt_")
        or widget.focusProxy() is not None
    )


def _lies_over(widget: QWidget) -> bool:
    """Tell whether a widget lies over a sibling in view."""
    parent = widget.parentWidget()
    below: list[QWidget] = []
    for sibling in parent.children() if parent is not None else ():
        if sibling is widget:
            break
        if isinstance(sibling, QWidget) and sibling.isVisible() and not sibling.isWindow():
            below.append(sibling)
    return any(sibling.geometry().intersects(widget.geometry()) for sibling in below)


def _takes_mouse(widget: QWidget) -> bool:
    return not widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
