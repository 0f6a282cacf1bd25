# SPDX-License-Identifier: Apache-2.0
"""Signed forms that were scanned: on the file that their code names, or in the tray until a number is typed.

A page is attached only on the word of a code that this office's key sealed, or of an officer. Attaching changes
nothing of the data, so the file's version stays: whoever judges it meanwhile is not held up.
"""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from officer_desk.domain.codes import FORM_CODE, quick_terms
from officer_desk.domain.json_text import shown
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import (
    CodeReading,
    CounterPageDraft,
    FiledPage,
    FromTrayDraft,
    SignedPageDraft,
    SignedPageRecord,
    StackPageDraft,
)
from officer_desk.errors import Refused
from officer_desk.models.tables import Declaration, Office, SignedPage
from officer_desk.printing import payload
from officer_desk.services import offices
from officer_desk.services.context import Context
from officer_desk.services.signed_records import signed_record
from officer_desk.services.steps import already_done, erase_unnamed, load_whole, trace

FORGED = "forged"
"""Why a page waits that can never be attached."""
_SHOWN = 500


def read_codes(session: Session, context: Context, codes: tuple[str, ...]) -> CodeReading:
    """Say whose page it is by the texts of its QR codes; codes of other kinds beside the form's do not count.

    Raises `Refused`: "signed-several-codes", "signed-other-code", "signed-file-destroyed".
    """
    ours = {code.strip() for code in codes if code.strip().startswith(FORM_CODE)}
    if not ours and codes:
        raise Refused("signed-other-code")
    if not ours:
        return CodeReading(None, None, None, "no-code")
    try:
        read = {payload.read(code, context.gateways.keys.key_for(payload.KEY)) for code in ours}
    except Refused:
        return CodeReading(None, _claimed(ours), None, FORGED)
    if len(read) > 1:
        raise Refused("signed-several-codes")
    ((number, data_version),) = read
    declaration = session.scalar(select(Declaration).where(Declaration.number == number))
    if declaration is None:
        return CodeReading(None, number, data_version, "unknown-number")
    if declaration.purged_at is not None:
        raise Refused("signed-file-destroyed", number=number)
    return CodeReading(declaration.id, number, data_version)


def attach(session: Session, context: Context, draft: SignedPageDraft) -> SignedPageRecord:
    """Attach a page to a file, decided or not; a page that the file has already changes nothing.

    Its bytes were checked and stored before (`PictureStore.put`). Raises `Refused("file-destroyed")`,
    `Unavailable("picture-lost")` for bytes that are not there.
    """
    demand(context.actor.role, Task.FILE_SIGNED)
    declaration = load_whole(session, draft.declaration_id)
    known = _known(session, declaration.id, draft.sha256)
    if known is not None:
        return signed_record(known, declaration)
    page = _in_tray(session, draft.sha256) or _row(context, draft, declaration.office_code)
    page.number, page.data_version = declaration.number, draft.data_version
    _put(session, context, page, declaration)
    session.add(page)
    session.flush()
    trace(session, context, "file-signed", declaration.number, _facts(page, declaration))
    return signed_record(page, declaration)


def attach_scanned(session: Session, context: Context, draft: CounterPageDraft) -> SignedPageRecord:
    """Attach a page that was scanned for the open file; without a code the officer's word counts.

    Raises as `read_codes` and `attach` do, and `Refused`: "signed-forged", "signed-other-file" (number=).
    """
    reading = read_codes(session, context, draft.codes)
    if reading.why_tray == FORGED:
        raise Refused("signed-forged")
    if reading.number is not None and reading.declaration_id != draft.declaration_id:
        raise Refused("signed-other-file", number=reading.number)
    return attach(
        session,
        context,
        SignedPageDraft(draft.declaration_id, draft.sha256, reading.data_version, draft.source, draft.batch, 1),
    )


def file_page(session: Session, context: Context, draft: StackPageDraft) -> FiledPage:
    """Let a page find its file by its code; without one it goes into the tray.

    A page that is there already, on its file or in the tray, changes nothing. Raises as `read_codes` and `attach` do.
    """
    demand(context.actor.role, Task.FILE_SIGNED)
    reading = read_codes(session, context, draft.codes)
    if reading.declaration_id is not None:
        wanted = SignedPageDraft(
            reading.declaration_id, draft.sha256, reading.data_version, draft.source, draft.batch, draft.place
        )
        unchanged = _known(session, reading.declaration_id, draft.sha256) is not None
        page = attach(session, context, wanted)
        return FiledPage(page, "flagged" if page.outdated else "filed", unchanged)
    known = session.scalar(select(SignedPage).where(SignedPage.sha256 == draft.sha256).order_by(SignedPage.id))
    if known is not None:
        return _known_page(session, known)
    page = _row(context, draft, _office(session, context))
    page.number, page.data_version, page.why_tray = reading.number, reading.data_version, reading.why_tray
    session.add(page)
    session.flush()
    trace(session, context, "file-signed", draft.batch, {**_facts(page), "why_tray": page.why_tray})
    return FiledPage(signed_record(page, None), _waiting(page))


def tray(session: Session, context: Context) -> tuple[SignedPageRecord, ...]:
    """Give the pages of the actor's office that wait for a number, the oldest first."""
    demand(context.actor.role, Task.FILE_SIGNED)
    waiting = select(SignedPage).where(*_numberless(context))
    return tuple(signed_record(page, None) for page in session.scalars(waiting.order_by(SignedPage.id).limit(_SHOWN)))


def count_waiting(session: Session, context: Context) -> int:
    """Count the pages of the actor's office that wait for a number."""
    demand(context.actor.role, Task.FILE_SIGNED)
    return session.scalar(select(func.count()).select_from(SignedPage).where(*_numberless(context))) or 0


def file_from_tray(session: Session, context: Context, draft: FromTrayDraft) -> SignedPageRecord:
    """Attach a page of the tray to the file whose number was typed, whole or its first part.

    Raises `Refused`: "signed-forged", "signed-gone", "number-unknown", "signed-number-many", "file-destroyed".
    """
    demand(context.actor.role, Task.FILE_SIGNED)
    page = _load(session, context, draft.page_id)
    declaration = _typed(session, page, draft.number)
    if page.declaration_id == declaration.id:
        return signed_record(page, declaration)
    if page.declaration_id is not None:
        raise Refused("signed-gone")
    if page.why_tray == FORGED:
        raise Refused("signed-forged")
    known = _known(session, declaration.id, page.sha256)
    if known is not None:
        session.delete(page)
        page = known
    else:
        if page.number != declaration.number:
            page.number, page.data_version = declaration.number, None
        _put(session, context, page, declaration)
    session.flush()
    trace(session, context, "file-from-tray", declaration.number, _facts(page, declaration))
    return signed_record(page, declaration)


def back_to_tray(session: Session, context: Context, page_id: int) -> None:
    """Take a page off a file to which an officer filed it by mistake: it waits for the right number again."""
    demand(context.actor.role, Task.FILE_SIGNED)
    if already_done(session, context):
        return
    page = _load(session, context, page_id)
    if page.declaration_id is None or page.why_tray is None:
        raise Refused("signed-by-code")
    declaration = load_whole(session, page.declaration_id)
    trace(session, context, "back-to-tray", declaration.number, _facts(page, declaration))
    page.declaration_id = page.number = page.data_version = None
    page.filed_at = page.filed_by = page.superseded_at = None
    page.why_tray = "no-code"


def throw_out(session: Session, context: Context, page_id: int) -> None:
    """Throw a page out of the tray; its bytes are erased by the next daily run. A forged one only a supervisor may."""
    demand(context.actor.role, Task.FILE_SIGNED)
    if already_done(session, context):
        return
    page = _load(session, context, page_id)
    if page.declaration_id is not None:
        raise Refused("signed-gone")
    if page.why_tray == FORGED:
        demand(context.actor.role, Task.SUPERVISE)
    facts = {**_facts(page), "why_tray": page.why_tray}
    session.delete(page)
    erase_unnamed(session, context, {page.sha256})
    trace(session, context, "throw-out-page", page.batch, facts)


def _claimed(codes: set[str]) -> str | None:
    """Give the number that a forged code names, for whoever looks into it."""
    parts = min(codes).split(":")
    return shown(parts[1])[:40] if len(parts) > 2 else None


def _numberless(context: Context) -> tuple[ColumnElement[bool], ...]:
    return SignedPage.office_code == context.actor.office_code, SignedPage.declaration_id.is_(None)


def _load(session: Session, context: Context, page_id: int) -> SignedPage:
    """Give a page of any file, or of the tray of the actor's office."""
    page = session.get(SignedPage, page_id)
    if page is None or (page.declaration_id is None and page.office_code != context.actor.office_code):
        raise Refused("signed-gone")
    return page


def _known(session: Session, declaration_id: int, sha256: str) -> SignedPage | None:
    same = select(SignedPage).where(SignedPage.declaration_id == declaration_id, SignedPage.sha256 == sha256)
    return session.scalar(same.limit(1))


def _in_tray(session: Session, sha256: str) -> SignedPage | None:
    """Give the same page where it waits: its file may have come since it was scanned first."""
    same = select(SignedPage).where(SignedPage.declaration_id.is_(None), SignedPage.sha256 == sha256)
    return session.scalar(same.limit(1))


def _known_page(session: Session, page: SignedPage) -> FiledPage:
    """Tell of a page without a code that is here already: in the tray, or filed from it since."""
    if page.declaration_id is None:
        return FiledPage(signed_record(page, None), _waiting(page), unchanged=True)
    declaration = session.get_one(Declaration, page.declaration_id)
    record = signed_record(page, declaration)
    return FiledPage(record, "flagged" if record.outdated else "filed", unchanged=True)


def _waiting(page: SignedPage) -> str:
    return "refused" if page.why_tray == FORGED else "unread"


def _row(context: Context, draft: SignedPageDraft | StackPageDraft, office_code: str) -> SignedPage:
    stored = context.gateways.pictures.describe(draft.sha256)
    return SignedPage(
        office_code=office_code,
        sha256=stored.sha256,
        media_type=stored.media_type,
        width=stored.width,
        height=stored.height,
        size=stored.size,
        batch=draft.batch,
        place=draft.place,
        source=draft.source,
        added_at=context.now,
        added_by=context.actor.full_name,
    )


def _put(session: Session, context: Context, page: SignedPage, declaration: Declaration) -> None:
    """Put a page on a file. It takes the place of earlier scans of the same or an older print, not of a newer one."""
    page.declaration_id, page.filed_at, page.filed_by = declaration.id, context.now, context.actor.full_name
    if page.data_version is None:
        return
    older = select(SignedPage).where(
        SignedPage.declaration_id == declaration.id,
        SignedPage.superseded_at.is_(None),
        SignedPage.data_version <= page.data_version,
    )
    for former in session.scalars(older):
        if former is not page:
            former.superseded_at = context.now


def _office(session: Session, context: Context) -> str:
    """Give the office in whose tray a page waits; the command line acts for the office whose desk this is."""
    if session.get(Office, context.actor.office_code) is not None:
        return context.actor.office_code
    home = offices.home(session, context)
    code = session.scalar(select(Office.code).order_by(Office.code).limit(1)) if home is None else home.code
    if code is None:
        raise Refused("signed-no-office")
    return code


def _typed(session: Session, page: SignedPage, text: str) -> Declaration:
    terms = quick_terms(text)
    where = [Declaration.number == (terms.number or text.strip())]
    if terms.number is None and terms.serial is not None:
        head, _, suffix = terms.serial.partition(".")
        where = [
            Declaration.office_code == page.office_code,
            Declaration.serial == (head.lstrip("0") or "0"),
            Declaration.number.like(f"%.{suffix}/%") if suffix else Declaration.number.not_like("%.%"),
        ]
    found = session.scalars(select(Declaration.id).where(*where).limit(2)).all()
    if not found:
        raise Refused("number-unknown", number=text.strip())
    if len(found) > 1:
        raise Refused("signed-number-many", number=text.strip())
    return load_whole(session, found[0])


def _facts(page: SignedPage, declaration: Declaration | None = None) -> dict[str, object]:
    facts: dict[str, object] = {
        "sha256": page.sha256,
        "page_version": page.data_version,
        "source": page.source,
        "batch": page.batch,
        "place": page.place,
    }
    return facts if declaration is None else {**facts, "data_version": declaration.data_version}
