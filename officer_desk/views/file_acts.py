# SPDX-License-Identifier: Apache-2.0
"""What an officer does to an open file: receive, record, withdraw, reopen, replace a picture, ask HGĐ again."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.records import (
    AssessmentDraft,
    BringBackDraft,
    DeclarationRecord,
    HgdReply,
    LookDraft,
    LookOutcome,
    Outcome,
    PictureDraft,
    ReceiveDraft,
    ReopenDraft,
    WithdrawDraft,
)
from officer_desk.domain.values import PictureRole
from officer_desk.errors import Refused
from officer_desk.gateways.pictures import MAX_BYTES, PictureStore
from officer_desk.services import assessments, expiry, households, pictures, reopening, second_looks
from officer_desk.views import dialogs
from officer_desk.views.claim_words import fence_of


class FileActs(QObject):
    """Gives the commands to the desk, one at a time; each answer carries the file that it is about."""

    busy_changed = Signal()
    done = Signal(object)
    """The `DeclarationRecord` after receiving."""
    pictured = Signal(object, object, object)
    """The `DeclarationRecord` before and after a picture, and its role."""
    withdrawn = Signal(object)
    reopened = Signal(object)
    restored = Signal(object)
    recorded = Signal(object)
    """The `Outcome`."""
    looked = Signal(object, object)
    """The `DeclarationRecord` that was looked at again, and the `LookOutcome`."""
    answered = Signal(int, object)
    """HGĐ's new `HgdReply` about a file."""
    failed = Signal(object, object)
    """The `DeclarationRecord` that the act was about, and the exception."""

    def __init__(self, desk: Desk, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self.busy = False
        """An act is under way."""

    def receive(self, record: DeclarationRecord) -> None:
        """Tiếp nhận."""
        self._begin()
        draft = ReceiveDraft(record.id, record.version, fence_of(record))
        self._desk.act(self, assessments.receive, draft, then=self._on_done, otherwise=partial(self._on_failed, record))

    def record(self, record: DeclarationRecord, draft: AssessmentDraft) -> None:
        """Ghi nhận."""
        self._begin()
        failed = partial(self._on_failed, record)
        self._desk.act(self, assessments.record, draft, then=self._on_recorded, otherwise=failed)

    def look_again(self, record: DeclarationRecord, draft: LookDraft) -> None:
        """Ghi nhận xem lại."""
        self._begin()
        failed = partial(self._on_failed, record)
        self._desk.act(self, second_looks.record, draft, then=partial(self._on_looked, record), otherwise=failed)

    def withdraw(self, record: DeclarationRecord, reason: str) -> None:
        """Rút hồ sơ."""
        self._begin()
        draft = WithdrawDraft(record.id, record.version, reason, fence_of(record))
        failed = partial(self._on_failed, record)
        self._desk.act(self, assessments.withdraw, draft, then=self._on_withdrawn, otherwise=failed)

    def reopen(self, record: DeclarationRecord, reason: str) -> None:
        """Mở lại hồ sơ."""
        self._begin()
        draft = ReopenDraft(record.id, record.version, reason)
        failed = partial(self._on_failed, record)
        self._desk.act(self, reopening.reopen, draft, then=self._on_reopened, otherwise=failed)

    def bring_back(self, record: DeclarationRecord | None) -> None:
        """Khôi phục."""
        if record is None or self.busy:
            return
        self._begin()
        draft = BringBackDraft(record.id, record.version)
        failed = partial(self._on_failed, record)
        self._desk.act(self, expiry.bring_back, draft, then=self._on_restored, otherwise=failed)

    def replace_picture(self, record: DeclarationRecord, role: PictureRole, path: Path) -> None:
        """Add or replace a picture from a file."""
        self._begin()
        self._desk.work(
            self,
            store_picture,
            self._desk.gateways.pictures,
            path,
            then=partial(self._on_stored, record, role),
            otherwise=partial(self._on_failed, record),
        )

    def ask_again(self, record: DeclarationRecord) -> None:
        """Ask HGĐ once more."""
        self._begin()
        self._desk.act(
            self,
            households.ask_again,
            record.id,
            then=partial(self._on_answered, record.id),
            otherwise=partial(self._on_failed, record),
        )

    def put_picture(self, record: DeclarationRecord, role: PictureRole, sha256: str) -> None:
        """Add or replace a picture that is stored already."""
        self._begin()
        self._on_stored(record, role, sha256)

    def _on_stored(self, record: DeclarationRecord, role: PictureRole, sha256: str) -> None:
        draft = PictureDraft(record.id, record.version, role, sha256, fence_of(record))
        put = partial(self._on_pictured, record, role)
        self._desk.act(self, pictures.put, draft, then=put, otherwise=partial(self._on_failed, record))

    def _begin(self) -> None:
        self.busy = True
        self.busy_changed.emit()

    def _on_done(self, record: DeclarationRecord) -> None:
        self.busy = False
        self.done.emit(record)
        self.busy_changed.emit()

    def _on_pictured(self, before: DeclarationRecord, role: PictureRole, record: DeclarationRecord) -> None:
        self.busy = False
        self.pictured.emit(before, record, role)
        self.busy_changed.emit()

    def _on_withdrawn(self, record: DeclarationRecord) -> None:
        self.busy = False
        self.withdrawn.emit(record)
        self.busy_changed.emit()

    def _on_reopened(self, record: DeclarationRecord) -> None:
        self.busy = False
        self.reopened.emit(record)
        self.busy_changed.emit()

    def _on_restored(self, record: DeclarationRecord) -> None:
        self.busy = False
        self.restored.emit(record)
        self.busy_changed.emit()

    def _on_recorded(self, outcome: Outcome) -> None:
        self.busy = False
        self.recorded.emit(outcome)
        self.busy_changed.emit()

    def _on_looked(self, record: DeclarationRecord, outcome: LookOutcome) -> None:
        self.busy = False
        self.looked.emit(record, outcome)
        self.busy_changed.emit()

    def _on_answered(self, declaration_id: int, reply: HgdReply) -> None:
        self.busy = False
        self.answered.emit(declaration_id, reply)
        self.busy_changed.emit()

    def _on_failed(self, record: DeclarationRecord, error: Exception) -> None:
        self.busy = False
        self.failed.emit(record, error)
        self.busy_changed.emit()


def choose_picture(parent: QWidget, role: PictureRole) -> Path | None:
    """Ask for the file of a picture."""
    title = translate("DeclarationPage", "Add or replace picture: {name}").format(name=texts.picture_role(role))
    return dialogs.choose_file(parent, title, translate("DeclarationPage", "Pictures (*.jpg *.jpeg *.png *.webp)"))


def store_picture(_job: object, store: PictureStore, path: Path) -> str:
    """Read a picture's file (pool thread), check and store it; give the SHA-256 by which the service finds it."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused("file-unreadable", offender=path.name) from error
    return store.put(data, path.name).sha256
