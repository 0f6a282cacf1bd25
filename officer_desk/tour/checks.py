# SPDX-License-Identifier: Apache-2.0
"""What must be true of every screen, as functions over the widgets in view that give findings in words.

Text is read where it is painted (`ink`), so labels, tables and widgets with a paint of their own are held to the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)

from officer_desk.tour.colors import blended, contrast, ground_of
from officer_desk.tour.ink import Written
from officer_desk.tour.screen import Screen, Text, kin, name_of

LEAST_CONTRAST: Final = 4.5
_SLACK: Final = 1.0
"""Pixels by which rounding may put a letter beyond its place."""
_OVERLAP: Final = 2.0
_MOST_STOPS: Final = 200
_MULTILINE = (QTextEdit, QPlainTextEdit)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault: which rule, on which widget, and how."""

    rule: str
    widget: str
    fault: str

    def __str__(self) -> str:
        """Give it as one line."""
        return f"{self.rule}: {self.widget}: {self.fault}"


def all_findings(window: QWidget) -> list[Finding]:
    """Run every check that looks without touching; `unreachable` presses keys and is asked for by itself."""
    screen = Screen(window)
    found: list[Finding] = []
    for check in CHECKS:
        found += check(screen)
    return list(dict.fromkeys(found))


def cut_texts(screen: Screen) -> list[Finding]:
    """Find text that is cut off, wider than its widget, or shortened with an ellipsis."""
    found: list[Finding] = []
    for text in screen.texts:
        widget, piece = text.widget, text.piece
        fault = _cut(widget, piece) or _shortened(widget, piece)
        if fault:
            found.append(Finding("cut text", name_of(widget), fault))
    for label in (w for w in screen.widgets if isinstance(w, QLabel)):
        # Lines of rich text that lie wholly below the label are never painted.
        if label.text() and label.wordWrap() and label.heightForWidth(label.width()) > label.height() + 2 * _SLACK:
            needs = label.heightForWidth(label.width())
            found.append(Finding("cut text", name_of(label), f"needs {needs} px of height and has {label.height()}"))
    return found


def outside(screen: Screen) -> list[Finding]:
    """Find texts and controls that reach over the window or over the widget that holds them."""
    found: list[Finding] = []
    for text in screen.texts:
        shown = text.piece.ink & text.piece.clip & QRectF(text.widget.rect())
        if not shown.isEmpty() and (holder := _crossed(text.widget, shown)):
            found.append(
                Finding("outside", name_of(text.widget), f"«{text.piece.text}» reaches over {name_of(holder)}")
            )
    crossed = ((control, _crossed(control, QRectF(control.rect()))) for control in screen.controls)
    found += [Finding("outside", name_of(one), f"reaches over {name_of(holder)}") for one, holder in crossed if holder]
    return found


def overlaps(screen: Screen) -> list[Finding]:
    """Find texts of two widgets that stand upon each other, and texts that another widget covers."""
    found: list[Finding] = []
    seen = [(text, text.ink & _visible(text, screen.window)) for text in screen.texts]
    seen = [(text, ink) for text, ink in seen if ink.width() > _OVERLAP and ink.height() > _OVERLAP]
    for place, (one, ink) in enumerate(seen):
        for other, other_ink in seen[place + 1 :]:
            common = ink & other_ink
            if one.widget is not other.widget and common.width() > _OVERLAP and common.height() > _OVERLAP:
                fault = f"«{one.piece.text}» stands upon «{other.piece.text}» of {name_of(other.widget)}"
                found.append(Finding("overlap", name_of(one.widget), fault))
        top = screen.window.childAt(ink.center().toPoint())
        if top is not None and not kin(top, one.widget):
            found.append(Finding("overlap", name_of(one.widget), f"«{one.piece.text}» is covered by {name_of(top)}"))
    return found


def low_contrast(screen: Screen) -> list[Finding]:
    """Find text whose colour differs too little from the ground that is really behind it."""
    found: list[Finding] = []
    for text in screen.texts:
        ink = text.ink & _visible(text, screen.window)
        if ink.width() < 1 or ink.height() < 1 or _is_selected(text.widget):
            continue
        ground = ground_of(screen.picture, ink)
        ratio = contrast(blended(text.piece.color, ground), ground)
        if ratio < LEAST_CONTRAST:
            fault = f"«{text.piece.text}» {text.piece.color.name()} on {ground.name()} has {ratio:.2f}:1"
            found.append(Finding("contrast", name_of(text.widget), fault))
    return found


def without_name(screen: Screen) -> list[Finding]:
    """Find controls that a screen reader cannot name, or names otherwise than they are labelled."""
    found: list[Finding] = []
    for control in screen.controls:
        interface = QAccessible.queryAccessibleInterface(control)
        spoken = interface.text(QAccessible.Text.Name).strip() if interface else ""
        shown = control.text().replace("&", "").strip() if isinstance(control, QAbstractButton) else ""
        if not spoken and not isinstance(control, QTabBar):
            found.append(Finding("accessible name", name_of(control), "has none"))
        elif shown and spoken != shown and not control.toolTip():
            found.append(Finding("accessible name", name_of(control), f"is «{spoken}», the label says «{shown}»"))
    return found


def unreachable(window: QWidget, press_tab: Callable[[QWidget], None]) -> list[Finding]:
    """Find enabled controls at which Tab never stops, by pressing it until it comes round."""
    screen = Screen(window)
    stops = _stops(window, press_tab)
    return [
        Finding("Tab", name_of(control), "is never reached")
        for control in screen.controls
        if not any(kin(control, stop) for stop in stops) and not _in_reached_group(control, stops)
    ]


CHECKS: Final = (cut_texts, outside, overlaps, low_contrast, without_name)


# --- text -------------------------------------------------------------------------------------------------------------


def _cut(widget: QWidget, piece: Written) -> str:
    """Say how a piece is cut, if it is."""
    over = (
        piece.clip.left() - piece.ink.left(),
        piece.ink.right() - piece.clip.right(),
        piece.clip.top() - piece.ink.top(),
        piece.ink.bottom() - piece.clip.bottom(),
    )
    if _scrolls(widget):
        return ""
    if _view_of(widget) is not None and piece.ink.bottom() > widget.height():
        return ""  # the last row of a list, half in view
    if isinstance(widget, QLineEdit) and widget.text():
        return ""  # what is typed scrolls with the cursor
    if _lies_beside_view(widget, piece):
        return ""
    for by, side in zip(over, ("left", "right", "top", "bottom"), strict=True):
        if by > _SLACK:
            return f"«{piece.text}» is cut by {by:.0f} px at the {side}"
    return ""


def _shortened(widget: QWidget, piece: Written) -> str:
    if "…" not in piece.text:
        return ""
    view = _view_of(widget)
    if view is not None and not isinstance(view, QHeaderView):
        index = view.indexAt(piece.ink.center().toPoint())
        return "" if _says_ellipsis(index) or _has_tip(index) else f"«{piece.text}» is shortened and has no tip"
    whole = [getattr(widget, name)() for name in ("text", "placeholderText", "windowTitle") if hasattr(widget, name)]
    if any("…" in words for words in whole if isinstance(words, str)) and not widget.toolTip():
        return ""
    return f"«{piece.text}» is shortened"


def _says_ellipsis(index: QModelIndex) -> bool:
    return "…" in str(index.data(Qt.ItemDataRole.DisplayRole) or "")


def _has_tip(index: QModelIndex) -> bool:
    return bool(index.data(Qt.ItemDataRole.ToolTipRole))


def _scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(widget, _MULTILINE) or (isinstance(parent, _MULTILINE) and widget is parent.viewport())


def _lies_beside_view(widget: QWidget, piece: Written) -> bool:
    """Tell whether a cell is only scrolled away: its table can be scrolled to it."""
    view = _view_of(widget)
    table = view.parentWidget() if isinstance(view, QHeaderView) else view
    if not isinstance(table, QAbstractItemView) or table.horizontalScrollBar().maximum() == 0:
        return False
    return piece.clip.right() >= widget.width() or piece.clip.left() <= 0


def _view_of(widget: QWidget) -> QAbstractItemView | None:
    parent = widget.parentWidget()
    return parent if isinstance(parent, QAbstractItemView) and parent.viewport() is widget else None


# --- place ------------------------------------------------------------------------------------------------------------


def _crossed(widget: QWidget, area: QRectF) -> QWidget | None:
    """Give the first holder over whose edge the area reaches; what scrolls may lie beyond its view."""
    while not widget.isWindow():
        parent = widget.parentWidget()
        if parent is None:
            return None
        area = area.translated(QPointF(widget.pos()))
        scrolled = parent.parentWidget()
        if isinstance(scrolled, QScrollArea) and scrolled.viewport() is parent:
            if area.right() > parent.width() + _SLACK and scrolled.horizontalScrollBar().maximum() == 0:
                return scrolled
            return None
        if not QRectF(parent.rect()).adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(area):
            return parent
        widget = parent
    return None


def _visible(text: Text, window: QWidget) -> QRectF:
    """Give what of a text's widget is in view, in the window; nothing of it where it is scrolled away."""
    region = text.widget.visibleRegion().boundingRect() & text.piece.clip.toAlignedRect()
    return QRectF(region.translated(text.widget.mapTo(window, QPoint(0, 0))))


# --- controls ---------------------------------------------------------------------------------------------------------


def _stops(window: QWidget, press_tab: Callable[[QWidget], None]) -> list[QWidget]:
    """Press Tab until it comes round; give where the focus stood, and put it back."""
    began = window.focusWidget()
    stops: list[QWidget] = []
    for _ in range(_MOST_STOPS):
        focus = window.focusWidget() or window
        press_tab(focus)
        now = window.focusWidget()
        if not now or now in stops:
            break
        stops.append(now)
    if began:
        began.setFocus(Qt.FocusReason.OtherFocusReason)
    elif last := QApplication.focusWidget():
        last.clearFocus()
    return stops


def _in_reached_group(control: QWidget, stops: list[QWidget]) -> bool:
    """Within a group of which one is chosen Tab stops once, and the arrows go on."""
    if not isinstance(control, QAbstractButton):
        return False
    group = control.group()
    exclusive = control.autoExclusive() or bool(group and group.exclusive())
    return exclusive and any(
        isinstance(stop, QAbstractButton)
        and (stop.group() is group if group else stop.parentWidget() is control.parentWidget())
        and (stop.autoExclusive() or bool(group))
        for stop in stops
    )


def _is_selected(widget: QWidget) -> bool:
    """Tell whether a field shows a selection: Qt writes its text twice, each time in part."""
    return isinstance(widget, QLineEdit) and widget.hasSelectedText()
