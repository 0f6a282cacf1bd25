# SPDX-License-Identifier: Apache-2.0
"""The database as it is at one moment, copied while the desk goes on working; and the lock that says nobody works."""

import sqlite3
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from officer_desk.errors import Refused

_PREFIX = ".backup-"
_PAGES = 4_000
_JOURNAL_AT = 18
"""Where an SQLite file says whether a write-ahead log belongs to it (1, 1: none)."""
_PICTURES = "SELECT sha256, size FROM picture UNION SELECT sha256, size FROM signed_page"
_COUNTED = ("declaration", "account", "picture", "outbox_message", "trace_entry", "officer")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The copy: its bytes, and what it says of itself."""

    file: IO[bytes]
    schema: str
    counts: dict[str, int]
    """How many rows the tables have that people ask for."""
    pictures_size: int
    _listed: IO[bytes]

    def pictures(self) -> Iterator[str]:
        """Give the SHA-256 of every picture, each once."""
        self._listed.seek(0)
        for line in self._listed:
            yield line.decode().strip()


@contextmanager
def snapshot(database: Path, told: Callable[[int, int], None] = lambda _done, _all: None) -> Generator[Snapshot]:
    """Copy the database of a desk that may be at work.

    The copy has no name: it is unlinked before a byte is in it, so that whatever ends the program, no readable copy of
    people's data stays. It lies on the disk of the data folder, which is as well kept as the original.
    """
    folder = database.parent
    for left in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # only where an open file cannot be unlinked
            left.unlink()
    with (
        tempfile.NamedTemporaryFile(prefix=_PREFIX, dir=folder, delete=False) as file,
        tempfile.TemporaryFile() as listed,
    ):
        path = Path(file.name)
        with closing(sqlite3.connect(path)) as copy:
            copy.execute("PRAGMA journal_mode = OFF")
            with suppress(OSError):
                path.unlink()
            schema, counts, size = _copy(database, copy, listed, told)
        # A copy is one file: nothing may look for a write-ahead log beside it.
        file.seek(_JOURNAL_AT)
        file.write(b"\1\1")
        file.flush()
        yield Snapshot(file, schema, counts, size, listed)
    path.unlink(missing_ok=True)


def _copy(
    database: Path, copy: sqlite3.Connection, listed: IO[bytes], told: Callable[[int, int], None]
) -> tuple[str, dict[str, int], int]:
    """Copy, count and list under one reading transaction: writers go on, and the copy does not begin anew for them."""
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as source:
        source.execute("BEGIN")
        (schema,) = source.execute("SELECT version_num FROM alembic_version").fetchone()
        counts = {table: _one(source, f"SELECT count(*) FROM {table}") for table in _COUNTED}  # noqa: S608 - our names
        size = _one(source, f"SELECT coalesce(sum(size), 0) FROM ({_PICTURES})")  # noqa: S608 - our names
        for (sha256,) in source.execute(f"SELECT DISTINCT sha256 FROM ({_PICTURES}) ORDER BY sha256"):  # noqa: S608
            listed.write(f"{sha256}\n".encode())
        source.backup(copy, pages=_PAGES, progress=lambda _state, left, all_: told(all_ - left, all_))
        source.execute("ROLLBACK")
    return str(schema), counts, size


def _one(database: sqlite3.Connection, question: str) -> int:
    (answer,) = database.execute(question).fetchone()
    return int(answer)


@contextmanager
def closed_desk(database: Path) -> Generator[None]:
    """Keep everybody out of a database; raises `Refused("desk-is-open")` while somebody has it open.

    A database that cannot be read any more keeps nobody in; it is what restoring is for.
    """
    with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            # Without a write-ahead log nothing has to be tidied up by name when the lock is let go.
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise Refused("desk-is-open", path=str(database.parent)) from error
        except sqlite3.DatabaseError:
            pass
        yield
