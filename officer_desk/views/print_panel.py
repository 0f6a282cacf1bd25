# SPDX-License-Identifier: Apache-2.0
"""The panel «In tờ khai»: which version, which printer, how many, which pages, and what is known of the paper."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from officer_desk.catalogue import translate
from officer_desk.gateways.printers import PrinterInfo
from officer_desk.views import actions, printer_choice, theme
from officer_desk.views.print_work import Preview, Ticket
from officer_desk.views.widgets import Button, Caption, h_line, label, restyle

WIDTH = 360


class PrintPanel(QScrollArea):
    """Holds what the officer chooses; its lower part tells facts. It scrolls inside when the window is low."""

    changed = Signal()
    """Something that the next print depends on was chosen."""
    template_chosen = Signal(str)
    dialog_wanted = Signal()
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.template = QComboBox()
        self.printer = QComboBox()
        self._why_none = label(role="label", wrap=True)
        self.copies = QSpinBox()
        self.paper = QComboBox()
        self.form = QCheckBox(translate("PrintPreview", "Form for the citizen to sign"))
        self.slip = QCheckBox(translate("PrintPreview", "Control slip of the office"))
        self.dialog = Button(translate("PrintPreview", "Printer dialog…"), icon="settings")
        self.save = Button(translate("PrintPreview", "Save PDF"), actions.cap("save-pdf"), icon="save")
        self._code = _Fact()
        self._fits = _Fact()
        self._count = _Fact()
        self._options: dict[str, str] = {}
        self._lay_out()
        self.template.currentIndexChanged.connect(self._on_template)
        self.printer.currentIndexChanged.connect(self._on_printer)
        self.copies.valueChanged.connect(self.changed)
        self.form.toggled.connect(self.changed)
        self.slip.toggled.connect(self.changed)
        self.dialog.clicked.connect(self.dialog_wanted)
        self.save.clicked.connect(self.save_wanted)

    def reset(self) -> None:
        """Begin with the citizen's page alone, once, and nothing known of it."""
        with QSignalBlocker(self):
            self.form.setChecked(True)
            self.slip.setChecked(False)
            self.copies.setValue(1)
        self._options = {}
        self.show_facts(None)

    def show_templates(self, templates: Sequence[tuple[str, str]], chosen: str) -> None:
        """Fill the list of versions: (key, name)."""
        with QSignalBlocker(self.template):
            self.template.clear()
            for key, name in templates:
                self.template.addItem(name, key)
            self.template.setCurrentIndex(max(0, self.template.findData(chosen)))

    def show_printers(self, printers: Sequence[PrinterInfo], why_none: str = "") -> None:
        """Fill the list of printers, keeping the chosen one; `why_none` says why there is none."""
        printer_choice.fill(self.printer, printers, why_none)
        self._why_none.setText(why_none)
        self._why_none.setVisible(bool(why_none))
        self.changed.emit()

    def choose(self, printer: str, copies: int, options: dict[str, str]) -> None:
        """Take over what the system's dialog chose."""
        if self.printer.findData(printer) < 0 and printer:
            self.printer.addItem(printer, printer)
        self.printer.setEnabled(True)
        self.printer.setCurrentIndex(max(0, self.printer.findData(printer)))
        self.copies.setValue(copies)
        self._options = options

    def show_facts(self, preview: Preview | None) -> None:
        """Say what was found out about the paper; nothing while it is not there yet."""
        for fact in (self._code, self._fits, self._count):
            fact.setVisible(preview is not None)
        if preview is None:
            return
        if preview.code_reads:
            self._code.show_words("qr-code", translate("PrintPreview", "The signed QR code can be read"), "approved")
        else:
            self._code.show_words("triangle-alert", translate("PrintPreview", "The QR code cannot be read"), "rejected")
        self._fits.show_words("file-text", translate("PrintPreview", "One page, no line is cut"), "ink")
        printed = preview.print_number - 1
        words = translate("PrintPreview", "Not printed or saved yet")
        if printed:
            words = translate("PrintPreview", "Printed or saved before: {count}").format(count=printed)
        self._count.show_words("history", words, "ink2")

    def ticket(self, declaration_id: int) -> Ticket:
        """Give what is to be printed of a file."""
        return Ticket(
            declaration_id=declaration_id,
            template=str(self.template.currentData() or ""),
            form=self.form.isChecked(),
            slip=self.slip.isChecked(),
            printer=str(self.printer.currentData() or ""),
            copies=self.copies.value(),
            options=dict(self._options),
        )

    def _lay_out(self) -> None:
        self.copies.setRange(1, 50)
        self.copies.lineEdit().setTextMargins(5, 0, 0, 0)
        self.paper.addItem("A4")
        self.copies.lineEdit().setAccessibleName(translate("PrintPreview", "Copies"))
        self.form.setChecked(True)
        for box in (self.form, self.slip):
            box.setAccessibleName(box.text())
        for combo in (self.template, self.printer, self.paper):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(6)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(0)
        column.addWidget(label(translate("PrintPreview", "Print the form"), "section", wrap=True))
        column.addSpacing(8)
        for caption, field in (
            (translate("PrintPreview", "Version"), self.template),
            (translate("PrintPreview", "Printer"), self.printer),
        ):
            column.addWidget(Caption(caption, field))
            column.addSpacing(3)
            column.addWidget(field)
            column.addSpacing(10)
        column.insertWidget(column.count() - 1, self._why_none)
        column.addLayout(self._amounts())
        column.addSpacing(10)
        column.addWidget(self.form)
        column.addWidget(self.slip)
        column.addSpacing(12)
        column.addWidget(h_line())
        column.addSpacing(10)
        for fact in (self._code, self._fits, self._count):
            column.addWidget(fact)
        column.addSpacing(10)
        column.addWidget(h_line())
        column.addSpacing(12)
        column.addWidget(self.dialog)
        column.addSpacing(8)
        column.addWidget(self.save)
        column.addSpacing(8)
        words = translate(
            "PrintPreview", "Every print is counted and recorded. A reprint says «reprint» on the control slip."
        )
        column.addWidget(label(words, "label", wrap=True))
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(WIDTH)

    def _amounts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.addWidget(Caption(translate("PrintPreview", "Copies"), self.copies), 0, 0)
        grid.addWidget(Caption(translate("PrintPreview", "Paper"), self.paper), 0, 1)
        grid.addWidget(self.copies, 1, 0)
        grid.addWidget(self.paper, 1, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        return grid

    def _on_template(self) -> None:
        self.template_chosen.emit(str(self.template.currentData() or ""))

    def _on_printer(self) -> None:
        """Options belong to the printer for which the dialog chose them."""
        self._options = {}
        self.printer.setToolTip(self.printer.currentText())
        self.changed.emit()


class _Fact(QWidget):
    """An icon and what it stands for."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = QLabel()
        self._icon.setFixedSize(16, 18)
        self._words = label(role="body", wrap=True, figures=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_words(self, icon: str, words: str, tone: str) -> None:
        """Say something."""
        self._icon.setPixmap(theme.pixmap(icon, tone, 16))
        self._words.setText(words)
        self._words.setProperty("tone", tone)
        restyle(self._words)
