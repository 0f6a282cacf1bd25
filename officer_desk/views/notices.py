# SPDX-License-Identifier: Apache-2.0
"""What has to be said about an open file before anything else: the worst on one line, the rest behind a word."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import local
from officer_desk.domain.records import CrossCheck, DeclarationRecord, HgdReply
from officer_desk.domain.values import HgdAnswer, Kind
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.views.change_words import is_live
from officer_desk.views.check_summary import has_card, summary, with_registry
from officer_desk.views.widgets import Button, MessageLine, label
from officer_desk.views.work_notices import Notice, work_notices

_STAMP = re.compile(r"(\d\d/\d\d)/(\d{4}) (\d\d:\d\d)")
_RANK = ("red", "amber", "information", "success", "quiet")


def notices(record: DeclarationRecord, check: CrossCheck | None = None) -> list[Notice]:
    """Give what there is to say about a file and its comparison, the worst first."""
    found = [*work_notices(record), *_account_notices(record), *_compared(record, check)]
    if record.missing:
        names = texts.picture_roles(record.missing)
        asked = translate("Notices", "Asked of the citizen: {words}").format(words=record.supplement)
        found.append(
            Notice(
                "amber",
                translate("Notices", "Pictures are missing: {names}.").format(names=names),
                asked if record.supplement else "",
            )
        )
    return sorted(found, key=lambda notice: _RANK.index(notice.tone))


def _compared(record: DeclarationRecord, check: CrossCheck | None) -> list[Notice]:
    """Give HGĐ's answer and what the comparison came to; where both have nothing against it, one line says so."""
    answer = _registry_notice(record.hgd)
    if check is None or check.pending or not check.of or record.state not in UNDECIDED:
        return [answer]
    if not has_card(check) and check.look_at is None:
        return [answer]  # only HGĐ was compared, and speaks for itself
    found = with_registry(summary(check, record.declared.identity.kind), record, answer)
    return [found] if found.registry else [answer, found]


def _account_notices(record: DeclarationRecord) -> list[Notice]:
    if record.state not in UNDECIDED:
        return []
    found: list[Notice] = []
    account = record.account
    if account is not None and account.status == "active" and record.declared.kind is not Kind.CHANGE:
        found.append(_taken(translate("Notices", "This code is registered already."), account.declaration_number))
    if record.declared.kind is Kind.CHANGE:
        found += _change_notices(record)
    found += [_taken(_taken_words(related.what), related.number) for related in record.related if related.blocks]
    waiting = [r for r in record.related if r.what != "same-person" and not r.blocks and not r.allowed]
    for related in waiting:
        words = translate("Notices", "{what} as {number}, {name}.").format(
            what=same_words(related.what), number=related.number, name=related.full_name
        )
        found.append(Notice("amber", words, translate("Notices", "Look whether it is the same person.")))
    return found


def _change_notices(record: DeclarationRecord) -> list[Notice]:
    """Say that there is no account to change, or that it is suspended; and what is to be done first."""
    account = record.account
    if not is_live(account):
        head = translate("Notices", "This code has no account that could be changed.")
        own = (file for file in record.related if file.what == "same-person" and file.kind is not Kind.CHANGE)
        waiting = next((file for file in own if file.state in UNDECIDED), None)
        if waiting is None:
            advice = translate("Notices", "Refuse the file (F9) and guide the citizen to register.")
            return [Notice("red", head, advice)]
        words = translate("Notices", "Registration {number} is not decided yet: decide it first.")
        return [Notice("red", head, words.format(number=waiting.number))]
    if account is None or account.status != "suspended":
        return []
    step = next((step for step in account.steps if step.what == "suspended"), None)
    if step is None or step.declaration_id == record.id:
        words = translate("Notices", "The account is suspended until this file is decided again.")
        return [Notice("information", words)]
    words = translate("Notices", "File {number} was reopened: decide it first.").format(number=step.declaration_number)
    return [Notice("red", translate("Notices", "The account is suspended."), words)]


def _taken(head: str, number: str) -> Notice:
    words = translate("Notices", "The account in use belongs to file {number}.")
    return Notice("red", head, words.format(number=number))


def _taken_words(what: str) -> str:
    match what:
        case "phone":
            return translate("Notices", "The phone is registered for another code.")
        case "email":
            return translate("Notices", "The e-mail is registered for another code.")
        case _:
            return translate("Notices", "The ID number is registered for another code.")


def cannot_ask_words(reply: HgdReply) -> str:
    """Say why HGĐ could not be asked, and what to do."""
    match reply.why:
        case "too-old":
            return translate("Notices", "The extract is too old. Load a new one, then «Ask again». The file stays.")
        case "destroyed":
            return translate("Notices", "The data of this file were destroyed.")
        case "no-extract":
            return translate("Notices", "There is no extract yet. Load one, then «Ask again». The file stays.")
        case _:
            return translate("Notices", "The extract cannot be read. «Ask again» later. The file stays.")


def _registry_notice(reply: HgdReply) -> Notice:
    source = registry_source(reply)
    entry = reply.entry
    match reply.answer:
        case HgdAnswer.MATCH:
            head = translate("Notices", "HGĐ: code and name match")
            known = "" if entry is None else "· " + _person(entry.full_name, entry.date_of_birth, entry.sex)
            return Notice("success", head, known, source, icon="equal", registry=True)
        case HgdAnswer.NAME_DIFFERS:
            near = translate("Notices", "HGĐ: the name nearly matches.")
            other = translate("Notices", "HGĐ: another name.")
            written = translate("Notices", "There it is written «{name}».").format(
                name="" if entry is None else entry.full_name
            )
            return Notice("amber", near if reply.near else other, written, source, registry=True)
        case HgdAnswer.NOT_FOUND:
            head = translate("Notices", "HGĐ: this code is not there yet.")
            return Notice(
                "information", head, translate("Notices", "It will be asked again on recording."), source, registry=True
            )
        case HgdAnswer.CANNOT_ASK:
            head = translate("Notices", "HGĐ could not be asked.")
            return Notice("information", head, cannot_ask_words(reply), can_ask_again=True, registry=True)


def _person(name: str, born: str, sex: str) -> str:
    about: list[str] = []
    if born:
        shown = "/".join(reversed(born.split("-")))
        words = translate("Notices", "born {date}") if "/" in shown else translate("Notices", "year of birth {date}")
        about.append(words.format(date=shown))
    if sex:
        about.append(translate("Notices", "male") if sex == "M" else translate("Notices", "female"))
    # Birth and sex stay together: a word alone on a line is read as if something were wrong with it.
    return " · ".join((name, " · ".join(about).replace(" ", "\u00a0"))) if about else name


def registry_source(reply: HgdReply) -> str:
    """Say which source was asked, and when."""
    asked = translate("Notices", "asked {time}").format(time=local(reply.asked_at).strftime("%H:%M:%S"))
    taken = extract_words(reply)
    return f"{taken}, {asked}" if taken else asked


def extract_words(reply: HgdReply) -> str:
    """Say of when the registry's answer is: its source, with the time on Vietnam's clock."""
    found = _STAMP.search(reply.source)
    if found is None:
        return reply.source
    day, year, clock = found.groups()
    shown = day if int(year) == local(reply.asked_at).year else f"{day}/{year}"
    return translate("Notices", "extract {time}").format(time=f"{shown} {clock}")


def same_words(what: str) -> str:
    """Say what two files have in common."""
    match what:
        case "phone":
            return translate("Notices", "Same phone")
        case "email":
            return translate("Notices", "Same e-mail")
        case "id_number":
            return translate("Notices", "Same ID number")
        case _:
            return translate("Notices", "Same person")


def split_sentence(words: str) -> tuple[str, str]:
    """Make the first of several sentences the heavier head of a line."""
    head, dot, rest = words.partition(". ")
    return (head + dot.strip(), rest) if rest else (words, "")


class SourcedLine(MessageLine):
    """A message line that also says, quietly at the right, where its words come from; its buttons are made once."""

    def __init__(self) -> None:
        super().__init__()
        for words in self.findChildren(QLabel):
            words.setProperty("figures", True)
        self._source = label(role="label", figures=True)
        self.again = Button(translate("NoticeLines", "Ask again"), "F5", icon="refresh-cw")
        self.more = Button("", kind="quiet")
        self.more.set_height(22)
        row = self.layout()
        if row is not None:
            row.addWidget(self._source)
            row.addWidget(self.again)
            row.addWidget(self.more)

    def clear(self) -> None:
        """Say nothing, and keep no word of it for whoever reads the screen."""
        super().clear()
        self._source.clear()
        self.setAccessibleName("")

    def show_notice(self, notice: Notice, others: int = 0) -> None:
        """Say one thing, and how many others there are."""
        self._source.setText(notice.source)
        self._source.setVisible(bool(notice.source))
        self.again.setVisible(notice.can_ask_again)
        self.more.setText(translate("NoticeLines", "and {count} more").format(count=others))
        self.more.setVisible(others > 0)
        self.show_message(notice.tone, notice.head, notice.text, notice.icon)


class NoticeLines(QWidget):
    """The worst notice, and HGĐ's answer; «và 2 điều khác» opens the rest."""

    ask_again = Signal()

    def __init__(self, *, only_worst: bool = False) -> None:
        """`only_worst`: there is little room; HGĐ's answer may wait behind the word too."""
        super().__init__()
        self._only_worst = only_worst
        self._notices: list[Notice] = []
        self._lines: list[SourcedLine] = []
        self._open = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self.hide()

    def clear(self) -> None:
        """Say nothing."""
        self._open = False
        self.show_notices([])

    def show_notices(self, found: list[Notice]) -> None:
        """Say other things."""
        self._notices = found
        held = self._hold_focus()
        shown = found if self._open else [notice for notice in found if notice is found[0] or self._stays(notice)]
        for line in self._lines[len(shown) :]:
            line.clear()
        for place, notice in enumerate(shown):
            # A line that is made anew would be polished by the style sheet: lines are used again.
            line = self._lines[place] if place < len(self._lines) else self._make_line()
            line.show_notice(notice, len(found) - len(shown) if place == 0 else 0)
        self.setVisible(bool(found))
        if held is not None and held.isVisible():
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stays(self, notice: Notice) -> bool:
        return notice.stays or (notice.registry and not self._only_worst)

    def texts(self) -> list[str]:
        """Give the words that are shown."""
        return [line.text() for line in self._lines if not line.isHidden()]

    def _make_line(self) -> SourcedLine:
        line = SourcedLine()
        self._layout.addWidget(line)
        line.again.clicked.connect(self.ask_again)
        line.more.clicked.connect(self._on_more)
        self._lines.append(line)
        return line

    def _hold_focus(self) -> QWidget | None:
        """Before a button of these lines may go: put the focus on what they stand in, not on a stranger."""
        held = QApplication.focusWidget()
        if held is None or not self.isAncestorOf(held):
            return None
        above = self.parentWidget()
        while above is not None and above.focusPolicy() is Qt.FocusPolicy.NoFocus:
            above = above.parentWidget()
        if above is not None:
            above.setFocus(Qt.FocusReason.OtherFocusReason)
        return held

    def _on_more(self) -> None:
        self._open = True
        self.show_notices(self._notices)
