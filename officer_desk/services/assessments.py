# SPDX-License-Identifier: Apache-2.0
"""Đánh giá hồ sơ and Ghi nhận: receiving, judging, withdrawing. Each act is one transaction, all or nothing."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from officer_desk.domain.package import required_pictures
from officer_desk.domain.records import (
    AssessmentDraft,
    DeclarationRecord,
    Declared,
    HgdReply,
    MessagePreview,
    Outcome,
    ReasonRecord,
    ReceiveDraft,
    WithdrawDraft,
)
from officer_desk.domain.values import HgdAnswer, Kind, PictureRole, State, Verdict
from officer_desk.domain.workflow import Act, Facts, demand_role, needs_no_visit, next_state
from officer_desk.errors import Refused
from officer_desk.models.tables import Account, Assessment, Declaration
from officer_desk.services import changing, claims, holding, issuing, looking
from officer_desk.services.account_records import account_record
from officer_desk.services.context import Context
from officer_desk.services.file_records import (
    ask_registry,
    declaration_record,
    declared_of,
    missing_pictures,
)
from officer_desk.services.offices import message_fields
from officer_desk.services.signed_records import demand_signed
from officer_desk.services.steps import (
    already_done,
    keep_supplement_clock,
    load,
    mark_changed,
    queue_messages,
    trace,
    write_messages,
)

_MASK = "*"
"""A sign that an SMS can carry, so that the preview has the true length."""
_OCCASIONS = {Verdict.VALID: "approved", Verdict.INVALID: "rejected", Verdict.INCOMPLETE: "supplement"}
_ACTS = {Verdict.VALID: Act.APPROVE, Verdict.INVALID: Act.REJECT, Verdict.INCOMPLETE: Act.SUPPLEMENT}


def reasons(session: Session, context: Context, verdict: Verdict) -> tuple[ReasonRecord, ...]:
    """Give the office's catalogue of reasons for a verdict."""
    return context.gateways.texts.reasons(verdict)


def not_signed_reasons(session: Session, context: Context) -> tuple[str, ...]:
    """Give the office's ready reasons for approving without the signed form."""
    return context.gateways.texts.not_signed_reasons()


def receive(session: Session, context: Context, draft: ReceiveDraft) -> DeclarationRecord:
    """Tiếp nhận: the citizen is at the counter; the ten days stop."""
    if already_done(session, context):
        return declaration_record(session, context, load(session, draft.declaration_id))
    declaration = claims.load_for_act(session, context, draft.declaration_id, draft.seen_version, draft.fence)
    _receive(session, context, declaration)
    return declaration_record(session, context, declaration)


def preview(session: Session, context: Context, draft: AssessmentDraft) -> tuple[MessagePreview, ...]:
    """Give the very messages that recording would queue, with the password masked."""
    declaration = load(session, draft.declaration_id)
    return _messages(session, context, declared_of(declaration), draft, _MASK * issuing.PASSWORD_LENGTH)


def record(session: Session, context: Context, draft: AssessmentDraft) -> Outcome:
    """Ghi nhận: record the assessment with all that follows from it.

    Raises `Conflict("file-changed")` when the file is no longer as the officer saw it, `Conflict("claim-lost")` or
    ("claimed") when somebody else has it in hand, and `Refused` with
    "may-not", "state-does-not-allow", "citizen-not-here", "reason-required", "pictures-missing", "not-compared",
    "not-signed", "hgd-name-differs", "hgd-not-found", "hgd-cannot-ask" (these with `reply`), "in-use", "no-account",
    "waits-for-look";
    `Conflict("account-changed")` when the account that a change is about moved since the officer looked at it.
    """
    if already_done(session, context):
        return _outcome_again(session, context, draft)
    demand_role(_ACTS[draft.verdict], context.actor.role)
    declaration = claims.load_for_act(session, context, draft.declaration_id, draft.seen_version, draft.fence)
    recorded = _record_valid if draft.verdict is Verdict.VALID else _record_without_account
    outcome = recorded(session, context, declaration, draft)
    claims.release_decided(session, context, declaration.id)
    return outcome


def withdraw(session: Session, context: Context, draft: WithdrawDraft) -> DeclarationRecord:
    """Withdraw a file because the citizen wishes it."""
    if already_done(session, context):
        return declaration_record(session, context, load(session, draft.declaration_id))
    declaration = claims.load_for_act(session, context, draft.declaration_id, draft.seen_version, draft.fence)
    before = declaration.state
    asked = declaration.supplement_asked_at
    _decide(context, declaration, Act.WITHDRAW)
    if not draft.reason.strip():
        raise Refused("reason-required")
    row = _assessment(session, context, declaration, None, (draft.reason.strip(),))
    declaration.assessments.append(row)
    _trace_act(session, context, declaration, Act.WITHDRAW, before, row)
    claims.release_decided(session, context, declaration.id)
    holding.hold(session, context, declaration, before, asked, *_given_up(session, context, declaration))
    return declaration_record(session, context, declaration)


def _record_without_account(
    session: Session, context: Context, declaration: Declaration, draft: AssessmentDraft
) -> Outcome:
    """Refuse the file, or ask for a supplement: both need words, and both tell the citizen."""
    before, asked = declaration.state, declaration.supplement_asked_at
    act = _ACTS[draft.verdict]
    _decide(context, declaration, act)
    if not _words(draft):
        raise Refused("reason-required")
    declared = declared_of(declaration)
    row = _assessment(session, context, declaration, draft)
    declaration.assessments.append(row)
    messages = _messages(session, context, declared, draft, "")
    held = holding.until(context)
    queue_messages(session, context, declaration, _OCCASIONS[draft.verdict], messages, held_until=held)
    _trace_act(session, context, declaration, act, before, row)
    given_up = _given_up(session, context, declaration) if act is Act.REJECT else (None, None)
    holding.hold(session, context, declaration, before, asked, *given_up)
    return Outcome(declaration_record(session, context, declaration), draft.verdict, None, messages)


def _record_valid(session: Session, context: Context, declaration: Declaration, draft: AssessmentDraft) -> Outcome:
    """Approve: papers compared, HGĐ asked, nobody else's code, phone or e-mail; then account and messages."""
    declared = declared_of(declaration)
    if declared.kind is Kind.CHANGE:
        changing.demand_account_as_seen(session, declared.insurance_code, draft.seen_account_version)
    if declaration.state is State.WAITING and draft.citizen_came and not _visit_spared(declared):
        _receive(session, context, declaration, keyed=False)
    before = declaration.state
    _demand_pictures(declaration, declared)
    _decide(context, declaration, Act.APPROVE, came=_visit_spared(declared))
    _demand_compared(declared, draft)
    demand_signed(session, context, declaration, draft.not_signed_reason)
    reply = ask_registry(context, declared)
    declaration.registry_answer = reply.answer
    full_name = _demand_registered(reply, draft)
    row = _assessment(session, context, declaration, draft, reply=reply)
    declaration.assessments.append(row)
    password = issuing.first_password()
    account, account_before = _apply(session, context, declaration, declared, full_name, password)
    messages = _messages(session, context, declared, draft, password)
    shown = _messages(session, context, declared, draft, _MASK * issuing.PASSWORD_LENGTH)
    occasion, held = _occasion(declared, draft), holding.until(context)
    queue_messages(session, context, declaration, occasion, messages, shown=shown, held_until=held)
    _trace_act(session, context, declaration, Act.APPROVE, before, row, reply=reply)
    holding.hold(session, context, declaration, before, None, account, account_before)
    return Outcome(
        declaration_record(session, context, declaration),
        draft.verdict,
        account_record(session, context, account),
        shown,
    )


def _apply(
    session: Session, context: Context, declaration: Declaration, declared: Declared, full_name: str, password: str
) -> tuple[Account, dict[str, Any] | None]:
    """Issue or change the account; gives it and, where it was there before, how it was (for «Hoàn tác»)."""
    if declared.kind is Kind.CHANGE:
        known = issuing.account_to_change(session, declaration)
        looking.demand_free(session, known, declaration.id)
        before = issuing.snapshot(known)
        if known.status == "suspended":
            known.status = "pending"
        return issuing.change(session, context, known, declaration, declared, full_name), before
    known = issuing.issued_by(session, declaration.id)
    if known is None:
        return issuing.issue(session, context, declared, declaration.id, full_name, password), None
    before = issuing.snapshot(known)
    issuing.issue_again(session, context, known, declared, full_name, password)
    return known, before


def _given_up(
    session: Session, context: Context, declaration: Declaration
) -> tuple[Account | None, dict[str, Any] | None]:
    """End the account of a reopened file that is not approved again; gives it and how it was."""
    account = issuing.suspended_by(session, declaration)
    if account is None:
        return None, None
    before = issuing.snapshot(account)
    issuing.give_up(session, context, account, declaration)
    return account, before


def _receive(session: Session, context: Context, declaration: Declaration, *, keyed: bool = True) -> None:
    before = declaration.state
    missing = bool(missing_pictures(declared_of(declaration), _present(declaration)))
    facts = _facts(context, declaration, missing=missing)
    declaration.state = next_state(Act.RECEIVE, before, context.actor.role, facts)
    declaration.received_at = declaration.received_at or context.now
    keep_supplement_clock(context, declaration)
    mark_changed(context, declaration)
    told = {"from": before, "to": declaration.state, "version": declaration.version}
    trace(session, context, Act.RECEIVE, declaration.number, told, keyed=keyed)


def _decide(context: Context, declaration: Declaration, act: Act, *, came: bool = False) -> None:
    facts = _facts(context, declaration, came=came)
    declaration.state = next_state(act, declaration.state, context.actor.role, facts)
    if act is not Act.SUPPLEMENT:
        declaration.decided_at = context.now
    keep_supplement_clock(context, declaration)
    mark_changed(context, declaration)


def _facts(context: Context, declaration: Declaration, *, missing: bool = False, came: bool = False) -> Facts:
    own = declaration.office_code == context.actor.office_code
    return Facts(missing, declaration.received_at is not None, came, own)


def _present(declaration: Declaration) -> list[PictureRole]:
    return [picture.role for picture in declaration.pictures if picture.superseded_at is None]


def _visit_spared(declared: Declared) -> bool:
    return needs_no_visit(declared.kind, has_guardian=declared.guardian is not None)


def _demand_pictures(declaration: Declaration, declared: Declared) -> None:
    missing = missing_pictures(declared, _present(declaration))
    if missing:
        raise Refused("pictures-missing", roles=missing)


def _demand_compared(declared: Declared, draft: AssessmentDraft) -> None:
    left = tuple(role for role in required_pictures(declared) if role not in draft.compared)
    if left and not draft.not_compared_reason.strip():
        raise Refused("not-compared", roles=left)


def _demand_registered(reply: HgdReply, draft: AssessmentDraft) -> str:
    """Give the name under which the account is issued: HGĐ's, when the officer took it for the same person."""
    if reply.answer is HgdAnswer.MATCH:
        return reply.asked_name
    entry = reply.entry
    confirmed = draft.confirmed_registry_name
    if reply.answer is HgdAnswer.NAME_DIFFERS and reply.near and entry is not None and confirmed == entry.full_name:
        return entry.full_name
    raise Refused(f"hgd-{reply.answer.value.removeprefix('hgd-')}", reply=reply)


def _messages(
    session: Session, context: Context, declared: Declared, draft: AssessmentDraft, password: str
) -> tuple[MessagePreview, ...]:
    template = context.gateways.texts.template(_occasion(declared, draft))
    fields = {
        "number": declared.number,
        "full_name": declared.full_name,
        "login": declared.insurance_code,
        "password": password,
        "reasons": "; ".join(_words(draft)),
        **message_fields(session, context.actor.office_code),
    }
    if draft.verdict is Verdict.VALID and declared.kind is Kind.CHANGE:
        return changing.change_messages(session, context, load(session, draft.declaration_id), declared, fields)
    return write_messages(template, declared.phone, declared.email, fields)


def _occasion(declared: Declared, draft: AssessmentDraft) -> str:
    if draft.verdict is Verdict.VALID and declared.kind is Kind.CHANGE:
        return "changed"
    return _OCCASIONS[draft.verdict]


def _words(draft: AssessmentDraft) -> tuple[str, ...]:
    return tuple(" ".join(word.split()).rstrip(".") for word in (*draft.reasons, draft.note) if word.strip())


def _assessment(
    session: Session,
    context: Context,
    declaration: Declaration,
    draft: AssessmentDraft | None,
    reasons_given: tuple[str, ...] = (),
    reply: HgdReply | None = None,
) -> Assessment:
    return Assessment(
        officer_id=context.actor.officer_id,
        officer_name=context.actor.full_name,
        at=context.now,
        act_key=context.act_key,
        verdict=None if draft is None else draft.verdict,
        reasons=list(reasons_given if draft is None else draft.reasons),
        note="" if draft is None else draft.note.strip(),
        seen_version=declaration.version if draft is None else draft.seen_version,
        compared=[] if draft is None else [role.value for role in draft.compared],
        not_compared_reason="" if draft is None else draft.not_compared_reason.strip(),
        not_signed_reason="" if draft is None else draft.not_signed_reason.strip(),
        spent_seconds=claims.spent(session, context, declaration.id),
        hgd_answer=None if reply is None else reply.answer,
        hgd=None if reply is None else _kept(reply),
        confirmed_registry_name=None if draft is None else draft.confirmed_registry_name,
    )


def _kept(reply: HgdReply) -> dict[str, object]:
    return {**asdict(reply), "asked_at": reply.asked_at.isoformat()}


def _trace_act(
    session: Session,
    context: Context,
    declaration: Declaration,
    act: Act,
    before: State,
    row: Assessment,
    reply: HgdReply | None = None,
) -> None:
    """Trace a decision: states and version in the clear, its content as a keyed digest."""
    session.flush()
    parts = [row.reasons, row.note, row.compared, row.not_compared_reason, row.not_signed_reason, row.hgd]
    content = json.dumps(parts, sort_keys=True)
    facts: dict[str, object] = {
        "from": before,
        "to": declaration.state,
        "version": declaration.version,
        "content": context.gateways.keys.digest("assessment", content),
    }
    if reply is not None:
        facts["hgd"] = reply.answer
        facts["name-confirmed"] = row.confirmed_registry_name is not None
    trace(session, context, act, declaration.number, facts)


def _outcome_again(session: Session, context: Context, draft: AssessmentDraft) -> Outcome:
    shown = declaration_record(session, context, load(session, draft.declaration_id))
    messages = _messages(session, context, shown.declared, draft, _MASK * issuing.PASSWORD_LENGTH)
    return Outcome(shown, draft.verdict, shown.account, messages)
