# SPDX-License-Identifier: Apache-2.0
"""Taking in declaration packages: each whole or not at all, in the order of their names, one transaction each.

Packages are read and their pictures checked ahead by a few threads; what is stored, and in which order, is decided
on one thread. Nothing is stored for a package that is refused; a picture that was stored just before the power went
is found again by the next run, which ends as if it had been the only one.
"""

from collections import deque
from collections.abc import Container, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain import deadlines
from officer_desk.domain.calendar import day_of, format_day
from officer_desk.domain.package import Package, content_digest, number_in, parse
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import Actor, ImportedPackage, ImportReport
from officer_desk.domain.values import PictureRole
from officer_desk.errors import Refused
from officer_desk.gateways import packages, pictures
from officer_desk.gateways.packages import PackageSource
from officer_desk.models.database import Database, trouble_in_words
from officer_desk.services import offices, standing, taking
from officer_desk.services.context import Context
from officer_desk.services.work import Door, Watch

_THREADS = 2
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class _Read:
    """A package that keeps to the contract, with its pictures in memory."""

    package: Package
    digest: str
    looked: dict[PictureRole, pictures.LookedAt]
    extras: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Broken:
    """A package that does not, and its number where that could be read."""

    error: Refused
    number: str | None


def import_packages(job: Watch, office: Door, actor: Actor | None, paths: Sequence[Path]) -> ImportReport:
    """Import packages (folders, zip files, folders of them); a bad one is reported and never stops the others.

    Cancelled, it stops between two packages. Raises `Refused("may-not")`, `Refused("import-path")` before anything
    is taken, and `Unavailable` when disk or database fail: what was taken until then stays, and the next run goes
    on from there.
    """
    context = office.context(actor)
    demand(context.actor.role, Task.IMPORT)
    sources = packages.find(paths)
    with trouble_in_words(), office.database.reading() as session:
        standing.demand(session, context)
        known = offices.known_codes(session)
    done: list[ImportedPackage] = []
    job.progress(0, len(sources))
    with _read_ahead(sources, context.now, known) as results:
        for source, result in results:
            if job.cancelled:
                break
            done.append(_outcome(office, actor, source.name, result.result()))
            job.progress(len(done), len(sources))
    return ImportReport(tuple(done))


def _outcome(office: Door, actor: Actor | None, name: str, read: _Read | _Broken) -> ImportedPackage:
    if isinstance(read, _Broken):
        return _refused(name, read.number, read.error)
    number = read.package.declared.number
    try:
        with trouble_in_words():
            unchanged, withdrawn = _take(office.database, office.context(actor), read)
            expired = _expired(office.database, number) if unchanged else ""
    except Refused as error:
        if error.reason == "session-ended":  # nothing is wrong with the package
            raise
        return _refused(name, number, error)
    message = expired or _remarks(read, unchanged, withdrawn)
    return ImportedPackage(name, accepted=True, unchanged=unchanged, number=number, message=message, offender=None)


def _refused(name: str, number: str | None, error: Refused) -> ImportedPackage:
    offender = error.facts.get("offender")
    return ImportedPackage(
        name,
        accepted=False,
        unchanged=False,
        number=number,
        message=texts.sentence(error),
        offender=None if offender is None else str(offender),
    )


def _take(database: Database, context: Context, read: _Read) -> tuple[bool, tuple[str, ...]]:
    """Store the pictures, then take the package in one transaction; gives (was here already, numbers withdrawn)."""
    # Asked before a picture is stored, and again inside the transaction.
    with database.reading() as session:
        if taking.is_here(session, context, read.package, read.digest):
            return True, ()
    while True:
        kept = {role: context.gateways.pictures.keep(looked) for role, looked in read.looked.items()}
        with database.writing.begin() as session:
            # The daily run may just have erased such a picture of a destroyed file: then it is stored again. Only
            # from here on, when nobody else can write, a picture that is there stays there.
            session.connection()
            standing.demand(session, context)
            if all(context.gateways.pictures.path(picture.sha256).is_file() for picture in kept.values()):
                return taking.take(session, context, read.package, read.digest, kept)


def _expired(database: Database, number: str) -> str:
    """Say of a package that was here already that its file expired; nothing if it did not."""
    with database.reading() as session:
        found = taking.expired(session, number)
    if found is None:
        return ""
    expired, destroyed = found
    if destroyed is not None:
        text = translate("Intake", "Already here, unchanged (expired on {day}; its data were destroyed).")
    else:
        text = translate("Intake", "Already here, unchanged (expired on {day}; can be brought back until {until}).")
    until = format_day(deadlines.restore_until(expired))
    return text.format(day=format_day(day_of(expired)), until=until)


def _remarks(read: _Read, unchanged: bool, withdrawn: tuple[str, ...]) -> str:
    """Say what is worth knowing of a package that was taken; mostly nothing."""
    found: list[str] = []
    if unchanged:
        found.append(translate("Intake", "Already here with the same content: nothing was changed."))
    else:
        missing = taking.missing(read.package)
        if missing:
            found.append(translate("Intake", "Papers are missing: {roles}.").format(roles=texts.picture_roles(missing)))
    if withdrawn:
        numbers = ", ".join(withdrawn)
        found.append(translate("Intake", "Withdrawn in favour of a newer one: {numbers}.").format(numbers=numbers))
    if read.extras:
        files = ", ".join(read.extras)
        found.append(
            translate("Intake", "Left out, because declaration.json does not name it: {files}.").format(files=files)
        )
    return " ".join(found)


@contextmanager
def _read_ahead(
    sources: Sequence[PackageSource], now: datetime, known: Container[str]
) -> Generator[Generator[tuple[PackageSource, "Future[_Read | _Broken]"]]]:
    """Read packages in their order, a few ahead of the one that is taken: memory stays bounded."""
    with ThreadPoolExecutor(_THREADS, "intake") as pool:
        waiting: deque[tuple[PackageSource, Future[_Read | _Broken]]] = deque()

        def results() -> Generator[tuple[PackageSource, Future[_Read | _Broken]]]:
            for source in sources:
                waiting.append((source, pool.submit(_read, source, now, known)))
                if len(waiting) > _AHEAD:
                    yield waiting.popleft()
            while waiting:
                yield waiting.popleft()

        try:
            yield results()
        finally:
            pool.shutdown(cancel_futures=True)


def _read(source: PackageSource, now: datetime, known: Container[str]) -> _Read | _Broken:
    """Read a package whole, without a trace on the disk."""
    data = b""
    try:
        with packages.open_package(source) as opened:
            data = opened.declaration()
            package = parse(data, now, known)
            looked = {role: pictures.look(opened.picture(name), name) for role, name in package.pictures.items()}
            extras = opened.extras(package.pictures.values())
    except Refused as error:
        return _Broken(error, number_in(data))
    hashes = {role: found.picture.sha256 for role, found in looked.items()}
    return _Read(package, content_digest(package, hashes), looked, extras)
