# SPDX-License-Identifier: Apache-2.0
"""What the desk says about the last act: its words, and until when it can be taken back."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import DeclarationRecord, LookOutcome, MessagePreview, Outcome
from officer_desk.domain.values import Kind, MessageChannel, State, Verdict
from officer_desk.views.file_parts import phone_groups

_MINUTE = 60
_IN_SECONDS = 90
"""Up to so many the time left is said in seconds only."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line about one act. `tone`: "success", "information" or "amber"."""

    tone: str
    head: str
    text: str = ""
    """May hold `{queued}`: what becomes of the messages, which changes while the line stands."""
    heavy: str = ""
    """The part of the text that is to be seen first: the account."""
    messages: tuple[MessagePreview, ...] = ()
    record: DeclarationRecord | None = None
    can_print: bool = False
    since: datetime | None = None
    until: datetime | None = None
    """Until then the act can be taken back."""

    def seconds_left(self, now: datetime) -> int:
        """Say for how many seconds the act can still be taken back; a clock that was set back gives no more."""
        if self.until is None or self.since is None or not self.since <= now < self.until:
            return 0
        return ceil((self.until - now).total_seconds())

    def share_left(self, now: datetime) -> float:
        """Say how much of the time is left, from 1 to 0: the bar under the line."""
        if self.until is None or self.since is None or self.until <= self.since:
            return 0.0
        return min(1.0, self.seconds_left(now) / (self.until - self.since).total_seconds())

    def heading(self, now: datetime) -> str:
        """Give the heavier head as it is true now."""
        return self.head.format(time=self.time_words(now))

    def words(self, now: datetime) -> str:
        """Give the text as it is true now."""
        return self.text.format(queued=_queued(self.messages, self.seconds_left(now)))

    def time_words(self, now: datetime) -> str:
        """Say the rest of the time: the second part that is to be seen first."""
        return seconds_words(self.seconds_left(now))


def seconds_words(seconds: int) -> str:
    """Say a short time."""
    if seconds <= _IN_SECONDS:
        words = translate("SuccessLine", "1 second") if seconds == 1 else translate("SuccessLine", "{seconds} seconds")
        return words.format(seconds=seconds)
    words = translate("SuccessLine", "{minutes} min {seconds} s")
    return words.format(minutes=seconds // _MINUTE, seconds=seconds % _MINUTE)


def outcome_said(outcome: Outcome, now: datetime) -> Said:
    """Say what «Ghi nhận» did: in the seed's words, then with account and messages."""
    record = outcome.declaration
    head, body = _outcome_words(outcome)
    login = "" if outcome.account is None else outcome.account.login_name
    phone = phone_groups(record.declared.phone)
    if _waits_for_look(record):
        body = translate("SuccessLine", "{who}: a second officer looks at it first; until then no message goes out.")
    text = body.format(who=_who(record), login=login, phone=phone, queued="{queued}")
    printable = outcome.verdict is Verdict.VALID
    return Said("success", head, text, login, outcome.messages, record, printable, now, record.undo_until)


def _outcome_words(outcome: Outcome) -> tuple[str, str]:
    match outcome.verdict:
        case Verdict.VALID if outcome.declaration.declared.kind is Kind.CHANGE:
            head = translate("SuccessLine", "The information was updated.")
            return head, translate("SuccessLine", "{who}: account {login} is up to date. {queued}.")
        case Verdict.VALID:
            head = translate("SuccessLine", "The registration succeeded.")
            if outcome.declaration.undo_until is not None:
                return head, translate("SuccessLine", "{who}: account {login} is issued. {queued}.")
            return head, translate("SuccessLine", "{who}: account {login} is issued and active. {queued}.")
        case Verdict.INVALID:
            head = translate("SuccessLine", "The refusal was recorded.")
            return head, translate("SuccessLine", "{who}: the reason goes to {phone}. {queued}.")
        case _:
            head = translate("SuccessLine", "The file was updated.")
            return head, translate("SuccessLine", "{who}: waits for the supplement. {queued}.")


def looked_said(record: DeclarationRecord, outcome: LookOutcome) -> Said:
    """Say what came of a second look."""
    head = translate("SuccessLine", "The second look was recorded.")
    words = (
        translate("SuccessLine", "{who}: both found the same, the decision takes effect.")
        if outcome.agreed
        else translate("SuccessLine", "{who}: the first officer found differently; a supervisor settles it.")
    )
    return Said("success", head, words.format(who=_who(record)))


def withdrawn_said(record: DeclarationRecord, now: datetime) -> Said:
    """Say that a file was withdrawn."""
    words = translate("SuccessLine", "{who}: {state}.")
    text = words.format(who=_who(record), state=texts.state(record.state).lower())
    head = translate("SuccessLine", "The file was updated.")
    return Said("success", head, text, record=record, since=now, until=record.undo_until)


def taken_back_said(record: DeclarationRecord) -> Said:
    """Say that a decision was taken back, and that nobody outside will hear of it."""
    head = translate("SuccessLine", "The decision was taken back.")
    words = translate("SuccessLine", "{who}: {state} again. No message went to the citizen.")
    text = words.format(who=_who(record), state=texts.state(record.state).lower())
    return Said("success", head, text, record=record)


def reopened_said(record: DeclarationRecord, messages: tuple[MessagePreview, ...], *, suspended: bool) -> Said:
    """Say that a decided file is open again."""
    words = translate("SuccessLine", "{who}: {state} again.")
    if suspended:
        words = translate("SuccessLine", "{who}: {state} again, the account is suspended.")
    text = words.format(who=_who(record), state=texts.state(record.state).lower())
    text = f"{text} {{queued}}." if messages else text
    return Said("success", translate("SuccessLine", "The file was reopened."), text, messages=messages, record=record)


def held_said(record: DeclarationRecord, now: datetime) -> Said:
    """Say in the file itself that its decision can still be taken back."""
    head = translate("SuccessLine", "The decision can still be taken back for {time}.")
    told = record.state is not State.WITHDRAWN
    text = translate("SuccessLine", "After that the messages go out.") if told else ""
    if _waits_for_look(record):
        text = translate("SuccessLine", "After that it waits for a second officer.")
    return Said("information", head, text, record=record, since=now, until=record.undo_until)


def failed_said(said: Said, words: str, *, again: bool) -> Said:
    """Say why a decision was not taken back; `again`: it may still be tried."""
    head, _, rest = words.partition(". ")
    head = f"{head}." if rest else head
    return Said(
        "amber", plain(head), plain(rest), record=said.record, since=said.since, until=said.until if again else None
    )


def _waits_for_look(record: DeclarationRecord) -> bool:
    return record.look is not None and record.look.status == "open"


def _queued(messages: tuple[MessagePreview, ...], seconds: int) -> str:
    sms = sum(message.channel is MessageChannel.SMS for message in messages)
    emails = len(messages) - sms
    if seconds:
        words = (
            translate("SuccessLine", "{sms} SMS, {emails} e-mail are sent in {time}")
            if emails
            else translate("SuccessLine", "{sms} SMS is sent in {time}")
        )
        return words.format(sms=sms, emails=emails, time=seconds_words(seconds))
    words = (
        translate("SuccessLine", "{sms} SMS, {emails} e-mail wait to be sent")
        if emails
        else translate("SuccessLine", "{sms} SMS waits to be sent")
    )
    return words.format(sms=sms, emails=emails)


def _who(record: DeclarationRecord) -> str:
    return plain(f"{record.declared.full_name}, {record.number}")


def plain(words: str) -> str:
    """Keep braces that stand in a name out of the later filling in."""
    return words.replace("{", "{{").replace("}", "}}")
