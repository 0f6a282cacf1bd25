# SPDX-License-Identifier: Apache-2.0
"""The open file: pictures, registry, related files, history, account."""

from dataclasses import dataclass
from datetime import date, datetime

from officer_desk.domain.records.claims import ClaimRecord
from officer_desk.domain.records.declared import Declared
from officer_desk.domain.records.signed import SignedPageRecord
from officer_desk.domain.records.working import AssignmentRecord, LookRecord, QuestionRecord
from officer_desk.domain.values import Condition, HgdAnswer, IdentityKind, Kind, PictureRole, Role, State


@dataclass(frozen=True, slots=True)
class PictureRecord:
    """One stored picture: found by its SHA-256, never by a file name."""

    role: PictureRole
    sha256: str
    media_type: str
    width: int
    height: int
    size: int
    added_at: datetime
    added_by: str | None = None
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class HgdEntry:
    """What the registry's extract holds of a person; parts of a date of birth may be unknown."""

    insurance_code: str
    full_name: str
    date_of_birth: str
    sex: str
    id_number: str


@dataclass(frozen=True, slots=True)
class HgdReply:
    """Question, answer, source and time: kept with the decision. `near` only for a name that nearly matches."""

    asked_code: str
    asked_name: str
    answer: HgdAnswer
    entry: HgdEntry | None
    source: str
    asked_at: datetime
    near: bool = False
    why: str | None = None
    """With `cannot-ask`: "no-extract", "too-old" or "unreachable"."""


@dataclass(frozen=True, slots=True)
class RelatedFile:
    """Another file: of the same person, or with the same phone, e-mail or ID number under another code."""

    declaration_id: int
    number: str
    full_name: str
    kind: Kind
    state: State
    submitted_at: datetime
    what: str
    """"same-person", "phone", "email" or "id_number"."""
    blocks: bool = False
    """An active account of another person has it: approving is not possible."""
    allowed: bool = False
    """A child that uses its guardian's phone, or that guardian."""
    reasons: tuple[str, ...] = ()
    """Of a refusal."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a file's history."""

    at: datetime
    act: str
    user_name: str
    full_name: str
    role: Role
    words: tuple[str, ...] = ()
    """Reasons and notes of the act, as they were recorded."""
    taken_back_at: datetime | None = None
    """When «Hoàn tác» took this decision back."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of an account, as it was and as it is to be (or became); empty: there was none."""

    field: str
    """"full_name" · "id_kind" · "id_number" · "phone" · "email" · "address" · "picture"."""
    old: str
    new: str
    role: PictureRole | None = None
    """Of a picture."""
    old_picture: PictureRecord | None = None
    new_picture: PictureRecord | None = None


@dataclass(frozen=True, slots=True)
class AccountPicture:
    """A picture that an account uses, and since when."""

    picture: PictureRecord
    since: datetime


@dataclass(frozen=True, slots=True)
class AccountStep:
    """One step that made an account what it is."""

    at: datetime
    what: str
    """"issued" · "changed" · "activated" · "taken-back" · "suspended" · "restored" · "cancelled"."""
    officer_name: str
    declaration_id: int
    declaration_number: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """An electronic-transaction account; `version` is what a change of it was decided upon."""

    login_name: str
    full_name: str
    phone: str
    email: str | None
    status: str
    issued_at: datetime
    activated_at: datetime | None
    declaration_number: str
    """The file that issued it."""
    declaration_id: int
    version: int
    id_kind: IdentityKind
    id_number: str
    address_text: str
    pictures: tuple[AccountPicture, ...]
    steps: tuple[AccountStep, ...]
    """The newest first."""


@dataclass(frozen=True, slots=True)
class DeclarationRecord:
    """A file as one officer saw it: `version` is what he acts upon."""

    id: int
    version: int
    declared: Declared
    office_name: str
    address_text: str
    state: State
    condition: Condition
    days_left: int | None
    due_on: date
    received_at: datetime | None
    decided_at: datetime | None
    imported_at: datetime
    data_version: int
    pictures: tuple[PictureRecord, ...]
    required: tuple[PictureRole, ...]
    missing: tuple[PictureRole, ...]
    older_pictures: tuple[PictureRecord, ...]
    hgd: HgdReply
    related: tuple[RelatedFile, ...]
    history: tuple[HistoryEntry, ...]
    account: AccountRecord | None
    prints: int
    own_office: bool
    supplement: str | None = None
    """What was asked for, when the file waits for a supplement."""
    compared: tuple[PictureRole, ...] = ()
    """Pictures that the standing judgement says were compared with the papers."""
    undo_until: datetime | None = None
    """Until then «Hoàn tác» takes the newest decision back."""
    undo_by: int | None = None
    """Who made that decision (officer id)."""
    waits_for_supplement: bool = False
    """`due_on` and `days_left` are those of the supplement, because the citizen has come."""
    expired_at: datetime | None = None
    restore_until: date | None = None
    """The last day on which an expired file can be brought back; None: it is not expired, or it is too late."""
    purged_at: datetime | None = None
    """Since when only a tombstone is left: number, dates, that it expired. `declared` is then blank."""
    differences: tuple[Difference, ...] = ()
    """What a change file changes in the account as it is now; of an approved one what it changed."""
    changed_at: datetime | None = None
    """When it changed that; None: it has not."""
    claim: ClaimRecord | None = None
    """Who has it in hand now."""
    signed: tuple[SignedPageRecord, ...] = ()
    """Scans of the signed form that count, the newest first."""
    signed_demanded: bool = False
    """The office approves it only with its signed form at hand, or with a reason why not."""
    assignment: AssignmentRecord | None = None
    """Whose work it is."""
    questions: tuple[QuestionRecord, ...] = ()
    """What a supervisor was asked about it, the newest first."""
    look: LookRecord | None = None
    """The second look that its newest decision waits for, or came to."""
    fresh_look: int | None = None
    """This second look is to be done now: the record tells nothing of the first officer's decision."""

    @property
    def number(self) -> str:
        """Số hồ sơ."""
        return self.declared.number

    @property
    def signed_now(self) -> bool:
        """Whether its form was signed as the data are now."""
        return any(not page.outdated for page in self.signed)
