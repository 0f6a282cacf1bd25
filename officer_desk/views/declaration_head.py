# SPDX-License-Identifier: Apache-2.0
"""The head of the open file: number, name, state, days left; «Tiếp nhận», «In tờ khai», withdrawing, reopening."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import day_of, local
from officer_desk.domain.records import DeclarationRecord
from officer_desk.domain.values import Role, State
from officer_desk.domain.workflow import UNDECIDED, Act, may
from officer_desk.views import actions, term_words, theme
from officer_desk.views.claim_words import in_other_hands
from officer_desk.views.file_parts import FlowLayout, Ground, Words
from officer_desk.views.reopening_row import ReopeningRow
from officer_desk.views.widgets import Button, Chip, label

REOPENED_FROM = frozenset({State.APPROVED, State.REJECTED})
"""The decisions that a supervisor can open again."""


class DeclarationHead(Ground):
    """One row of 50; long names and stretched words make it higher, nothing is cut."""

    receive_requested = Signal()
    print_requested = Signal()
    withdraw_requested = Signal(str)
    """The citizen's wish, in words."""
    reopening_requested = Signal()
    """What reopening will do is to be asked; the row is open already."""

    def __init__(self) -> None:
        super().__init__("surface", "line", "bottom")
        self._number = Words("", "section", figures=True, selectable=True)
        self._name = Words("", "section", selectable=True)
        self._kind = Words("", "table")
        self._state = Chip()
        self._condition = Chip()
        self._place = label(role="table", tone="ink2", figures=True)
        self.receive = Button(translate("DeclarationHead", "Receive"), "F6")
        self.print = Button(translate("DeclarationHead", "Print the declaration"), "Ctrl P", icon="printer")
        self.ask = Button(
            translate("DeclarationHead", "Ask"),
            actions.cap("ask-supervisor"),
            kind="quiet",
            icon="circle-question-mark",
        )
        self.other = Button(translate("DeclarationHead", "More"), kind="quiet", icon="chevron-down")
        self.reopen = Button(translate("DeclarationHead", "Reopen the file"), icon="undo-2")
        self.restore = Button(translate("DeclarationHead", "Bring back"), icon="rotate-ccw", kind="primary")
        self.reopening = ReopeningRow()
        self._menu = QMenu(self.other)
        self.withdraw = QAction(translate("DeclarationHead", "Withdraw the file…"), self._menu)
        self.assign = QAction(self._menu)
        self._row = QWidget()
        self.reason = QLineEdit()
        self.go = Button(translate("DeclarationHead", "Withdraw the file"))
        self._stay = Button(translate("DeclarationHead", "Do not"), kind="quiet")
        self._lay_out()
        self.receive.clicked.connect(self.receive_requested)
        self.print.clicked.connect(self.print_requested)
        self.other.clicked.connect(self._on_other)
        self.withdraw.triggered.connect(self._on_withdraw)
        self.reason.textChanged.connect(self._on_reason)
        self.go.clicked.connect(self._on_go)
        self._stay.clicked.connect(self._row.hide)
        self.reopen.clicked.connect(self._on_reopen)
        self.clear()

    def _lay_out(self) -> None:
        self._kind.setProperty("tone", "ink2")
        name = translate("DeclarationHead", "Assign…")
        self.assign.setText(f"{name}\t{actions.cap('assign')}")
        self._menu.addAction(self.assign)
        self._menu.addAction(self.withdraw)
        facts = FlowLayout(gap=12, row_gap=4)
        for widget in (self._number, self._name, self._kind, self._state, self._condition):
            facts.addWidget(widget)
        left = QWidget()
        left.setLayout(facts)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        left.setSizePolicy(policy)
        top = QHBoxLayout()
        top.setContentsMargins(14, 8, 14, 9)
        top.setSpacing(12)
        top.addWidget(left, 1)
        top.addWidget(self._place)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.ask, self.other, self.reopen, self.restore, self.receive, self.print):
            buttons.addWidget(button)
        top.addLayout(buttons)
        inner = QHBoxLayout(self._row)
        inner.setContentsMargins(14, 0, 14, 9)
        inner.setSpacing(8)
        name = translate("DeclarationHead", "Reason for withdrawing")
        self.reason.setAccessibleName(name)
        self.reason.setPlaceholderText(name)
        self.reason.setMaxLength(500)
        inner.addWidget(Words(translate("DeclarationHead", "The citizen wishes to withdraw:")))
        inner.addWidget(self.reason, 1)
        inner.addWidget(self.go)
        inner.addWidget(self._stay)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(top)
        outer.addWidget(self._row)
        outer.addWidget(self.reopening)
        self.setMinimumHeight(50)

    def clear(self) -> None:
        """Show nothing of any file."""
        for words in (self._number, self._name, self._kind, self._place):
            words.clear()
        for chip in (self._state, self._condition):
            chip.set("", "", "waiting")
            chip.hide()
        for button in (self.receive, self.print, self.other):
            button.setEnabled(False)
            button.setToolTip("")
        self.ask.hide()
        self.reopen.hide()
        self.restore.hide()
        self.receive.show()
        self.close_row()

    def set_place(self, words: str) -> None:
        """Say quietly where in its list the file stands."""
        self._place.setText(words)
        self._place.setVisible(bool(words))

    def show_declaration(self, record: DeclarationRecord, role: Role, now: datetime) -> None:
        """Show the head of a file."""
        declared = record.declared
        self._number.setText(declared.number)
        gone = record.purged_at is not None
        self._name.setText(translate("DeclarationHead", "Data destroyed") if gone else declared.full_name)
        self._kind.setText(f"{texts.kind(declared.kind)} · {texts.channel(declared.channel)}")
        self._show_chip(self._state, theme.state_look(record.state), texts.state(record.state))
        self._show_chip(self._condition, term_words.head_look(record), condition_words(record, now))
        self._state.show()
        self._condition.show()
        self._allow(self.receive, *_receivable(record, role))
        no_print = translate("DeclarationHead", "The data of this file were destroyed: there is nothing to print.")
        self._allow(self.print, not gone, no_print)
        held = in_other_hands(record)
        withdrawable = may(Act.WITHDRAW, record.state, role) and not held
        why = held or translate("DeclarationHead", "The file is decided; there is nothing more to do here.")
        self._allow(self.other, withdrawable, why)
        self.other.setVisible(record.state in UNDECIDED)
        if not withdrawable:
            self._row.hide()
        self._show_reopening(record, _why_not_reopen(record, role, now))
        if self.restore.hasFocus() and record.state is not State.EXPIRED and (page := self.parentWidget()) is not None:
            # Else the focus would go to the next button, and a second Enter would print.
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.restore.setVisible(record.state is State.EXPIRED and not gone)
        self._allow(self.restore, not (why_not := term_words.why_not_restore(record, role)), why_not)
        self._on_reason()
        self.print.setVisible(record.fresh_look is None)
        if record.fresh_look is not None:
            for button in (self.receive, self.other, self.reopen, self.restore):
                button.hide()

    def show_work(self, *, may_ask: bool, may_assign: bool, answers: bool) -> None:
        """Offer what can be done about whose work the file is; `answers`: a question waits for this officer's word."""
        self.ask.setVisible(may_ask)
        name, words = translate("DeclarationHead", "Ask"), translate("Questions", "Ask the supervisor")
        if answers:
            name, words = translate("DeclarationHead", "Answer"), translate("Questions", "Answer the question")
        self.ask.setText(name)
        self.ask.setAccessibleDescription(words)
        self.ask.setToolTip(words)
        self.assign.setVisible(may_assign)

    def set_busy(self, busy: bool) -> None:
        """While an act is under way no second one is begun."""
        self.reopening.set_busy(busy)
        if busy:
            for button in (self.receive, self.go, self.reopen, self.restore):
                button.setEnabled(False)

    @property
    def words(self) -> list[str]:
        """What the head says, for whoever reads the screen."""
        parts = [self._number.text(), self._name.text(), self._kind.text(), self._state.text(), self._condition.text()]
        return [part for part in parts if part]

    @property
    def wish(self) -> str:
        """The reason for withdrawing as it is typed; empty while its row is closed."""
        return "" if self._row.isHidden() else self.reason.text().strip()

    def bring_back(self, wish: str) -> None:
        """Show the row about withdrawing again, with what was written there."""
        if wish:
            self._on_withdraw()
            self.reason.setText(wish)

    def close_row(self) -> bool:
        """Close the row about withdrawing or reopening; say whether one was open."""
        was_open = not self._row.isHidden()
        self.reason.clear()
        self._row.hide()
        return self.reopening.close_row() or was_open

    @property
    def typed(self) -> bool:
        """Whether a reason for withdrawing or reopening was typed."""
        return self.reopening.typed or bool(self.wish)

    def _show_chip(self, chip: Chip, look: tuple[str, str], words: str) -> None:
        chip.set(look[0], words, look[1])

    def _allow(self, button: Button, usable: bool, why_not: str) -> None:
        button.setEnabled(usable)
        button.setToolTip("" if usable else why_not)

    def _on_other(self) -> None:
        self._menu.popup(self.other.mapToGlobal(self.other.rect().bottomLeft()))

    def _show_reopening(self, record: DeclarationRecord, why: str) -> None:
        """In a decided file «Mở lại hồ sơ» stands where «Tiếp nhận» was."""
        decided = record.state in REOPENED_FROM
        self.reopen.setVisible(decided)
        self.receive.setVisible(not decided and record.state is not State.EXPIRED)
        self.reopening.set_busy(False)
        self._allow(self.reopen, not why, why)
        if why or not decided:
            self.reopening.close_row()

    def _on_reopen(self) -> None:
        self.reopening.ask()
        self.reopening_requested.emit()

    def _on_withdraw(self) -> None:
        self._row.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reason(self) -> None:
        self.go.setEnabled(bool(self.reason.text().strip()))
        self.go.setToolTip(
            "" if self.go.isEnabled() else translate("DeclarationHead", "Write the citizen's reason first.")
        )

    def _on_go(self) -> None:
        self.withdraw_requested.emit(self.reason.text().strip())


def condition_words(record: DeclarationRecord, now: datetime) -> str:
    """Say Tình trạng and how long is left, or why the clock stopped."""
    special = term_words.head_words(record, now)
    if special is not None:
        return special[0].upper() + special[1:]
    word = texts.condition(record.condition)
    left = record.days_left
    if left is not None:
        if left > 0:
            return f"{word} · " + translate("DeclarationHead", "{days} days left").format(days=left)
        if left == 0:
            return f"{word} · " + translate("DeclarationHead", "last day today")
        return f"{word} · " + translate("DeclarationHead", "{days} days over").format(days=-left)
    if record.state not in UNDECIDED and record.decided_at is not None:
        decided = translate("DeclarationHead", "decided {time}").format(time=_when(record.decided_at, now))
        return decided[0].upper() + decided[1:]
    if record.received_at is not None:
        return f"{word} · " + translate("DeclarationHead", "came {time}").format(time=_when(record.received_at, now))
    return word


def _when(moment: datetime, now: datetime) -> str:
    today = day_of(moment) == day_of(now)
    return local(moment).strftime("%H:%M" if today else "%d/%m %H:%M")


def _receivable(record: DeclarationRecord, role: Role) -> tuple[bool, str]:
    if record.state not in UNDECIDED:
        return False, translate("DeclarationHead", "The file is decided; there is nothing more to do here.")
    if held := in_other_hands(record):
        return False, held
    back_with_papers = record.state is State.INCOMPLETE and not record.missing
    if record.received_at is not None and not back_with_papers:
        return False, translate("DeclarationHead", "The citizen has come already.")
    if not may(Act.RECEIVE, record.state, role):
        return False, translate("DeclarationHead", "Your role does not receive files.")
    return True, ""


def _why_not_reopen(record: DeclarationRecord, role: Role, now: datetime) -> str:
    """Say why a decided file is not reopened here; empty where it may be."""
    if not may(Act.REOPEN, record.state, role):
        return translate("DeclarationHead", "Only a supervisor reopens a decided file.")
    if not record.own_office:
        return translate("DeclarationHead", "Only the office of the file reopens it.")
    if record.undo_until is not None and record.undo_until > now:
        return translate("DeclarationHead", "The decision can still be taken back: use «Take back».")
    return ""
