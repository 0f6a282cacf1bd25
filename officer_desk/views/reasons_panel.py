# SPDX-License-Identifier: Apache-2.0
"""Reasons for «không hợp lệ» and what is missing for «Chờ bổ sung»: a catalogue to tick, and free words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.messages import unaccent
from officer_desk.domain.records import ReasonRecord
from officer_desk.domain.values import Verdict
from officer_desk.views import theme
from officer_desk.views.file_parts import FlowLayout, Ground, Words
from officer_desk.views.message_preview import MESSAGE_FOOT, MESSAGE_HEAD, MessageBox, ShortText
from officer_desk.views.reason_row import ReasonRow
from officer_desk.views.widgets import FieldError, KeyCap

_MOST_NOTE = 500


class _Filter(QLineEdit):
    """The words that narrow the list; down goes on to the list."""

    left_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes to the first reason that is left."""
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class ReasonsPanel(QWidget):
    """What is told to the citizen; nothing is ticked by itself."""

    changed = Signal()

    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self._verdict = verdict
        self._rows: list[ReasonRow] = []
        self._groups: list[tuple[QWidget, list[ReasonRow]]] = []
        self._catalogue: tuple[ReasonRecord, ...] = ()
        self._proposed: tuple[str, ...] = ()
        self._wanted: tuple[str, ...] = ()
        self._head = Words(_head(verdict), "heavy")
        self._count = Words("", "muted", figures=True)
        self._offered = self._awaits_focus = False
        self.filter = _Filter()
        self._frame = Ground("surface", "line", radius=4)
        self._list = QScrollArea()
        self._typed = Words("", "label", figures=True)
        self._none = Words(translate("ReasonsPanel", "No reason has these words."), "muted")
        self.note = ShortText()
        self.error = FieldError()
        self.preview = MessageBox()
        self._lay_out()
        self.filter.textChanged.connect(self._on_filter)
        self.filter.left_down.connect(self.take_focus)
        self.note.textChanged.connect(self._on_note)

    def _lay_out(self) -> None:
        words = FlowLayout(gap=8, row_gap=0)
        words.addWidget(self._head)
        words.addWidget(self._count)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(words, 1)
        filter_name = translate("ReasonsPanel", "Filter reasons")
        self.filter.setAccessibleName(filter_name)
        self.filter.setPlaceholderText(filter_name)
        glass = self.filter.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        glass.setText(filter_name)
        self.filter.setFixedWidth(214)
        self.filter.setTextMargins(0, 0, 48, 0)
        cap = QHBoxLayout(self.filter)
        cap.setContentsMargins(0, 0, 8, 0)
        cap.addStretch(1)
        cap.addWidget(KeyCap("Ctrl F"))
        top.addWidget(self.filter)
        self._list.setWidgetResizable(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(_head(self._verdict))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMinimumHeight(90)
        inner = QVBoxLayout(self._frame)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(top)
        outer.addWidget(self._frame, 20)
        outer.addWidget(self.error)
        outer.addLayout(self._lay_out_bottom(), 1)

    def _lay_out_bottom(self) -> QHBoxLayout:
        name = _note_name(self._verdict)
        self.note.setAccessibleName(name)
        self.note.setTabChangesFocus(True)
        left = QVBoxLayout()
        left.setSpacing(4)
        head = Words(name, "heavy")
        head.setMinimumHeight(MESSAGE_HEAD)
        head.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        left.addWidget(head)
        left.addWidget(self.note, 1)
        self._typed.setMinimumHeight(MESSAGE_FOOT)
        left.addWidget(self._typed)
        bottom = QHBoxLayout()
        bottom.setSpacing(12)
        bottom.addLayout(left, 290)
        bottom.addWidget(self.preview, 388)
        return bottom

    # --- what it holds

    def clear(self) -> None:
        """Forget ticks, words and catalogue."""
        self._wanted = ()
        self._offered, self._awaits_focus = True, False
        for row in self._rows:
            row.setChecked(False)
            row.set_proposed(False)
        self._offered = False
        if any(row.text() not in self._known() for row in self._rows):
            self._rows = []
            self.set_catalogue((), ())
            self._offered = False
        self.filter.clear()
        self.note.clear()
        self.preview.clear()
        self.error.clear()

    def set_catalogue(self, catalogue: Sequence[ReasonRecord], proposed: Sequence[str]) -> None:
        """Offer other reasons; those in `proposed` are marked, and added where the catalogue lacks them."""
        kept = self.selected
        self._wanted, self._offered = kept, True
        same = self._catalogue == tuple(catalogue) and bool(self._rows)
        self._catalogue, self._proposed = tuple(catalogue), tuple(proposed)
        if same and set(proposed) <= self._known():
            for row in self._rows:
                row.set_proposed(row.text() in proposed)
                row.setChecked(row.text() in kept)
            self._show_count()
            self._focus_if_awaited()
            return
        self._rows, self._groups = [], []
        known = {reason.text for reason in catalogue}
        extra = [text for text in proposed if text not in known]
        groups: dict[str, list[str]] = {}
        if extra:
            groups[translate("ReasonsPanel", "Missing in this file")] = extra
        for reason in catalogue:
            groups.setdefault(reason.group, []).append(reason.text)
        columns = self._columns(groups, kept)
        self._list.setWidget(columns)
        # Beyond its content the list needs no height: what is left goes to the words.
        self._frame.setMaximumHeight(max(90, columns.sizeHint().height() + 4))
        self._on_filter()
        self._show_count()
        self._show_typed()
        self._focus_if_awaited()

    @property
    def catalogue(self) -> tuple[ReasonRecord, ...]:
        """The office's catalogue as it is on offer."""
        return self._catalogue

    def set_proposed(self, proposed: Sequence[str]) -> None:
        """Mark other reasons as proposed; what is ticked stays."""
        self.set_catalogue(self._catalogue, proposed)

    def restore(self, selected: Sequence[str], note: str) -> None:
        """Bring back what was ticked and typed earlier."""
        self._wanted = tuple(selected)
        for row in self._rows:
            row.setChecked(row.text() in selected)
        if self.note.toPlainText() != note:
            self.note.setPlainText(note)
        self._show_count()

    @property
    def selected(self) -> tuple[str, ...]:
        """The ticked reasons, in the order in which they stand; of a draft also those that are not yet on offer."""
        ticked = tuple(row.text() for row in self._rows if row.isChecked())
        if self._offered:
            return ticked
        here = {row.text() for row in self._rows}
        return (*ticked, *(text for text in self._wanted if text not in here))

    @property
    def text(self) -> str:
        """The free words."""
        return self.note.toPlainText().strip()

    @property
    def rows(self) -> list[ReasonRow]:
        """All reasons on offer."""
        return list(self._rows)

    @property
    def has_words(self) -> bool:
        """Whether there is something to tell the citizen."""
        return bool(self.selected or self.text)

    def take_focus(self) -> None:
        """Stand on the first reason that is proposed, else on the first; now or as soon as the reasons are there."""
        shown = [row for row in self._rows if not row.isHidden()] if self._offered else []
        first = next((row for row in shown if row.text() in self._proposed), shown[0] if shown else None)
        self._awaits_focus = first is None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._list.ensureWidgetVisible(first, 0, 24)

    def hideEvent(self, event: QHideEvent) -> None:
        """A list that is gone takes no focus later."""
        self._awaits_focus = False
        super().hideEvent(event)

    # --- inside

    def _focus_if_awaited(self) -> None:
        if self._awaits_focus and self.isVisible():
            self.take_focus()

    def _on_stepped(self, step: int) -> None:
        shown = [row for row in self._rows if not row.isHidden()]
        place = next((place for place, row in enumerate(shown) if row.hasFocus()), -1) + step
        if 0 <= place < len(shown):
            shown[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self._list.ensureWidgetVisible(shown[place], 0, 24)

    def _known(self) -> set[str]:
        return {reason.text for reason in self._catalogue}

    def _columns(self, groups: dict[str, list[str]], kept: Sequence[str]) -> QWidget:
        made = Ground("surface")
        row = QHBoxLayout(made)
        row.setContentsMargins(6, 4, 6, 6)
        row.setSpacing(12)
        total = sum(len(texts) + 1 for texts in groups.values())
        columns: list[QVBoxLayout] = []
        for _ in range(2):
            column = QVBoxLayout()
            column.setSpacing(0)
            row.addLayout(column, 1)
            columns.append(column)
        filled = 0
        for name, reasons in groups.items():
            column = columns[0] if not filled or filled + len(reasons) // 2 < total / 2 else columns[1]
            filled += len(reasons) + 1
            column.addWidget(self._group(name, reasons, kept))
        columns[0].addWidget(self._none)
        self._none.hide()
        for column in columns:
            column.addStretch(1)
        return made

    def _group(self, name: str, reasons: Sequence[str], kept: Sequence[str]) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = Words(name, "heavy")
        head.setProperty("tone", "ink2")
        head.setContentsMargins(6, 3, 6, 2)
        column.addWidget(head)
        rows: list[ReasonRow] = []
        for text in reasons:
            made = ReasonRow(text, proposed=text in self._proposed)
            made.setChecked(text in kept)
            made.toggled.connect(self._on_toggled)
            made.stepped.connect(self._on_stepped)
            column.addWidget(made)
            rows.append(made)
        self._rows += rows
        self._groups.append((group, rows))
        return group

    def _on_toggled(self) -> None:
        self._wanted = self.selected
        self.error.clear()
        self._show_count()
        self.changed.emit()

    def _on_note(self) -> None:
        text = self.note.toPlainText()
        if len(text) > _MOST_NOTE:
            cursor = self.note.textCursor()
            cursor.deletePreviousChar()
            return
        self._show_typed()
        self.error.clear()
        self.changed.emit()

    def _on_filter(self) -> None:
        words = unaccent(self.filter.text()).lower().split()
        any_left = False
        for group, rows in self._groups:
            shown = False
            for row in rows:
                plain = unaccent(row.text()).lower()
                visible = row.isChecked() or all(word in plain for word in words)
                row.setVisible(visible)
                shown = shown or visible
            group.setVisible(shown)
            any_left = any_left or shown
        self._none.setVisible(bool(words) and not any_left)

    def _show_typed(self) -> None:
        words = translate("ReasonsPanel", "{count}/{most} characters")
        self._typed.setText(words.format(count=len(self.note.toPlainText()), most=_MOST_NOTE))

    def _show_count(self) -> None:
        count = len(self.selected)
        one_or_more = translate("ReasonsPanel", "choose one or more")
        words = (
            translate("ReasonsPanel", "{count} reasons chosen")
            if self._verdict is Verdict.INVALID
            else translate("ReasonsPanel", "{count} chosen")
        )
        chosen = words.format(count=count)
        self._count.setText(f"{one_or_more}, {chosen}" if count else one_or_more)


def _note_name(verdict: Verdict) -> str:
    if verdict is Verdict.INVALID:
        return translate("ReasonsPanel", "Other reason, sent to the citizen")
    return translate("ReasonsPanel", "Other papers, sent to the citizen")


def _head(verdict: Verdict) -> str:
    if verdict is Verdict.INVALID:
        return translate("ReasonsPanel", "Enter the reason")
    return translate("ReasonsPanel", "What has to be added")
