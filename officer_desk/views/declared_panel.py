# SPDX-License-Identifier: Apache-2.0
"""The data side of the open file: tabs Tờ khai, Đối chiếu, Lịch sử, Hồ sơ liên quan, Tài khoản, Tờ khai đã ký."""

from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import format_day, format_time
from officer_desk.domain.records import CrossCheck, DeclarationRecord, Declared, RelatedFile
from officer_desk.domain.values import IdentityKind, State
from officer_desk.views.account_panel import AccountPanel
from officer_desk.views.change_table import ChangeTable, heads_of
from officer_desk.views.change_words import nothing_words
from officer_desk.views.check_panel import CheckPanel
from officer_desk.views.check_summary import score
from officer_desk.views.check_words import tone_of, worst
from officer_desk.views.file_history import FileHistory, RelatedFiles
from officer_desk.views.file_parts import Ground, IconLine, phone_groups, scrolled
from officer_desk.views.notices import NoticeLines, notices, same_words
from officer_desk.views.segments import TabRow
from officer_desk.views.signed_panel import SignedPanel
from officer_desk.views.widgets import FieldRow, h_line
from officer_desk.views.work_notices import Notice

DECLARED, COMPARED, HISTORY, RELATED, ACCOUNT, SIGNED = range(6)
Fact: TypeAlias = tuple[str, str, str, str]
"""Icon, heavier head, text, and the colour token of the icon."""


class DeclaredPanel(Ground):
    """Everything in words that is known of one file."""

    open_requested = Signal(int)
    ask_again = Signal()
    comparing = Signal(bool)
    """The comparison came to the front, or went."""

    def __init__(self, desk: Desk) -> None:
        """`desk` reads the pictures of changes and accounts."""
        super().__init__("surface")
        self._desk = desk
        self.tabs = TabRow(
            [
                translate("DeclaredPanel", "Declaration"),
                translate("DeclaredPanel", "Comparison"),
                translate("DeclaredPanel", "History"),
                translate("DeclaredPanel", "Related files"),
                translate("DeclaredPanel", "Account"),
                translate("DeclaredPanel", "Signed form"),
            ]
        )
        self.lines = NoticeLines()
        self.asked_above = False
        """An open question stands above the file, where it is answered."""
        self._record: DeclarationRecord | None = None
        self._without_asking = False
        self.compared = CheckPanel()
        self.history = FileHistory()
        self.related = RelatedFiles()
        self._declared = _Column()
        self.account = AccountPanel(desk)
        self.signed = SignedPanel(desk)
        self._pages = QStackedWidget()
        self._lay_out()
        self.tabs.chosen.connect(self._on_tab)
        self.related.open_requested.connect(self.open_requested)
        self.compared.beside.open_requested.connect(self.open_requested)
        self.account.open_requested.connect(self.open_requested)
        self.lines.ask_again.connect(self.ask_again)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.lines)
        column.addWidget(self._declared)
        column.addStretch(1)
        self._pages.addWidget(scrolled(page, translate("DeclaredPanel", "Declaration")))
        self._pages.addWidget(self.compared)
        self._pages.addWidget(scrolled(self.history, translate("DeclaredPanel", "History")))
        related = QWidget()
        frame = QVBoxLayout(related)
        frame.setContentsMargins(16, 12, 16, 12)
        frame.addWidget(self.related)
        self._pages.addWidget(related)
        self._pages.addWidget(scrolled(self.account, translate("DeclaredPanel", "Account")))
        self._pages.addWidget(self.signed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.tabs)
        outer.addWidget(self._pages, 1)

    def clear(self) -> None:
        """Show nothing of any file; the first tab is open."""
        self.tabs.choose(DECLARED)
        self.tabs.tabs[DECLARED].rename(translate("DeclaredPanel", "Declaration"))
        for tab in (DECLARED, COMPARED, HISTORY, RELATED, SIGNED):
            self.tabs.tabs[tab].set_count(None)
        self._record = None
        self.compared.show_check(None, IdentityKind.CCCD)
        self.lines.clear()
        self._declared.clear()
        self.account.show_account(None, None)
        self.signed.clear()
        self.history.show_entries(())
        self.related.show_files(())

    def show_declaration(self, record: DeclarationRecord) -> None:
        """Show a file; the open tab stays open."""
        # Shown once at the end: every row shown by itself would lay the whole page out again.
        self._declared.hide()
        self._record, self._without_asking = record, False
        self._show_lines()
        # What a destroyed file asked for is gone: it is no file that changes nothing.
        if record.declared.changes is not None:
            self._show_change(record)
        else:
            self._show_declared(record)
        self._declared.show()
        self.account.show_account(record.account, record.id)
        self.signed.show_declaration(record)
        self.history.show_entries(record.history)
        self.related.show_files(record.related)
        self.tabs.tabs[HISTORY].set_count(len(record.history))
        self.tabs.tabs[SIGNED].set_count(len(record.signed) or None)
        self.tabs.tabs[RELATED].set_count(len({related.declaration_id for related in record.related}))

    def say_only_the_rest(self, record: DeclarationRecord) -> None:
        """Leave out that HGĐ could not be asked: the page says it above."""
        self._record, self._without_asking = record, True
        self._show_lines()

    def show_check(self, record: DeclarationRecord, check: CrossCheck | None) -> None:
        """Show what the comparison came to, or that it is not there yet."""
        kind = record.declared.identity.kind
        self._record = record
        self.compared.show_check(check, kind)
        words = "" if check is None else score(check)
        if check is not None and check.pending:
            words = translate("DeclaredPanel", "being read")
        self.tabs.tabs[COMPARED].set_badge(words, tone_of(None if check is None else worst(check)))
        self._show_lines()

    def _show_lines(self) -> None:
        if self._record is None:
            return
        found = self.notices(self._record)
        self.lines.show_notices([one for one in found if not (one.can_ask_again and self._without_asking)])

    def notices(self, record: DeclarationRecord) -> list[Notice]:
        """Give what there is to say about a file; a question that stands where it is answered is not said twice."""
        found = notices(record, self.compared.check)
        return [notice for notice in found if not (notice.asks and self.asked_above)]

    def next_tab(self) -> None:
        """Ctrl+T: open the next tab, after the last the first; in the comparison ↑ ↓ walk at once."""
        self.tabs.choose((self.tabs.current + 1) % len(self.tabs.tabs))
        if self.tabs.current == COMPARED:
            self.compared.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_tab(self, index: int) -> None:
        """Change the page; a focus in the page that goes stays at its tab, and does not fall to a stranger."""
        held = QApplication.focusWidget()
        page = self._pages.currentWidget()
        if held is not None and page is not None and page.isAncestorOf(held) and index != self._pages.currentIndex():
            self.tabs.tabs[index].setFocus(Qt.FocusReason.OtherFocusReason)
        self._pages.setCurrentIndex(index)
        self.comparing.emit(index == COMPARED)
        if index == COMPARED:
            self.compared.table.begin()

    def words(self) -> str:
        """Give all that the first tab says, for whoever reads the screen."""
        return "\n".join([*self.lines.texts(), *self._declared.texts()])

    def _show_change(self, record: DeclarationRecord) -> None:
        """Show what the file changes, and nothing that it does not."""
        column, tab = self._declared, self.tabs.tabs[DECLARED]
        column.clear()
        tab.rename(translate("DeclaredPanel", "Change"))
        tab.set_count(len(record.differences))
        if record.differences:
            column.add(ChangeTable(self._desk, record.differences, heads_of(record)))
        else:
            column.fact("equal", *nothing_words(record))
        column.rule()
        submitted = format_time(record.declared.submitted_at)
        words = translate("DeclaredPanel", "Code {code}, submitted {time}, {office} ({office_code}).")
        column.fact(
            "file-text",
            "",
            words.format(
                code=record.declared.insurance_code,
                time=submitted,
                office=record.office_name,
                office_code=record.declared.office_code,
            ),
        )
        for fact in _facts(record):
            column.fact(*fact)

    def _show_declared(self, record: DeclarationRecord) -> None:
        column, declared = self._declared, record.declared
        column.clear()
        column.row(translate("DeclaredPanel", "Full name"), declared.full_name, strong=True)
        code = declared.insurance_code
        column.row(translate("DeclaredPanel", "Social insurance code"), code, strong=True, figures=True)
        verified = translate("DeclaredPanel", "checked against the population database")
        column.row(
            texts.identity_kind(declared.identity.kind),
            declared.identity.number,
            verified if declared.identity.population_verified else "",
            strong=True,
            figures=True,
        )
        if declared.guardian is not None:
            guardian = declared.guardian
            note = f"{guardian.insurance_code} · {guardian.relation}"
            column.row(translate("DeclaredPanel", "Guardian"), guardian.full_name, note, figures=True)
        phone = phone_groups(declared.phone)
        column.row(translate("DeclaredPanel", "Mobile phone"), phone, _phone_note(record.related), figures=True)
        copy = translate("DeclaredPanel", "wants the declaration by e-mail") if declared.wants_email_copy else ""
        column.row(translate("DeclaredPanel", "E-mail"), declared.email or "–", copy, figures=True)
        column.row(translate("DeclaredPanel", "Contact address"), record.address_text, figures=True)
        if declared.certificate is not None:
            column.row(*_certificate_row(declared), figures=True)
        column.row(
            translate("DeclaredPanel", "Registers for dealings at"),
            translate("DeclaredPanel", "The electronic portal of Vietnam Social Security"),
        )
        submitted = translate("DeclaredPanel", "submitted {time}").format(time=format_time(declared.submitted_at))
        note = f"{declared.office_code} · {submitted}"
        column.row(translate("DeclaredPanel", "Receiving office"), record.office_name, note, figures=True)
        column.rule()
        for fact in _facts(record):
            column.fact(*fact)


class _Column(QWidget):
    """Rows of data that are made anew for each file."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(3)
        self._made: list[QWidget] = []
        # Polishing a new widget by the style sheet is what opening a file waits for: rows are used again.
        self._rows: dict[tuple[str, bool, bool], FieldRow] = {}
        self._facts: list[IconLine] = []
        self._rule: QWidget | None = None

    def clear(self) -> None:
        kept = {*self._rows.values(), *self._facts, self._rule}
        for widget in self._made:
            self._layout.removeWidget(widget)
            widget.hide()
            if widget not in kept:
                widget.deleteLater()
            elif isinstance(widget, FieldRow):
                widget.set_value("")
            elif isinstance(widget, IconLine):
                widget.say("", "", "")
        self._made = []

    def add(self, widget: QWidget) -> None:
        self._layout.addWidget(widget)
        self._made.append(widget)
        widget.show()

    def row(self, name: str, value: str, note: str = "", *, strong: bool = False, figures: bool = False) -> None:
        key = (name, strong, figures)
        kept = self._rows.get(key)
        if kept is None:
            kept = self._rows[key] = FieldRow(name, strong=strong, figures=figures)
        kept.set_value(value, note)
        self.add(kept)

    def rule(self) -> None:
        """A line between data and facts, with room around it."""
        if self._rule is None:
            self._rule = QWidget()
            inner = QVBoxLayout(self._rule)
            inner.setContentsMargins(0, 8, 0, 6)
            inner.addWidget(h_line("line"))
        self.add(self._rule)

    def fact(self, icon: str, head: str, text: str, token: str = "ink2") -> None:
        """A quiet fact below the data."""
        free = next((line for line in self._facts if line not in self._made), None)
        if free is None:
            free = IconLine(icon, head, text, token)
            self._facts.append(free)
        free.say(icon, head, text, token)
        self.add(free)

    def texts(self) -> list[str]:
        return [widget.value() for widget in self._made if isinstance(widget, FieldRow)] + [
            widget.accessibleName() for widget in self._made if not isinstance(widget, FieldRow)
        ]


def _certificate_row(declared: Declared) -> tuple[str, str, str]:
    certificate = declared.certificate
    if certificate is None:
        return "", "", ""
    note = f"{certificate.issuer} · {format_day(certificate.valid_from)} – {format_day(certificate.valid_to)}"
    return translate("DeclaredPanel", "Digital certificate"), certificate.number, note


def _phone_note(related: tuple[RelatedFile, ...]) -> str:
    other = next((file for file in related if file.what == "phone"), None)
    if other is None:
        return ""
    serial = other.number.partition("/")[0]
    return translate("DeclaredPanel", "also in file {serial} ({name})").format(serial=serial, name=other.full_name)


def _facts(record: DeclarationRecord) -> list[Fact]:
    facts: list[Fact] = []
    if not record.own_office:
        facts.append(_office_line(record))
    shared = False
    for related in record.related:
        if related.what == "same-person":
            continue
        words = f"{related.number} · {related.full_name} · {texts.state(related.state)}"
        if related.allowed:
            words += " " + translate("DeclaredPanel", "(allowed: guardian and child)")
        icon = "triangle-alert" if related.blocks else "link-2"
        token = "rejected" if related.blocks else "accink"
        facts.append((icon, same_words(related.what) + ":", words, token))
        shared = True
    if not shared:
        words = translate("DeclaredPanel", "Phone, e-mail and ID number stand in no file of another code.")
        facts.append(("copy", "", words, "ink2"))
    facts.append(_earlier_line(record.related))
    return facts


def _office_line(record: DeclarationRecord) -> Fact:
    words = translate("DeclaredPanel", "A file of {office} ({code}).").format(
        office=record.office_name, code=record.declared.office_code
    )
    return "info", words, translate("DeclaredPanel", "It can be handled here all the same."), "accink"


def _earlier_line(related: tuple[RelatedFile, ...]) -> Fact:
    own = [file for file in related if file.what == "same-person"]
    refused = [file for file in own if file.state is State.REJECTED]
    if not own:
        words = translate("DeclaredPanel", "This code has had no file before, and no refusal.")
        return "history", "", words, "ink2"
    head = translate("DeclaredPanel", "Other files of this code: {count}.").format(count=len(own))
    if not refused:
        names = "; ".join(f"{file.number}, {texts.state(file.state).lower()}" for file in own[:3])
        return "history", head, names, "ink2"
    newest = refused[0]
    words = translate("DeclaredPanel", "Refused {count} times, last {number} of {day}: {reasons}").format(
        count=len(refused),
        number=newest.number,
        day=format_time(newest.submitted_at)[:10],
        reasons="; ".join(newest.reasons) or "–",
    )
    return "history", head, words, "rejected"
