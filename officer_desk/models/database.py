# SPDX-License-Identifier: Apache-2.0
"""Opening the database: pragmas, the two kinds of session, and the migration at start."""

import shutil
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from officer_desk.errors import Unavailable

_BUSY_MS = 10_000
_TOUCHED = "touched"
_FILE = "file"


@dataclass(frozen=True, slots=True)
class Database:
    """One database, two ways in: readers begin with BEGIN, writers with BEGIN IMMEDIATE.

    A transaction that reads and then writes under a plain BEGIN fails at once with "database is locked",
    whatever the timeout; a writer that takes the lock first never does.
    """

    engine: Engine
    path: Path | None
    reading: sessionmaker[Session]
    writing: sessionmaker[Session]

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def open_database(path: Path | None) -> Database:
    """Open the SQLite file (None: a database in memory, for tests) without touching its schema."""
    url = "sqlite://" if path is None else f"sqlite:///{path}"
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": _BUSY_MS / 1000})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    if path is not None:
        _keep_to_one_file(engine, path)
    writing = sessionmaker(engine.execution_options(begin_immediate=True))
    event.listen(writing, "after_flush", _on_flush)
    return Database(engine, path, sessionmaker(engine), writing)


def touched(session: Session) -> frozenset[str]:
    """Give the names of the tables that a writing session has written so far."""
    return frozenset(session.info.get(_TOUCHED, ()))


def _on_flush(session: Session, _context: object) -> None:
    written = {str(row.__tablename__) for row in (*session.new, *session.dirty, *session.deleted)}
    session.info.setdefault(_TOUCHED, set()).update(written)


@contextmanager
def trouble_in_words() -> Generator[None]:
    """Turn what the environment does to SQLite (full disk, lock, damage) into `Unavailable`."""
    try:
        yield
    except IntegrityError:
        raise  # ours to answer for, not the environment's
    except (DatabaseError, sqlite3.DatabaseError) as error:
        text = str(error.orig if isinstance(error, DatabaseError) else error)
        for sign, reason in _TROUBLE.items():
            if sign in text:
                raise Unavailable(reason) from error
        raise


_TROUBLE = {
    "disk is full": "disk-full",
    "locked": "database-busy",
    "unable to open": "database-unreachable",
    "readonly": "database-read-only",
    "disk I/O error": "disk-error",
    "malformed": "database-damaged",
    "not a database": "database-damaged",
}


def head() -> str:
    """Give the newest revision that this program knows."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def known_revisions() -> frozenset[str]:
    """Give all revisions that this program knows how to bring up to date."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def migrate(database: Database, now: datetime) -> None:
    """Bring the schema up to date, after a copy of the file; refuse a newer one.

    Raises `Unavailable("database-newer")`.
    """
    with database.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == head():
        return
    if current is not None and current not in known_revisions():
        raise Unavailable("database-newer", revision=current)
    if current is not None and database.path is not None:
        _copy(database.path, database.path.with_name(f"before-{head()}-{now:%Y%m%d-%H%M%S}.db"))
    with database.writing.kw["bind"].begin() as connection:
        upgrade(connection)


def upgrade(connection: Connection) -> None:
    """Run all migrations on an open connection."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _copy(source: Path, target: Path) -> None:
    """Copy a database with its write-ahead log, whole; nobody else may read the copy."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    shutil.copymode(source, target)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    return config


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are ours: see _on_begin
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _keep_to_one_file(engine: Engine, path: Path) -> None:
    """Refuse to go on with a database that was moved or deleted: SQLite would write on, into a file without a name."""

    def remember(_connection: object, record: Any) -> None:
        found = path.stat()
        record.info[_FILE] = (found.st_dev, found.st_ino)

    def demand(connection: Connection) -> None:
        try:
            found = path.stat()
        except OSError as error:
            raise Unavailable("database-gone", path=str(path.parent)) from error
        if (found.st_dev, found.st_ino) != connection.info.get(_FILE):
            raise Unavailable("database-gone", path=str(path.parent))

    event.listen(engine, "connect", remember)
    event.listen(engine, "begin", demand)


def _on_begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("begin_immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
