# SPDX-License-Identifier: Apache-2.0
"""The household registry (HGĐ) behind a door: today its own extract, a file beside the desk's database."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Protocol, final

from officer_desk.domain.calendar import format_time
from officer_desk.domain.households import COLUMNS, REASON, parse_people
from officer_desk.domain.records import HgdEntry
from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways.disk import private_folder, sync_folder

_SCHEMA = """
CREATE TABLE person (insurance_code TEXT PRIMARY KEY, full_name TEXT NOT NULL, date_of_birth TEXT NOT NULL,
                     sex TEXT NOT NULL, id_number TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE meta (imported_at TEXT NOT NULL, rows INTEGER NOT NULL, sha256 TEXT NOT NULL);
"""
_BATCH = 5_000
SOURCE = "HGĐ"


class HouseholdRegistry(Protocol):
    """Who can be asked whether a code belongs to a name. All of it raises `Unavailable` when it cannot answer.

    Reasons: "hgd-no-extract", "hgd-too-old", "hgd-unreachable". Never None for "cannot tell".
    """

    def ask(self, insurance_code: str) -> HgdEntry | None:
        """Give the person of a code; None: the registry answered that there is none."""
        ...

    def source(self) -> str:
        """Say where answers come from and of when they are, for the record: "HGĐ 21/11/2026 06:00"."""
        ...

    def taken_at(self) -> datetime | None:
        """Give the time of the data (UTC); None: there is none."""
        ...


@dataclass(frozen=True, slots=True)
class HouseholdExtract:
    """The registry's extract as an SQLite file of its own, opened read-only for each question.

    `max_age` None: an extract is never too old. `clock` gives the desk's time. Any thread may ask; a new extract
    that takes the file's place is seen by the next question.
    """

    path: Path
    max_age: timedelta | None
    clock: Callable[[], datetime]

    def ask(self, insurance_code: str) -> HgdEntry | None:
        """Give the person of a code; None: not in the extract."""
        with closing(self._open()) as connection, _sqlite_in_words():
            taken_at = _taken_at(connection)
            if self.max_age is not None and self.clock() - taken_at > self.max_age:
                raise Unavailable("hgd-too-old", taken_at=taken_at)
            row = connection.execute(
                f"SELECT {', '.join(COLUMNS)} FROM person WHERE insurance_code = ?",  # noqa: S608 - our own column names
                (insurance_code,),
            ).fetchone()
        return None if row is None else HgdEntry(*row)

    def source(self) -> str:
        """Say where answers come from and of when they are."""
        taken_at = self.taken_at()
        return SOURCE if taken_at is None else f"{SOURCE} {format_time(taken_at)}"

    def taken_at(self) -> datetime | None:
        """Give when the extract was imported (UTC); None: there is no readable one."""
        try:
            with closing(self._open()) as connection, _sqlite_in_words():
                return _taken_at(connection)
        except Unavailable:
            return None

    def _open(self) -> sqlite3.Connection:
        if not self.path.is_file():
            raise Unavailable("hgd-no-extract")
        try:
            # immutable: the file is replaced as a whole, never written; so no lock and no journal is looked for.
            return sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        except sqlite3.Error as error:
            raise Unavailable("hgd-unreachable") from error


@contextmanager
def _sqlite_in_words() -> Generator[None]:
    """Turn what SQLite says of a damaged extract into "hgd-unreachable": never into "not found"."""
    try:
        yield
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise Unavailable("hgd-unreachable") from error


def _taken_at(connection: sqlite3.Connection) -> datetime:
    (text,) = connection.execute("SELECT imported_at FROM meta").fetchone()
    return datetime.fromisoformat(text)


def import_csv(
    csv_path: Path, target: Path, now: datetime, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> int:
    """Build a new extract from households.csv beside `target` and put it in its place: all of it or nothing.

    Gives the number of people; `progress(done, total)` counts bytes. Raises `Refused("households-broken…")` with
    line and column, "-twice" for a code that is there already, "-encoding" for bytes that are not UTF-8.
    """
    private_folder(target.parent)
    with tempfile.TemporaryDirectory(prefix=".households-", dir=target.parent) as folder:
        unfinished = Path(folder) / target.name
        try:
            with csv_path.open("rb") as raw, closing(sqlite3.connect(unfinished)) as connection:
                rows = _fill(connection, raw, csv_path.stat().st_size, now, progress)
        except OSError as error:
            raise Refused("file-unreadable", offender=csv_path.name) from error
        unfinished.chmod(0o600)
        unfinished.replace(target)
        sync_folder(target.parent)
    return rows


def _fill(
    connection: sqlite3.Connection, raw: IO[bytes], total: int, now: datetime, progress: Callable[[int, int], None]
) -> int:
    lines = _Lines(raw)
    connection.executescript(_SCHEMA)
    rows = 0
    with connection:
        for line, entry in parse_people(lines):
            _insert(connection, entry, line)
            rows += 1
            if rows % _BATCH == 0:
                progress(lines.done, total)
        if rows == 0:
            raise Refused("households-empty")
        meta = (now.astimezone(UTC).isoformat(), rows, lines.digest.hexdigest())
        connection.execute("INSERT INTO meta VALUES (?, ?, ?)", meta)
    progress(total, total)
    return rows


@final
class _Lines:
    """The lines of a file as text, counted and hashed on the way."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw: IO[bytes] = raw
        self.done: int = 0
        self.digest = hashlib.sha256()

    def __iter__(self) -> Iterator[str]:
        for number, line in enumerate(self._raw, 1):
            self.done += len(line)
            self.digest.update(line)
            try:
                yield line.decode("utf-8")
            except UnicodeDecodeError:
                raise Refused(f"{REASON}-encoding", line=number, column=COLUMNS[0]) from None


def _insert(connection: sqlite3.Connection, entry: HgdEntry, line: int) -> None:
    values = (entry.insurance_code, entry.full_name, entry.date_of_birth, entry.sex, entry.id_number)
    try:
        connection.execute("INSERT INTO person VALUES (?, ?, ?, ?, ?)", values)
    except sqlite3.IntegrityError:
        code = entry.insurance_code
        raise Refused(f"{REASON}-twice", offender=COLUMNS[0], line=line, column=COLUMNS[0], value=code) from None
