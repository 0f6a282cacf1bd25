# SPDX-License-Identifier: Apache-2.0
"""«In tờ khai» for many files: in its place above the list – which version, which printer, and one Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSizePolicy, QSpinBox, QVBoxLayout

from officer_desk.catalogue import translate
from officer_desk.gateways.printers import PrinterInfo
from officer_desk.views import actions, printer_choice
from officer_desk.views.file_parts import FlowLayout, Ground, Words
from officer_desk.views.sidebar import grouped
from officer_desk.views.widgets import Button, Caption

_NAMED = 6
"""So many numbers of files are named; of the others only how many they are."""
MOST_COPIES = 50
_COPIES = 90


class BatchPanel(Ground):
    """`ask` opens it for files; what is to be done with them is told by signals."""

    print_wanted = Signal()
    save_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("surf2", "line", "top bottom")
        self.setAccessibleName(translate("BatchPrint", "Print the forms"))
        self.files: tuple[tuple[int, str], ...] = ()
        """Id and number of each."""
        self.title = Words("", "heavy", figures=True)
        self.numbers = Words("", "muted", figures=True)
        self.template = QComboBox()
        self.printer = QComboBox()
        self.copies = QSpinBox()
        self.slip = QCheckBox(translate("BatchPrint", "With the control slip of the office"))
        self.why_none = Words("", "label")
        self.go = Button(translate("BatchPrint", "Print"), "Enter", icon="printer", kind="primary")
        self.save = Button(translate("BatchPrint", "Save PDF"), actions.cap("save-pdf"), icon="save")
        self.stay = Button(translate("BatchPrint", "Do not"), actions.cap("back"), kind="quiet")
        self._lay_out()
        for field in (self.template, self.printer, self.copies, self.slip):
            field.installEventFilter(self)
        self.go.clicked.connect(self._print)
        self.save.clicked.connect(self.save_wanted)
        self.stay.clicked.connect(self.close_panel)
        actions.bind("save-pdf", self, self.save_wanted.emit, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def ask(self, files: Sequence[tuple[int, str]], templates: Sequence[tuple[str, str]], template: str) -> None:
        """Open for these files; nothing happens without any. `templates`: key and name of each version."""
        if not files:
            return
        self.files = tuple(files)
        self._show_files()
        if not self.template.count():
            for key, name in templates:
                self.template.addItem(name, key)
            self.template.setCurrentIndex(max(0, self.template.findData(template)))
        self.slip.setChecked(False)
        self.copies.setValue(1)
        self._update()
        self.show()
        self.printer.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> bool:
        """Close and forget; say whether it was open."""
        was_open = not self.isHidden()
        self.hide()
        self.files = ()
        if was_open:
            self.closed.emit()
        return was_open

    def show_printers(self, printers: Sequence[PrinterInfo], why_none: str = "") -> None:
        """Fill the list of printers; without one the forms can still be saved."""
        printer_choice.fill(self.printer, printers, why_none)
        self.why_none.setText(why_none)
        self.why_none.setVisible(bool(why_none))
        if not printers and self.isVisible():
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)
        self._update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter prints from every field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._is_enter(event):
            self._print()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel, and nothing behind it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _is_enter(self, event: QKeyEvent) -> bool:
        return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()

    def _print(self) -> None:
        if self.go.isEnabled():
            self.print_wanted.emit()

    def _show_files(self) -> None:
        count = len(self.files)
        title = translate("BatchPrint", "Print 1 form")
        if count > 1:
            title = translate("BatchPrint", "Print {count} forms as one job").format(count=grouped(count))
        self.title.setText(title)
        named = ", ".join(number for _, number in self.files[:_NAMED])
        rest = count - _NAMED
        more = "" if rest <= 0 else " " + translate("BatchPrint", "and {count} more").format(count=grouped(rest))
        self.numbers.setText(named + more)

    def _update(self) -> None:
        ready = bool(self.printer.currentData())
        self.go.setEnabled(ready)
        self.go.setToolTip("" if ready else translate("BatchPrint", "There is no printer. The PDF can be saved."))

    def _lay_out(self) -> None:
        self.slip.setAccessibleName(self.slip.text())
        left = QVBoxLayout()
        left.setSpacing(3)
        for caption, field in (
            (translate("BatchPrint", "Printer"), self.printer),
            (translate("BatchPrint", "Version"), self.template),
        ):
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(12)
            left.addWidget(Caption(caption, field))
            left.addWidget(field)
            left.addSpacing(5)
        left.insertWidget(2, self.why_none)
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setMaximumWidth(_COPIES)
        self.copies.lineEdit().setTextMargins(5, 0, 0, 0)
        self.copies.lineEdit().setAccessibleName(translate("BatchPrint", "Copies of each form"))
        left.addWidget(Caption(translate("BatchPrint", "Copies of each form"), self.copies))
        left.addWidget(self.copies)
        left.addSpacing(5)
        left.addWidget(self.slip)
        buttons = FlowLayout(gap=8, row_gap=8)
        for button in (self.go, self.save, self.stay):
            buttons.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(3)
        right.addWidget(self.title)
        right.addWidget(self.numbers)
        right.addSpacing(4)
        right.addWidget(Words(translate("BatchPrint", "Each form is counted and recorded when it went out."), "label"))
        right.addSpacing(8)
        right.addLayout(buttons)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 12)
        row.setSpacing(20)
        row.addLayout(left, 1)
        row.addLayout(right, 2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
