# SPDX-License-Identifier: Apache-2.0
"""Killed with -9 at random moments of a backup and of a restore: all of it or nothing, and no office is lost."""

import multiprocessing
import random
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from officer_desk.gateways import age, backups
from officer_desk.gateways.backups import Lock
from officer_desk.office import NOW, OpenOffice, open_office
from officer_desk.services import audit
from officer_desk.settings import Settings
from tests import building as b
from tests.conftest import ADMIN, TODAY
from tests.e2e import child_saver

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

KILLS, SOAK_KILLS = 10, 200
_LONGEST = 60.0
_CONTEXT = multiprocessing.get_context("forkserver")
_LOCK = Lock(age.new_identity(), b"a passphrase is another test's")


@pytest.fixture(scope="module", autouse=True)
def _server() -> None:
    """Let the server import the program once, and fork a process for each run."""
    _CONTEXT.set_forkserver_preload(["tests.e2e.child_saver"])


@pytest.fixture
def full(office: OpenOffice, officer) -> Path:
    """An office with files and pictures that nobody holds open."""
    for place in range(3):
        b.take_one(office, officer, b.declaration(f"{place + 1}/2026/00101", (b.MAI, b.HAI, b.HOA)[place]))
    office.database.close()
    return office.settings.data_dir


def test_a_backup_that_is_killed_is_whole_or_not_there_and_leaves_no_readable_copy(full, tmp_path) -> None:
    _kill_backups(full, tmp_path, random.Random(1), KILLS)


def test_a_restore_that_is_killed_leaves_the_old_office_or_the_new_one_and_loses_neither(full, tmp_path) -> None:
    _kill_restores(full, tmp_path, random.Random(2), KILLS // 2 + 1)


@pytest.mark.soak
def test_two_hundred_kills_of_backups_and_as_many_of_restores(full, tmp_path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    _kill_backups(full, tmp_path, random.Random(seed), SOAK_KILLS)
    _kill_restores(full, tmp_path, random.Random(seed), SOAK_KILLS)


def _kill_backups(full: Path, tmp_path: Path, dice: random.Random, kills: int) -> None:
    file = tmp_path / "saved" / "b.zip"
    file.parent.mkdir()
    moments = _run("save", full, file)
    before = _names(full)
    for _ in range(kills):
        file.unlink(missing_ok=True)
        assert _run("save", full, file, dice.randint(1, moments)) is None
        if file.exists():
            assert backups.read(file, _LOCK.identity, lambda _bytes: None).pictures == 9
        assert {name for name in _names(full) - before if (full / name).stat().st_size} <= {
            "desk.db-wal",
            "desk.db-shm",
        }
        _sound(full)
    file.unlink(missing_ok=True)
    assert _run("save", full, file) is not None
    assert [path.name for path in file.parent.iterdir()] == ["b.zip"]


def _kill_restores(full: Path, tmp_path: Path, dice: random.Random, kills: int) -> None:
    file, home = tmp_path / "b.zip", tmp_path / "home"
    assert _run("save", full, file) is not None
    for round_ in range(kills + 1):
        shutil.rmtree(home, ignore_errors=True)
        place = home / "desk"
        shutil.copytree(full, place)
        (place / "old").touch()
        if round_ == 0:
            moments = _run("restore", place, file)
            assert moments is not None
            assert not (place / "old").exists()
        else:
            # Every other one falls upon the last steps, where the folders change places.
            die_at = moments - round_ % 8 if round_ % 2 == 0 else dice.randint(1, moments)
            assert _run("restore", place, file, die_at) is None
        offices = [found for found in home.iterdir() if not found.name.startswith(".")]
        assert place in offices
        assert sum((found / "old").exists() for found in offices) == 1
        for found in offices:
            _sound(found)
    assert _run("restore", place, file) is not None
    assert not [found for found in home.iterdir() if found.name.startswith(".")]


def _names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def _sound(folder: Path) -> None:
    """Say that the office opens, its trace is intact, and its nine pictures are there."""
    office = open_office(Settings(folder), environment={NOW: TODAY.isoformat()})
    try:
        assert office.ask(office.context(ADMIN), audit.verify).intact
        with closing(sqlite3.connect(folder / "desk.db")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            hashes = [row[0] for row in database.execute("SELECT DISTINCT sha256 FROM picture")]
        assert len([office.gateways.pictures.read(sha256) for sha256 in hashes]) == 9
    finally:
        office.close()


def _run(what: str, folder: Path, file: Path, die_at: int = 0) -> int | None:
    """Run to the end, or to a moment; gives the number of moments, None when it was killed."""
    told, tells = _CONTEXT.Pipe(duplex=False)
    target: Callable[..., Any] = child_saver.work
    process = _CONTEXT.Process(target=target, args=(what, str(folder), str(file), _LOCK, tells, die_at))
    process.start()
    tells.close()
    try:
        moments: int | None = told.recv()
    except EOFError:
        moments = None
    process.join(_LONGEST)
    told.close()
    assert process.exitcode == (0 if moments is not None else -signal.SIGKILL)
    return moments
