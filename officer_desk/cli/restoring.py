# SPDX-License-Identifier: Apache-2.0
"""Bringing an office back from a backup: unpacked beside its place, proven there, and put in place in one step."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from officer_desk.cli.common import Progress, local_administrator
from officer_desk.domain.records import DailyReport, TraceFinding
from officer_desk.errors import Refused
from officer_desk.gateways import backups
from officer_desk.gateways.backups import Contents
from officer_desk.gateways.disk import exchange, sync_folder, trouble_of_the_disk
from officer_desk.gateways.snapshots import closed_desk
from officer_desk.models.database import head, known_revisions, trouble_in_words
from officer_desk.models.stored import stored_pictures
from officer_desk.models.tables import Mark
from officer_desk.office import SystemClock, open_office
from officer_desk.services import audit, daily, outbox
from officer_desk.services.backups import MADE
from officer_desk.services.context import Context
from officer_desk.services.steps import trace
from officer_desk.settings import Settings


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was brought back, and what was found."""

    contents: Contents
    place: Path
    aside: Path | None
    """Where the office that was there before is now."""
    trace: TraceFinding
    daily: DailyReport


def restore(
    job: Progress, file: Path, identity: str, place: Path, environment: Mapping[str, str] = os.environ
) -> RestoreReport:
    """Bring an office back to its place: all of it or nothing, and never over another one.

    Raises `Refused`: "desk-is-open", "restore-foreign", "backup-damaged", "backup-newer"; `Unavailable`: "no-room", …
    """
    place = place.expanduser().resolve()
    unfinished = place.with_name(f".{place.name}.unfinished-restore")
    _demand_place(place)
    with trouble_of_the_disk(str(place)), trouble_in_words():
        shutil.rmtree(unfinished, ignore_errors=True)
        present = place / backups.DATABASE
        try:
            with closed_desk(present) if present.is_file() else nullcontext():
                contents = backups.read(file, identity, told(job, file), unfinished, known_schema)
                finding, run = _prove(unfinished, contents, environment)
                _onto_the_disk(unfinished)
                aside = _put(unfinished, place)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return RestoreReport(contents, place, aside, finding, run)


def known_schema(about: dict[str, Any]) -> None:
    """Refuse a backup that a newer program made."""
    if about.get("schema") not in known_revisions():
        raise Refused("backup-newer", version=about.get("program"), schema=head())


def told(job: Progress, file: Path) -> Callable[[int], None]:
    """Give what counts the bytes that were read; the file is about as long as they are."""
    size, done = max(1, file.stat().st_size), 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        job.progress(min(done, size) * 1000 // size, 1000)

    return count


def _demand_place(place: Path) -> None:
    if not place.exists() or not any(place.iterdir()):
        return
    if not any((place / name).exists() for name in (backups.DATABASE, backups.KEY)):
        raise Refused("restore-foreign", path=str(place))


def _prove(folder: Path, contents: Contents, environment: Mapping[str, str]) -> tuple[TraceFinding, DailyReport]:
    """Open the unpacked office as the desk would, check it, and destroy again what was to be gone by now."""
    if not all((folder / name).is_file() for name in (backups.DATABASE, backups.KEY)):
        raise Refused("backup-damaged")
    _demand_whole(folder / backups.DATABASE)
    office = open_office(Settings(folder), environment=environment)
    try:
        context = office.context(local_administrator())
        office.ask(context, _demand_pictures, contents.missing)
        finding = office.ask(context, audit.verify)
        office.act(context, _note, contents)
        run = daily.run(_Quiet(), office)
    finally:
        office.close()
    for copy in folder.glob("before-*.db"):
        copy.unlink()  # the backup itself is the copy from before the migration
    return finding, run


def _demand_whole(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as database:
            said = database.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise Refused("backup-damaged") from error
    if said != ("ok",):
        raise Refused("backup-damaged")


class _Quiet:
    """Waits for the daily run without wanting to know how far it is."""

    cancelled = False

    def progress(self, done: int, total: int) -> None:
        """Ignore it."""


def _demand_pictures(session: Session, context: Context, missing: frozenset[str]) -> None:
    store = context.gateways.pictures
    named = session.scalars(stored_pictures().execution_options(yield_per=1000))
    if any(sha256 not in missing and not store.path(sha256).is_file() for sha256 in named):
        raise Refused("backup-damaged")


def _note(session: Session, context: Context, contents: Contents) -> None:
    """Trace the restoring, and pause sending: what waits in an old outbox may have gone out long ago."""
    trace(
        session, context, "restore", "backup", {"sha256_sums": contents.sums, "made_at": contents.about.get("made_at")}
    )
    made_at = datetime.fromisoformat(contents.about["made_at"])
    session.merge(Mark(name=MADE, value=contents.about["keep_until"], at=made_at))
    session.merge(Mark(name=outbox.PAUSED, value="restore", at=context.now))


def _onto_the_disk(folder: Path) -> None:
    """Let nothing of it be in memory only when it gets its name."""
    if hasattr(os, "sync"):
        os.sync()
    sync_folder(folder)


def _put(unfinished: Path, place: Path) -> Path | None:
    """Give the office its place; the one that is there goes aside under a name that says so."""
    if not place.exists() or not any(place.iterdir()):
        if place.exists() and os.name == "nt":
            place.rmdir()
        unfinished.replace(place)
        sync_folder(place.parent)
        return None
    stamp = f"{SystemClock().now():%Y%m%d-%H%M%S}"
    names = chain([stamp], (f"{stamp}-{again}" for again in count(2)))
    # Another restore may have been started, or killed, within the same second: its folder stays.
    aside = next(p for name in names if not (p := place.with_name(f"{place.name}.before-restore-{name}")).exists())
    # The new office waits under the old one's later name: whatever happens between these steps, nothing of that name
    # is ever swept away.
    unfinished.rename(aside)
    exchange(aside, place)
    sync_folder(place.parent)
    return aside
