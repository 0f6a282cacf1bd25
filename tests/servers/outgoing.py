# SPDX-License-Identifier: Apache-2.0
"""Messages on their way: putting some into an outbox, setting where they go, looking at what became of them."""

import json
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from officer_desk.domain.records import Actor, DeclarationRecord, MessagePreview
from officer_desk.domain.values import MessageChannel
from officer_desk.models.tables import DeliveryAttempt, OutboxMessage
from officer_desk.office import OpenOffice
from officer_desk.services import delivery, steps
from officer_desk.services.context import Context
from officer_desk.services.delivery import DeliveryReport
from tests import building as b


def set_up(office: OpenOffice, **values: object) -> None:
    """Write the office's settings.toml; no undo time unless it is asked for."""
    lines = [
        f"{name} = {json.dumps(value)}"
        for name, value in {"undo_seconds": 0, "second_look_percent": 0, "second_look_rules": "no", **values}.items()
    ]
    (office.settings.data_dir / "settings.toml").write_text("\n".join(lines), "utf-8")


def queue(office: OpenOffice, actor: Actor, record: DeclarationRecord, *addresses: str) -> None:
    """Put one message for each address into the outbox, a number being an SMS's and the rest e-mail's."""
    office.act(office.context(actor), _queue, record.id, addresses)


def go(office: OpenOffice) -> DeliveryReport:
    """Deliver until nothing is due."""
    return delivery.deliver(b.Quiet(), office, until_empty=True)


def messages(office: OpenOffice) -> Sequence[OutboxMessage]:
    """Give the outbox as it is."""
    with office.database.reading() as session:
        return session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()


def attempts(office: OpenOffice) -> list[tuple[int, str, str | None]]:
    """Give every try: of which message, what came of it, why."""
    with office.database.reading() as session:
        rows = session.scalars(select(DeliveryAttempt).order_by(DeliveryAttempt.id)).all()
    return [(row.outbox_id, row.outcome, row.reason) for row in rows]


def _queue(session: Session, context: Context, declaration_id: int, addresses: Sequence[str]) -> None:
    declaration = steps.load(session, declaration_id)
    previews = tuple(
        MessagePreview(
            MessageChannel.SMS if address.isdigit() else MessageChannel.EMAIL, address, "Thử", "Xin chào", 1, 8, 160
        )
        for address in addresses
    )
    steps.queue_messages(session, context, declaration, "rejected", previews)
    session.flush()
