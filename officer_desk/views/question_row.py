# SPDX-License-Identifier: Apache-2.0
"""«Hỏi người phụ trách»: under the head, not in a window – the question, or the question and its answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_time
from officer_desk.domain.records import QuestionRecord
from officer_desk.services.escalations import MOST
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.widgets import Button, FieldError


class QuestionRow(Ground):
    """One line to write in; it knows nothing of the file."""

    asked = Signal(str)
    """The question."""
    answered = Signal(int, str)
    """The question's id, and the answer."""

    def __init__(self) -> None:
        super().__init__("progress-bg", "progress-ln", "top bottom")
        self._question: QuestionRecord | None = None
        self._busy = False
        self.title = Words("", "heavy", figures=True)
        self.question = Words("", "body", selectable=True)
        self.words = QLineEdit()
        self.words.setMaxLength(MOST)
        self.error = FieldError()
        self.go = Button("", "Enter")
        self.stay = Button(translate("Questions", "Do not"), "Esc", kind="quiet")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.go)
        row.addWidget(self.stay)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 10)
        column.setSpacing(5)
        column.addWidget(self.title)
        column.addWidget(self.question)
        column.addLayout(row)
        column.addWidget(self.error)
        self.words.textChanged.connect(self._update)
        self.words.returnPressed.connect(self._on_go)
        self.go.clicked.connect(self._on_go)
        self.stay.clicked.connect(self.close_row)
        self.hide()

    def ask(self) -> None:
        """Open for a question."""
        if self.isHidden() or self._question is not None:
            self._open(None)
            self.title.setText(translate("Questions", "Ask the supervisor"))
            self._name(translate("Questions", "Question"), translate("Questions", "Send the question"))
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_question(self, question: QuestionRecord) -> None:
        """Open with a question that waits for an answer; the focus stays where it is."""
        if not self.isHidden() and self._question == question:
            return
        self._open(question)
        words = translate("Questions", "{name} asks, {time}")
        self.title.setText(words.format(name=question.asked_by_name, time=format_time(question.asked_at)))
        self.question.setText(question.question)
        self._name(translate("Questions", "Answer"), translate("Questions", "Send the answer"))

    def _open(self, question: QuestionRecord | None) -> None:
        self._question, self._busy = question, False
        self.question.clear()
        self.question.setVisible(question is not None)
        self.words.clear()
        self.error.clear()
        self._update()
        self.show()

    def _name(self, field: str, button: str) -> None:
        self.words.setAccessibleName(field)
        self.words.setPlaceholderText(field)
        self.go.setText(button)

    def close_row(self) -> bool:
        """Close and forget; say whether it was open."""
        was_open = not self.isHidden()
        self.words.clear()
        self._question = None
        self.hide()
        return was_open

    def show_failure(self, words: str) -> None:
        """Say why it was not sent; what was typed stays."""
        self._busy = False
        self.error.show_error(words)
        self._update()

    @property
    def typed(self) -> bool:
        """Whether something was written."""
        return not self.isHidden() and bool(self.words.text().strip())

    def _update(self) -> None:
        usable = bool(self.words.text().strip()) and not self._busy
        self.go.setEnabled(usable)
        self.go.setToolTip("" if usable else translate("Questions", "Write something first."))

    def _on_go(self) -> None:
        if not self.go.isEnabled():
            return
        self._busy = True
        self._update()
        words = self.words.text().strip()
        if self._question is None:
            self.asked.emit(words)
        else:
            self.answered.emit(self._question.id, words)
