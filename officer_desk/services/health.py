# SPDX-License-Identifier: Apache-2.0
"""The doctor: what is wrong with an office, and what to do. Writes nothing, and says what it can of a broken one."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from officer_desk import resources, texts
from officer_desk import settings as settings_
from officer_desk.catalogue import translate
from officer_desk.domain.records import Actor
from officer_desk.domain.records.health import Finding
from officer_desk.errors import DeskError, Refused, Unavailable
from officer_desk.gateways import checkups
from officer_desk.gateways.households import HouseholdExtract
from officer_desk.gateways.keys import open_keys
from officer_desk.gateways.pictures import PURPOSE, PictureStore
from officer_desk.gateways.printers import Printers
from officer_desk.gateways.scanners import open_scanner
from officer_desk.gateways.texts import (
    ASSIGNING,
    MESSAGES,
    REASONS,
    TextLibrary,
    parse_assigning,
    parse_messages,
    parse_reasons,
)
from officer_desk.gateways.units import Units
from officer_desk.models.database import Database, head, known_revisions, open_database, trouble_in_words
from officer_desk.models.stored import stored_pictures
from officer_desk.models.tables import Declaration, Desk, Mark, OutboxMessage, Picture, SignedPage, TraceEntry
from officer_desk.printing import wording
from officer_desk.services import audit, offices, outbox
from officer_desk.services.backups import MADE
from officer_desk.services.context import Context, Gateways
from officer_desk.settings import Settings

_SLACK = timedelta(minutes=5)
_LATE = timedelta(hours=2)
_BACKUP_AFTER = timedelta(days=7)
_SHOWN = 3


class Watch(Protocol):
    """Who waits for the doctor."""

    cancelled: bool

    def progress(self, done: int, total: int) -> None:
        """Tell how many pictures are read."""
        ...


def examine(job: Watch, settings: Settings, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """Look at everything, one finding for each check; never raises for what it finds."""
    place = settings.data_dir
    found = [
        checkups.folder(place),
        checkups.disk(place),
        checkups.database(settings.database_path, head(), known_revisions()),
    ]
    found += _inside(job, settings, actor, now, readable=found[-1].level == "ok")
    library = TextLibrary(resources.folder(), place)
    found += [_guarded("texts", lambda: _texts(settings, library)), _registry(settings, now)]
    return (*found, _printers(Printers()), checkups.fonts(resources.folder() / "fonts"))


def _inside(job: Watch, settings: Settings, actor: Actor, now: datetime, *, readable: bool) -> list[Finding]:
    """Do the checks that need key and database."""
    try:
        keys = open_keys(settings.key_path, may_make=False)
    except (DeskError, OSError) as error:
        return [Finding("key", "wrong", _words(error))]
    if not readable:
        text = translate("Doctor", "Pictures, trace, messages and backups cannot be looked at before that is repaired.")
        return [Finding("key", "warning", text)]
    store = PictureStore(settings.data_dir / "pictures", keys.key_for(PURPOSE))
    library = TextLibrary(resources.folder(), settings.data_dir)
    registry = HouseholdExtract(settings.data_dir / "households.db", None, lambda: now)
    gateways = Gateways(store, registry, library, keys, Units.load(), Printers(), open_scanner(resources.folder(), str))
    context = Context(actor, now, str(uuid4()), gateways, settings, now)
    with _database(settings.database_path) as database:
        patient = _Patient(job, database, context)
        checks: tuple[tuple[str, Callable[[Session, Context], Finding]], ...] = (
            ("key", _key),
            ("pictures", patient.pictures),
            ("trace", _trace),
            ("outbox", _outbox),
            ("clock", _clock),
            ("backup", _backup),
        )
        return [_guarded(name, lambda check=check: patient.ask(check)) for name, check in checks]


@contextmanager
def _database(path: Path) -> Generator[Database]:
    database = open_database(path)
    try:
        yield database
    finally:
        database.close()


def _guarded(name: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except (DeskError, OSError) as error:
        return Finding(name, "wrong", _words(error))


def _words(error: Exception) -> str:
    if isinstance(error, OSError):
        return texts.sentence(Unavailable("file-trouble", offender=error.filename or error.strerror))
    return texts.sentence(error)


def _key(session: Session, context: Context) -> Finding:
    offices.kind(session, context.gateways.keys)
    return Finding("key", "ok", translate("Doctor", "The office's key fits its database."))


def _trace(session: Session, context: Context) -> Finding:
    found = audit.verify(session, context)
    if found.intact:
        return Finding("trace", "ok", translate("Doctor", "The trace is intact: {rows} rows.").format(rows=found.rows))
    text = translate("Doctor", "The trace is not intact. Touch nothing, run officer-desk audit verify, report it.")
    return Finding("trace", "wrong", text)


@dataclass(frozen=True, slots=True)
class _Patient:
    job: Watch
    database: Database
    context: Context

    def ask(self, check: Callable[[Session, Context], Finding]) -> Finding:
        """Do one check in a reading session of its own."""
        with trouble_in_words(), self.database.reading() as session:
            return check(session, self.context)

    def pictures(self, session: Session, context: Context) -> Finding:
        """Read every picture and compare it with its name; find those that no file names."""
        store = context.gateways.pictures
        total = session.scalar(select(func.count()).select_from(stored_pictures().subquery())) or 0
        lost: list[str] = []
        clear = 0
        hashes = session.scalars(stored_pictures().execution_options(yield_per=500))
        for done, sha256 in enumerate(hashes, 1):
            try:
                store.read(sha256)
                clear += not store.is_sealed(sha256)
            except Unavailable:
                lost.append(sha256)
            self.job.progress(done, total)
        orphans = _orphans(session, context.settings.data_dir / "pictures")
        return _pictures(session, total, lost, clear, orphans)


def _orphans(session: Session, folder: Path) -> int:
    known = set(session.scalars(stored_pictures()))
    return sum(path.name not in known and not path.name.startswith(".") for path in folder.glob("??/*"))


def _pictures(session: Session, total: int, lost: list[str], clear: int, orphans: int) -> Finding:
    if lost:
        numbers = session.scalars(_files_of(lost[:500])).all()
        text = translate(
            "Doctor",
            "{count} of {total} pictures are lost or damaged, of file {numbers}. Bring them back from a backup.",
        )
        more = ", ".join(numbers[:_SHOWN]) + (" …" if len(numbers) > _SHOWN else "")
        return Finding("pictures", "wrong", text.format(count=len(lost), total=total, numbers=more))
    if clear:
        text = translate("Doctor", "{count} pictures lie unencrypted. The daily run encrypts them within a week.")
        return Finding("pictures", "warning", text.format(count=clear))
    if orphans:
        text = translate(
            "Doctor", "{count} pictures belong to no file: an import broke off. Import those packages again."
        )
        return Finding("pictures", "warning", text.format(count=orphans))
    return Finding("pictures", "ok", translate("Doctor", "All {total} pictures are whole.").format(total=total))


def _files_of(hashes: list[str]) -> Select[str]:
    pictures = select(Picture.declaration_id).where(Picture.sha256.in_(hashes))
    papers = select(SignedPage.declaration_id).where(SignedPage.sha256.in_(hashes))
    of = or_(Declaration.id.in_(pictures), Declaration.id.in_(papers))
    return select(Declaration.number).where(of).order_by(Declaration.id).limit(_SHOWN + 1)


def _outbox(session: Session, context: Context) -> Finding:
    failed = _messages(session, OutboxMessage.status == "failed")
    late = _messages(session, OutboxMessage.status == "queued", OutboxMessage.next_try_at < context.now - _LATE)
    if failed:
        text = translate(
            "Doctor", "{count} messages could not be sent. Open «Tin nhắn», correct the address, send again."
        )
        return Finding("outbox", "wrong", text.format(count=failed))
    if outbox.is_paused(session):
        text = translate("Doctor", "Sending is paused; {count} messages wait. Open «Tin nhắn» and let them go.")
        return Finding("outbox", "warning", text.format(count=_messages(session, OutboxMessage.status == "queued")))
    if late and not (context.settings.mail_url and context.settings.sms_url):
        text = translate("Doctor", "{count} messages wait, but where they go is not set. Set mail_url and sms_url.")
        return Finding("outbox", "wrong", text.format(count=late))
    if late:
        text = translate("Doctor", "{count} messages are overdue. Is the desk open, or officer-desk deliver running?")
        return Finding("outbox", "warning", text.format(count=late))
    return Finding("outbox", "ok", translate("Doctor", "No message is stuck."))


def _messages(session: Session, *where: object) -> int:
    wanted = select(func.count()).select_from(OutboxMessage).where(*where)  # type: ignore[arg-type]
    return session.scalar(wanted) or 0


def _clock(session: Session, context: Context) -> Finding:
    newest = session.scalar(select(TraceEntry.at).order_by(TraceEntry.id.desc()).limit(1))
    if newest is not None and newest > context.now + _SLACK:
        text = translate(
            "Doctor", "The clock stands before the newest record. Set it right: deadlines rest until then."
        )
        return Finding("clock", "wrong", text)
    return Finding("clock", "ok", translate("Doctor", "The clock goes on from the newest record."))


def _backup(session: Session, context: Context) -> Finding:
    desk, made = session.get(Desk, 1), session.get(Mark, MADE)
    age = None if made is None else context.now - made.at
    if age is not None and age <= _BACKUP_AFTER:
        text = translate("Doctor", "The last backup is {days} days old.")
        return Finding("backup", "ok", text.format(days=max(0, age.days)))
    if desk is not None and desk.kind == offices.SAMPLE:
        return Finding("backup", "ok", translate("Doctor", "A sample office needs no backup."))
    if age is None:
        text = translate("Doctor", "There is no backup of this office yet. Make one: officer-desk backup FILE")
        return Finding("backup", "wrong", text)
    text = translate("Doctor", "The last backup is {days} days old. Make one: officer-desk backup FILE")
    return Finding("backup", "warning", text.format(days=age.days))


def _texts(settings: Settings, library: TextLibrary) -> Finding:
    settings_.load(settings.data_dir)
    parse_messages(library.read(MESSAGES))
    parse_reasons(library.read(REASONS))
    parse_assigning(library.read(ASSIGNING))
    for name in wording.TEMPLATES:
        wording.load(library.read, name)
    return Finding("texts", "ok", translate("Doctor", "Settings, message texts and forms are valid."))


def _registry(settings: Settings, now: datetime) -> Finding:
    extract = HouseholdExtract(settings.data_dir / "households.db", None, lambda: now)
    taken = extract.taken_at()
    if taken is None:
        text = translate("Doctor", "There is no extract of HGĐ: nothing can be approved. Load one: import-households")
        return Finding("registry", "warning", text)
    days = (now - taken).days
    if now - taken > timedelta(days=settings.registry_max_days):
        text = translate("Doctor", "The extract of HGĐ is {days} days old, too old to be asked. Load a new one.")
        return Finding("registry", "warning", text.format(days=days))
    text = translate("Doctor", "The extract of HGĐ is {days} days old.")
    return Finding("registry", "ok", text.format(days=max(0, days)))


def _printers(printers: Printers) -> Finding:
    try:
        found = printers.available()
    except (Unavailable, Refused) as error:
        return Finding("printers", "warning", texts.sentence(error))
    if not found:
        text = translate("Doctor", "There is no printer. Add one in the system; until then save forms as PDF.")
        return Finding("printers", "warning", text)
    paused = [printer.name for printer in found if printer.state == "paused"]
    if paused:
        text = translate("Doctor", "The printer {names} is paused. Let it go on in the system.")
        return Finding("printers", "warning", text.format(names=", ".join(paused)))
    text = translate("Doctor", "{count} printers are ready.")
    return Finding("printers", "ok", text.format(count=len(found)))
