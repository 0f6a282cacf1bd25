# SPDX-License-Identifier: Apache-2.0
"""Two desks as two processes on one database, killed with -9 again and again while the clock jumps.

They open, type, decide, take over and let lapse at random. What counts is read by sqlite3 alone: no decision was made
under a number that was no longer the newest, and every word that was said to be kept is kept.
"""

import json
import multiprocessing
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

import pytest

from officer_desk.domain.records import Actor
from officer_desk.gateways.keys import open_keys
from officer_desk.services.claims import LEASE
from tests import building as b
from tests.e2e import independent_reader
from tests.e2e.child_counter import PEOPLE
from tests.e2e.child_desk import DECIDE, RECEPTION, STOP, SUPERVISOR, Said, work

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

ACTS, SOAK_ACTS = 60, 2000
_MORE, _TIMES = 20, 20
_LONGEST = 60.0
_MOMENTS = 900
"""A desk is killed at one of so many statements, at the latest."""
_CONTEXT = multiprocessing.get_context("forkserver")
_DECISIONS = {"record-valid", "record-invalid", "ask-supplement", "receive", "put-picture"}


@dataclass(slots=True)
class Desk:
    """A process and all that it ever told."""

    actor: Actor
    process: multiprocessing.process.BaseProcess | None = None
    told: Connection | None = None
    busy: bool = False
    deaths: int = 0
    heard: list[Said] = field(default_factory=list[Said])


class Walk:
    """The parent of two desks: gives the word, moves the clock, kills."""

    def __init__(self, folder: Path, files: list[int], dice: random.Random) -> None:
        self._folder, self._files, self._dice = folder, files, dice
        self._passed = _CONTEXT.RawValue("q", 0)
        self.desks = (Desk(RECEPTION), Desk(SUPERVISOR))

    def go(self, acts: int) -> None:
        """Let so many acts be done, and some more until both desks died and one was refused for its number."""
        self._some(acts)
        for _ in range(_TIMES):
            if all(desk.deaths for desk in self.desks) and self.outcomes["claim-lost"] and self.has_shown:
                break
            self._some(_MORE)
        self._end()

    def _some(self, acts: int) -> None:
        for _ in range(acts):
            desk = self._dice.choice(self.desks)
            self._await(desk)
            if self._dice.random() < 0.15:
                self._move_clock()
            self._begin(desk)
            if self._dice.random() < 0.03:
                self._kill(desk)

    def _end(self) -> None:
        for desk in self.desks:
            self._await(desk)
            if desk.told is not None and desk.process is not None:
                with suppress(BrokenPipeError):  # killed after its last act
                    desk.told.send(STOP)
                desk.process.join(_LONGEST)
                assert desk.process.exitcode in (0, -signal.SIGKILL)

    @property
    def heard(self) -> Iterator[Said]:
        for desk in self.desks:
            yield from desk.heard

    @property
    def outcomes(self) -> Counter[str]:
        return Counter(said.outcome for said in self.heard)

    @property
    def has_shown(self) -> bool:
        """Whether a draft was shown to somebody else."""
        return any(said.seen for said in self.heard)

    def _move_clock(self) -> None:
        """Mostly some seconds pass, sometimes a lease, and sometimes the clock is set back."""
        lease = LEASE.total_seconds()
        passed = self._dice.choices([lease / 3, lease + 1, 7200.0, -3600.0], [8, 5, 1, 1])[0]
        self._passed.value += int(passed * 1_000_000)

    def _begin(self, desk: Desk) -> None:
        if desk.process is None or not desk.process.is_alive():
            self._start(desk)
        assert desk.told is not None
        try:
            desk.told.send(self._files)
        except BrokenPipeError:
            return self._buried(desk)
        desk.busy = True
        return None

    def _start(self, desk: Desk) -> None:
        self._buried(desk)
        desk.told, tells = _CONTEXT.Pipe()
        die_at = self._dice.randint(1, _MOMENTS)
        seed = self._dice.getrandbits(32)
        desk.process = _CONTEXT.Process(
            target=work, args=(str(self._folder), desk.actor, seed, self._passed, tells, die_at), daemon=True
        )
        desk.process.start()
        tells.close()

    def _kill(self, desk: Desk) -> None:
        """Kill at any time: also in the midst of a commit, which has no statement of its own."""
        assert desk.process is not None
        wait([desk.process.sentinel], self._dice.uniform(0, 0.02))
        desk.process.kill()
        self._await(desk)

    def _await(self, desk: Desk) -> None:
        """Hear a desk until it has done its act, or is dead."""
        while desk.busy and desk.told is not None:
            assert desk.told.poll(_LONGEST)
            try:
                said = desk.told.recv()
            except (EOFError, OSError):  # perhaps in the midst of a word
                return self._buried(desk)
            assert isinstance(said, Said), said
            desk.heard.append(said)
            desk.busy = said.outcome == "begun"
        return None

    def _buried(self, desk: Desk) -> None:
        if desk.process is not None:
            desk.process.join(_LONGEST)
            assert desk.process.exitcode == -signal.SIGKILL
            desk.deaths += 1
        if desk.told is not None:
            desk.told.close()
        desk.process, desk.told, desk.busy = None, None, False


@pytest.fixture
def walked(office, officer, tmp_path) -> tuple[Path, list[int]]:
    """An office with three files."""
    _CONTEXT.set_forkserver_preload(["tests.e2e.child_desk"])
    files = [
        b.take_one(office, officer, b.declaration(f"{place:05d}/2026/00101", person, phone=f"09001113{place:02d}")).id
        for place, person in enumerate(
            ({"insurance_code": code, "full_name": name, "id": identity} for code, name, identity in PEOPLE[:3]), 1
        )
    ]
    return office.settings.data_dir, files


def test_two_desks_that_are_killed_decide_nothing_by_a_lost_number_and_lose_no_word(walked) -> None:
    _walk(*walked, ACTS, random.Random(4))


@pytest.mark.soak
def test_two_thousand_acts_of_two_desks_that_are_killed(walked) -> None:
    seed = time.time_ns()
    print("seed", seed)
    walk = _walk(*walked, SOAK_ACTS, random.Random(seed))
    print(Counter(f"{said.what} {said.outcome}" for said in walk.heard))
    print("killed", [desk.deaths for desk in walk.desks])


def _walk(folder: Path, files: list[int], acts: int, dice: random.Random) -> Walk:
    walk = Walk(folder, files, dice)
    walk.go(acts)
    assert independent_reader.disagreements(folder) == []
    with closing(sqlite3.connect(folder / "desk.db")) as database:
        database.row_factory = sqlite3.Row
        assert _lost_decisions(database, walk) == []
        assert _lost_numbers(database) == []
        assert _lost_words(database, folder, walk) == []
    assert _foreign_words(walk) == []
    assert walk.outcomes["claim-lost"]
    assert all(desk.deaths for desk in walk.desks)
    assert walk.has_shown
    return walk


def _lost_decisions(database: sqlite3.Connection, walk: Walk) -> list[str]:
    """Each decision in the trace carried the number that was the newest one in the trace, and was its holder's."""
    found: list[str] = []
    sent = {said.key: said for said in walk.heard if said.what in DECIDE}
    newest: dict[str, tuple[int, int]] = {}
    for row in database.execute("SELECT * FROM trace_entry ORDER BY id"):
        facts = json.loads(row["facts"])
        if "fence" in facts:
            newest[row["subject"]] = facts["fence"], row["officer_id"]
        if row["act"] in _DECISIONS and row["act_key"] is not None:
            by = (sent[row["act_key"]].fence, row["officer_id"])
            if by != newest.get(row["subject"]):
                found.append(f"{row['act']} of {row['subject']} by {by}, held by {newest.get(row['subject'])}")
    return found


def _lost_numbers(database: sqlite3.Connection) -> list[str]:
    """The numbers of a file only grow, each is one officer's, and the row has the last one."""
    found: list[str] = []
    given: dict[str, tuple[int, int]] = {}
    for row in database.execute("SELECT * FROM trace_entry WHERE facts LIKE '%fence%' ORDER BY id"):
        fence, by = json.loads(row["facts"])["fence"], row["officer_id"]
        former = given.get(row["subject"], (0, by))
        if (fence, by) != former and fence != former[0] + 1:
            found.append(f"{row['subject']}: {fence} for {by} after {former}")
        given[row["subject"]] = fence, by
    held = "SELECT number, fence, claim.officer_id FROM claim JOIN declaration ON declaration.id = claim.declaration_id"
    now = {row["number"]: (row["fence"], row["officer_id"]) for row in database.execute(held)}
    return found if now == given else [*found, f"held {now}, traced {given}"]


def _lost_words(database: sqlite3.Connection, folder: Path, walk: Walk) -> list[str]:
    """Each officer's last words for each file lie there, unless he recorded after them."""
    keys = open_keys(folder / "office.key", may_make=False)
    kept = {
        (row["officer_id"], row["declaration_id"]): keys.unseal("draft", row["body"])
        for row in database.execute("SELECT * FROM draft")
    }
    found: list[str] = []
    for desk in walk.desks:
        for file in {said.file for said in desk.heard}:
            allowed = _words(said for said in desk.heard if said.file == file)
            if kept.get((desk.actor.officer_id, file)) not in allowed:
                found.append(f"file {file}, officer {desk.actor.officer_id}: {len(allowed)} possible, none is there")
    return found


def _words(told: Iterator[Said]) -> set[str | None]:
    """Give what can lie there: of an act cut off by a kill nobody knows whether it was done."""
    allowed: set[str | None] = {None}
    for said in told:
        if said.what not in ("type", "valid", "invalid", "supplement"):
            continue
        after = said.text or None
        if said.outcome == "begun":
            before, allowed = allowed, allowed | {after}
        else:
            allowed = {after} if said.outcome == "done" else before
    return allowed


def _foreign_words(walk: Walk) -> list[str]:
    """Whatever was shown to whoever got the file had been typed for it, by the officer whose name it bore."""
    typed = {(said.officer, said.file, said.text) for said in walk.heard if said.text}
    shown = {(officer, said.file, text) for said in walk.heard for officer, text in said.seen}
    return [f"shown, never typed: {words}" for words in shown - typed]
