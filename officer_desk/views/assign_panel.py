# SPDX-License-Identifier: Apache-2.0
"""«Phân công»: in its place, not in a window – the officers with what they have to do, a note, and one Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.names import fold
from officer_desk.domain.records import AssignDraft, AssignReport, OfficerLoad
from officer_desk.services import assigning
from officer_desk.views import theme
from officer_desk.views.file_parts import FlowLayout, Ground, Words
from officer_desk.views.widgets import Button, Caption, FieldError

_ID = Qt.ItemDataRole.UserRole
_ROW, _MOST_ROWS = 28, 5
_NAMED = 4
"""So many numbers of files are named; of the others only how many they are."""


class AssignPanel(Ground):
    """`ask` opens it for files; ↑ ↓ choose the officer also while his name or the note is typed."""

    assigned = Signal(object)
    """The `AssignReport`; the panel has closed."""
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("surf2", "line", "top bottom")
        self.setAccessibleName(translate("Assigning", "Assign"))
        self._desk = desk
        self._files: tuple[int, ...] = ()
        self._loads: tuple[OfficerLoad, ...] = ()
        self._busy = False
        self.title = Words("", "heavy", figures=True)
        self.numbers = Words("", "muted", figures=True)
        self.filter = QLineEdit()
        self.officers = QTreeWidget()
        self.note = QLineEdit()
        self.error = FieldError()
        self.go = Button(translate("Assigning", "Assign"), "Enter", icon="user-check", kind="primary")
        self.back = Button(translate("Assigning", "Back to the queue"))
        self.away = Button(translate("Assigning", "Mark as absent"), kind="quiet")
        self.stay = Button(translate("Assigning", "Do not"), "Esc", kind="quiet")
        self._lay_out()
        self.filter.textChanged.connect(self._fill)
        self.officers.currentItemChanged.connect(self._update)
        self.officers.itemActivated.connect(self._give)
        for field in (self.filter, self.note):
            field.returnPressed.connect(self._give)
            field.installEventFilter(self)
        self.go.clicked.connect(self._give)
        self.back.clicked.connect(self._give_back)
        self.away.clicked.connect(self._say_away)
        self.stay.clicked.connect(self.close_panel)
        self.hide()

    def _lay_out(self) -> None:
        tree = self.officers
        tree.setAccessibleName(translate("Assigning", "Officers"))
        tree.setProperty("panel", "true")
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        tree.setHeaderLabels(
            [
                translate("Assigning", "Officer"),
                translate("Assigning", "Counter"),
                translate("Assigning", "In hand"),
                translate("Assigning", "Today"),
            ]
        )
        header = tree.header()
        header.setStretchLastSection(False)
        header.setFixedHeight(30)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 92), (2, 92), (3, 86)):
            header.resizeSection(column, width)
        head = tree.headerItem()
        for column in (2, 3):
            head.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.note.setMaxLength(assigning.MOST_NOTE)
        left = QVBoxLayout()
        left.setSpacing(3)
        left.addWidget(Caption(translate("Assigning", "Find the officer"), self.filter))
        left.addWidget(self.filter)
        left.addSpacing(5)
        left.addWidget(tree)
        buttons = FlowLayout(gap=8, row_gap=8)
        for button in (self.go, self.back, self.away, self.stay):
            buttons.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(3)
        right.addWidget(self.title)
        right.addWidget(self.numbers)
        right.addSpacing(8)
        right.addWidget(Caption(translate("Assigning", "Note that the officer sees"), self.note))
        right.addWidget(self.note)
        right.addWidget(self.error)
        right.addSpacing(8)
        right.addLayout(buttons)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 12)
        row.setSpacing(20)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setTabOrder(self.filter, self.officers)
        self.setTabOrder(self.officers, self.note)

    # --- opening -----------------------------------------------------------------------------------------------------

    def ask(self, files: Sequence[tuple[int, str]]) -> None:
        """Open for these files (id and number); nothing happens without any."""
        if not files:
            return
        self._files = tuple(declaration_id for declaration_id, _ in files)
        self.title.setText(
            translate("Assigning", "Assign 1 file")
            if len(files) == 1
            else translate("Assigning", "Assign {count} files").format(count=len(files))
        )
        named = ", ".join(number for _, number in files[:_NAMED])
        rest = len(files) - _NAMED
        more = "" if rest <= 0 else " " + translate("Assigning", "and {count} more").format(count=rest)
        self.numbers.setText(named + more)
        self.error.clear()
        self.filter.clear()
        self.note.clear()
        self._busy = False
        self._update()
        self.show()
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def close_panel(self) -> bool:
        """Close and forget; say whether it was open."""
        was_open = not self.isHidden()
        self.hide()
        self._files = ()
        if was_open:
            self.closed.emit()
        return was_open

    @property
    def chosen(self) -> OfficerLoad | None:
        """The officer whose row is current."""
        item = self.officers.currentItem()
        found = None if item is None else item.data(0, _ID)
        return next((load for load in self._loads if load.officer_id == found), None)

    def _look(self) -> None:
        self._desk.ask(self, assigning.loads, then=self._show, otherwise=self._on_failed)

    def _show(self, loads: tuple[OfficerLoad, ...]) -> None:
        self._loads = loads
        self._fill()

    def _fill(self) -> None:
        chosen = self.chosen
        wanted = fold(self.filter.text())
        self.officers.clear()
        for load in self._loads:
            if wanted in fold(load.full_name):
                item = _item(load)
                self.officers.addTopLevelItem(item)
                if chosen is not None and load.officer_id == chosen.officer_id:
                    self.officers.setCurrentItem(item)
        if self.officers.currentItem() is None and (first := self.officers.topLevelItem(0)) is not None:
            self.officers.setCurrentItem(first)
        rows = min(max(len(self._loads), 2), _MOST_ROWS)
        self.officers.setFixedHeight(30 + rows * _ROW + 3)
        self._update()

    # --- keys --------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ ↓ in a field move the choice."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers():
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel, and nothing behind it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        current = self.officers.currentItem()
        place = -1 if current is None else self.officers.indexOfTopLevelItem(current)
        if (item := self.officers.topLevelItem(place + by)) is not None:
            self.officers.setCurrentItem(item)

    # --- acts --------------------------------------------------------------------------------------------------------

    def _give(self) -> None:
        if self.go.isEnabled() and (chosen := self.chosen) is not None:
            self._assign(chosen.officer_id)

    def _give_back(self) -> None:
        self._assign(None)

    def _assign(self, officer_id: int | None) -> None:
        if self._busy or not self._files:
            return
        self._busy = True
        self._update()
        draft = AssignDraft(self._files, officer_id, self.note.text())
        self._desk.act(self, assigning.assign, draft, then=self._on_assigned, otherwise=self._on_failed)

    def _on_assigned(self, report: AssignReport) -> None:
        self._busy = False
        self.close_panel()
        self.assigned.emit(report)

    def _say_away(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            given = (chosen.officer_id, not chosen.absent)
            self._desk.act(
                self, assigning.set_absent, *given, then=lambda _count: self._look(), otherwise=self._on_failed
            )

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self.error.show_error(texts.sentence(error))
        self._update()
        self._look_again_after(error)

    def _look_again_after(self, error: Exception) -> None:
        """Who went away meanwhile is shown so."""
        if getattr(error, "reason", "") in {"officer-absent", "officer-not-here"}:
            self._look()

    def _update(self) -> None:
        chosen = self.chosen
        why = self._why_not(chosen)
        self.go.setEnabled(not why)
        self.go.setToolTip(why)
        self.back.setEnabled(not self._busy)
        self.away.setEnabled(chosen is not None)
        if chosen is not None:
            self.away.setText(
                translate("Assigning", "Present again") if chosen.absent else translate("Assigning", "Mark as absent")
            )

    def _why_not(self, chosen: OfficerLoad | None) -> str:
        if self._busy:
            return translate("Assigning", "Being assigned…")
        if chosen is None:
            return translate("Assigning", "Choose an officer first.")
        return translate("Assigning", "{name} is absent.").format(name=chosen.full_name) if chosen.absent else ""


def assigned_words(report: AssignReport) -> tuple[str, str]:
    """Say what assigning did: head and text of a line."""
    if report.officer_name is None:
        head = translate("Assigning", "{count} files are back in the queue.")
    else:
        head = translate("Assigning", "{count} files assigned to {name}.")
    text = ""
    if report.left:
        text = translate("Assigning", "Decided meanwhile, left alone: {numbers}.").format(
            numbers=", ".join(report.left)
        )
    return head.format(count=report.count, name=report.officer_name), text


def _item(load: OfficerLoad) -> QTreeWidgetItem:
    counter = translate("Assigning", "absent") if load.absent else load.counter or "–"
    item = QTreeWidgetItem([load.full_name, counter, str(load.holding), str(load.done_today)])
    item.setData(0, _ID, load.officer_id)
    for column in range(4):
        item.setSizeHint(column, QSize(0, _ROW))
        item.setToolTip(column, item.text(column))
        if load.absent:
            item.setForeground(column, QBrush(theme.color("ink2")))
        if column >= 2:
            item.setFont(column, theme.figures("table"))
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
