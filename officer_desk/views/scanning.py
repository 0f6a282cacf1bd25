# SPDX-License-Identifier: Apache-2.0
"""The counter's round in the open file: the signed form, or a picture, from the scanner onto the file."""

from uuid import uuid4

from PySide6.QtCore import QObject, Qt, Signal

from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import CounterPageDraft, DeclarationRecord, SignedPageRecord
from officer_desk.domain.values import PictureRole
from officer_desk.services import signed_pages
from officer_desk.views.declared_panel import SIGNED
from officer_desk.views.file_acts import FileActs
from officer_desk.views.file_body import FileBody


class Scanning(QObject):
    """Opens the panel in the place of the pictures, and attaches what the officer accepts there."""

    attached = Signal()

    def __init__(self, desk: Desk, body: FileBody, acts: FileActs) -> None:
        super().__init__(body)
        self._desk, self._body, self._acts = desk, body, acts
        self._record: DeclarationRecord | None = None
        self.panel = body.scan
        self.panel.form_kept.connect(self._attach)
        self.panel.picture_kept.connect(self._put)
        self.panel.closed.connect(self._on_closed)
        acts.pictured.connect(self._on_pictured)
        acts.failed.connect(self._on_failed)

    @property
    def is_open(self) -> bool:
        """Whether the panel stands in the place of the pictures."""
        return self._body.is_scanning

    def begin(self, record: DeclarationRecord, why_not_replace: str, role: PictureRole | None = None) -> None:
        """F12: open the panel, for the signed form or for a picture; of a destroyed file there is nothing to scan."""
        if record.purged_at is not None or self.panel.is_busy:
            return
        self._record = record
        self._body.show_scan(scanning=True)
        self.panel.begin(record, why_not_replace, role)

    def show(self, record: DeclarationRecord) -> None:
        """Go on with the same file as it is now."""
        if self._record is not None and self._record.id == record.id:
            self._record = record
            self.panel.show_declaration(record)

    def close(self) -> None:
        """Stop the scanner and close."""
        if self.is_open:
            self.panel.close_panel()

    def step_back(self) -> bool:
        """Esc; False: nothing is open here."""
        if not self.is_open:
            return False
        self.panel.step_back()
        return True

    def press(self, tool: str) -> bool:
        """Let a key for pictures act here while the panel is open; False: it is meant for the pictures."""
        if not self.is_open:
            return False
        if tool in {"left", "right"} and self.panel.page.has_picture:
            self.panel.page.turn(-1 if tool == "left" else 1)
        return True

    def _attach(self, sha256: str, codes: tuple[str, ...], source: str) -> None:
        if self._record is None:
            return
        draft = CounterPageDraft(self._record.id, sha256, codes, source, str(uuid4()))
        self._desk.act(
            self, signed_pages.attach_scanned, draft, then=self._on_attached, otherwise=self._on_not_attached
        )

    def _on_attached(self, page: SignedPageRecord) -> None:
        if self._record is None or self._record.id != page.declaration_id:
            return
        self.panel.close_panel()
        self._body.declared.tabs.choose(SIGNED)
        if page.outdated:
            head = translate("ScanPanel", "The page is attached, but does not count.")
            words = translate("ScanPanel", "Its data are older: print the form anew and have it signed.")
            self._body.say("amber", head, words)
        else:
            self._body.say("success", translate("ScanPanel", "The signed form is attached."), "")
        self.attached.emit()

    def _on_not_attached(self, error: Exception) -> None:
        self.panel.show_refused(None, error)

    def _put(self, role: PictureRole, sha256: str) -> None:
        if self._record is not None and not self._acts.busy:
            self._acts.put_picture(self._record, role, sha256)

    def _on_pictured(self, _before: DeclarationRecord, record: DeclarationRecord, _role: PictureRole) -> None:
        if self.is_open and self._record is not None and self._record.id == record.id:
            self.panel.close_panel()

    def _on_failed(self, record: DeclarationRecord, error: Exception) -> None:
        if self._record is not None and self._record.id == record.id:
            self.panel.show_refused(None, error)

    def _on_closed(self, had_focus: bool) -> None:
        self._record = None
        self._body.show_scan(scanning=False)
        page = self._body.parentWidget()
        if had_focus and page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
