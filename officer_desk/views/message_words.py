# SPDX-License-Identifier: Apache-2.0
"""Words and shapes for messages to citizens: what each is about, how it stands, and when."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.calendar import format_clock, local
from officer_desk.domain.records import AttemptRecord, MessageRecord, MessageRow
from officer_desk.domain.values import MessageChannel
from officer_desk.errors import Refused
from officer_desk.views.file_parts import phone_groups

STATUSES: Final = ("queued", "held", "sending", "sent", "failed", "taken-back")
"""In the order of the buttons over the table; what an officer told in another way stands among all messages only."""
RARE: Final = frozenset({"taken-back"})
"""This has a button only when there is such a message."""

_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    "queued": ("clock", "waiting"),
    "held": ("undo-2", "progress"),
    "sending": ("send", "progress"),
    "sent": ("check", "approved"),
    "failed": ("triangle-alert", "rejected"),
    "taken-back": ("ban", "waiting"),
    "told-otherwise": ("user-check", "approved"),
}


def look(status: str) -> tuple[str, str]:
    """Give icon and colour token of a status."""
    return _LOOKS[status]


def status(value: str) -> str:
    """Say how a message stands."""
    return {
        "queued": translate("MessageWords", "Waiting to be sent"),
        "held": translate("MessageWords", "Waiting for undo"),
        "sending": translate("MessageWords", "Being sent"),
        "sent": translate("MessageWords", "Sent"),
        "failed": translate("MessageWords", "Failed"),
        "taken-back": translate("MessageWords", "Taken back"),
        "told-otherwise": translate("MessageWords", "Told"),
    }[value]


def channel(value: MessageChannel) -> str:
    """Name a way to the citizen."""
    return translate("MessageWords", "SMS") if value is MessageChannel.SMS else translate("MessageWords", "Email")


def channel_icon(value: MessageChannel) -> str:
    """Give the icon of a way."""
    return "message-square-text" if value is MessageChannel.SMS else "mail"


def way(state: str) -> tuple[str, str, str]:
    """Give icon, colour token and word of how a way stands: "open", "retrying" or "unset"."""
    return {
        "open": ("check", "approved", translate("MessageWords", "open")),
        "retrying": ("clock", "incomplete", translate("MessageWords", "being retried")),
        "unset": ("circle-dashed", "incomplete", translate("MessageWords", "not set up")),
    }[state]


def way_tip(state: str) -> str:
    """Say what can be done about a way."""
    return {
        "retrying": translate("MessageWords", "The way does not answer. The messages wait and are tried again."),
        "unset": translate("MessageWords", "The messages wait. The administrator sets the way under «Settings»."),
    }.get(state, "")


def occasions() -> Mapping[str, str]:
    """Give what each occasion's message is about."""
    return {
        "approved": translate("MessageWords", "Account issued"),
        "rejected": translate("MessageWords", "Rejected, with the reason"),
        "supplement": translate("MessageWords", "Papers are missing"),
        "changed": translate("MessageWords", "Information updated"),
        "changed-old": translate("MessageWords", "Information updated (old number)"),
        "reminder": translate("MessageWords", "Reminder of the deadline"),
        "received": translate("MessageWords", "Declaration received"),
        "reopened": translate("MessageWords", "Account suspended"),
        "reconsidered": translate("MessageWords", "Under review again"),
        "expired": translate("MessageWords", "Deadline has passed"),
    }


def occasion(template: str) -> str:
    """Say what a message is about; one that is not known is a notice."""
    return occasions().get(template) or translate("MessageWords", "Notice")


def content(row: MessageRow) -> str:
    """Say what a message is about, and that the form goes with it."""
    return with_form(row.template) if row.attachment else occasion(row.template)


def with_form(template: str) -> str:
    """Say what a message is about that the form goes with, naming the form once, and short enough for its column."""
    if template == "received":
        return translate("MessageWords", "Received, with the form")
    if template == "changed":
        return translate("MessageWords", "Updated, with the form")
    return translate("MessageWords", "{what}, with the form").format(what=occasion(template))


def address(of: MessageChannel, value: str) -> str:
    """Write where a message goes: a phone as people read it out."""
    return phone_groups(value) if of is MessageChannel.SMS else value


def reason(word: str | None) -> str:
    """Say why a try failed, without a full stop; what the program did then is said elsewhere, as it was."""
    return "" if word is None else texts.sentence(Refused(word)).split(". ")[0].rstrip(".")


def outcome(attempt: AttemptRecord) -> str:
    """Say what came of one try."""
    if attempt.outcome == "sent":
        return translate("MessageWords", "Sent")
    return reason(attempt.reason) or translate("MessageWords", "Not sent")


def short_time(moment: datetime, now: datetime) -> str:
    """Give a time as short as it is clear: «14:41» today, «hôm qua», «19/11», «22/11 08:00» for days to come."""
    day, today = local(moment).date(), local(now).date()
    if day == today:
        return format_clock(moment)
    if day == today - timedelta(days=1):
        return translate("MessageWords", "yesterday")
    return local(moment).strftime("%d/%m" if day < today else "%d/%m %H:%M")


def moment_words(moment: datetime, now: datetime, *, seconds: bool = False) -> str:
    """Give a time inside a sentence: «14:41» today, else «14:41 ngày 19/11»."""
    clock = local(moment).strftime("%H:%M:%S") if seconds else format_clock(moment)
    if local(moment).date() == local(now).date():
        return clock
    day = local(moment).strftime("%d/%m")
    return translate("MessageWords", "{time} on {day}").format(time=clock, day=day)


def when(row: MessageRow, now: datetime, way_state: str) -> str:
    """Give what stands under «Lúc»: when it was sent or last tried, when it will be, or that it has no way yet."""
    match row.status:
        case "failed" if row.tries:
            return short_time(row.next_try_at, now)
        case "queued" if way_state == "unset":
            return translate("MessageWords", "no way yet")
        case "sent" if row.sent_at is not None:
            return short_time(row.sent_at, now)
        case "held":
            return local(row.next_try_at).strftime("%H:%M:%S")
        case "queued":
            return translate("MessageWords", "now") if row.next_try_at <= now else short_time(row.next_try_at, now)
        case "sending":
            return translate("MessageWords", "now")
        case _:
            return "–"


# --- the sentences of the detail -------------------------------------------------------------------------------------


def head(value: str) -> str:
    """Give the heading of a message that is looked at."""
    longer = {
        "failed": translate("MessageWords", "Could not be sent"),
        "told-otherwise": translate("MessageWords", "Told another way"),
    }
    return longer.get(value) or status(value)


def cause(record: MessageRecord, now: datetime, *, paused: bool, way_state: str) -> str:
    """Say why the message stands as it does, and what comes next."""
    row = record.row
    sentence: Callable[[], str] = {
        "failed": lambda: _failed(record, now),
        "queued": lambda: _queued(record, now, paused=paused, unset=way_state == "unset"),
        "held": lambda: _held(row, now),
        "sending": lambda: translate("MessageWords", "The message is on its way at this moment."),
        "sent": lambda: _sent(row, now),
        "taken-back": lambda: translate(
            "MessageWords", "The decision was taken back before the message went out. The citizen got nothing."
        ),
        "told-otherwise": lambda: translate(
            "MessageWords", "The citizen was told in another way. This message is not sent unless you send it again."
        ),
    }[row.status]
    return sentence()


def _failed(record: MessageRecord, now: datetime) -> str:
    why = reason(record.row.reason) or translate("MessageWords", "The message could not be delivered")
    tries = _tries(record, now)
    rest = translate("MessageWords", "It is not tried again by itself: correct the address and send it again.")
    return " ".join(part for part in (f"{why}.", tries, rest) if part)


def _tries(record: MessageRecord, now: datetime) -> str:
    if not record.attempts or not record.row.tries:
        return ""
    last = moment_words(max(attempt.at for attempt in record.attempts), now)
    if record.row.tries == 1:
        return translate("MessageWords", "Tried once, at {time}.").format(time=last)
    words = translate("MessageWords", "Tried {count} times, last at {time}.")
    return words.format(count=record.row.tries, time=last)


def _queued(record: MessageRecord, now: datetime, *, paused: bool, unset: bool) -> str:
    row = record.row
    if paused:
        return translate("MessageWords", "Sending is paused. The message goes out when sending goes on.")
    if unset:
        words = translate("MessageWords", "{channel} is not set up yet. The message waits and is sent once it is.")
        return words.format(channel=channel(row.channel))
    if not row.tries:
        return translate("MessageWords", "It is sent within a minute.")
    why = reason(row.reason) or translate("MessageWords", "The message could not be delivered")
    parts = [f"{why}.", _tries(record, now)]
    nearest = moment_words(row.next_try_at, now)
    if record.give_up_at is not None:
        words = translate("MessageWords", "Next try at {time}, and so on until {end}.")
        parts.append(words.format(time=nearest, end=moment_words(record.give_up_at, now)))
    else:
        parts.append(translate("MessageWords", "Next try at {time}.").format(time=nearest))
    return " ".join(part for part in parts if part)


def _held(row: MessageRow, now: datetime) -> str:
    words = translate("MessageWords", "The decision can be taken back until {time}. Then the message goes out.")
    return words.format(time=moment_words(row.next_try_at, now, seconds=True))


def _sent(row: MessageRow, now: datetime) -> str:
    at = row.queued_at if row.sent_at is None else row.sent_at
    time = moment_words(at, now)
    if row.tries > 1:
        return translate("MessageWords", "Sent at {time}, on try {count}.").format(time=time, count=row.tries)
    return translate("MessageWords", "Sent at {time}.").format(time=time)


def foot(record: MessageRecord) -> str:
    """Say how long the text is, or what goes with it."""
    if record.row.channel is MessageChannel.EMAIL:
        if record.row.attachment:
            return translate("MessageWords", "Email, with the form as a PDF")
        return translate("MessageWords", "Email")
    words = translate("MessageWords", "{parts} SMS · {characters}/{capacity} characters · without accents")
    return words.format(parts=record.segments, characters=record.characters, capacity=record.capacity)
