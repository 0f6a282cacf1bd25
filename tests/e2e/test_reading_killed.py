# SPDX-License-Identifier: Apache-2.0
"""Killed with -9 at random moments while pictures are read: what was read is whole, the rest is still in the queue."""

import multiprocessing
import random
import shutil
import signal
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from officer_desk.models.tables import PictureReading
from officer_desk.office import NOW, OpenOffice, open_office
from officer_desk.services import readings
from officer_desk.settings import Settings
from tests import building as b
from tests.conftest import TODAY
from tests.e2e import child_reader
from tests.reading import TEXT

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

KILLS, SOAK_KILLS, PICTURES = 5, 200, 6
_CONTEXT = multiprocessing.get_context("forkserver")


@pytest.fixture(scope="module", autouse=True)
def _server() -> None:
    """Let the server import the program once, and fork a process for each run."""
    _CONTEXT.set_forkserver_preload(["tests.e2e.child_reader"])


@pytest.fixture
def full(office: OpenOffice, officer) -> Path:
    """An office with two files whose pictures nobody has read."""
    b.take_one(office, officer, b.declaration("1/2026/00101"))
    b.take_one(office, officer, b.declaration("2/2026/00101", b.HAI, phone="0900555666", email=None))
    office.database.close()
    return office.settings.data_dir


def test_reading_that_is_killed_is_taken_up_again_where_it_was(full, tmp_path) -> None:
    _kill(full, tmp_path, random.Random(1), KILLS)


@pytest.mark.soak
def test_two_hundred_kills_of_reading(full, tmp_path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    _kill(full, tmp_path, random.Random(seed), SOAK_KILLS)


def _kill(full: Path, tmp_path: Path, dice: random.Random, kills: int) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(full, folder)
    moments = _run(folder, TODAY.isoformat())
    assert moments
    killed = 0
    while killed < kills:
        shutil.rmtree(folder)
        shutil.copytree(full, folder)
        read = 0
        for turn in range(dice.randint(1, 4)):
            # Another desk goes on when the lease of the one that died is over.
            now = TODAY + timedelta(minutes=3 * turn)
            killed += _run(folder, now.isoformat(), dice.randint(1, moments)) is None
            read = _sound(folder, at_least=read)
        assert _run(folder, (TODAY + timedelta(minutes=30)).isoformat())
        assert _sound(folder, at_least=read) == PICTURES


def _run(folder: Path, now: str, die_at: int = 0) -> int | None:
    """Run it to its end or to its kill; gives how many moments it had, None when it was killed."""
    told, tells = _CONTEXT.Pipe(duplex=False)
    window = f"window {now}"
    process = _CONTEXT.Process(target=child_reader.work, args=(str(folder), now, window, tells, die_at))
    process.start()
    tells.close()
    process.join(60)
    heard = told.recv() if process.exitcode != -signal.SIGKILL else ""
    told.close()
    assert process.exitcode in (0, -signal.SIGKILL), heard
    return int(heard.removeprefix("moments ")) if heard else None


def _sound(folder: Path, at_least: int) -> int:
    """Demand that what was read is whole, and no less than before; gives how many pictures were read."""
    copy = folder.with_name("looked-at")
    shutil.copytree(folder, copy)
    with closing(sqlite3.connect(copy / "desk.db")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    office = open_office(Settings(copy), environment={NOW: TODAY.isoformat()})
    with office.database.reading() as session:
        rows = session.scalars(select(PictureReading.sha256)).all()
        done = session.scalars(select(PictureReading.sha256).where(PictureReading.version > 0)).all()
        found = readings.known(session, office.context(None), rows)
    office.close()
    shutil.rmtree(copy)
    assert len(rows) == PICTURES
    assert set(found) == set(done)
    assert all(reading.codes[0].text == TEXT for reading in found.values())
    assert len(found) >= at_least
    return len(found)
