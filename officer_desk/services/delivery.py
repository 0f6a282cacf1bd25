# SPDX-License-Identifier: Apache-2.0
"""Delivering the outbox: claim, send with no transaction open, settle; for all offices of a database at once."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from officer_desk.domain.records import Actor, Envelope
from officer_desk.domain.values import MessageChannel
from officer_desk.errors import DeskError, Refused
from officer_desk.gateways import drop_folder
from officer_desk.gateways.mail import MailFolder, open_mail
from officer_desk.gateways.sending import Again, Answer, Attachment, Clock, Sent, Way, stays_here
from officer_desk.gateways.sms import SmsFolder, open_sms
from officer_desk.models.database import Database, touched, trouble_in_words
from officer_desk.printing import form01, wording
from officer_desk.services import forms, outbox
from officer_desk.services.context import Context, by_itself
from officer_desk.services.work import Watch
from officer_desk.settings import Settings

log = logging.getLogger(__name__)
_AT_ONCE = 20
"""Messages of one go when it need not go on until nothing is due."""
_OPENERS = {MessageChannel.SMS: (open_sms, "sms_url"), MessageChannel.EMAIL: (open_mail, "mail_url")}
_NO_OFFICE = "-"


class Door(Protocol):
    """What delivery needs of an opened office (`office.OpenOffice`)."""

    @property
    def database(self) -> Database:
        """Where the outbox is."""
        ...

    @property
    def is_sample(self) -> bool:
        """Whether its citizens are invented."""
        ...

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        ...

    @property
    def clock(self) -> Clock:
        """The office's clock."""
        ...

    def context(self, actor: Actor | None) -> Context:
        """Stamp who acts, when, and with a fresh key."""
        ...


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What one go did. `left`: messages that still wait, whatever for."""

    sent: int = 0
    again: int = 0
    failed: int = 0
    left: int = 0
    written: frozenset[str] = frozenset()
    """Names of the tables that were written."""


@dataclass(frozen=True, slots=True)
class _Closed:
    """A way that cannot be gone: each try says why, until somebody corrects the setting."""

    reason: str
    name: str

    def send(self, envelope: Envelope, attachments: tuple[Attachment, ...] = (), **_other: object) -> Answer:
        return Again(self.reason, self.name)


def deliver(job: Watch, office: Door, actor: Actor | None = None, *, until_empty: bool) -> DeliveryReport:
    """Send what is due; `until_empty`: go on until nothing is, else only for a while.

    A channel whose way is not set is left alone. One whose server gives trouble rests until the next go, so that it
    does not keep the other channel waiting.
    """
    actor = actor or by_itself(_NO_OFFICE)
    counted = {"sent": 0, "queued": 0, "failed": 0}
    written: set[str] = set()
    resting: set[MessageChannel] = set()
    tried = 0
    while not job.cancelled and (until_empty or tried < _AT_ONCE):
        ways = {channel: way for channel, way in _ways(office).items() if channel not in resting}
        envelopes = _claim(office, actor, ways, written)
        if not envelopes:
            break
        for envelope in envelopes:
            answer = _send(job, office, ways[envelope.channel], envelope)
            if isinstance(answer, Again) and answer.reason not in _OF_ONE_MESSAGE:
                resting.add(envelope.channel)
            status = _settle(office, actor, ways[envelope.channel], envelope, answer, written)
            counted[status] = counted.get(status, 0) + 1
            tried += 1
            job.progress(tried, tried)
    return DeliveryReport(
        counted["sent"], counted["queued"], counted["failed"], _left(office, actor), frozenset(written)
    )


_OF_ONE_MESSAGE = frozenset({"form-not-made", "defect", "address-busy"})
"""Reasons that say nothing about the next message; greylisting is about one recipient."""


def closed(office: Door) -> tuple[Refused, ...]:
    """Say which ways are set and cannot be gone, and why: known before anything is sent."""
    ways = _ways(office).values()
    return tuple(Refused(way.reason, name=way.name) for way in ways if isinstance(way, _Closed))


def _ways(office: Door) -> dict[MessageChannel, Way]:
    """Open the ways that are set, as the settings are now.

    The numbers of a sample office are invented, and somebody may have them: nothing of it leaves this machine.
    """
    found: dict[MessageChannel, Way] = {}
    for channel, (opener, name) in _OPENERS.items():
        settings = office.settings
        try:
            way = opener(settings, office.clock)
            if way is not None and office.is_sample and not stays_here(getattr(settings, name)):
                way = _Closed("sample-stays", name)
        except Refused as broken:
            way = _Closed("way-misset", str(broken.facts.get("name", "")))
        if way is not None:
            found[channel] = way
    return found


def _claim(office: Door, actor: Actor, ways: dict[MessageChannel, Way], written: set[str]) -> list[Envelope]:
    with trouble_in_words(), office.database.writing.begin() as session:
        context = office.context(actor)
        found = outbox.claim(session, context, ways)
        for folder in {_folder(ways[envelope.channel]) for envelope in found} - {None}:
            outbox.note_folder(session, context, str(folder))
        session.flush()
        written |= touched(session)
    return found


def _send(job: Watch, office: Door, way: Way, envelope: Envelope) -> Answer:
    """Send one message with no transaction open; whatever goes wrong is an answer."""
    try:
        attachments = _attachments(office, envelope)
    except Exception as error:  # noqa: BLE001 - a form that cannot be made must not stop the other messages
        log.warning("message %d: its form cannot be made: %s", envelope.outbox_id, type(error).__name__)
        return Again("form-not-made", error.reason if isinstance(error, DeskError) else type(error).__name__)
    try:
        return way.send(envelope, attachments, stopped=lambda: job.cancelled)
    except Refused as broken:
        return Again("way-misset", str(broken.facts.get("name", "")))
    except Exception as error:
        # One message with a defect must not stop the others.
        log.exception("message %d cannot be sent", envelope.outbox_id)
        return Again("defect", type(error).__name__)


def _attachments(office: Door, envelope: Envelope) -> tuple[Attachment, ...]:
    if envelope.attachment is None:
        return ()
    context = office.context(by_itself(envelope.office_code))
    template = context.settings.form_template
    with trouble_in_words(), office.database.reading() as session:
        data = forms.prepare(session, context, envelope.declaration_id, template)
    pdf = form01.render(data, wording.load(context.gateways.texts.read, template))
    return (Attachment(f"to-khai-{data.declared.number.replace('/', '-')}.pdf", pdf),)


def _folder(way: Way) -> Path | None:
    """Give the folder in which a way leaves copies; None for a way that leaves none."""
    return way.folder.absolute() if isinstance(way, MailFolder | SmsFolder) else None


def _forget(office: Door, way: Way, envelope: Envelope) -> None:
    """Remove the copy of a message whose file was destroyed while it was being sent."""
    folder = _folder(way)
    try:
        drop_folder.forget(office.settings, [envelope.message_id], () if folder is None else (folder,))
    except OSError:
        log.warning("the copy of a destroyed file's message could not be removed", exc_info=True)


def _settle(office: Door, actor: Actor, way: Way, envelope: Envelope, answer: Answer, written: set[str]) -> str:
    with trouble_in_words(), office.database.writing.begin() as session:
        status = outbox.settle(session, office.context(actor), envelope, answer)
        written |= touched(session)
    log.info("message %d: %s", envelope.outbox_id, status or "no longer ours")
    if status == outbox.GONE:
        _forget(office, way, envelope)
    if status is None and isinstance(answer, Sent):
        log.warning("message %d was sent after its lease was over", envelope.outbox_id)
    return status or "lost"


def _left(office: Door, actor: Actor) -> int:
    with trouble_in_words(), office.database.reading() as session:
        return outbox.left(session, office.context(actor))
