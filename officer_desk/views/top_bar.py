# SPDX-License-Identifier: Apache-2.0
"""The bar at the top of the desk: product and office, the quick box, who is signed in, help."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.records import Actor
from officer_desk.views import actions, theme
from officer_desk.views.widgets import label

HEIGHT = 44
_PAUSE_MS = 300
_BOX = 430
_LOGO = 24
_CLEAR = 24


class TopBar(QWidget):
    """One row of 44. `badge` is the sample office's own widget: a real office passes none."""

    sign_out_wanted = Signal()
    shortcuts_wanted = Signal()
    cover_wanted = Signal()
    theme_wanted = Signal(str)
    """"dark" or "light"."""
    next_wanted = Signal(bool)
    """Whether the next file is to open by itself after «Ghi nhận»."""
    absence_wanted = Signal(bool)
    """The officer says that he is away, or back."""

    def __init__(self, badge: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "bar")
        self.setFixedHeight(HEIGHT)
        self.quick_box = QuickBox()
        self._office = label("", "body", tone="bar-muted", figures=True)
        self._officer = QPushButton()
        self._help = QPushButton("F1")
        self._menu = QMenu(self)
        self._absent: bool | None = None
        self.opens_next = True
        self._lay_out(badge)
        self._officer.clicked.connect(self._open_menu)
        self.renew_look()
        self._help.clicked.connect(self.shortcuts_wanted)

    def changeEvent(self, event: QEvent) -> None:
        """Follow from light to dark: the bar's own sheet holds colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.styleSheet() != _sheet():
            self.setStyleSheet(_sheet())

    def _lay_out(self, badge: QWidget | None) -> None:
        product = label(translate("TopBar", "Reception desk"), "strong", tone="bar")
        self._officer.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._help.setObjectName("help")
        self._help.setAccessibleName(translate("TopBar", "Shortcuts"))
        self._help.setToolTip(translate("TopBar", "Shortcuts"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 12, 0)
        layout.setSpacing(0)
        layout.addWidget(Mark())
        layout.addSpacing(12)
        layout.addWidget(product)
        layout.addSpacing(13)
        layout.addWidget(self._office)
        layout.addSpacing(12)
        layout.addStretch(1)
        layout.addWidget(self.quick_box, 100)
        layout.addStretch(1)
        layout.addSpacing(12)
        if badge is not None:
            layout.addWidget(badge)
            layout.addSpacing(4)
        layout.addWidget(self._officer)
        layout.addSpacing(4)
        layout.addWidget(self._help)

    def renew_look(self) -> None:
        """Take on the colours in force: the bar's own sheet and icons do not follow the program's."""
        self._officer.setIcon(theme.icon("user-round", "barink", 16))
        sheet = _sheet()
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)

    def _fill_menu(self) -> None:
        """The keys are words here; the window listens to them."""
        cover = translate("TopBar", "Cover the screen")
        key = "+".join(actions.cap("cover").split())
        self._menu.addAction(theme.icon("lock"), f"{cover}\t{key}", self.cover_wanted.emit)
        wanted = "light" if theme.is_dark() else "dark"
        words = translate("TopBar", "Light look") if wanted == "light" else translate("TopBar", "Dark look")
        self._menu.addAction(theme.icon("contrast"), words, lambda: self.theme_wanted.emit(wanted))
        if self._absent is not None:
            away, wanted_absent = self._absent, not self._absent
            words = translate("TopBar", "I am back") if away else translate("TopBar", "I am away")
            self._menu.addAction(theme.icon("clock"), words, lambda: self.absence_wanted.emit(wanted_absent))
        following = self._menu.addAction(translate("TopBar", "Open the next file after recording"))
        following.setCheckable(True)
        following.setChecked(self.opens_next)
        following.triggered.connect(self.next_wanted)
        self._menu.addSeparator()
        self._menu.addAction(theme.icon("log-out"), translate("TopBar", "Sign out"), self.sign_out_wanted.emit)

    def _open_menu(self) -> None:
        self._menu.clear()
        self._fill_menu()
        corner = QPoint(self._officer.width() - self._menu.sizeHint().width(), self._officer.height() + 4)
        self._menu.popup(self._officer.mapToGlobal(corner))

    def show_office(self, name: str, code: str) -> None:
        """Show whose desk it is."""
        self._office.setText(code if name == code else f"{name} · {code}")

    def show_absence(self, absent: bool | None) -> None:
        """Know whether the officer is away; None: he gets no files anyhow."""
        self._absent = absent

    def show_officer(self, actor: Actor | None) -> None:
        """Show who is signed in, and at which counter."""
        words = "" if actor is None else officer_words(actor)
        if self._absent:
            words += " · " + translate("TopBar", "away")
        self._officer.setText(f" {words}")
        self._officer.setAccessibleName(words)
        self._officer.setFont(theme.figures("body"))


def officer_words(actor: Actor) -> str:
    """Give «Trần Thị Mẫu · Quầy 3»."""
    if not actor.counter:
        return actor.full_name
    counter = actor.counter
    if counter.isdigit():
        counter = translate("TopBar", "Counter {number}").format(number=counter)
    counter = counter[:1].upper() + counter[1:]
    return f"{actor.full_name} · {counter}"


class QuickBox(QLineEdit):
    """Finds by number, code, ID number, phone or name: on Enter, and 300 ms after the last letter."""

    paused = Signal(str)
    """The officer has stopped typing."""
    entered = Signal(str)
    """Enter was pressed."""
    left = Signal()
    """Esc: the box is empty now, and the list has its turn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = translate("QuickBox", "Number, code, ID number, phone, name")
        self.setAccessibleName(name)
        self._hints = (name, translate("QuickBox", "Find a file"), "")
        self.setToolTip(name)
        self.setFont(theme.figures("body"))
        self.setMaximumWidth(_BOX)
        self.setMinimumWidth(220)
        self._clear = ClearButton(self)
        self._clear.clicked.connect(self._on_cleared)
        self.textChanged.connect(self._show_clear)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.textEdited.connect(self._pause.start)
        self.returnPressed.connect(self._on_enter)
        self._show_clear("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say what can be found as far as there is room for the words."""
        super().resizeEvent(event)
        self._clear.move(self.width() - 34 - _CLEAR, (self.height() - _CLEAR) // 2)
        margins, metrics = self.textMargins(), QFontMetrics(self.font())
        room = self.width() - margins.left() - margins.right() - 8
        fitting = (hint for hint in self._hints if metrics.horizontalAdvance(hint) <= room)
        self.setPlaceholderText(next(fitting, ""))

    def reset(self) -> None:
        """Empty the box without a search."""
        self._pause.stop()
        self.clear()

    def focus(self) -> None:
        """Come here and select what stands here (F3)."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _show_clear(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.setTextMargins(34, 0, 38 + (_CLEAR if text else 0), 0)

    def _on_cleared(self) -> None:
        """Search for nothing; the cursor stays for other words."""
        self.reset()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.paused.emit("")

    def _on_pause(self) -> None:
        self.paused.emit(self.text())

    def _on_enter(self) -> None:
        self._pause.stop()
        self.entered.emit(self.text())

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the page's shortcuts: here it means the box."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.reset()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, the glass before it and the key behind it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(11, (self.height() - 16) // 2, theme.pixmap("search", "barmut", 16))
        paint_key(painter, QRect(self.width() - 31, (self.height() - 17) // 2, 24, 17), "F3")


class ClearButton(QAbstractButton):
    """The × of the quick box; by key it is Esc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        name = translate("QuickBox", "Clear the quick box")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(_CLEAR, _CLEAR)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ×, lighter under the mouse."""
        del event
        painter = QPainter(self)
        token = "barink" if self.underMouse() else "barmut"
        painter.drawPixmap((_CLEAR - 14) // 2, (_CLEAR - 14) // 2, theme.pixmap("x", token, 14))


class Mark(QWidget):
    """The product's mark: a checked file in a ruled box."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_LOGO, _LOGO)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box and file."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("barline"))
        painter.setBrush(theme.color("barfield"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.drawPixmap(5, 5, theme.pixmap("file-check", "barink", 14))


def paint_key(painter: QPainter, area: QRect, words: str) -> None:
    """Paint a key cap on the bar."""
    painter.setPen(theme.color("barline"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(theme.color("barmut"))
    painter.setFont(theme.font("keycap"))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), words)


def _sheet() -> str:
    """Give what the bar's own ground asks for beside the program's style sheet."""
    field, line, ink, muted = (theme.color(name).name() for name in ("barfield", "barline", "barink", "barmut"))
    return f"""
QLineEdit {{ background: {field}; color: {ink}; border: 1px solid {line}; padding: 0;
             placeholder-text-color: {muted}; }}
QLineEdit:focus {{ border: 2px solid {ink}; }}
QPushButton {{ background: transparent; color: {ink}; border: 1px solid transparent; padding: 0 7px;
               font-weight: 400; text-align: left; }}
QPushButton:hover, QPushButton:pressed {{ background: {field}; }}
QPushButton:focus {{ border: 2px solid {ink}; padding: 0 6px; }}
QPushButton#help {{ min-height: 15px; max-height: 15px; padding: 0 4px; border: 1px solid {line}; border-radius: 3px;
                    color: {muted}; font-size: 8.5pt; font-weight: 500; }}
QPushButton#help:focus {{ border: 2px solid {ink}; padding: 0 3px; }}
"""
