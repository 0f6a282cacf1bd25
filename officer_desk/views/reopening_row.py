# SPDX-License-Identifier: Apache-2.0
"""«Mở lại hồ sơ»: under the head, not in a window: what it will do, the supervisor's reason, «Mở lại»."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import ReopenEffects
from officer_desk.views.file_parts import Ground, IconLine, Words
from officer_desk.views.message_preview import MESSAGE_HEAD, MessageBox
from officer_desk.views.widgets import Button

_LONGEST_REASON = 500


class ReopeningRow(Ground):
    """Hidden until it is asked for; it knows nothing of the file beside what `show_effects` tells."""

    confirmed = Signal(str)
    """The reason."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("incomplete-bg", "incomplete-ln", "top bottom")
        self._effects: ReopenEffects | None = None
        self._busy = False
        self._warning = IconLine("", "", "")
        self.reason = QLineEdit()
        self.preview = MessageBox()
        self.go = Button(translate("Reopening", "Reopen"))
        self.stay = Button(translate("Reopening", "Do not"), kind="quiet")
        self._lay_out()
        self.reason.textChanged.connect(self._update)
        self.reason.returnPressed.connect(self._on_go)
        self.go.clicked.connect(self._on_go)
        self.stay.clicked.connect(self.close_row)
        self.hide()

    def _lay_out(self) -> None:
        name = translate("Reopening", "Reason for reopening")
        self.reason.setAccessibleName(name)
        self.reason.setPlaceholderText(name)
        self.reason.setMaxLength(_LONGEST_REASON)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.go)
        buttons.addWidget(self.stay)
        buttons.addStretch(1)
        said = QVBoxLayout()
        said.setSpacing(4)
        head = Words(translate("Reopening", "Reopen the file"), "heavy")
        head.setFixedHeight(MESSAGE_HEAD)
        said.addWidget(head)
        said.addWidget(self._warning)
        said.addWidget(self.reason)
        said.addSpacing(4)
        said.addLayout(buttons)
        said.addStretch(1)
        left = QWidget()
        left.setLayout(said)
        said.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(20)
        row.addWidget(left, 1)
        row.addWidget(self.preview, 1)

    def ask(self) -> None:
        """Open; what reopening will do is on its way."""
        self._effects, self._busy = None, False
        self.reason.clear()
        self.preview.clear()
        self._warning.say("info", "", translate("Reopening", "Looking at what reopening will do…"))
        self._update()
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_effects(self, effects: ReopenEffects) -> None:
        """Warn of what will follow, and show the very messages."""
        self._effects = effects
        if effects.blocked_by is not None:
            head = translate("Reopening", "File {number} of the same person is newer.")
            head = head.format(number=effects.blocked_by)
            text = translate("Reopening", "This one stays decided; work on the newer one.")
            self._warning.say("differs", head, text, "rejected")
        elif effects.suspends:
            head = translate("Reopening", "The account will be suspended.")
            text = translate("Reopening", "The citizen cannot use it until the file is decided again.")
            self._warning.say("close-match", head, text, "incomplete")
        else:
            words = translate("Reopening", "The decision no longer holds; the file is assessed anew.")
            self._warning.say("info", "", words, "progress")
        self.preview.show_messages(effects.messages)
        if not effects.messages:
            self.preview.show_words(translate("Reopening", "No message goes out."))
        self._update()

    def show_failure(self, error: Exception) -> None:
        """Say that the effects are not known: then nothing is reopened."""
        self._warning.say("differs", "", texts.sentence(error), "rejected")
        self._update()

    def set_busy(self, busy: bool) -> None:
        """While an act is under way no second one is begun."""
        self._busy = busy
        self._update()

    @property
    def effects(self) -> ReopenEffects | None:
        """What the officer was warned of."""
        return self._effects

    @property
    def warning(self) -> str:
        """What is said about the effects."""
        return self._warning.accessibleName()

    @property
    def typed(self) -> bool:
        """Whether a reason was typed."""
        return not self.isHidden() and bool(self.reason.text().strip())

    def close_row(self) -> bool:
        """Close and forget; say whether it was open."""
        was_open = not self.isHidden()
        self.reason.clear()
        self.hide()
        if was_open:
            self.closed.emit()
        return was_open

    def _update(self) -> None:
        why = self._why_not()
        self.go.setEnabled(not why)
        self.go.setToolTip(why)

    def _why_not(self) -> str:
        if self._effects is None or self._effects.blocked_by is not None:
            return self.warning
        if not self.reason.text().strip():
            return translate("Reopening", "Write the reason first.")
        return translate("Reopening", "Being reopened…") if self._busy else ""

    def _on_go(self) -> None:
        if self.go.isEnabled():
            self.confirmed.emit(self.reason.text().strip())
