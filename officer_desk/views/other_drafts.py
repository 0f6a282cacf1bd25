# SPDX-License-Identifier: Apache-2.0
"""What was typed for a file that changed hands, beside the assessment: others' words for whoever has it, his own for
whoever lost it.
"""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import DeclarationRecord, OtherDraft
from officer_desk.services import drafts
from officer_desk.views.assessment_panel import AssessmentPanel
from officer_desk.views.claim_words import fence_of, in_other_hands
from officer_desk.views.file_parts import Ground, Words
from officer_desk.views.typed import Typed, from_text, kept_at
from officer_desk.views.widgets import Button, IconButton, label


class OtherDraftPanel(Ground):
    """One of them, readable whole, the newest first; one button brings it into one's own fields."""

    use_wanted = Signal(object)
    """The `Typed` that is to stand in one's own fields."""

    def __init__(self) -> None:
        super().__init__("surface", "line", "top")
        self._drafts: tuple[tuple[str, Typed], ...] = ()
        self._place = 0
        self._head = label("", "head")
        self._words = Words("", "body", selectable=True)
        self.use = Button(translate("OtherDraft", "Use this draft"), icon="copy")
        self.other = Button("", kind="quiet", icon="arrow-right")
        self.shut = IconButton("x", translate("OtherDraft", "Put the draft away"))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._head, 1)
        top.addWidget(self.other)
        top.addWidget(self.use)
        top.addWidget(self.shut, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 10)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._words)
        self.use.clicked.connect(self._on_use)
        self.other.clicked.connect(self._on_other)
        self.shut.clicked.connect(self.hide)
        self.hide()

    def show_drafts(self, found: tuple[OtherDraft, ...], now: datetime) -> None:
        """Show what others typed, by whom and when."""
        head = translate("OtherDraft", "Draft of {name}, {time}")
        read = (
            (head.format(name=one.officer_name, time=kept_at(one.saved_at, now)), from_text(one.text)) for one in found
        )
        self._show(tuple((words, typed) for words, typed in read if typed), usable=True)

    def show_own(self, typed: Typed) -> None:
        """Show an officer his own words for a file that somebody else has."""
        self._show(((translate("OtherDraft", "Your draft, kept"), typed),), usable=False)

    def _show(self, shown: tuple[tuple[str, Typed], ...], *, usable: bool) -> None:
        self._drafts, self._place = shown, 0
        self.use.setVisible(usable)
        self.other.setVisible(len(shown) > 1)
        self.setVisible(bool(shown))
        if shown:
            self._fill()

    def _fill(self) -> None:
        head, typed = self._drafts[self._place]
        self._head.setText(head)
        self._words.setText("\n".join(_lines(typed)))
        more = translate("OtherDraft", "Next draft ({place}/{count})")
        self.other.setText(more.format(place=self._place + 1, count=len(self._drafts)))

    def _on_other(self) -> None:
        self._place = (self._place + 1) % len(self._drafts)
        self._fill()

    def _on_use(self) -> None:
        self.hide()
        self.use_wanted.emit(self._drafts[self._place][1])


class OtherDrafts(QObject):
    """Looks for them whenever the file is looked at: the last words of whoever lost it come a moment after it."""

    def __init__(self, desk: Desk, panel: OtherDraftPanel, assessment: AssessmentPanel) -> None:
        super().__init__(panel)
        self._desk, self._panel, self._assessment = desk, panel, assessment
        self._id: int | None = None
        self._shown: object = None
        panel.use_wanted.connect(self._use)

    def look(self, record: DeclarationRecord) -> None:
        """The file is shown as it is now."""
        if record.id != self._id:
            self.forget()
        self._id = record.id
        if fence_of(record) is not None:
            came = partial(self._on_drafts, record.id)
            self._desk.ask(self, drafts.of_others, record.id, then=came, otherwise=_not_read)
        elif in_other_hands(record) and (typed := self._assessment.typed) and typed != self._shown:
            self._shown = typed
            self._panel.show_own(typed)

    def forget(self) -> None:
        """Another file is shown."""
        self._id = self._shown = None
        self._panel.hide()

    def _on_drafts(self, declaration_id: int, found: tuple[OtherDraft, ...]) -> None:
        # What was put away comes back only with other words.
        if declaration_id == self._id and found != self._shown:
            self._shown = found
            self._panel.show_drafts(found, self._desk.now())

    def _use(self, typed: Typed) -> None:
        """Let another officer's words stand in the fields; whose decision it becomes is this officer's choice."""
        self._assessment.restore(typed)
        chosen = next((v for v in typed.reasons | typed.notes if typed.reasons.get(v) or typed.notes.get(v)), None)
        if chosen is not None:
            self._assessment.choose(chosen)


def _not_read(_error: Exception) -> None:
    """Others' words that cannot be read now are looked for again with the next look."""


def _lines(typed: Typed) -> list[str]:
    """Give what was typed, one line for each assessment."""
    found: list[str] = []
    for verdict in {**typed.reasons, **typed.notes}:
        words = [*typed.reasons.get(verdict, ()), typed.notes.get(verdict, "")]
        said = "; ".join(word.strip() for word in words if word.strip())
        if said:
            found.append(f"{texts.verdict(verdict)}: {said}")
    return found
