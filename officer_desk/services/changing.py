# SPDX-License-Identifier: Apache-2.0
"""What an approved change is decided upon, and whom it is told to: the new contact, and the old one too."""

from dataclasses import replace

from sqlalchemy.orm import Session

from officer_desk.domain.records import Declared, MessagePreview
from officer_desk.domain.values import MessageChannel
from officer_desk.errors import Conflict
from officer_desk.models.tables import Account, AccountChange, Declaration
from officer_desk.services.account_records import account_of, differences, newest_step
from officer_desk.services.context import Context
from officer_desk.services.steps import write_messages

CHANGED, CHANGED_OLD = "changed", "changed-old"
"""The occasions: told to the contact that the account has now, and to the one that it had."""


def demand_account_as_seen(session: Session, code: str, seen_version: int | None) -> None:
    """Raise `Conflict("account-changed", by=, at=, number=)` when the account moved since the officer looked at it.

    `seen_version`: 0 when he saw no account; None when he did not look (a change made without a screen).
    """
    account = account_of(session, code)
    if seen_version is None or seen_version == (0 if account is None else account.version):
        return
    step = None if account is None else newest_step(session, account)
    raise Conflict("account-changed", **_who(session, account, step))


def change_messages(
    session: Session, context: Context, declaration: Declaration, declared: Declared, fields: dict[str, str]
) -> tuple[MessagePreview, ...]:
    """Give what an approved change sends: before it is recorded and after it the same."""
    told, at = differences(session, context, declaration, declared)
    if at is not None and at != declaration.decided_at:
        # Approved again after it was reopened: the account had everything already.
        told = ()
    moved = {difference.field: difference for difference in told}
    account = account_of(session, declared.insurance_code)
    phone = declared.phone if account is None else account.phone
    email = declared.email if account is None else account.email
    to_phone, to_email = moved.get("phone"), moved.get("email")
    texts = context.gateways.texts
    new = write_messages(
        texts.template(CHANGED),
        phone if to_phone is None else to_phone.new,
        email if to_email is None else to_email.new,
        fields,
    )
    old = write_messages(
        texts.template(CHANGED_OLD),
        "" if to_phone is None else to_phone.old,
        (to_email.old or None) if to_email is not None else None,
        fields,
    )
    warned = [message for message in old if message.channel is MessageChannel.EMAIL or message.address]
    return (*(replace(m, occasion=CHANGED) for m in new), *(replace(m, occasion=CHANGED_OLD) for m in warned))


def _who(session: Session, account: Account | None, step: AccountChange | None) -> dict[str, object]:
    if account is None or step is None:
        return {}
    source = session.get(Declaration, step.declaration_id)
    return {"by": step.officer_name, "at": step.at, "number": None if source is None else source.number}
