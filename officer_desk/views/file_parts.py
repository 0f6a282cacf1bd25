# SPDX-License-Identifier: Apache-2.0
"""Small parts that the panels of the open file share: painted grounds, labels that wrap, rows that flow."""

from html import escape

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLayoutItem, QScrollArea, QSizePolicy, QWidget

from officer_desk.views import theme


class Ground(QWidget):
    """A flat ground in one token's colour, with a 1-px line around it or along some edges."""

    def __init__(self, ground: str, line: str = "", edges: str = "", radius: int = 0) -> None:
        """`edges`: any of "top", "bottom", "left", "right"; with `radius` or no edges the line goes around."""
        super().__init__()
        self._ground, self._line, self._edges, self._radius = ground, line, edges.split(), radius

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, then draw the lines."""
        painter = QPainter(self)
        if self._radius or (self._line and not self._edges):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(theme.color(self._ground))
            painter.setPen(QPen(theme.color(self._line), 1) if self._line else QPen(Qt.PenStyle.NoPen))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self._radius, self._radius)
            return
        painter.fillRect(self.rect(), theme.color(self._ground))
        for edge in self._edges:
            painter.fillRect(_edge(self.rect(), edge), theme.color(self._line))


def _edge(rect: QRect, edge: str) -> QRect:
    match edge:
        case "top":
            return QRect(rect.left(), rect.top(), rect.width(), 1)
        case "bottom":
            return QRect(rect.left(), rect.bottom(), rect.width(), 1)
        case "left":
            return QRect(rect.left(), rect.top(), 1, rect.height())
        case _:
            return QRect(rect.right(), rect.top(), 1, rect.height())


class Words(QLabel):
    """A label that wants one line but wraps when it gets less, so that nothing is cut off."""

    def __init__(self, text: str = "", role: str = "body", *, figures: bool = False, selectable: bool = False) -> None:
        super().__init__(text)
        if role == "heavy":
            # Body size, heavier: the style sheet's "head" is the smaller one of tables.
            self.setFont(theme.figures("head"))
        else:
            self.setProperty("role", role)
        self.setProperty("figures", figures)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def sizeHint(self) -> QSize:
        """One line, as wide as the text."""
        if self.textFormat() is Qt.TextFormat.RichText:
            return super().sizeHint()
        self.ensurePolished()
        metrics = self.fontMetrics()
        width = max((metrics.horizontalAdvance(line) for line in self.text().split("\n")), default=0)
        lines = self.text().count("\n") + 1
        return QSize(width + 2, metrics.lineSpacing() * lines + 1)

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest word."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        width = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(min(width + 2, 420), metrics.lineSpacing())


class FlowLayout(QLayout):
    """Items beside each other, on as many rows as the width asks for; each row is centred on its middle."""

    def __init__(self, gap: int = 8, row_gap: int = 4) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._row_gap = gap, row_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride] - Qt asks past the end
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride] - Qt asks past the end
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        spare = rect.height() - self._place(rect, move=False)
        self._place(rect.translated(0, max(0, spare // 2)), move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        margins = self.contentsMargins()
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        height = max((size.height() for size in shown), default=0)
        return QSize(width, height).grownBy(margins)

    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in shown), default=0), max((size.height() for size in shown), default=0)
        ).grownBy(margins)

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins: QMargins = self.contentsMargins()
        inside = rect.marginsRemoved(margins)
        y = inside.top()
        for row in self._rows(inside.width()):
            height = max(size.height() for _, size in row)
            x = inside.left()
            for item, size in row:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self._gap
            y += height + self._row_gap
        return max(0, y - self._row_gap - rect.top() + margins.bottom())

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if size.width() > width:
                height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
                size = QSize(width, height)
            if not rows or size.width() > left:
                rows.append([])
                left = width
            rows[-1].append((item, size))
            left -= size.width() + self._gap
        return rows


class Scrolled(QScrollArea):
    """A frameless area that scrolls up and down only, and only when its content really needs more height.

    Qt's own resizing goes by the least size of labels that wrap, which is that of their narrowest shape.
    """

    def __init__(self, inner: QWidget, name: str) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the content the new width and the height that it needs for it."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the content when it changes."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Any height will do."""
        return QSize(120, 48)

    def _fit(self) -> None:
        inner = self.widget()
        layout = None if inner is None else inner.layout()
        if inner is None or layout is None:
            return
        layout.activate()
        width = self.viewport().width()
        needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        inner.resize(width, max(needed, self.viewport().height()))


def scrolled(inner: QWidget, name: str) -> Scrolled:
    """Put a widget into an area that scrolls up and down."""
    return Scrolled(inner, name)


def phone_groups(phone: str) -> str:
    """Write a phone 4-3-3, as people read it out."""
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}" if len(phone) == 10 and phone.isdigit() else phone


class IconLine(QWidget):
    """An icon, a heavier head and words that wrap: one quiet fact."""

    def __init__(self, icon: str, head: str, text: str, token: str = "ink2") -> None:
        super().__init__()
        self._picture = QLabel()
        self._picture.setFixedSize(16, 18)
        self._words = QLabel()
        self._words.setProperty("figures", True)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 1)
        row.setSpacing(8)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.say(icon, head, text, token)

    def say(self, icon: str, head: str, text: str, token: str = "ink2") -> None:
        """Say another fact."""
        if icon:
            self._picture.setPixmap(theme.pixmap(icon, token, 15))
        start = f'<span style="font-weight:600">{escape(head)}</span> ' if head else ""
        color = theme.color("ink" if head else "ink2").name()
        self._words.setText(f'{start}<span style="color:{color}">{escape(text)}</span>')
        self.setAccessibleName(f"{head} {text}".strip())
