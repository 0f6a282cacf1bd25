# SPDX-License-Identifier: Apache-2.0
"""From the rows of signed pages to records."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain.records import SignedPageRecord
from officer_desk.domain.values import Kind
from officer_desk.errors import Refused
from officer_desk.models.tables import Declaration, SignedPage
from officer_desk.services.context import Context


def demands_signed(context: Context, kind: Kind) -> bool:
    """Say whether the actor's office approves such a file only with its signed form at hand."""
    return kind is Kind.REGISTRATION and context.settings.insists_on_signed(context.actor.office_code)


def demand_signed(session: Session, context: Context, declaration: Declaration, reason: str) -> None:
    """Refuse to approve without the form signed as the data are now, where the office insists and no reason is given.

    Raises `Refused("not-signed")`; `outdated` says whether an older one is there.
    """
    if not demands_signed(context, declaration.kind) or reason.strip():
        return
    pages = signed_records(session, declaration)
    if not any(not page.outdated for page in pages):
        raise Refused("not-signed", outdated=bool(pages))


def signed_records(session: Session, declaration: Declaration) -> tuple[SignedPageRecord, ...]:
    """Give the scans of a file's signed form that count, the newest first."""
    counting = select(SignedPage).where(SignedPage.declaration_id == declaration.id, SignedPage.superseded_at.is_(None))
    return tuple(signed_record(page, declaration) for page in session.scalars(counting.order_by(SignedPage.id.desc())))


def signed_record(page: SignedPage, declaration: Declaration | None) -> SignedPageRecord:
    """Give one page; `declaration` is its file, None for a page in the tray."""
    return SignedPageRecord(
        id=page.id,
        declaration_id=page.declaration_id,
        number=(page.number or "") if declaration is None else declaration.number,
        sha256=page.sha256,
        width=page.width,
        height=page.height,
        data_version=page.data_version,
        outdated=declaration is not None and page.data_version not in {None, declaration.data_version},
        source=page.source,
        why_tray=page.why_tray,
        added_at=page.added_at,
        added_by=page.added_by,
    )
