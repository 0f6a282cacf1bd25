# SPDX-License-Identifier: Apache-2.0
"""Messages that no decision sends: the receipt after an import, the reminder before the ten days are over."""

from sqlalchemy.orm import Session

from officer_desk.domain import deadlines
from officer_desk.domain.calendar import day_of, format_day
from officer_desk.domain.records import MessagePreview
from officer_desk.domain.values import MessageChannel
from officer_desk.models.tables import Declaration
from officer_desk.services.context import Context
from officer_desk.services.offices import message_fields
from officer_desk.services.steps import queue_messages, write_messages

RECEIVED, REMINDER = "received", "reminder"
_HOTLINE = "1900 9068"


def receipt(session: Session, context: Context, declaration: Declaration) -> None:
    """Confirm by e-mail that the declaration came, with Form 01, to whoever asked for a copy (checklist 54, 61).

    It tells until when to come: nothing is sent when that day is over, or when the citizen has been here.
    """
    stopped = declaration.received_at is not None or declaration.decided_at is not None
    over = day_of(context.now) > deadlines.due_on(declaration.clock_from)
    if stopped or over or not declaration.wants_email_copy or declaration.email is None:
        return
    written = _written(session, context, declaration, RECEIVED)
    mails = tuple(message for message in written if message.channel is MessageChannel.EMAIL)
    queue_messages(session, context, declaration, RECEIVED, mails)


def remind(session: Session, context: Context, declaration: Declaration) -> None:
    """Remind a citizen who has not come of the last day, by SMS and e-mail; the caller notes it."""
    queue_messages(session, context, declaration, REMINDER, _written(session, context, declaration, REMINDER))


def _written(session: Session, context: Context, declaration: Declaration, occasion: str) -> tuple[MessagePreview, ...]:
    office = message_fields(session, declaration.office_code)
    fields = {
        "number": declaration.number,
        "full_name": declaration.full_name,
        "login": declaration.insurance_code,
        "due_on": format_day(deadlines.due_on(declaration.clock_from)),
        **office,
        # An office whose address nobody entered is found by its name, and reached by the hotline.
        "office_address": office["office_address"] or office["office"],
        "office_phone": office["office_phone"] or _HOTLINE,
    }
    template = context.gateways.texts.template(occasion)
    return write_messages(template, declaration.phone, declaration.email, fields)
