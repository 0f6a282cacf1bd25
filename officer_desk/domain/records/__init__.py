# SPDX-License-Identifier: Apache-2.0
"""The frozen records that cross the wall between services and screens.

Times are aware UTC datetimes. `…Record` is what a thing is, `…Draft` what the officer wants, `…Query` and `…Page`
a question and its answer.
"""

from officer_desk.domain.records.acts import (
    AssessmentDraft,
    MessagePreview,
    Outcome,
    PictureDraft,
    ReasonRecord,
    ReceiveDraft,
    WithdrawDraft,
)
from officer_desk.domain.records.declared import (
    Address,
    Certificate,
    Changes,
    Declared,
    Guardian,
    Identity,
    OfficeRecord,
)
from officer_desk.domain.records.files import (
    AccountRecord,
    DeclarationRecord,
    HgdEntry,
    HgdReply,
    HistoryEntry,
    PictureRecord,
    RelatedFile,
)
from officer_desk.domain.records.lists import DeclarationRow, SearchPage, SearchQuery
from officer_desk.domain.records.officers import (
    Actor,
    Enrolment,
    EnrolmentDraft,
    OfficerRecord,
    SignInDraft,
    SignInResult,
)
from officer_desk.domain.records.reports import FormData, ImportedPackage, ImportReport, PrintDraft, TraceFinding

__all__ = [
    "AccountRecord",
    "Actor",
    "Address",
    "AssessmentDraft",
    "Certificate",
    "Changes",
    "DeclarationRecord",
    "DeclarationRow",
    "Declared",
    "Enrolment",
    "EnrolmentDraft",
    "FormData",
    "Guardian",
    "HgdEntry",
    "HgdReply",
    "HistoryEntry",
    "Identity",
    "ImportReport",
    "ImportedPackage",
    "MessagePreview",
    "OfficeRecord",
    "OfficerRecord",
    "Outcome",
    "PictureDraft",
    "PictureRecord",
    "PrintDraft",
    "ReasonRecord",
    "ReceiveDraft",
    "RelatedFile",
    "SearchPage",
    "SearchQuery",
    "SignInDraft",
    "SignInResult",
    "TraceFinding",
    "WithdrawDraft",
]
