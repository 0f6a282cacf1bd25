# SPDX-License-Identifier: Apache-2.0
"""The frozen records that cross the wall between services and screens.

Times are aware UTC datetimes. `…Record` is what a thing is, `…Draft` what the officer wants, `…Query` and `…Page`
a question and its answer.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from officer_desk.domain.values import (
    Channel,
    Condition,
    HgdAnswer,
    IdentityKind,
    Kind,
    MessageChannel,
    PictureRole,
    Queue,
    Role,
    State,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an officer who has signed in, or the named local administrator of the command line."""

    officer_id: int
    user_name: str
    full_name: str
    role: Role
    office_code: str
    counter: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeRecord:
    """A social insurance office (cơ quan BHXH); `address` and `phone` stand on printed pages where known."""

    code: str
    name: str
    parent_code: str | None
    parent_name: str | None = None


# --- the declared data -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Address:
    """A declared address: GSO codes in the scheme of 2020 (three levels) or 2025 (two), and free text."""

    scheme: str
    province: str
    district: str | None
    commune: str
    street: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """The citizen's own digital certificate (chứng thư số)."""

    number: str
    issuer: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Guardian:
    """The adult through whom a child is registered."""

    insurance_code: str
    full_name: str
    relation: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity paper as declared."""

    kind: IdentityKind
    number: str
    population_verified: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What a change file asks to change; None: stays as it is."""

    phone: str | None = None
    email: str | None = None
    address: Address | None = None
    full_name: str | None = None
    identity: Identity | None = None
    pictures: tuple[PictureRole, ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """What the citizen declared, normalised (NFC name, 10-digit phone, lower-case e-mail kept beside the typed one)."""

    number: str
    kind: Kind
    channel: Channel
    submitted_at: datetime
    office_code: str
    insurance_code: str
    full_name: str
    identity: Identity
    address: Address
    phone: str
    email: str | None
    wants_email_copy: bool
    certificate: Certificate | None
    guardian: Guardian | None
    changes: Changes | None


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


# --- the open file -----------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """An electronic-transaction account."""

    login_name: str
    full_name: str
    phone: str
    email: str | None
    status: str
    issued_at: datetime
    activated_at: datetime | None
    declaration_number: str


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

    @property
    def number(self) -> str:
        """Số hồ sơ."""
        return self.declared.number


# --- list and search ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """One question of the list. Dates are days in Vietnam, both included."""

    office_code: str
    text: str = ""
    number: str = ""
    insurance_code: str = ""
    from_date: date | None = None
    to_date: date | None = None
    condition: Condition | None = None
    state: State | None = None
    queue: Queue = Queue.ALL
    limit: int = 100
    after: tuple[datetime, int] | None = None
    """Keyset of the last row seen: (submitted_at, id)."""


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """One row of the list."""

    id: int
    number: str
    kind: Kind
    channel: Channel
    insurance_code: str
    full_name: str
    id_number: str
    phone: str
    office_code: str
    submitted_at: datetime
    received_at: datetime | None
    due_on: date
    days_left: int | None
    condition: Condition
    state: State
    own_office: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The answer carries its question, so that a late one is dropped. `more`: there are rows after these."""

    query: SearchQuery
    rows: tuple[DeclarationRow, ...]
    more: bool
    total: int
    """Capped: 1001 means «1.000+». Counted on the first page only (-1 on later ones)."""


# --- acts --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReceiveDraft:
    """Tiếp nhận: the citizen is at the counter."""

    declaration_id: int
    seen_version: int


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
    citizen_came: bool = False
    """The answer to «Công dân đã đến?»; receives in the same act."""
    confirmed_registry_name: str | None = None
    """The near-matching registry name that the officer explicitly took for the same person."""


@dataclass(frozen=True, slots=True)
class WithdrawDraft:
    """The citizen's wish to withdraw the file."""

    declaration_id: int
    seen_version: int
    reason: str


@dataclass(frozen=True, slots=True)
class PictureDraft:
    """A picture to add or put in place of another; `data` are the file's bytes."""

    declaration_id: int
    seen_version: int
    role: PictureRole
    data: bytes = field(repr=False)


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


# --- sign-in -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SignInDraft:
    """What the officer typed; `code` is a TOTP code or, with `recovery`, a recovery code."""

    user_name: str
    password: str = field(repr=False)
    code: str = field(default="", repr=False)
    recovery: bool = False


@dataclass(frozen=True, slots=True)
class SignInResult:
    """How signing in went.

    `step`: "signed-in" · "change-password" (then enrol) · "enrol" · "wrong" · "code-wrong" · "code-used" · "locked".
    """

    step: str
    actor: Actor | None = None
    tries_left: int = 0
    recovery_left: int | None = None
    """Recovery codes that are left, when one was used."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the enrolment screen shows once: secret (base32), otpauth URI, ten recovery codes."""

    user_name: str
    secret: str = field(repr=False)
    uri: str = field(repr=False)
    recovery_codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class EnrolmentDraft:
    """The officer proves that his phone shows the codes; then secret and recovery codes are kept."""

    user_name: str
    password: str = field(repr=False)
    enrolment: Enrolment = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OfficerRecord:
    """An officer as the administrator sees him."""

    id: int
    user_name: str
    full_name: str
    role: Role
    office_code: str
    counter: str | None
    locked: bool
    enrolled: bool
    must_change_password: bool


# --- printing ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FormData:
    """Everything that stands on Form 01 and on the office's control slip; the printer looks nothing up."""

    declared: Declared
    address_text: str
    office: OfficeRecord
    place: str
    """Địa danh of the date line: the province's short name ("Hà Nội")."""
    data_version: int
    payload: str
    """The signed text of the QR code."""
    received_at: datetime | None
    compared: str
    """"3/3 ảnh, 14:32" or a dash."""
    hgd: HgdAnswer
    hgd_asked_at: datetime
    officer: str
    """"Trần Thị Mẫu, quầy 3"."""
    print_number: int
    """1: first copy; more: a reprint, and the slip says so."""
    printed_at: datetime
    changed_address_text: str = ""
    """The new address of a change, in words."""


@dataclass(frozen=True, slots=True)
class PrintDraft:
    """One print or save of a form, counted and traced when it went out."""

    declaration_id: int
    template: str
    copies: int
    target: str
    """Name of the print queue, or "pdf"."""


# --- importing ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ImportedPackage:
    """What became of one package. `message` is a Vietnamese sentence; `offender` the key or file to blame."""

    name: str
    accepted: bool
    unchanged: bool
    number: str | None
    message: str
    offender: str | None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """All packages of one import, in the order of their names."""

    packages: tuple[ImportedPackage, ...]


@dataclass(frozen=True, slots=True)
class TraceFinding:
    """What `audit verify` found: intact, or the first bad row (its number in the office's chain) and what is wrong."""

    intact: bool
    rows: int
    office_code: str | None = None
    sequence: int | None = None
    wrong: str | None = None
    """"edited" · "deleted" · "reordered" · "cut-off" · "no-seal"."""
