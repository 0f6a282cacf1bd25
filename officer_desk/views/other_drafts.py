# SPDX-License-Identifier: Apache-2.0
"""What another officer typed for the file before it changed hands, beside one's own assessment."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import format_time
from officer_desk.domain.records import OtherDraft
from officer_desk.services import drafts
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.typed import Typed, from_text
from officer_desk.views.widgets import Button, IconButton, label


class OtherDraftPanel(Ground):
    """The newest of them, readable whole; one button brings it into one's own fields."""

    use_wanted = Signal(object)
    """The `Typed` that is to stand in one's own fields."""

    def __init__(self) -> None:
        super().__init__("surface", "line", "top")
        self._typed = Typed()
        self._head = label("", "head")
        self._words = Words("", "body", selectable=True)
        self.use = Button(translate("OtherDraft", "Use this draft"), icon="copy")
        self.shut = IconButton("x", translate("OtherDraft", "Put the draft away"))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._head, 1)
        top.addWidget(self.use)
        top.addWidget(self.shut, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 10)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._words)
        self.use.clicked.connect(self._on_use)
        self.shut.clicked.connect(self.hide)
        self.hide()

    def show_draft(self, draft: OtherDraft) -> None:
        """Show what was typed, by whom and when."""
        self._typed = from_text(draft.text)
        if not self._typed:
            self.hide()
            return
        head = translate("OtherDraft", "Draft of {name}, {time}")
        self._head.setText(head.format(name=draft.officer_name, time=format_time(draft.saved_at)))
        self._words.setText("\n".join(_lines(self._typed)))
        self.show()

    def _on_use(self) -> None:
        self.hide()
        self.use_wanted.emit(self._typed)


class OtherDrafts(QObject):
    """Asks for them when a file came into hand."""

    def __init__(self, desk: Desk, panel: OtherDraftPanel) -> None:
        super().__init__(panel)
        self._desk, self._panel = desk, panel
        self._id: int | None = None

    def ask(self, declaration_id: int) -> None:
        """The file is in hand: show what somebody else typed for it."""
        self._id = declaration_id
        came = partial(self._on_drafts, declaration_id)
        self._desk.ask(self, drafts.of_others, declaration_id, then=came, otherwise=lambda _error: None)

    def forget(self) -> None:
        """Another file is shown."""
        self._id = None
        self._panel.hide()

    def _on_drafts(self, declaration_id: int, found: tuple[OtherDraft, ...]) -> None:
        if declaration_id == self._id and found:
            self._panel.show_draft(found[0])


def _lines(typed: Typed) -> list[str]:
    """Give what was typed, one line for each assessment."""
    found: list[str] = []
    for verdict in {**typed.reasons, **typed.notes}:
        words = [*typed.reasons.get(verdict, ()), typed.notes.get(verdict, "")]
        said = "; ".join(word.strip() for word in words if word.strip())
        if said:
            found.append(f"{texts.verdict(verdict)}: {said}")
    return found
