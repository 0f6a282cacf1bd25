# SPDX-License-Identifier: Apache-2.0
"""Opening a file: which one is wanted, from which list, and what the screen says until it is there."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import DeclarationRecord, SearchQuery
from officer_desk.services import declarations
from officer_desk.views.file_body import FileBody
from officer_desk.views.widgets import Button

_LOADING_AFTER_MS = 300


class Opening(QObject):
    """Keyed by the file's id: a late answer about another file is dropped."""

    opened = Signal(object)
    """The `DeclarationRecord` that was wanted last."""
    again_wanted = Signal(int, object)
    """It could not be opened and is to be tried again: its id, and the `SearchQuery` of its list."""

    def __init__(self, desk: Desk, body: FileBody) -> None:
        super().__init__(body)
        self._desk, self._body = desk, body
        self.id: int | None = None
        self.query: SearchQuery | None = None
        self._loading = QTimer(self, singleShot=True, interval=_LOADING_AFTER_MS)
        self._loading.timeout.connect(
            partial(body.say, "information", translate("DeclarationPage", "Opening the file…"), "")
        )

    def forget(self) -> None:
        """No file is wanted any more; the list is still known."""
        self.id = None
        self._loading.stop()

    def open(self, declaration_id: int, query: SearchQuery) -> None:
        """Ask for a file; after a while the screen says that it is on its way."""
        self.id, self.query = declaration_id, query
        self._loading.start()
        opened, failed = partial(self._on_opened, declaration_id), partial(self._on_failed, declaration_id, query)
        self._desk.act(self, declarations.open, declaration_id, then=opened, otherwise=failed)

    def _on_opened(self, declaration_id: int, record: DeclarationRecord) -> None:
        if declaration_id == self.id:
            self._loading.stop()
            self._body.line.clear()
            self.opened.emit(record)

    def _on_failed(self, declaration_id: int, query: SearchQuery, error: Exception) -> None:
        if declaration_id != self.id:
            return
        self._loading.stop()
        again = Button(translate("DeclarationPage", "Try again"))
        again.clicked.connect(partial(self.again_wanted.emit, declaration_id, query))
        head = translate("DeclarationPage", "The file could not be opened.")
        self._body.say("red", head, texts.sentence(error), again)
