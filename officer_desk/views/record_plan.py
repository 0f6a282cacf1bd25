# SPDX-License-Identifier: Apache-2.0
"""One sentence of what «Ghi nhận» will do, or why it is off. Without widgets; the rules are the services'."""

from dataclasses import dataclass

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.permissions import PERMITTED, Task
from officer_desk.domain.records import DeclarationRecord, MessagePreview
from officer_desk.domain.values import HgdAnswer, Kind, MessageChannel, PictureRole, Role, State, Verdict
from officer_desk.domain.workflow import UNDECIDED, needs_no_visit
from officer_desk.views.change_words import is_live
from officer_desk.views.claim_words import in_other_hands
from officer_desk.views.file_parts import phone_groups


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that the officer has answered so far."""

    verdict: Verdict | None
    has_words: bool = False
    compared: tuple[PictureRole, ...] = ()
    not_compared_reason: str = ""
    not_signed_reason: str = ""
    failed: tuple[str, ...] = ()
    """What was unticked on the short checklist."""
    asks_whether_came: bool = False
    asks_same_person: bool = False
    same_person: bool = False
    """The near name was taken for the same person."""
    busy: bool = False
    messages: tuple[MessagePreview, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """`ready`: the button is on, and the sentence says what it will do; else why it is off."""

    ready: bool
    sentence: str


def needs_visit(record: DeclarationRecord) -> bool:
    """Say whether this file is approved only with the person at the counter."""
    declared = record.declared
    return not needs_no_visit(declared.kind, has_guardian=declared.guardian is not None)


def asks_whether_came(record: DeclarationRecord) -> bool:
    """Say whether «hợp lệ» asks «Công dân đã đến?» first."""
    afresh = record.fresh_look is not None
    return record.state is State.WAITING and record.received_at is None and needs_visit(record) and not afresh


def left_to_compare(record: DeclarationRecord, compared: tuple[PictureRole, ...]) -> tuple[PictureRole, ...]:
    """Give the required pictures that are there and not yet marked."""
    present = {picture.role for picture in record.pictures}
    return tuple(role for role in record.required if role in present and role not in compared)


def why_not_replace(record: DeclarationRecord, role: Role) -> str:
    """Say why the pictures cannot be replaced; empty when they can."""
    if record.fresh_look is not None:
        return translate("RecordPlan", "A second look changes nothing in the file.")
    if record.state not in UNDECIDED:
        return translate("RecordPlan", "The file is decided; its pictures stay as they are.")
    if held := in_other_hands(record):
        return held
    if Task.REPLACE_PICTURE not in PERMITTED[role]:
        return translate("RecordPlan", "Your role does not replace pictures.")
    return ""


def plan(record: DeclarationRecord | None, answers: Answers) -> Plan:
    """Give the sentence beside the button."""
    if record is not None and record.fresh_look is not None:
        return _look_plan(answers)
    why_not = _why_not(record, answers)
    if why_not or record is None:
        return Plan(ready=False, sentence=why_not)
    match answers.verdict:
        case Verdict.VALID:
            sentence = hindrance(record, confirmed=answers.same_person) or _approval(record, answers.messages)
            return Plan(ready=True, sentence=sentence)
        case Verdict.INVALID:
            words = translate("RecordPlan", "Refuses, sends the reason to {phone}; phone and e-mail are freed")
            return Plan(ready=True, sentence=words.format(phone=phone_groups(record.declared.phone)))
        case _:
            words = translate("RecordPlan", "Waits for the supplement, tells {phone}")
            return Plan(ready=True, sentence=words.format(phone=phone_groups(record.declared.phone)))


def _look_plan(answers: Answers) -> Plan:
    """Say what a second look will do: what the first officer found is not told."""
    if answers.busy:
        return Plan(ready=False, sentence=translate("RecordPlan", "Recording…"))
    if answers.verdict is None:
        return Plan(ready=False, sentence=translate("RecordPlan", "No assessment chosen"))
    if answers.verdict is not Verdict.VALID and not answers.has_words:
        return Plan(ready=False, sentence=_wordless(answers.verdict))
    return Plan(ready=True, sentence=translate("RecordPlan", "Compares your finding with the first officer's"))


def _why_not(record: DeclarationRecord | None, answers: Answers) -> str:
    if record is None:
        return translate("RecordPlan", "No file is open")
    if answers.busy:
        return translate("RecordPlan", "Recording…")
    if record.state not in UNDECIDED:
        return translate("RecordPlan", "The file is decided: {state}").format(state=texts.state(record.state).lower())
    if held := in_other_hands(record):
        return held
    if answers.verdict is None:
        return _missing_words(record) if record.missing else translate("RecordPlan", "No assessment chosen")
    if answers.verdict is not Verdict.VALID:
        return "" if answers.has_words else _wordless(answers.verdict)
    return _why_not_valid(record, answers)


def _wordless(verdict: Verdict) -> str:
    if verdict is Verdict.INVALID:
        return translate("RecordPlan", "At least one reason has to be given.")
    return translate("RecordPlan", "What has to be added must be given.")


def _why_not_valid(record: DeclarationRecord, answers: Answers) -> str:
    if answers.asks_whether_came:
        return translate("RecordPlan", "Answer «Has the citizen come?» first")
    if record.missing:
        return _missing_words(record)
    if answers.failed:
        words = translate("RecordPlan", "Unticked: {names}. Tick it again, or choose «not valid» or a supplement.")
        return words.format(names=", ".join(answers.failed))
    left = left_to_compare(record, answers.compared)
    if left and not answers.not_compared_reason:
        words = translate("RecordPlan", "Not yet compared with the original papers (F7): {names} not seen.")
        return words.format(names=texts.picture_roles(left))
    if record.signed_demanded and not record.signed_now and not answers.not_signed_reason:
        return _not_signed_words(record)
    if answers.asks_same_person:
        return translate("RecordPlan", "Confirm that it is the same person (space bar), or hold the file")
    return ""


def _not_signed_words(record: DeclarationRecord) -> str:
    if record.signed:
        return translate("RecordPlan", "The signed form is of older data: have it signed anew, or say why not.")
    return translate("RecordPlan", "No signed form yet: scan it, or say why not.")


def _missing_words(record: DeclarationRecord) -> str:
    """Say what stands in the way of «hợp lệ», and what can be done: a second supplement is not asked for."""
    words = (
        translate("RecordPlan", "Still missing: {names}. Add the picture, or choose «not valid».")
        if record.state is State.INCOMPLETE
        else translate("RecordPlan", "Still missing: {names}. Add the picture, or ask for a supplement.")
    )
    return words.format(names=texts.picture_roles(record.missing))


def hindrance(record: DeclarationRecord, *, confirmed: bool) -> str:
    """Say why «Ghi nhận» will not issue an account by itself, as far as it is known already; empty if it will."""
    if record.declared.kind is Kind.CHANGE and not is_live(record.account):
        return translate("RecordPlan", "Recording will say no: this code has no account that could be changed")
    if any(related.blocks for related in record.related):
        return translate("RecordPlan", "Recording will say no: phone, e-mail or ID number belong to another account")
    match record.hgd.answer:
        case HgdAnswer.MATCH:
            return ""
        case HgdAnswer.NAME_DIFFERS if record.hgd.near:
            if confirmed:
                return ""
            return translate("RecordPlan", "Recording will ask HGĐ: the name nearly matches, to be confirmed")
        case HgdAnswer.NAME_DIFFERS:
            return translate("RecordPlan", "Recording will ask HGĐ: another name, no account is issued")
        case HgdAnswer.NOT_FOUND:
            return translate("RecordPlan", "Recording will ask HGĐ again: the code is not there yet, the file stays")
        case HgdAnswer.CANNOT_ASK:
            return translate("RecordPlan", "Recording will ask HGĐ again: it could not be asked, the file may stay")


def _approval(record: DeclarationRecord, messages: tuple[MessagePreview, ...]) -> str:
    code = record.declared.insurance_code
    sms = sum(message.segments for message in messages if message.channel is MessageChannel.SMS)
    emails = sum(message.channel is MessageChannel.EMAIL for message in messages)
    if record.declared.kind is Kind.CHANGE and not record.differences:
        words = translate("RecordPlan", "Closes the file, account {code} stays as it is; {sent}")
        return words.format(code=code, sent=sent_words(sms, emails))
    words = (
        translate("RecordPlan", "Updates account {code}; {sent}")
        if record.declared.kind is Kind.CHANGE
        else translate("RecordPlan", "Issues and activates account {code}; {sent}")
    )
    return words.format(code=code, sent=sent_words(sms, emails))


def sent_words(sms: int, emails: int) -> str:
    """Say how many messages go out."""
    if emails:
        return translate("RecordPlan", "sends {sms} SMS, {emails} e-mail").format(sms=sms, emails=emails)
    return translate("RecordPlan", "sends {sms} SMS").format(sms=sms)
