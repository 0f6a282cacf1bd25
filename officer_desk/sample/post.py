# SPDX-License-Identifier: Apache-2.0
"""The sample's past mail: its messages went out through the outbox, to a gateway and a server that are invented."""

from datetime import timedelta
from random import Random

from sqlalchemy.orm import Session

from officer_desk.domain.records import Envelope
from officer_desk.domain.values import MessageChannel
from officer_desk.gateways.sending import Again, Answer, Failed, Sent
from officer_desk.office import OpenOffice
from officer_desk.sample.officers import LOCAL
from officer_desk.services import outbox
from officer_desk.services.context import Context

_AT_ONCE = 200
TROUBLE_SINCE = timedelta(days=1)
"""Only of the last day's messages some are refused: an officer has looked at the older ones."""
_REFUSED, _LATE = 0.05, 0.04


def collect(office: OpenOffice, seed: int, *, recent: bool) -> None:
    """Send what is due, as the delivery does; of recent messages some are refused, or wait for a second try."""

    def send_due(session: Session, context: Context) -> int:
        envelopes = outbox.claim(session, context, tuple(MessageChannel), _AT_ONCE)
        for envelope in envelopes:
            outbox.settle(session, context, envelope, _answer(envelope, Random(f"{seed}/{envelope.outbox_id}"), recent))
        return len(envelopes)

    while office.act(office.context(LOCAL), send_due)[0]:
        pass


def _answer(envelope: Envelope, chance: Random, recent: bool) -> Answer:
    drawn = chance.random()
    if not recent or drawn > _REFUSED + _LATE:
        return Sent()
    sms = envelope.channel is MessageChannel.SMS
    if drawn < _REFUSED:
        return Failed("number-refused" if sms else "address-refused")
    return Again("gateway-late" if sms else "mail-busy")
