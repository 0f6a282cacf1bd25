# SPDX-License-Identifier: Apache-2.0
"""What can be said of an office from its files alone, however broken its database is."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from officer_desk.catalogue import translate
from officer_desk.domain.records.health import Finding

_MEGA = 1_000_000
_NEEDED, _WANTED = 200 * _MEGA, 1000 * _MEGA
_FACES = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "BeVietnamPro-Regular.ttf")
_SHOWN = 3


def folder(place: Path) -> Finding:
    """Say whether the folder is there and its owner's alone, with the files that matter."""
    if not place.is_dir():
        text = translate("Doctor", "There is no data folder {path}. Check the disk, or restore a backup.")
        return Finding("folder", "wrong", text.format(path=place))
    open_ = [path for path in (place, *_private_files(place)) if os.name != "nt" and path.stat().st_mode & 0o077]
    if open_:
        text = translate(
            "Doctor", "Others on this machine can read {paths}. Take their rights away: chmod -R go= {path}"
        )
        # Inside a closed folder nobody gets at an open file, until it is copied elsewhere.
        level = "wrong" if place in open_ else "warning"
        return Finding("folder", level, text.format(paths=_some(open_, place), path=place))
    if not os.access(place, os.W_OK):
        text = translate("Doctor", "The data folder {path} is read-only. Give its owner the right to write.")
        return Finding("folder", "wrong", text.format(path=place))
    return Finding("folder", "ok", translate("Doctor", "The data folder belongs to its owner alone."))


def _private_files(place: Path) -> Iterator[Path]:
    for name in ("desk.db", "office.key", "households.db", "settings.toml", "pictures", "logs", "texts", "forms"):
        if (place / name).exists():
            yield place / name
    yield from sorted(place.glob("before-*.db"))


def _some(paths: list[Path], place: Path) -> str:
    """Name the first few paths."""
    names = [str(path.relative_to(place)) if path != place else str(place) for path in paths[:_SHOWN]]
    return ", ".join(names) + (" …" if len(paths) > _SHOWN else "")


def disk(place: Path) -> Finding:
    """Say how much room is left."""
    try:
        free = shutil.disk_usage(place).free
    except OSError:
        return Finding("disk", "wrong", translate("Doctor", "The disk does not answer. Check its cable and its place."))
    told = f"{free // _MEGA:,}".replace(",", ".")
    if free < _NEEDED:
        text = translate("Doctor", "Only {free} MB are free: recording will fail soon. Free at least 1,000 MB today.")
        return Finding("disk", "wrong", text.format(free=told))
    if free < _WANTED:
        text = translate("Doctor", "{free} MB are free, which is little. Free some space this week.")
        return Finding("disk", "warning", text.format(free=told))
    return Finding("disk", "ok", translate("Doctor", "{free} MB are free.").format(free=told))


def database(path: Path, newest: str, known: frozenset[str]) -> Finding:
    """Say whether the database is whole and of this program; looks without writing."""
    if not path.is_file():
        return Finding("database", "wrong", translate("Doctor", "There is no database. Restore a backup."))
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
            astray = connection.execute("PRAGMA foreign_key_check").fetchall()
            (schema,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        return _unreadable(str(error))
    if said != ["ok"] or astray:
        what = translate(
            "Doctor", "The database is damaged. Close the desk, keep a copy of the folder, restore a backup."
        )
        return Finding("database", "wrong", what)
    if schema not in known:
        text = translate("Doctor", "The database was made by a newer program ({schema}). Update the program.")
        return Finding("database", "wrong", text.format(schema=schema))
    if schema != newest:
        text = translate("Doctor", "The database is of an older program ({schema}). Open the desk once: it is renewed.")
        return Finding("database", "warning", text.format(schema=schema))
    return Finding("database", "ok", translate("Doctor", "The database is whole."))


def _unreadable(said: str) -> Finding:
    if "locked" in said:
        text = translate("Doctor", "Another program holds the database. Close it, then run the doctor again.")
    elif "unable to open" in said or "I/O" in said or "readonly" in said:
        text = translate("Doctor", "The database cannot be opened. Check the disk and the rights of the data folder.")
    else:
        text = translate("Doctor", "The database cannot be read. Close the desk, keep a copy of it, restore a backup.")
    return Finding("database", "wrong", text)


def fonts(place: Path) -> Finding:
    """Say whether the faces of screens and forms are there."""
    lost = [name for name in _FACES if not (place / name).is_file()]
    if lost:
        text = translate("Doctor", "Fonts of the program are missing: {names}. Install the program again.")
        return Finding("fonts", "wrong", text.format(names=", ".join(lost)))
    return Finding("fonts", "ok", translate("Doctor", "The fonts of screens and forms are there."))
