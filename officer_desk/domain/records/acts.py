# SPDX-License-Identifier: Apache-2.0
"""What the officer wants done, and what came of it."""

from dataclasses import dataclass

from officer_desk.domain.records.files import AccountRecord, DeclarationRecord
from officer_desk.domain.values import MessageChannel, PictureRole, Verdict


@dataclass(frozen=True, slots=True)
class ReceiveDraft:
    """Tiếp nhận: the citizen is at the counter."""

    declaration_id: int
    seen_version: int
    fence: int | None = None
    """The number under which the officer has the file in hand."""


@dataclass(frozen=True, slots=True)
class AssessmentDraft:
    """Đánh giá hồ sơ as the officer is about to record it (Ghi nhận)."""

    declaration_id: int
    seen_version: int
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    """Texts from the catalogue; for a supplement: what is missing, in words."""
    note: str = ""
    """Free text, also sent to the citizen."""
    compared: tuple[PictureRole, ...] = ()
    """Pictures marked as compared with the original paper."""
    not_compared_reason: str = ""
    not_signed_reason: str = ""
    """Why a registration is approved without its signed form, where the office insists on one."""
    citizen_came: bool = False
    """The answer to «Công dân đã đến?»; receives in the same act."""
    confirmed_registry_name: str | None = None
    """The near-matching registry name that the officer explicitly took for the same person."""
    seen_account_version: int | None = None
    """Of a change: the account as the officer saw it; 0: he saw none; None: he did not look."""
    fence: int | None = None
    """The number under which the officer has the file in hand; None: he acts without a window."""


@dataclass(frozen=True, slots=True)
class WithdrawDraft:
    """The citizen's wish to withdraw the file."""

    declaration_id: int
    seen_version: int
    reason: str
    fence: int | None = None
    """The number under which the officer has the file in hand."""


@dataclass(frozen=True, slots=True)
class TakeBackDraft:
    """«Hoàn tác»: take the newest decision of a file back while it is still held."""

    declaration_id: int


@dataclass(frozen=True, slots=True)
class ReopenDraft:
    """A supervisor's wish to open a decided file again."""

    declaration_id: int
    seen_version: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReopenEffects:
    """What reopening will do: said before it is done."""

    account_status: str | None
    suspends: bool
    messages: tuple["MessagePreview", ...]
    blocked_by: str | None = None
    """Number of a newer file of the same person, which stands in the way."""


@dataclass(frozen=True, slots=True)
class BringBackDraft:
    """An expired file is to be brought back before its data are destroyed."""

    declaration_id: int
    seen_version: int


@dataclass(frozen=True, slots=True)
class PictureDraft:
    """A stored picture to add, or to put in place of another."""

    declaration_id: int
    seen_version: int
    role: PictureRole
    sha256: str
    fence: int | None = None
    """The number under which the officer has the file in hand."""


@dataclass(frozen=True, slots=True)
class MessagePreview:
    """A message as the citizen will get it, with the password masked."""

    channel: MessageChannel
    address: str
    subject: str
    body: str
    segments: int
    characters: int
    capacity: int
    """Characters that the number of segments can hold (160, 306, …)."""
    occasion: str = ""
    """Of a decision that tells several people: which of its texts this is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What «Ghi nhận» did."""

    declaration: DeclarationRecord
    verdict: Verdict
    account: AccountRecord | None
    messages: tuple[MessagePreview, ...]


@dataclass(frozen=True, slots=True)
class ReasonRecord:
    """One reason of the office's catalogue."""

    verdict: Verdict
    group: str
    text: str
