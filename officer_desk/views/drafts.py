# SPDX-License-Identifier: Apache-2.0
"""What officers typed for files that they left, until it is recorded; it lives as long as the desk is open."""

from PySide6.QtCore import QObject

from officer_desk.catalogue import translate
from officer_desk.domain.values import Verdict
from officer_desk.views.assessment_panel import Typed
from officer_desk.views.file_body import FileBody


class Drafts(QObject):
    """Keeps drafts by file, and says quietly that there is one until it is looked at."""

    def __init__(self, body: FileBody) -> None:
        super().__init__(body)
        self._body = body
        self._kept: dict[int, Typed] = {}
        self._told = ""
        body.assessment.verdict_chosen.connect(self._on_chosen)

    def keep(self, declaration_id: int, typed: Typed) -> None:
        """Keep what was typed for a file."""
        self._kept[declaration_id] = typed

    def bring(self, declaration_id: int) -> Typed | None:
        """Give the draft of a file and keep it no longer."""
        return self._kept.pop(declaration_id, None)

    def tell(self, draft: Typed) -> None:
        """Say what is still there, and the key that shows it."""
        words = {
            Verdict.INVALID: translate("DeclarationPage", "A draft of the reason is kept. F9 shows it."),
            Verdict.INCOMPLETE: translate("DeclarationPage", "A draft of what has to be added is kept. F11 shows it."),
        }
        kept = [said for verdict, said in words.items() if draft.reasons.get(verdict) or draft.notes.get(verdict)]
        self._told = " ".join(kept)
        self._body.say("information", "", self._told)

    def _on_chosen(self) -> None:
        if self._told and self._body.line.text() == self._told:
            self._body.line.clear()
            self._body.arrange()
        self._told = ""
