# SPDX-License-Identifier: Apache-2.0
"""«Tờ khai»: the wording of forms as their files hold it; beside it the page as it would be printed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import OfficeRecord, OfficeText, OfficeTextDraft
from officer_desk.errors import DeskError
from officer_desk.gateways.texts import TextLibrary
from officer_desk.services import office_settings, offices
from officer_desk.services.office_settings import FORMS
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.settings_parts import Field, SaveBar, Section, choices, complain, head
from officer_desk.views.widgets import MessageLine, label

_PAUSE_MS = 500
_LEAST, _PREVIEW = 240, 460
_POINTS = 595.0


class FormsSection(Section):
    """One file at a time; another is shown only when nothing typed would be lost."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "file-check", translate("FormTexts", "Forms"))
        self._found: OfficeText | None = None
        self._office: OfficeRecord | None = None
        self._drawn = ""
        self._page: QImage | None = None
        self.line = MessageLine()
        self.which = QComboBox()
        self.editor = QPlainTextEdit()
        self.field = Field(translate("FormTexts", "Wording"), self.editor, grows=True)
        self.preview = QLabel()
        self.said = Words("", "muted", figures=True)
        self.bar = SaveBar(restorable=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self.which.currentIndexChanged.connect(self._on_chosen)
        self.editor.textChanged.connect(self._on_typed)
        self._pause.timeout.connect(self._draw)
        self.bar.save.clicked.connect(self.save)
        self.bar.drop.clicked.connect(self.discard)
        self.bar.restore_confirmed.connect(self._restore)

    def _lay_out(self) -> None:
        choices(self.which, list(zip(FORMS, _names(), strict=True)), FORMS[0])
        self.which.setAccessibleName(translate("FormTexts", "Which paper"))
        self.editor.setTabChangesFocus(True)
        self.editor.setProperty("figures", True)
        words = translate("FormTexts", "What is printed beside the citizen's data. The law gives it: change with care.")
        column = QVBoxLayout()
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(head(self.title, words))
        column.addWidget(self.which)
        column.addWidget(self.line)
        column.addWidget(self.field, 1)
        self.preview.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.preview.setAccessibleName(translate("FormTexts", "Preview"))
        side = Ground("canvas", "line", "left")
        side.setMinimumWidth(_LEAST)
        side.setMaximumWidth(_PREVIEW)
        page = QVBoxLayout(side)
        page.setContentsMargins(17, 14, 16, 14)
        page.setSpacing(8)
        page.addWidget(label(translate("FormTexts", "Preview, of nobody's data"), "section"))
        page.addWidget(self.said)
        page.addWidget(self.preview, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(column, 1)
        middle.addWidget(side, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(self.bar)

    # --- loading and saving --------------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Tell whether the text differs from what is in force."""
        return self._found is not None and self.editor.toPlainText() != self._found.text

    def load(self) -> None:
        """Show the file that is chosen."""
        code = "" if self.desk.actor is None else self.desk.actor.office_code
        self.desk.ask(self, offices.office, code, then=self._on_office, otherwise=self._on_failed)
        self.desk.ask(self, office_settings.text_of, self._name, then=self._show, otherwise=self._on_failed)

    def save(self) -> None:
        """Save the text, if the printer can read it."""
        if self._found is not None:
            draft = OfficeTextDraft(self._found.name, self.editor.toPlainText(), self._found.digest)
            self.desk.act(self, office_settings.save_form, draft, then=self._on_saved, otherwise=self._on_failed)

    def _restore(self) -> None:
        if self._found is not None:
            given = (self._found.name, self._found.digest)
            self.desk.act(self, office_settings.restore, *given, then=self._on_saved, otherwise=self._on_failed)

    @property
    def _name(self) -> str:
        return str(self.which.currentData())

    def _on_chosen(self, _index: int) -> None:
        if self.dirty and self._found is not None:
            choices(self.which, list(zip(FORMS, _names(), strict=True)), self._found.name)
            head_words = translate("Staff", "Not saved yet.")
            self.line.show_message("amber", head_words, translate("FormTexts", "Save or drop the changes first."))
            return
        self.load()

    def _on_office(self, office: OfficeRecord | None) -> None:
        self._office = office

    def _show(self, found: OfficeText) -> None:
        self._found = found
        self.editor.setPlainText(found.text)
        self.bar.show_own(found.own)
        self.line.clear()
        self._on_typed()
        self._draw()

    def _on_saved(self, found: OfficeText) -> None:
        self._show(found)
        self.line.show_message(
            "success", translate("Settings", "Saved. It counts from the next act on."), closable=True
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, DeskError) and error.reason == "form-wording-broken":
            self._complain(error)
            self.editor.setFocus()
        else:
            complain(self.line, error)

    # --- the preview ---------------------------------------------------------------------------------------------

    def _on_typed(self) -> None:
        self.bar.show_dirty(self.dirty)
        self.edited.emit()
        self._pause.start()

    def _draw(self) -> None:
        """Draw the page in the background; what is typed meanwhile is drawn after it."""
        self._pause.stop()
        typed = self.editor.toPlainText()
        if self._found is None or self._office is None:
            return
        self._drawn = typed
        place = self.desk.gateways.units.province_name(self._office.code[1:3])
        scale = (_PREVIEW - 33) / _POINTS * self.devicePixelRatioF()
        day = day_of(self.desk.now())
        given = (self.desk.gateways.texts, self._found.name, typed, self._office, place, day, scale)
        self.desk.work(self, draw_specimen, *given, then=self._on_drawn, otherwise=self._on_not_drawn)

    def _on_drawn(self, answer: tuple[str, QImage]) -> None:
        typed, image = answer
        if typed != self.editor.toPlainText():
            return
        self.field.complain("")
        self.said.setText("")
        self._page = image
        self._show_page()

    def _on_not_drawn(self, error: Exception) -> None:
        if self._drawn == self.editor.toPlainText():
            self._complain(error)
            self.said.setText(translate("FormTexts", "The page shows the last wording without a fault."))

    def _complain(self, error: Exception) -> None:
        line = error.facts.get("line") if isinstance(error, DeskError) else None
        words = _fault(error) if isinstance(error, DeskError) else texts.sentence(error)
        self.field.complain(words)
        if isinstance(line, int) and self.editor.hasFocus() is False:
            place = QTextCursor(self.editor.document().findBlockByNumber(line - 1))
            self.editor.setTextCursor(place)

    def _show_page(self) -> None:
        if self._page is None:
            return
        pixmap = QPixmap.fromImage(self._page)
        ratio = self.devicePixelRatioF()
        room = self.preview.size() * ratio
        if pixmap.height() > room.height() > 0 or pixmap.width() > room.width() > 0:
            mode = Qt.TransformationMode.SmoothTransformation
            pixmap = pixmap.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, mode)
        pixmap.setDevicePixelRatio(ratio)
        self.preview.setPixmap(pixmap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page anew."""
        super().resizeEvent(event)
        self._show_page()


def draw_specimen(
    _job: object,
    library: TextLibrary,
    name: str,
    text: str,
    office: OfficeRecord,
    place: str,
    day: date,
    scale: float,
) -> tuple[str, QImage]:
    """Draw the first page of a paper with a wording that is not saved yet; gives the wording back with it."""
    from officer_desk.views.pdf_pages import draw_pages  # noqa: PLC0415 - not needed to show the page

    def reading(wanted: str) -> str:
        return text if wanted == name else library.read(wanted)

    return text, draw_pages(_pdf(reading, name, office, place, day), scale, most=1)[0]


def _pdf(read: Callable[[str], str], name: str, office: OfficeRecord, place: str, day: date) -> bytes:
    from officer_desk.printing import form01, guidance, specimen, wording  # noqa: PLC0415 - the same

    if name == guidance.FILE:
        return guidance.render(specimen.declared(), office.name, day, guidance.load(read))
    is_slip = name == wording.SLIP_FILE
    key = wording.TEMPLATES[0] if is_slip else Path(name).stem
    data = specimen.form_data(office, place)
    return form01.render(data, wording.load(read, key), slip=is_slip, form=not is_slip)


def _fault(error: DeskError) -> str:
    """Say where the fault is: the line where it is known, else the key."""
    line: Any = error.facts.get("line")
    if error.reason != "form-wording-broken":
        return texts.sentence(error)
    if line is not None:
        return translate(
            "FormTexts", "Line {line} cannot be read. A quotation mark or a bracket may be missing."
        ).format(line=line)
    words = translate("FormTexts", "«{key}» is missing, misspelt, or has a placeholder that is not known here.")
    return words.format(key=error.facts.get("what"))


def _names() -> tuple[str, ...]:
    return (
        translate("FormTexts", "Form 01 – 01/ĐK-GD (Decision 838)"),
        translate("FormTexts", "Form 01 – consolidated text 5236"),
        translate("FormTexts", "Control slip"),
        translate("FormTexts", "Guidance page (no code in HGĐ)"),
    )
