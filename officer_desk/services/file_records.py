# SPDX-License-Identifier: Apache-2.0
"""From the row of a file to the record that the screens get: pictures, registry, related files, history."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from officer_desk.domain.codes import email_key
from officer_desk.domain.names import NameMatch, compare
from officer_desk.domain.package import required_pictures
from officer_desk.domain.records import (
    Address,
    Certificate,
    Changes,
    DeclarationRecord,
    Declared,
    Guardian,
    HgdReply,
    HistoryEntry,
    Identity,
    RelatedFile,
)
from officer_desk.domain.values import HgdAnswer, IdentityKind, Kind, PictureRole, Verdict
from officer_desk.domain.workflow import UNDECIDED
from officer_desk.errors import Unavailable
from officer_desk.models.tables import (
    Account,
    Assessment,
    Declaration,
    FormPrint,
    HeldDecision,
    Office,
    Officer,
    TraceEntry,
)
from officer_desk.services import beside, claims, terms
from officer_desk.services.account_records import account_of, account_record, differences, picture_record
from officer_desk.services.context import Context
from officer_desk.services.signed_records import demands_signed, signed_records

LIVE = ("pending", "active", "suspended")
"""An account that is not cancelled: its code, phone and e-mail are in use."""
CLOCK_SLACK = timedelta(minutes=5)
"""By so much the clocks of two desks may differ."""
_SHOWN_RELATED = 50
_SHOWN_HISTORY = 200


def declaration_record(session: Session, context: Context, declaration: Declaration) -> DeclarationRecord:
    """Give everything that the open file shows."""
    declared = declared_of(declaration)
    required = required_pictures(declared)
    current = [p for p in declaration.pictures if p.superseded_at is None]
    due_on, days_left, condition = terms.term(context, declaration)
    purged = declaration.purged_at is not None
    office = session.get(Office, declaration.office_code)
    held = held_decision(session, context, declaration)
    account = account_of(session, declaration.insurance_code)
    differs, changed_at = differences(session, context, declaration, declared)
    return DeclarationRecord(
        id=declaration.id,
        version=declaration.version,
        declared=declared,
        office_name=declaration.office_code if office is None else office.name,
        address_text=context.gateways.units.address_text(declared.address),
        state=declaration.state,
        condition=condition,
        days_left=days_left,
        due_on=due_on,
        received_at=declaration.received_at,
        decided_at=declaration.decided_at,
        imported_at=declaration.imported_at,
        data_version=declaration.data_version,
        pictures=tuple(picture_record(p) for p in current),
        required=() if purged else required,
        missing=() if purged else missing_pictures(declared, (p.role for p in current)),
        older_pictures=tuple(picture_record(p) for p in declaration.pictures if p.superseded_at is not None),
        # Of a destroyed file nobody is left to ask about.
        hgd=terms.not_asked(context) if purged else ask_registry(context, declared),
        related=() if purged else related_files(session, declared, declaration.id),
        history=_history(session, declaration),
        account=None if account is None else account_record(session, context, account),
        prints=session.scalar(select(func.count()).where(FormPrint.declaration_id == declaration.id)) or 0,
        own_office=declaration.office_code == context.actor.office_code,
        supplement=_supplement(declaration),
        compared=_compared(declaration),
        undo_until=None if held is None else held.release_at,
        undo_by=None if held is None else held.officer_id,
        waits_for_supplement=terms.waits_for_supplement(declaration),
        expired_at=declaration.expired_at,
        restore_until=terms.restore_until(context, declaration),
        purged_at=declaration.purged_at,
        differences=differs,
        changed_at=changed_at,
        claim=claims.live(session, context, declaration.id),
        signed=signed_records(session, declaration),
        signed_demanded=demands_signed(context, declaration.kind) and not purged,
        assignment=None if purged else beside.assignment_of(session, declaration.id),
        questions=() if purged else beside.questions_of(session, declaration.id),
        look=None if purged else beside.look_of(session, declaration.id),
    )


def held_decision(session: Session, context: Context, declaration: Declaration) -> HeldDecision | None:
    """Give the decision of a file that can still be taken back, if there is one."""
    held = session.get(HeldDecision, declaration.id)
    if held is None or held.version != declaration.version:
        return None
    return held if is_open(held, context.now) else None


def is_open(held: HeldDecision, now: datetime) -> bool:
    """Say whether a decision can still be taken back; a clock that was set back ends it."""
    return held.made_at - CLOCK_SLACK <= now < held.release_at


def missing_pictures(declared: Declared, present: Iterable[PictureRole]) -> tuple[PictureRole, ...]:
    """Give the required pictures that the file has not got."""
    there = set(present)
    return tuple(role for role in required_pictures(declared) if role not in there)


def declared_of(declaration: Declaration) -> Declared:
    """Give the declared data of a row."""
    changes = declaration.changes
    return Declared(
        number=declaration.number,
        kind=declaration.kind,
        channel=declaration.channel,
        submitted_at=declaration.submitted_at,
        office_code=declaration.office_code,
        insurance_code=declaration.insurance_code,
        full_name=declaration.full_name,
        identity=Identity(declaration.id_kind, declaration.id_number, declaration.population_verified),
        address=Address(**declaration.address),
        phone=declaration.phone,
        email=declaration.email,
        wants_email_copy=declaration.wants_email_copy,
        certificate=None if declaration.certificate is None else _certificate(declaration.certificate),
        guardian=None if declaration.guardian is None else Guardian(**declaration.guardian),
        changes=None if changes is None else _changes(changes),
    )


def ask_registry(context: Context, declared: Declared) -> HgdReply:
    """Ask HGĐ for code and name (for a change of name: the new one); failing to ask is an answer of its own."""
    changes = declared.changes
    name = changes.full_name if changes is not None and changes.full_name else declared.full_name
    registry = context.gateways.households
    try:
        entry = registry.ask(declared.insurance_code)
    except Unavailable as error:
        why = error.reason.removeprefix("hgd-")
        return HgdReply(
            declared.insurance_code, name, HgdAnswer.CANNOT_ASK, None, registry.source(), context.now, why=why
        )
    if entry is None:
        answer, near = HgdAnswer.NOT_FOUND, False
    else:
        matched = compare(name, entry.full_name)
        answer = HgdAnswer.MATCH if matched is NameMatch.EQUAL else HgdAnswer.NAME_DIFFERS
        near = matched is NameMatch.NEAR
    return HgdReply(declared.insurance_code, name, answer, entry, registry.source(), context.now, near)


def keep_answer(declaration: Declaration, reply: HgdReply) -> None:
    """Note HGĐ's answer beside an undecided file; one that could not be had takes no other one's place."""
    known, answer = declaration.registry_answer, reply.answer
    if declaration.state not in UNDECIDED or answer is known or (answer is HgdAnswer.CANNOT_ASK and known is not None):
        return
    declaration.registry_answer = answer


def related_files(session: Session, declared: Declared, own_id: int | None) -> tuple[RelatedFile, ...]:
    """Give the person's other files, and other people's files with the same phone, e-mail or ID number.

    A rejected, expired or withdrawn file of somebody else has given its phone and e-mail free and is not listed.
    """
    phone, email = wanted_contact(declared)
    identity = declared.identity if declared.changes is None else (declared.changes.identity or declared.identity)
    shared = [Declaration.phone == phone, _wished("phone", phone)]
    if email is not None:
        shared += [Declaration.email_key == email_key(email), _wished("email", email)]
    if identity.kind is not IdentityKind.BIRTH_CERTIFICATE:
        shared.append(Declaration.id_number == identity.number)
    own = select(Declaration).where(Declaration.insurance_code == declared.insurance_code)
    accounts = _accounts_in_use(session, declared)
    shared.append(Declaration.id.in_([account.declaration_id for account in accounts.values()]))
    others = select(Declaration).where(or_(*shared), Declaration.insurance_code != declared.insurance_code)
    found: list[RelatedFile] = []
    newest = (Declaration.submitted_at.desc(), Declaration.id.desc())
    persons = session.scalars(own.order_by(*newest).limit(_SHOWN_RELATED))
    found += [_related(row, "same-person") for row in persons if row.id != own_id]
    for row in session.scalars(others.order_by(*newest).limit(_SHOWN_RELATED)):
        account = accounts.get(row.insurance_code)
        if account is None and row.state not in UNDECIDED:
            continue
        for what in _shared_by(row, account, phone, email, identity.number):
            allowed = what == "phone" and _may_share(declared, row.insurance_code, row.guardian)
            blocks = account is not None and not allowed and _account_has(account, what, *claimed_contact(declared))
            found.append(_related(row, what, blocks=blocks, allowed=allowed))
    return tuple(found)


def conflicting_account(session: Session, declared: Declared) -> tuple[str, Account] | None:
    """Give the active account of another person that holds the phone or e-mail, or the code's own account.

    A child may use its guardian's phone, and the guardian the child's; children of one guardian share it.
    """
    phone, email = claimed_contact(declared)
    live = select(Account).where(Account.status.in_(LIVE))
    if declared.kind is not Kind.CHANGE:
        # A reopened file's own account does not stand in its own way.
        elsewhere = select(Declaration.id).where(Declaration.number != declared.number)
        own = session.scalar(
            live.where(Account.insurance_code == declared.insurance_code, Account.declaration_id.in_(elsewhere))
        )
        if own is not None:
            return "insurance_code", own
    others = live.where(Account.insurance_code != declared.insurance_code)
    # Nobody has the phone None: a change that leaves the phone alone finds nobody.
    for account in session.scalars(others.where(Account.phone == phone)):
        guardian = None if account.guardian_code is None else {"insurance_code": account.guardian_code}
        if not _may_share(declared, account.insurance_code, guardian):
            return "phone", account
    if email is not None:
        account = session.scalar(others.where(Account.email_key == email_key(email)))
        if account is not None:
            return "email", account
    return None


def claimed_contact(declared: Declared) -> tuple[str | None, str | None]:
    """Give the phone and e-mail that the file makes its own: a change only those that it changes."""
    if declared.kind is not Kind.CHANGE:
        return declared.phone, declared.email
    changes = declared.changes or Changes()
    return changes.phone, changes.email


def wanted_contact(declared: Declared) -> tuple[str, str | None]:
    """Give phone and e-mail as they are to be: for a change the new ones."""
    changes = declared.changes
    if changes is None:
        return declared.phone, declared.email
    return changes.phone or declared.phone, changes.email or declared.email


def _accounts_in_use(session: Session, declared: Declared) -> dict[str, Account]:
    phone, email = wanted_contact(declared)
    same = [Account.phone == phone, Account.id_number == declared.identity.number]
    if email is not None:
        same.append(Account.email_key == email_key(email))
    live = select(Account).where(Account.status.in_(LIVE), or_(*same))
    return {account.insurance_code: account for account in session.scalars(live.limit(_SHOWN_RELATED))}


def _account_has(account: Account, what: str, phone: str | None, email: str | None) -> bool:
    if what == "phone":
        return account.phone == phone
    return what == "email" and email is not None and account.email_key == email_key(email)


def _wished(what: str, value: str) -> ColumnElement[bool]:
    """Find undecided changes *to* a phone or e-mail."""
    return and_(
        Declaration.kind == Kind.CHANGE,
        Declaration.decided_at.is_(None),
        Declaration.changes[what].as_string() == value,
    )


def _shared_by(row: Declaration, account: Account | None, phone: str, email: str | None, id_number: str) -> list[str]:
    """Say what a file shares: as declared, as it is to be changed, or as the account that came of it has it."""
    wished = row.changes or {}
    shared: list[str] = []
    if phone in (row.phone, wished.get("phone"), None if account is None else account.phone):
        shared.append("phone")
    keys = (row.email_key, email_key(wished.get("email") or ""), None if account is None else account.email_key)
    if email is not None and email_key(email) in keys:
        shared.append("email")
    if row.id_number == id_number and row.id_kind is not IdentityKind.BIRTH_CERTIFICATE:
        shared.append("id_number")
    return shared


def _may_share(declared: Declared, other_code: str, other_guardian: dict[str, Any] | None) -> bool:
    """Say whether guardian and child, or two children of one guardian, hold one phone together."""
    mine = None if declared.guardian is None else declared.guardian.insurance_code
    theirs = None if other_guardian is None else other_guardian["insurance_code"]
    return other_code == mine or declared.insurance_code == theirs or (mine is not None and mine == theirs)


def _related(row: Declaration, what: str, *, blocks: bool = False, allowed: bool = False) -> RelatedFile:
    reasons = [
        r
        for a in row.assessments
        if a.verdict is Verdict.INVALID and a.taken_back_at is None
        for r in (*a.reasons, a.note)
        if r
    ]
    return RelatedFile(
        row.id, row.number, row.full_name, row.kind, row.state, row.submitted_at, what, blocks, allowed, tuple(reasons)
    )


def _history(session: Session, declaration: Declaration) -> tuple[HistoryEntry, ...]:
    judged = {assessment.act_key: assessment for assessment in declaration.assessments}
    said = beside.said(session, declaration.id)
    rows = (
        select(TraceEntry, Officer.full_name)
        .outerjoin(Officer, Officer.id == TraceEntry.officer_id)
        .where(TraceEntry.subject == declaration.number)
        .order_by(TraceEntry.id.desc())
        .limit(_SHOWN_HISTORY)
    )
    return tuple(
        HistoryEntry(
            entry.at,
            entry.act,
            entry.user_name,
            full_name or entry.user_name,
            entry.role,
            _words(judged.get(entry.act_key or "")) or said.get((entry.act, entry.at), ()),
            _taken_back_at(judged.get(entry.act_key or "")),
        )
        for entry, full_name in session.execute(rows)
    )


def _taken_back_at(assessment: Assessment | None) -> datetime | None:
    return None if assessment is None else assessment.taken_back_at


def _words(assessment: Assessment | None) -> tuple[str, ...]:
    if assessment is None:
        return ()
    words = (*assessment.reasons, assessment.note, assessment.not_compared_reason, assessment.not_signed_reason)
    words = (*words, assessment.successor)
    return tuple(word for word in words if word)


def _compared(declaration: Declaration) -> tuple[PictureRole, ...]:
    standing = [a for a in declaration.assessments if a.verdict is not None and a.taken_back_at is None]
    return tuple(PictureRole(role) for role in standing[-1].compared) if standing else ()


def _supplement(declaration: Declaration) -> str | None:
    judged = declaration.assessments
    asked = [a for a in judged if a.verdict is Verdict.INCOMPLETE and a.taken_back_at is None]
    return "; ".join(word for word in (*asked[-1].reasons, asked[-1].note) if word) if asked else None


def _certificate(stored: dict[str, Any]) -> Certificate:
    return Certificate(
        stored["number"],
        stored["issuer"],
        date.fromisoformat(stored["valid_from"]),
        date.fromisoformat(stored["valid_to"]),
    )


def _changes(stored: dict[str, Any]) -> Changes:
    identity = stored.get("identity")
    address = stored.get("address")
    return Changes(
        phone=stored.get("phone"),
        email=stored.get("email"),
        address=None if address is None else Address(**address),
        full_name=stored.get("full_name"),
        identity=None
        if identity is None
        else Identity(IdentityKind(identity["kind"]), identity["number"], identity["population_verified"]),
        pictures=tuple(PictureRole(role) for role in stored.get("pictures", ())),
    )
