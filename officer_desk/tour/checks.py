# SPDX-License-Identifier: Apache-2.0
"""What must be true of every screen, as functions over the widgets in view that give findings in words.

Text is read where it is painted (`ink`), so labels, tables and widgets with a paint of their own are held to the same.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, cast

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)

from officer_desk.tour.ink import Written, written

LEAST_CONTRAST: Final = 4.5
_SLACK: Final = 1.0
"""Pixels by which rounding may put a letter beyond its place."""
_OVERLAP: Final = 2.0
_OVERLAY_SHARE: Final = 0.7
"""A widget that covers so much of its window was laid over it on purpose."""
_RING: Final = 2
_MOST_STOPS: Final = 200
_CONTROLS = (
    QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QTextEdit, QPlainTextEdit, QAbstractItemView, QTabBar,
)  # fmt: skip
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
        area = self.window.width() * self.window.height()
        parents = [self.window, *(w for w in self.window.findChildren(QWidget) if w.isVisible())]
        for parent in parents:
            stacked = [w for w in parent.children() if isinstance(w, QWidget) and w.isVisible() and not w.isWindow()]
            above = stacked[-1] if stacked else None
            if parent.layout() is None and not isinstance(parent, QScrollArea):
                continue
            outside = above is not None and parent.layout() is not None and parent.layout().indexOf(above) < 0
            if outside and above.width() * above.height() >= area * _OVERLAY_SHARE and _takes_mouse(above):
                return above
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
        if fault := _cut(widget, piece) or _shortened(widget, piece):
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
        if holder := _crossed(text.widget, text.piece.ink & text.piece.clip):
            found.append(Finding("outside", name_of(text.widget), f"«{text.piece.text}» reaches over {name_of(holder)}"))
    for control in screen.controls:
        if holder := _crossed(control, QRectF(control.rect())):
            found.append(Finding("outside", name_of(control), f"reaches over {name_of(holder)}"))
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
        if top is not None and not _kin(top, one.widget):
            found.append(Finding("overlap", name_of(one.widget), f"«{one.piece.text}» is covered by {name_of(top)}"))
    return found


def low_contrast(screen: Screen) -> list[Finding]:
    """Find text whose colour differs too little from the ground that is really behind it."""
    found: list[Finding] = []
    for text in screen.texts:
        ink = text.ink & _visible(text, screen.window)
        if ink.width() < 1 or ink.height() < 1:
            continue
        ground = _ground(screen.picture, ink)
        ratio = contrast(_over(text.piece.color, ground), ground)
        if ratio < LEAST_CONTRAST:
            fault = f"«{text.piece.text}» {text.piece.color.name()} on {ground.name()} has {ratio:.2f}:1"
            found.append(Finding("contrast", name_of(text.widget), fault))
    return found


def without_name(screen: Screen) -> list[Finding]:
    """Find controls that a screen reader cannot name, or names otherwise than they are labelled."""
    found: list[Finding] = []
    for control in screen.controls:
        interface = QAccessible.queryAccessibleInterface(control)
        spoken = "" if interface is None else interface.text(QAccessible.Text.Name).strip()
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
    found = [
        Finding("Tab", name_of(control), "is never reached")
        for control in screen.controls
        if not any(_kin(control, stop) for stop in stops) and not _in_reached_group(control, stops)
    ]
    if len(stops) == 1 and len(screen.controls) > 1 and stops[0] is window.focusWidget():
        found.insert(0, Finding("Tab", name_of(stops[0]), "does not let the focus go"))
    return found


CHECKS: Final = (cut_texts, outside, overlaps, low_contrast, without_name)


def contrast(one: QColor, other: QColor) -> float:
    """Give the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def name_of(widget: QWidget) -> str:
    """Name a widget so that a reader finds it: its class, what it says, and where it is."""
    words = widget.accessibleName() or widget.objectName()
    if not words and isinstance(widget, QLabel | QAbstractButton):
        words = widget.text()
    parent = widget.parentWidget()
    place = "" if parent is None else f" in {type(parent).__name__}"
    return f"{type(widget).__name__} «{words[:60]}»{place}" if words else f"{type(widget).__name__}{place}"


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


def _kin(one: QWidget, other: QWidget) -> bool:
    return one is other or one.isAncestorOf(other) or other.isAncestorOf(one)


def _takes_mouse(widget: QWidget) -> bool:
    return not widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


# --- colour -----------------------------------------------------------------------------------------------------------


def _ground(picture: QImage, ink: QRectF) -> QColor:
    """Give the commonest colour just around a text: there are no letters there."""
    ratio = picture.devicePixelRatio()
    inner = QRectF(ink.x() * ratio, ink.y() * ratio, ink.width() * ratio, ink.height() * ratio).toAlignedRect()
    outer = inner.adjusted(-_RING, -_RING, _RING, _RING) & picture.rect()
    counted: Counter[int] = Counter(picture.pixel(x, y) for x, y in _around(inner, outer))
    return QColor(counted.most_common(1)[0][0]) if counted else QColor(Qt.GlobalColor.white)


def _around(inner: QRect, outer: QRect) -> Iterator[tuple[int, int]]:
    for y in range(outer.top(), outer.bottom() + 1):
        if inner.top() <= y <= inner.bottom():
            for x in (*range(outer.left(), inner.left()), *range(inner.right() + 1, outer.right() + 1)):
                yield x, y
        else:
            for x in range(outer.left(), outer.right() + 1):
                yield x, y


def _over(color: QColor, ground: QColor) -> QColor:
    """Give what a colour looks like that lets the ground through."""
    part = color.alphaF()
    pairs = zip(cast("tuple[float, ...]", color.getRgbF()), cast("tuple[float, ...]", ground.getRgbF()), strict=True)
    red, green, blue, _ = (above * part + below * (1 - part) for above, below in pairs)
    return QColor.fromRgbF(red, green, blue)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# --- controls ---------------------------------------------------------------------------------------------------------


def _is_inner(widget: QWidget) -> bool:
    """Tell whether a widget is part of a control: a field in a box, a button in a field, a table's header."""
    parent = widget.parentWidget()
    if isinstance(widget, QHeaderView | QAbstractSlider):
        return True
    if isinstance(parent, QComboBox | QAbstractSpinBox | QTabBar):
        return True
    # Qt's own buttons: those at the ends of a bar of tabs, and in the corner of a table.
    return isinstance(widget, QAbstractButton) and (
        isinstance(parent, QAbstractItemView) or widget.objectName().startswith("qt_") or widget.focusProxy() is not None
    )


def _stops(window: QWidget, press_tab: Callable[[QWidget], None]) -> list[QWidget]:
    """Press Tab until it comes round; give where the focus stood, and put it back."""
    began = window.focusWidget()
    stops: list[QWidget] = []
    for _ in range(_MOST_STOPS):
        focus = window.focusWidget() or window
        press_tab(focus)
        now = window.focusWidget()
        if now is None or now in stops:
            break
        stops.append(now)
    if began is not None:
        began.setFocus(Qt.FocusReason.OtherFocusReason)
    elif (last := QApplication.focusWidget()) is not None:
        last.clearFocus()
    return stops


def _in_reached_group(control: QWidget, stops: list[QWidget]) -> bool:
    """Within a group of which one is chosen Tab stops once, and the arrows go on."""
    if not isinstance(control, QAbstractButton):
        return False
    group = control.group()
    exclusive = control.autoExclusive() or (group is not None and group.exclusive())
    return exclusive and any(
        isinstance(stop, QAbstractButton)
        and (stop.group() is group if group is not None else stop.parentWidget() is control.parentWidget())
        and (stop.autoExclusive() or group is not None)
        for stop in stops
    )
