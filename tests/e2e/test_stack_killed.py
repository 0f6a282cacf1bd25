# SPDX-License-Identifier: Apache-2.0
"""`officer-desk file-signed` killed with -9 while pages are filed, and run again: as if it had been run once."""

import json
import multiprocessing
import random
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from officer_desk.gateways.pictures import PictureStore
from officer_desk.models.tables import Declaration
from tests import building as b
from tests import scanning as s
from tests.e2e import child_stack, independent_reader

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

KILLS, SOAK_KILLS = 4, 60
PEOPLE = (b.MAI, b.HAI, b.LAN, b.HOA)
OUTCOMES = ["filed", "flagged", "filed", "unread", "refused", "filed", "filed"]
"""Four files: one printed before its data changed, then a label over a code, a forged code, and two other scans."""
_LONGEST = 60.0
_CONTEXT = multiprocessing.get_context("forkserver")


@dataclass(frozen=True, slots=True)
class Calm:
    """An office before the stack, the stack, and what a run that nobody disturbed made of it."""

    office: Path
    stack: Path
    outcome: object
    first: int
    last: int
    """The moments between which pages are filed."""


@pytest.fixture
def calm(office, officer, tmp_path) -> Calm:
    """File the stack in a copy of the office."""
    _CONTEXT.set_forkserver_preload(["tests.e2e.child_stack"])
    stack = _stack(office, officer, tmp_path)
    folder = _copy(office.settings.data_dir, tmp_path / "calm")
    heard = _run(folder, stack)
    assert [page["outcome"] for page in _said(heard)] == OUTCOMES
    assert independent_reader.disagreements(folder) == []
    pages = [seen for _, seen in heard[:-1]]
    assert len(pages) == len(OUTCOMES) + 1
    return Calm(office.settings.data_dir, stack, _outcome(folder), pages[0] + 1, pages[-1])


def test_killed_and_run_again_it_ends_as_if_run_once(calm, tmp_path) -> None:
    _kill(calm, KILLS, random.Random(4), tmp_path)


@pytest.mark.soak
def test_killed_at_sixty_moments_it_ends_as_if_run_once(calm, tmp_path) -> None:
    seed = time.time_ns()
    print("seed", seed)
    _kill(calm, SOAK_KILLS, random.Random(seed), tmp_path)


def _stack(office, officer, tmp_path) -> Path:
    dice = random.Random(5)
    records = []
    for place, person in enumerate(PEOPLE, 1):
        data = b.declaration(f"{place:05d}/2026/00101", person, phone=f"090000000{place}", email=None, pictures={})
        records.append(b.take_one(office, officer, data))
    forms = [s.draw(s.printed(office, record.id), 100) for record in records]
    forged = s.draw(s.printed(office, records[0].id, key=b"another office's key of 32 bytes"), 100)
    with office.database.writing.begin() as session:
        session.get_one(Declaration, records[1].id).data_version += 1
    pages = [*forms[:3], s.cover(forms[3]), forged, s.sign(forms[0], dice), s.sign(forms[3], dice)]
    return s.as_pdf(tmp_path / "stack.pdf", pages, dpi=100)


def _kill(calm: Calm, kills: int, dice: random.Random, tmp_path: Path) -> None:
    """Kill once in each of as many parts of the way, somewhere in it."""
    filed = []
    part = (calm.last - calm.first + 1) / kills
    for number in range(kills):
        folder = _copy(calm.office, tmp_path / "killed")
        heard = _run(folder, calm.stack, min(int(calm.first + (number + dice.random()) * part), calm.last))
        assert len(heard) <= len(OUTCOMES), "it was not killed while it filed"
        filed.append(len(_pages(_copy(folder, tmp_path / "as-it-was-left"))))
        assert independent_reader.disagreements(tmp_path / "as-it-was-left") == []
        assert [page["outcome"] for page in _said(_run(folder, calm.stack))] == OUTCOMES
        assert independent_reader.disagreements(folder) == []
        assert _outcome(folder) == calm.outcome
    print(f"pages filed before each of {kills} kills: {filed}")
    assert len({count for count in filed if 0 < count < len(OUTCOMES)}) >= min(kills, len(OUTCOMES)) // 2


def _run(folder: Path, stack: Path, die_at: int = 0) -> list[Any]:
    """File the stack; give what was told until the process and its readers had ended."""
    told, tells = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=child_stack.file_signed, args=(str(folder), str(stack), tells, die_at))
    process.start()
    tells.close()
    heard: list[Any] = []
    try:
        while told.poll(_LONGEST):
            heard.append(told.recv())
            assert heard[-1][0] != "broken", heard[-1][2]
        pytest.fail("something that it started goes on")
    except EOFError:
        process.join(_LONGEST)
    assert process.exitcode == (-signal.SIGKILL if die_at else 0)
    told.close()
    return heard


def _said(heard: list[Any]) -> list[dict[str, object]]:
    code, _, text = heard[-1]
    assert code == 1  # one page is refused, one waits
    return json.loads(text)["pages"]


def _copy(folder: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    return shutil.copytree(folder, to)


def _rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "desk.db")) as database:
        return database.execute(sql).fetchall()


def _pages(folder: Path) -> list[tuple[Any, ...]]:
    """Give every page with its file, in the order of the stack."""
    return _rows(
        folder,
        "SELECT p.place, p.sha256, d.number, p.number, p.data_version, p.why_tray, p.superseded_at IS NULL, p.source"
        " FROM signed_page p LEFT JOIN declaration d ON d.id = p.declaration_id ORDER BY p.place, p.id",
    )


def _outcome(folder: Path) -> object:
    """Give what came of the stack, without what differs between two runs: when, and under which batch."""
    traced = _rows(folder, "SELECT facts, iif(subject LIKE '%/%', subject, 'tray') FROM trace_entry"
                           " WHERE act = 'file-signed' ORDER BY id")  # fmt: skip
    acts = [(subject, {**json.loads(facts), "batch": ""}) for facts, subject in traced]
    store = PictureStore(folder / "pictures", b"")
    store.sweep(datetime.now(UTC))
    lying = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.name.startswith("desk.db"))
    return _pages(folder), acts, lying
