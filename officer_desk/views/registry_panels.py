# SPDX-License-Identifier: Apache-2.0
"""What HGĐ answered instead of "match", in the place of the data: the name differs, or the code is not there."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain import registry
from officer_desk.domain.calendar import local
from officer_desk.domain.records import DeclarationRecord, HgdReply
from officer_desk.views import theme
from officer_desk.views.file_parts import FlowLayout, Ground, Words, scrolled
from officer_desk.views.notices import extract_words
from officer_desk.views.widgets import Button, LetterCells, h_line, label

_PAGE_WIDTH = 236


class _Heading(QWidget):
    """A large word with its shape, and a sentence below it."""

    def __init__(self, icon: str, token: str, head: str, text: str) -> None:
        super().__init__()
        picture = QLabel()
        picture.setPixmap(theme.pixmap(icon, token, 20))
        words = Words(head, "section")
        words.setProperty("tone", token)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(picture)
        row.addWidget(words, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2)
        outer.addLayout(row)
        outer.addWidget(Words(text))
        self.setAccessibleName(f"{head}. {text}")


class NameDiffersPanel(Ground):
    """Letter by letter, and what else HGĐ says of this code."""

    def __init__(self, record: DeclarationRecord, reply: HgdReply) -> None:
        super().__init__("surface")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(_differs_heading(reply))
        column.addWidget(self._letters(record, reply))
        column.addWidget(self._others(record, reply))
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(body, translate("RegistryPanels", "The name differs from HGĐ")))

    def _letters(self, record: DeclarationRecord, reply: HgdReply) -> QWidget:
        declared = record.declared
        submitted = local(declared.submitted_at).strftime("%d/%m %H:%M")
        rows = [
            (
                translate("RegistryPanels", "Declaration"),
                reply.asked_name,
                f"{texts.channel(declared.channel)}, {submitted}",
            ),
            (translate("RegistryPanels", "HGĐ"), _registered(reply), extract_words(reply)),
        ]
        box = Ground("surf2", "line", radius=4)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(13, 13, 13, 11)
        inner.setSpacing(8)
        inner.addWidget(LetterCells(rows))
        words = _unlike(reply)
        if words:
            note = Words(words, "muted")
            note.setContentsMargins(74, 0, 0, 0)
            inner.addWidget(note)
        return box

    def _others(self, record: DeclarationRecord, reply: HgdReply) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(6, 0, 6, 0)
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(16)
        grid.setColumnMinimumWidth(0, 122)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        heads = (
            translate("RegistryPanels", "Other fields"),
            translate("RegistryPanels", "Declaration"),
            translate("RegistryPanels", "HGĐ"),
        )
        for place, head in enumerate(heads):
            grid.addWidget(label(head, "head"), 0, place)
        grid.addWidget(h_line("line2"), 1, 0, 1, 3)
        for place, (field, declared, there) in enumerate(_other_rows(record, reply)):
            row = 2 + place * 2
            grid.addWidget(Words(field, "muted"), row, 0)
            grid.addWidget(Words(declared, figures=True, selectable=True), row, 1)
            grid.addWidget(there, row, 2)
            grid.addWidget(h_line("hair"), row + 1, 0, 1, 3)
        return table


class NotFoundPanel(Ground):
    """Not refused: how the citizen gets a code, with a page to take home."""

    ask_again = Signal()
    guidance_requested = Signal()

    def __init__(self, record: DeclarationRecord, reply: HgdReply) -> None:
        super().__init__("surface")
        self._page = PagePicture()
        self.again = Button(translate("RegistryPanels", "Ask again"), "F5", icon="refresh-cw")
        self.print = Button(translate("RegistryPanels", "Print the guidance page"), "Ctrl G", kind="on", icon="printer")
        self._lay_out(record, reply)
        self.again.clicked.connect(self.ask_again)
        self.print.clicked.connect(self.guidance_requested)

    def _lay_out(self, record: DeclarationRecord, reply: HgdReply) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        words = translate(
            "RegistryPanels", "Not recorded, and not a refusal. The file stays «{state}» and can be opened again."
        )
        head = translate("RegistryPanels", "The code is not yet in HGĐ")
        column.addWidget(_Heading("info", "progress", head, words.format(state=texts.state(record.state))))
        column.addWidget(self._asked(reply))
        below = QHBoxLayout()
        below.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(Words(translate("RegistryPanels", "Guiding the citizen"), "strong"))
        for number, (step, how) in enumerate(_steps(), 1):
            left.addWidget(_Step(number, step, how))
        left.addSpacing(6)
        left.addWidget(self.print, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        below.addLayout(left, 1)
        right = QVBoxLayout()
        right.setSpacing(3)
        self._page_head = Words(translate("RegistryPanels", "Page for the citizen (A5)"), "label")
        right.addWidget(self._page_head)
        right.addWidget(self._page)
        right.addStretch(1)
        below.addLayout(right)
        column.addLayout(below)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(body, head))

    def _asked(self, reply: HgdReply) -> QWidget:
        box = Ground("surf2", "line", radius=4)
        row = QHBoxLayout(box)
        row.setContentsMargins(13, 7, 13, 7)
        row.setSpacing(12)
        facts = FlowLayout(gap=20, row_gap=4)
        for head, fact in (
            (translate("RegistryPanels", "Asked"), f"{reply.asked_code} · {reply.asked_name}"),
            (translate("RegistryPanels", "Answer"), texts.hgd(reply.answer)),
            (translate("RegistryPanels", "Source"), extract_words(reply)),
            (translate("RegistryPanels", "At"), local(reply.asked_at).strftime("%H:%M:%S")),
        ):
            made = QWidget()
            column = QVBoxLayout(made)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(1)
            column.addWidget(Words(head, "label"))
            column.addWidget(Words(fact, "heavy", selectable=True))
            facts.addWidget(made)
        row.addLayout(facts, 1)
        row.addWidget(self.again)
        return box

    def show_page(self, page: QImage) -> None:
        """Show the page as it would be printed."""
        self._page.show_page(page)
        self._page_head.setText(translate("RegistryPanels", "Page for the citizen (A5)"))

    def show_no_page(self, words: str) -> None:
        """Say why the page cannot be shown."""
        self._page.hide()
        self._page_head.setText(words)
        self.print.setEnabled(False)
        self.print.setToolTip(words)


class PagePicture(QWidget):
    """A page of paper, as small as it is still readable."""

    def __init__(self) -> None:
        super().__init__()
        self._page = QPixmap()
        self.setFixedSize(_PAGE_WIDTH, round(_PAGE_WIDTH * 210 / 148))
        self.setAccessibleName(translate("RegistryPanels", "Page for the citizen (A5)"))

    def show_page(self, page: QImage) -> None:
        """Show a rendered page."""
        self._page = QPixmap.fromImage(page)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint paper, page and frame."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._page.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self.rect(), self._page)
        painter.setPen(theme.color("line2"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class _Step(QWidget):
    """A numbered step."""

    def __init__(self, number: int, head: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(_Number(number), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Words(head, "heavy"))
        column.addWidget(Words(text, "muted"))
        row.addLayout(column, 1)


class _Number(QWidget):
    """A ringed number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(26, 26)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A small round."""
        return QSize(26, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ring and number."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("acc"))
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        painter.setFont(theme.figures("table-key"))
        painter.setPen(theme.color("accink"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


def _differs_heading(reply: HgdReply) -> QWidget:
    if reply.near:
        text = translate("RegistryPanels", "Not recorded. The code is in HGĐ, the name nearly matches: you decide.")
        return _Heading("close-match", "incomplete", translate("RegistryPanels", "The name nearly matches HGĐ"), text)
    text = translate(
        "RegistryPanels",
        "Not recorded. In HGĐ the code has another name. Hold the file, or choose «not valid» with a reason.",
    )
    return _Heading("differs", "rejected", translate("RegistryPanels", "The name differs from HGĐ"), text)


def _registered(reply: HgdReply) -> str:
    return "" if reply.entry is None else reply.entry.full_name


def _unlike(reply: HgdReply) -> str:
    """Name the words that differ, when they stand in the same places."""
    mine, theirs = reply.asked_name.split(), _registered(reply).split()
    if not reply.near or len(mine) != len(theirs):
        return ""
    pairs = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    words = translate("RegistryPanels", "Only here: «{mine}» and «{theirs}».")
    return " ".join(words.format(mine=a, theirs=b) for a, b in pairs)


def _other_rows(record: DeclarationRecord, reply: HgdReply) -> list[tuple[str, str, QWidget]]:
    declared, entry = record.declared, reply.entry
    none = translate("RegistryPanels", "not declared")
    rows = [(translate("RegistryPanels", "Social insurance code"), declared.insurance_code, _same())]
    if entry is None:
        return rows
    if not entry.id_number:
        there = _fact("circle-dashed", "ink2", translate("RegistryPanels", "Not in HGĐ"))
    elif (said := registry.detail(declared, reply)["id_number"]) == registry.MATCH:
        there = _same()
    elif said == registry.CANNOT_TELL:
        words = translate("RegistryPanels", "Cannot tell (HGĐ: {number})")
        there = _fact("circle-dashed", "ink2", words.format(number=entry.id_number))
    else:
        there = _fact("differs", "rejected", entry.id_number)
    rows.append((texts.identity_kind(declared.identity.kind), declared.identity.number, there))
    born = "/".join(reversed(entry.date_of_birth.split("-"))) or "–"
    rows.append((translate("RegistryPanels", "Date of birth"), none, Words(born, figures=True, selectable=True)))
    return rows


def _same() -> QWidget:
    return _fact("equal", "approved", translate("RegistryPanels", "Matches"))


def _fact(icon: str, token: str, words: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    picture = QLabel()
    picture.setPixmap(theme.pixmap(icon, token, 15))
    said = Words(words, figures=True, selectable=True)
    said.setProperty("tone", token)
    row.addWidget(picture)
    row.addWidget(said, 1)
    return made


def _steps() -> tuple[tuple[str, str], ...]:
    return (
        (
            translate("RegistryPanels", "Ask for the code again"),
            translate(
                "RegistryPanels",
                "Look at the insurance card: its last 10 digits are the code. If mistyped, declare again.",
            ),
        ),
        (
            translate("RegistryPanels", "Declare for a code"),
            translate(
                "RegistryPanels", "Fill in form TK1-TS, bring the ID card; it is taken here. No other office is needed."
            ),
        ),
        (
            translate("RegistryPanels", "Come back with the code"),
            translate("RegistryPanels", "This file waits. With the code: «Ask again», then «Record»; no new file."),
        ),
    )
