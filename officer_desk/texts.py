# SPDX-License-Identifier: Apache-2.0
"""Words for the domain's values, for refusals and for the history: the only place where a state gets a text.

Without Qt, because the command line says the same sentences as the screens.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import cast

from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_clock, format_day
from officer_desk.domain.figures import DESTROYED, OWN_WORDS, By, Figure
from officer_desk.domain.periods import Period, Span
from officer_desk.domain.values import (
    Channel,
    Condition,
    HgdAnswer,
    IdentityKind,
    Kind,
    PictureRole,
    Queue,
    Role,
    State,
    Verdict,
)
from officer_desk.errors import DeskError
from officer_desk.refusals import sentences


def state(value: State) -> str:
    """Give Trạng thái in words."""
    return {
        State.WAITING: translate("State", "Waiting"),
        State.IN_PROGRESS: translate("State", "In progress"),
        State.INCOMPLETE: translate("State", "Papers are missing"),
        State.APPROVED: translate("State", "Approved"),
        State.REJECTED: translate("State", "Rejected"),
        State.EXPIRED: translate("State", "Expired"),
        State.WITHDRAWN: translate("State", "Withdrawn"),
    }[value]


def condition(value: Condition) -> str:
    """Give Tình trạng in words."""
    return {
        Condition.IN_TIME: translate("Condition", "In time"),
        Condition.DUE_SOON: translate("Condition", "Due soon"),
        Condition.OVERDUE: translate("Condition", "Overdue"),
        Condition.STOPPED: translate("Condition", "No deadline"),
    }[value]


def kind(value: Kind) -> str:
    """Give Loại đăng ký in words."""
    return {
        Kind.REGISTRATION: translate("Kind", "New registration"),
        Kind.CHANGE: translate("Kind", "Change of information"),
        Kind.CHILD: translate("Kind", "Child"),
    }[value]


def channel(value: Channel) -> str:
    """Say where the citizen declared."""
    return {
        Channel.VSSID: translate("Channel", "VssID"),
        Channel.PORTAL: translate("Channel", "Public-service portal"),
        Channel.COUNTER: translate("Channel", "At the counter"),
        Channel.MOBILE: translate("Channel", "Mobile desk"),
    }[value]


def role(value: Role) -> str:
    """Say what an officer is."""
    return {
        Role.RECEPTION: translate("Role", "Reception officer"),
        Role.SUPERVISOR: translate("Role", "Supervisor"),
        Role.ADMINISTRATOR: translate("Role", "Administrator"),
    }[value]


def picture_role(value: PictureRole) -> str:
    """Say what a picture shows."""
    return {
        PictureRole.PORTRAIT: translate("PictureRole", "Portrait 4×6"),
        PictureRole.IDENTITY_FRONT: translate("PictureRole", "Front"),
        PictureRole.IDENTITY_BACK: translate("PictureRole", "Back"),
        PictureRole.BIRTH_CERTIFICATE: translate("PictureRole", "Birth certificate"),
    }[value]


def picture_roles(values: Iterable[PictureRole]) -> str:
    """List what pictures show, inside a sentence."""
    return ", ".join(picture_role(value).lower() for value in values)


def identity_kind(value: IdentityKind) -> str:
    """Name the number of an identity paper."""
    return {
        IdentityKind.CCCD: translate("IdentityKind", "Citizen ID number"),
        IdentityKind.CMND: translate("IdentityKind", "Old ID number"),
        IdentityKind.PASSPORT: translate("IdentityKind", "Passport number"),
        IdentityKind.BIRTH_CERTIFICATE: translate("IdentityKind", "Birth certificate number"),
    }[value]


def verdict(value: Verdict) -> str:
    """Give an assessment in words."""
    return {
        Verdict.VALID: translate("Verdict", "The declaration is valid"),
        Verdict.INVALID: translate("Verdict", "The declaration is not valid"),
        Verdict.INCOMPLETE: translate("Verdict", "Papers are missing"),
    }[value]


def look_status(value: str) -> str:
    """Say what became of a disagreement."""
    return {
        "upheld": translate("Look", "The first decision holds"),
        "overruled": translate("Look", "The first decision does not hold"),
    }.get(value, value)


def look_why(value: str) -> str:
    """Say why a decision is looked at again."""
    return {
        "random": translate("Look", "drawn by lot"),
        "near-name": translate("Look", "near-matching name confirmed"),
        "shared-phone": translate("Look", "phone, e-mail or ID number shared with another code"),
        "shared-picture": translate("Look", "picture shared with another code"),
        "third-refusal": translate("Look", "third refusal of this code"),
        "own-phone": translate("Look", "the officer's own phone"),
        "own-name": translate("Look", "the officer's own name"),
    }.get(value, value)


def queue(value: Queue) -> str:
    """Name a ready-made list."""
    return {
        Queue.ALL: translate("Queue", "Individuals"),
        Queue.MINE: translate("Queue", "My work"),
        Queue.QUESTIONS: translate("Queue", "Questions"),
        Queue.SECOND_LOOK: translate("Queue", "Second look"),
        Queue.WAITING: translate("Queue", "Waiting"),
        Queue.DUE_SOON: translate("Queue", "Due soon"),
        Queue.INCOMPLETE: translate("Queue", "Papers are missing"),
        Queue.SUPPLEMENT_OVERDUE: translate("Queue", "Supplement overdue"),
        Queue.EXPIRED: translate("Queue", "Expired"),
        Queue.CHANGES: translate("Queue", "Change of information"),
        Queue.DONE_TODAY: translate("Queue", "Done today"),
    }[value]


def hgd(value: HgdAnswer) -> str:
    """Give the registry's answer in words."""
    return {
        HgdAnswer.MATCH: translate("HgdAnswer", "code and name match"),
        HgdAnswer.NAME_DIFFERS: translate("HgdAnswer", "the name differs"),
        HgdAnswer.NOT_FOUND: translate("HgdAnswer", "the code does not exist"),
        HgdAnswer.CANNOT_ASK: translate("HgdAnswer", "could not be asked"),
    }[value]


def countdown(days_left: int | None, due_on: date, today: date) -> tuple[str, str]:
    """Give Hạn đến nộp as (day, rest): ("25/11", "4 ngày"); ("–", "") when no term runs. The year only if another."""
    if days_left is None:
        return "–", ""
    day = due_on.strftime("%d/%m") if due_on.year == today.year else format_day(due_on)
    if days_left == 0:
        return day, translate("Countdown", "today")
    if days_left < 0:
        over = translate("Countdown", "1 day over") if days_left == -1 else translate("Countdown", "{days} days over")
        return day, over.format(days=-days_left)
    if days_left == 1:
        return day, translate("Countdown", "1 day")
    return day, translate("Countdown", "{days} days").format(days=days_left)


def act(name: str) -> str:
    """Give an act of the trace in words; an unknown one stands for itself."""
    known = {
        "import": translate("Act", "Imported"),
        "view": translate("Act", "Opened"),
        "receive": translate("Act", "Received"),
        "ask-supplement": translate("Act", "Asked for a supplement"),
        "record-valid": translate("Act", "Recorded as valid"),
        "record-invalid": translate("Act", "Recorded as not valid"),
        "withdraw": translate("Act", "Withdrawn"),
        "take-back": translate("Act", "Took the decision back"),
        "activate": translate("Act", "Account activated"),
        "reopen": translate("Act", "Reopened"),
        "remind": translate("Act", "Reminded the citizen"),
        "expire": translate("Act", "Expired"),
        "bring-back": translate("Act", "Brought back"),
        "purge": translate("Act", "Data destroyed"),
        "put-picture": translate("Act", "Added a picture"),
        "print-form": translate("Act", "Printed the form"),
        "file-signed": translate("Act", "Filed the signed form"),
        "file-from-tray": translate("Act", "Filed a signed form from the tray"),
        "back-to-tray": translate("Act", "Put a signed form back into the tray"),
        "print-guidance": translate("Act", "Printed the guidance page"),
        "message-sent": translate("Act", "Message sent"),
        "message-failed": translate("Act", "Message could not be sent"),
        "message-again": translate("Act", "Had a message sent again"),
        "message-told": translate("Act", "Told the citizen otherwise"),
        "messages-paused": translate("Act", "Paused sending"),
        "messages-resumed": translate("Act", "Resumed sending"),
        "take-over": translate("Act", "Took the file over"),
        "assign": translate("Act", "Assigned"),
        "hand-back": translate("Act", "Back to the queue"),
        "absent": translate("Act", "Absent"),
        "present": translate("Act", "Present again"),
        "ask-supervisor": translate("Act", "Asked the supervisor"),
        "answer": translate("Act", "Answered the question"),
        "second-look": translate("Act", "Looked at again"),
        "settle-look": translate("Act", "Settled a disagreement"),
    }
    return known.get(name) or _desk_act(name)


def _desk_act(name: str) -> str:
    """Give an act that is not upon a file."""
    known = {
        "sign-in": translate("Act", "Signed in"),
        "sign-in-failed": translate("Act", "Could not sign in"),
        "sign-out": translate("Act", "Signed out"),
        "cover": translate("Act", "Covered the screen"),
        "uncover": translate("Act", "Uncovered the screen"),
        "uncover-failed": translate("Act", "Could not uncover the screen"),
        "change-password": translate("Act", "Changed the password"),
        "enrol": translate("Act", "Enrolled the phone"),
        "export-list": translate("Act", "Exported the list"),
        "print-day-list": translate("Act", "Printed or saved the day's list"),
        "report": translate("Act", "Took a report along"),
        "follow": translate("Act", "Looked at the trace"),
        "export-trace": translate("Act", "Exported the trace"),
        "backup": translate("Act", "Made a backup"),
        "restore": translate("Act", "Restored a backup"),
        "load-offices": translate("Act", "Loaded the offices"),
        "load-registry": translate("Act", "Loaded the registry"),
        "add-officer": translate("Act", "Added an officer"),
        "change-officer": translate("Act", "Changed an officer"),
        "lock-officer": translate("Act", "Locked an officer"),
        "unlock-officer": translate("Act", "Unlocked an officer"),
        "reset-officer": translate("Act", "Reset an officer"),
        "reset-password": translate("Act", "Reset a password"),
        "reset-code": translate("Act", "Reset a phone"),
        "deactivate-officer": translate("Act", "Deactivated an officer"),
        "reactivate-officer": translate("Act", "Reactivated an officer"),
        "change-office": translate("Act", "Changed the office"),
        "change-settings": translate("Act", "Changed the settings"),
        "change-text": translate("Act", "Changed a text"),
        "restore-text": translate("Act", "Restored a text"),
        "try-sending": translate("Act", "Tried a way of sending"),
        "throw-out-page": translate("Act", "Threw a scanned page out"),
    }
    return known.get(name, name)


def figure(value: Figure) -> str:
    """Name a figure of the period report."""
    return {
        Figure.CARRIED: translate("Figure", "Carried over"),
        Figure.RECEIVED: translate("Figure", "Received"),
        Figure.AGAIN: translate("Figure", "Opened again"),
        Figure.SUPPLEMENT: translate("Figure", "Returned for supplement"),
        Figure.LATE: translate("Figure", "Late"),
        Figure.APPROVED: translate("Figure", "Approved"),
        Figure.REFUSED: translate("Figure", "Refused"),
        Figure.EXPIRED: translate("Figure", "Expired"),
        Figure.WITHDRAWN: translate("Figure", "Withdrawn"),
        Figure.OPEN: translate("Figure", "In progress"),
    }[value]


def grouping(value: By) -> str:
    """Name what the figures are told apart by."""
    return {
        By.OFFICE: translate("Figure", "Office"),
        By.CHANNEL: translate("Figure", "Channel"),
        By.KIND: translate("Figure", "Registration type"),
        By.OFFICER: translate("Figure", "Officer"),
    }[value]


def refusal_reason(value: str) -> str:
    """Give a first reason of a refusal as it is shown."""
    return {
        OWN_WORDS: translate("Figure", "In the officer's own words"),
        DESTROYED: translate("Figure", "Judgement destroyed"),
    }.get(value, value)


def period(value: Period) -> str:
    """Name a period: a day, a week with its days, a month, or from when until when."""
    first, last = format_day(value.first), format_day(value.last)
    match value.span:
        case Span.WEEK:
            year, week, _ = value.first.isocalendar()
            words = translate("Period", "Week {week}/{year} ({first} – {last})")
            return words.format(week=week, year=year, first=first, last=last)
        case Span.MONTH:
            return translate("Period", "Month {month}/{year}").format(month=value.first.month, year=value.first.year)
        case _ if value.first == value.last:
            return translate("Period", "Day {day}").format(day=first)
        case _:
            return translate("Period", "From {first} to {last}").format(first=first, last=last)


def sentence(error: Exception) -> str:
    """Say in one sentence what is wrong and what to do."""
    if not isinstance(error, DeskError):
        return translate("Refusal", "A defect of the program. Nothing was recorded; the log says more.")
    known = sentences()
    if error.reason not in known:
        return translate("Refusal", "This cannot be done ({reason}).").format(reason=error.reason)
    return known[error.reason].format_map(_Facts({name: _fact(name, value) for name, value in error.facts.items()}))


class _Facts(dict[str, str]):
    """A sentence with a fact that the error lacks is still a sentence."""

    def __missing__(self, key: str) -> str:
        return "–"


_SHARED = {
    "insurance_code": lambda: translate("Shared", "social insurance code"),
    "phone": lambda: translate("Shared", "phone number"),
    "email": lambda: translate("Shared", "e-mail address"),
    "id_number": lambda: translate("Shared", "ID number"),
}


def _fact(name: str, value: object) -> str:
    match value:
        case State():
            return state(value)
        case PictureRole():
            return picture_role(value).lower()
        case datetime():
            return format_clock(value)
        case tuple():
            return ", ".join(_fact(name, item) for item in cast("tuple[object, ...]", value))
        case str() if name == "what" and value in _SHARED:
            return _SHARED[value]()
        case None:
            return "–"
        case _:
            return str(value)
