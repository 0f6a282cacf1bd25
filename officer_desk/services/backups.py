# SPDX-License-Identifier: Apache-2.0
"""Saving the whole office into one encrypted file while the desk works; read back before it is called made."""

import os
from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from officer_desk import __version__
from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import Actor
from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways import backups
from officer_desk.gateways.backups import Contents, Lock
from officer_desk.gateways.disk import trouble_of_the_disk
from officer_desk.gateways.pictures import PictureStore
from officer_desk.gateways.snapshots import Snapshot, snapshot
from officer_desk.gateways.tar_stream import Member
from officer_desk.models.database import trouble_in_words
from officer_desk.models.stored import names_picture
from officer_desk.models.tables import Mark
from officer_desk.services import standing
from officer_desk.services.steps import trace
from officer_desk.services.work import Door, Watch

MADE = "backup-made"
"""Name of the mark that says when the last backup was made, and until when it is to be kept."""
_OTHER_FILES = (backups.KEY, "settings.toml", "households.db")
_OTHER_FOLDERS = ("texts", "forms")


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What was saved."""

    path: Path
    contents: Contents
    keep_until: datetime
    missing: tuple[str, ...]
    """SHA-256 of pictures that the office has lost: they could not be saved."""


def make(job: Watch, office: Door, actor: Actor | None, target: Path, lock: Lock) -> BackupReport:
    """Save the office into a file that is not there yet, read it back, trace it, and only then give it its name.

    Raises `Refused`: "may-not", "backup-exists", "backup-inside", "backup-no-folder", "stopped"; `Unavailable`:
    "disk-full" and its like.
    """
    context = office.context(actor)
    demand(context.actor.role, Task.BACK_UP)
    folder = context.settings.data_dir
    demand_place(target, folder)
    keep_until = context.now + timedelta(days=context.settings.backup_keep_days)
    about = {"made_at": context.now.isoformat(), "keep_until": keep_until.isoformat(), "program": __version__}
    unfinished = target.with_name(f".{target.name}.new")
    try:
        with trouble_in_words(), trouble_of_the_disk(target.name):
            with office.database.reading() as session:
                standing.demand(session, context)
            contents = _write(job, folder, context.gateways.pictures, unfinished, lock, about)
            facts = {"sha256_sums": contents.sums, "files": contents.files, "keep_until": about["keep_until"]}
            # A copy of people's data never leaves without a row; a row without a copy hurts nobody.
            with office.database.writing.begin() as session:
                standing.demand(session, context)
                trace(session, context, "backup", "backup", facts)
            backups.publish(unfinished, target)
            with office.database.writing.begin() as session:
                session.merge(Mark(name=MADE, value=about["keep_until"], at=context.now))
    finally:
        unfinished.unlink(missing_ok=True)
    with trouble_in_words(), office.database.reading() as session:
        missing = tuple(sha256 for sha256 in sorted(contents.missing) if _is_named(session, sha256))
    return BackupReport(target, contents, keep_until, missing)


def demand_place(target: Path, folder: Path) -> None:
    """Refuse a place where a backup of the data folder must not be: "backup-exists", "-no-folder", "-inside"."""
    if target.exists():
        raise Refused("backup-exists", path=str(target))
    if not target.absolute().parent.is_dir():
        raise Refused("backup-no-folder", path=str(target.absolute().parent))
    if target.resolve().is_relative_to(folder.resolve()):
        raise Refused("backup-inside", path=str(folder))


def _is_named(session: Session, sha256: str) -> bool:
    """Say whether a picture that is not there is missed: one that was purged meanwhile is not."""
    return bool(session.scalar(names_picture(sha256)))


def _write(
    job: Watch, folder: Path, store: PictureStore, unfinished: Path, lock: Lock, about: dict[str, Any]
) -> Contents:
    with snapshot(folder / backups.DATABASE) as copy, ExitStack() as opened:
        known = {**about, "schema": copy.schema, "counts": copy.counts}
        others = [backups.file_member(name, opened.enter_context(path.open("rb"))) for name, path in _others(folder)]
        size = os.fstat(copy.file.fileno()).st_size + copy.pictures_size + sum(member.size for member in others)
        told = _Told(job, 2 * size)
        backups.write(unfinished, lock, known, _members(copy, others, store), told)
        return backups.read(unfinished, lock.identity, told)


def _others(folder: Path) -> Generator[tuple[str, Path]]:
    """Give what an office has beside its database and its pictures: no log, no drop folder, no copy of a migration."""
    for name in _OTHER_FILES:
        if (folder / name).is_file():
            yield name, folder / name
    for under in _OTHER_FOLDERS:
        for path in sorted((folder / under).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(folder).as_posix(), path


def _members(copy: Snapshot, others: list[Member], store: PictureStore) -> Generator[Member]:
    """Give all files; pictures after the database, for a picture is there before any row names it."""
    yield backups.file_member(backups.DATABASE, copy.file)
    yield from others
    missing: list[str] = []
    for sha256 in copy.pictures():
        try:
            yield backups.bytes_member(f"pictures/{sha256[:2]}/{sha256}", store.read(sha256))
        except Unavailable:
            missing.append(sha256)
    yield backups.bytes_member(backups.MISSING, "\n".join(missing).encode())


class _Told:
    """Turns bytes into thousandths, and a wish to stop into a refusal."""

    def __init__(self, job: Watch, total: int) -> None:
        self._job, self._total, self._done, self._shown = job, max(1, total), 0, -1

    def __call__(self, size: int) -> None:
        if self._job.cancelled:
            raise Refused("stopped")
        self._done += size
        thousandths = min(1000, self._done * 1000 // self._total)
        if thousandths != self._shown:
            self._shown = thousandths
            self._job.progress(thousandths, 1000)
