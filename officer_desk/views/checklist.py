# SPDX-License-Identifier: Apache-2.0
"""«Trước khi ghi nhận»: what speaks for recording and what does not yet, each fact with its own word and shape."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_clock
from officer_desk.domain.records import DeclarationRecord, HgdReply
from officer_desk.domain.values import HgdAnswer, Kind
from officer_desk.views import theme
from officer_desk.views.file_parts import Words
from officer_desk.views.not_signed_box import NotSignedBox
from officer_desk.views.record_plan import needs_visit


class Checklist(QWidget):
    """Up to five facts; those that do not concern the file are left out."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(5)
        head = Words(translate("Checklist", "Before recording"), "heavy")
        head.setMinimumHeight(30)
        self._layout.addWidget(head)
        self._lines = [_Check() for _ in range(5)]
        for line in self._lines:
            self._layout.addWidget(line)
        self.not_signed = NotSignedBox()
        self._layout.addWidget(self.not_signed)
        self._layout.addStretch(1)

    def clear(self) -> None:
        """Say nothing."""
        for line in self._lines:
            line.say(True, "", "")
        self.not_signed.clear()

    def texts(self) -> list[str]:
        """Give what it says."""
        return [line.accessibleName() for line in self._lines if not line.isHidden()]

    def show_checks(
        self, record: DeclarationRecord, compared: int, wanted: int, *, came: bool, compared_done: bool
    ) -> None:
        """Say how the facts stand; without pictures there is nothing to compare."""
        seen, papers, signed, registry, others = self._lines
        seen.say(*_came_check(record, came=came))
        count = translate("Checklist", "{compared}/{wanted} pictures").format(compared=compared, wanted=wanted)
        papers.say(compared_done, _compared_words(done=compared_done), count)
        papers.setVisible(wanted > 0)
        signed.say(*_signed_check(record))
        signed.setVisible(record.signed_demanded)
        self.not_signed.setVisible(record.signed_demanded and not record.signed_now)
        registry.say(record.hgd.answer is HgdAnswer.MATCH, _registry_words(record.hgd), "")
        others.say(*_others_check(record), "")


class _Check(QWidget):
    """One fact of the checklist."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = QLabel()
        self._icon.setFixedWidth(16)
        self._words = Words()
        self._fact = Words("", "muted", figures=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._fact)

    def say(self, done: bool, words: str, fact: str) -> None:
        """Say how a fact stands."""
        if words:
            look = ("check", "approved") if done else ("circle-dashed", "incomplete")
            self._icon.setPixmap(theme.pixmap(*look, 14))
        self._words.setText(words)
        self._fact.setText(fact)
        self.setAccessibleName(f"{words} {fact}".strip())
        self._hold_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._hold_height()

    def _hold_height(self) -> None:
        """Keep the height of all lines: a box layout that is short of room would take some of it."""
        self.setMinimumHeight(self.heightForWidth(self.width()))


def _came_check(record: DeclarationRecord, *, came: bool) -> tuple[bool, str, str]:
    if record.received_at is not None:
        words = translate("Checklist", "received {time}").format(time=format_clock(record.received_at))
        return True, translate("Checklist", "The citizen has come"), words
    if came:
        return True, translate("Checklist", "The citizen has come"), translate("Checklist", "just confirmed")
    if not needs_visit(record):
        return True, translate("Checklist", "No visit is needed"), ""
    return False, translate("Checklist", "The citizen has not come yet"), ""


def _compared_words(*, done: bool) -> str:
    if done:
        return translate("Checklist", "Compared with the original papers")
    return translate("Checklist", "Not yet compared with the original papers")


def _signed_check(record: DeclarationRecord) -> tuple[bool, str, str]:
    if record.signed_now:
        newest = next(page for page in record.signed if not page.outdated)
        return True, translate("Checklist", "The signed form is there"), format_clock(newest.added_at)
    if record.signed:
        return False, translate("Checklist", "The signed form is of older data"), translate("Checklist", "outdated")
    return False, translate("Checklist", "No signed form yet"), ""


def _registry_words(reply: HgdReply) -> str:
    match reply.answer:
        case HgdAnswer.MATCH:
            return translate("Checklist", "HGĐ matches code and name")
        case HgdAnswer.NAME_DIFFERS if reply.near:
            return translate("Checklist", "HGĐ: the name nearly matches, to be confirmed on recording")
        case HgdAnswer.NAME_DIFFERS:
            return translate("Checklist", "HGĐ: another name, nothing can be issued")
        case HgdAnswer.NOT_FOUND:
            return translate("Checklist", "HGĐ: the code is not there yet, asked again on recording")
        case HgdAnswer.CANNOT_ASK:
            return translate("Checklist", "HGĐ could not be asked yet, asked again on recording")


def _others_check(record: DeclarationRecord) -> tuple[bool, str]:
    """Say who else uses code, phone or e-mail: an account, another file, or the guardian, who may."""
    others = [file for file in record.related if file.what != "same-person"]
    change = record.declared.kind is Kind.CHANGE
    if record.account is not None and record.account.status == "active" and not change:
        return False, translate("Checklist", "This code has an account already")
    if any(file.blocks for file in record.related):
        return False, translate("Checklist", "Another account uses phone or e-mail")
    if any(not file.allowed for file in others):
        return False, translate("Checklist", "Another file has the same phone, e-mail or ID number")
    if others and record.declared.guardian is not None:
        return True, translate("Checklist", "Phone of the guardian: allowed")
    if others:
        return True, translate("Checklist", "Phone shared with the child in care: allowed")
    if change:
        return True, translate("Checklist", "Nobody else uses phone or e-mail")
    return True, translate("Checklist", "Nobody uses code, phone or e-mail")
