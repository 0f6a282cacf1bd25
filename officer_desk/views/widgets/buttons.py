# SPDX-License-Identifier: Apache-2.0
"""Buttons that show the key of their command, and the ring around the one that has the focus."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from officer_desk.views import theme
from officer_desk.views.widgets.key_cap import key_cap_size, paint_key_cap

_PADDING = 12
_GAP = 7
_ICON = 16
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def is_arrow(event: QKeyEvent) -> bool:
    """Say whether an arrow was pressed: Qt's buttons would move the focus by it, and Space then presses a stranger."""
    return event.key() in _ARROWS


class FocusRing(QWidget):
    """A ring of 2 px around a widget, with a gap; it lies over an ancestor that has room for it and takes no clicks."""

    OUTSIDE = 4

    def __init__(self, around: QWidget, outside: int = OUTSIDE) -> None:
        super().__init__(around.parentWidget())
        self._around = around
        self._outside = outside
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def follow(self) -> None:
        """Stand around the widget, after it got the focus or moved."""
        self._stand()
        # Showing lets a layout that was still to be done happen first, and the widget may have moved by it.
        self._stand()

    def _stand(self) -> None:
        host = self._host()
        if self.parentWidget() is not host:
            self.setParent(host)
        self.setGeometry(self._place(host))
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go with the widget."""
        if self.isVisible() and event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self.follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _place(self, host: QWidget) -> QRect:
        corner = self._around.mapTo(host, QPoint(0, 0))
        out = self._outside
        return QRect(corner, self._around.size()).adjusted(-out, -out, out, out)

    def _host(self) -> QWidget:
        """Climb until the ring fits, at most to the window or to what a scroll area moves."""
        self._watch(self._around)
        host = self._around.parentWidget() or self._around
        while not host.rect().contains(self._place(host)):
            above = host.parentWidget()
            if host.isWindow() or above is None or isinstance(above, QAbstractScrollArea):
                break
            self._watch(host)
            host = above
        return host

    def _watch(self, widget: QWidget) -> None:
        if widget not in self._watched:
            self._watched.append(widget)
            widget.installEventFilter(self)


class _Ringed(QPushButton):
    """A button without a border of its own to thicken: the focus shows as a ring around it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.ring_outside = FocusRing.OUTSIDE
        self._ring: FocusRing | None = None
        self.setAutoDefault(False)

    def wants_ring(self) -> bool:
        """Tell whether the focus shows as a ring."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does; a held key presses once."""
        if is_arrow(event):
            event.ignore()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or not plain:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        if self.wants_ring() and self.parentWidget() is not None:
            self._ring = self._ring or FocusRing(self, self.ring_outside)
            self._ring.follow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._hide_ring()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the ring away with the button."""
        super().hideEvent(event)
        self._hide_ring()

    def _hide_ring(self) -> None:
        if self._ring is not None:
            self._ring.hide()


class Button(_Ringed):
    """A push button with an optional icon and the cap of its key; its accessible name is its text.

    `kind`: "" · "primary" (one on each screen) · "quiet" (no frame) · "on" (a switch that is on) · "undo".
    `spread`: text at the left and cap at the right edge, for wide buttons; otherwise both stand in the middle.
    """

    def __init__(
        self,
        text: str,
        key: str = "",
        kind: str = "",
        icon: str = "",
        large: bool = False,
        *,
        spread: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._key = key
        self._icon = icon
        self._spread = spread
        self._height = 36 if large else 30
        self.setAccessibleName(text)
        self.setProperty("kind", kind)
        self.setFont(theme.font("large" if large else "button"))
        self._text_font = self.font()
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._height)

    def kind(self) -> str:
        """Give the kind in force."""
        return str(self.property("kind") or "")

    def set_kind(self, kind: str) -> None:
        """Change the kind, for example to "on"."""
        if kind == self.kind():
            return
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def set_height(self, height: int) -> None:
        """Make the button higher or lower than its kind usually is."""
        self._height = height
        self.setFixedHeight(height)

    def setText(self, text: str) -> None:
        """Change the text and with it the accessible name."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Give room for icon, text and cap."""
        side = _PADDING if self.kind() != "quiet" else _PADDING - 2
        return QSize(round(self._content_width()) + 2 * side, self._height)

    def minimumSizeHint(self) -> QSize:
        """Never cut the text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the style sheet paint the ground, then write icon, text and cap upon it."""
        del event
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # pyright: ignore[reportAttributeAccessIssue] - a field that the stubs leave out
        option.icon = theme.QIcon()  # pyright: ignore[reportAttributeAccessIssue] - the same
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        self._write(painter)

    def wants_ring(self) -> bool:
        """Only a filled button has the ring; the others have a thicker border."""
        return self.kind() == "primary"

    def _content_width(self) -> float:
        width = QFontMetricsF(self._text_font).horizontalAdvance(self.text())
        if self._icon:
            width += _ICON + (_GAP if self.text() else 0)
        if self._key:
            width += _GAP + key_cap_size(self._key).width()
        return width

    def _tokens(self) -> tuple[str, str, str]:
        """Give the colour tokens of text, icon and cap."""
        if not self.isEnabled():
            return "dis", "dis", "dis"
        return {
            "primary": ("onacc", "onacc", "onacc"),
            "on": ("accink", "accink", "acc"),
            "undo": ("approved", "approved", "ctl"),
        }.get(self.kind(), ("ink", "ink", "ctl"))

    def _write(self, painter: QPainter) -> None:
        text_token, icon_token, cap_token = self._tokens()
        metrics = QFontMetricsF(self._text_font)
        middle = self.height() / 2
        left = float(_PADDING) if self._spread else max(4.0, (self.width() - self._content_width()) / 2)
        if self._icon:
            picture = theme.pixmap(self._icon, icon_token, _ICON)
            painter.drawPixmap(QPointF(round(left), round(middle - _ICON / 2)), picture)
            left += _ICON + _GAP
        painter.setFont(self._text_font)
        painter.setPen(theme.color(text_token))
        painter.drawText(QPointF(left, round(middle + (metrics.ascent() - metrics.descent()) / 2)), self.text())
        if self._key:
            cap = key_cap_size(self._key)
            left += metrics.horizontalAdvance(self.text()) + _GAP
            left = self.width() - _PADDING - cap.width() if self._spread else left
            ink = "ink2" if cap_token == "ctl" else cap_token
            paint_key_cap(painter, left, middle, self._key, theme.color(cap_token), theme.color(ink))


class IconButton(QToolButton):
    """An icon that stands alone: only in the viewer's toolbar, in the rail and in fields; the tip says name and key."""

    def __init__(self, icon: str, name: str, key: str = "", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(size, size))
        self.setFixedSize(size + 14, size + 14)
        self.set_look(icon, name, key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the focus where it is."""
        if is_arrow(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def set_look(self, icon: str, name: str, key: str = "", token: str = "ink") -> None:
        """Change icon, name and key."""
        self.setIcon(theme.icon(icon, token, self._size))
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key})" if key else name)


class LinkButton(_Ringed):
    """A command among words, without a frame.

    `kind`: "link" (the accent as its colour) · "footer" (small and quiet) · "value", "value-strong" · "choice".
    """

    def __init__(self, text: str = "", kind: str = "link", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.ring_outside = 3
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Change the text and with it the accessible name."""
        super().setText(text)
        self.setAccessibleName(text)
