# SPDX-License-Identifier: Apache-2.0
"""Killed with -9 at random moments of imports and decisions: what was done is done whole, and once."""

import multiprocessing
import random
import shutil
import signal
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from tests.e2e import child_counter, independent_reader

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

KILLS, SOAK_KILLS, KILLS_OF_ONE_OFFICE = 20, 300, 7
_LONGEST = 60.0


@dataclass
class Started:
    """A process at work, and what it told."""

    process: BaseProcess
    told: Connection
    heard: list[str] = field(default_factory=list)

    def hear(self, timeout: float) -> bool:
        """Wait for one more line; False when none came in time or none will come."""
        if not wait([self.told], timeout):
            return False
        try:
            self.heard.append(self.told.recv())
        except (EOFError, OSError):
            return False
        if self.heard[-1].startswith("broken"):
            raise AssertionError(self.heard[-1])
        return self.heard[-1] != "finished"

    def end(self) -> None:
        """Let nothing of it remain."""
        self.process.join(_LONGEST)
        self.told.close()


@pytest.fixture(scope="module")
def context() -> multiprocessing.context.ForkServerContext:
    """Give a server that has imported the program and forks a process for each run."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.e2e.child_counter"])
    return made


@pytest.fixture(scope="module")
def plan(tmp_path_factory) -> child_counter.Plan:
    return child_counter.make_plan(tmp_path_factory.mktemp("plan"))


@pytest.fixture(scope="module")
def never_killed(context, plan, _made_office, tmp_path_factory) -> dict[str, object]:
    """Give the outcome of a run that nobody disturbed."""
    folder = tmp_path_factory.mktemp("calm") / "office"
    shutil.copytree(_made_office, folder)
    lines = _finish(context, folder, plan)
    assert len(lines) > 40
    assert independent_reader.disagreements(folder) == []
    moments = int(lines[-2].removeprefix("moments "))
    return {"outcome": independent_reader.outcome(folder), "lines": len(lines), "moments": moments}


def test_what_is_killed_twenty_times_agrees_and_ends_as_if_it_had_not_been(
    context, plan, _made_office, never_killed, tmp_path
) -> None:
    _kill_and_read(KILLS, random.Random(20), context, plan, _made_office, never_killed, tmp_path)


@pytest.mark.soak
def test_what_is_killed_three_hundred_times_agrees_and_ends_as_if_it_had_not_been(
    context, plan, _made_office, never_killed, tmp_path
) -> None:
    seed = time.time_ns()
    print("seed", seed)
    _kill_and_read(SOAK_KILLS, random.Random(seed), context, plan, _made_office, never_killed, tmp_path)


def test_the_reader_sees_what_does_not_agree(context, plan, _made_office, never_killed, tmp_path) -> None:
    """The reader is worth nothing if it is content with everything."""
    import sqlite3

    folder = tmp_path / "office"
    shutil.copytree(_made_office, folder)
    _finish(context, folder, plan)
    for damage, sign in (
        ("DELETE FROM outbox_message WHERE id = 1", "no sms"),
        ("UPDATE account SET status = 'suspended' WHERE status = 'active'", "without an account"),
        (
            "UPDATE declaration SET state = 'waiting', decided_at = NULL WHERE state = 'withdrawn'",
            "judged withdrawn 1 times",
        ),
        ("DROP TRIGGER trace_entry_no_update; UPDATE trace_entry SET user_name = 'x' WHERE id = 9", "breaks at row"),
        ("DROP TRIGGER trace_entry_no_delete; DELETE FROM trace_entry WHERE act = 'receive'", "breaks at row"),
        ("DELETE FROM assessment WHERE id = 2", "traced, not there"),
    ):
        spoilt = tmp_path / "spoilt"
        shutil.copytree(folder, spoilt)
        database = sqlite3.connect(spoilt / "desk.db")
        database.executescript(damage)
        database.close()
        assert any(sign in word for word in independent_reader.disagreements(spoilt)), damage
        shutil.rmtree(spoilt)
    picture = next((folder / "pictures").glob("??/*"))
    picture.write_bytes(picture.read_bytes()[:-1])
    assert any("not whole" in word for word in independent_reader.disagreements(folder))


def _kill_and_read(kills, dice, context, plan, made_office, never_killed, tmp_path) -> None:
    done, rounds, finished_first = 0, 0, 0
    while done < kills:
        rounds += 1
        folder = tmp_path / f"round-{rounds}"
        shutil.copytree(made_office, folder)
        for _ in range(min(KILLS_OF_ONE_OFFICE, kills - done)):
            if _killed(context, folder, plan, dice, never_killed):
                done += 1
            else:
                finished_first += 1
            _agrees(folder, tmp_path)
        _finish(context, folder, plan)
        assert independent_reader.disagreements(folder) == []
        assert independent_reader.outcome(folder) == never_killed["outcome"]
        shutil.rmtree(folder)
    assert finished_first <= kills  # else the moments are badly chosen
    print(f"{done} kills in {rounds} offices; {finished_first} runs were over before the kill")


def _killed(context, folder: Path, plan: child_counter.Plan, dice: random.Random, calm: dict[str, object]) -> bool:
    """Kill a run at a random moment; False when it was over by then.

    Every other kill comes from outside, some lines after the beginning and some time after that line. The others fall
    upon a random statement, fsync or rename: by the clock alone the short moments between them would hardly be met.
    """
    if dice.random() < 0.5:
        started = _start(context, folder, plan, dice.randrange(1, int(calm["moments"])))
        while started.hear(_LONGEST):
            pass
        started.end()
        return started.process.exitcode == -signal.SIGKILL
    started = _start(context, folder, plan)
    for _ in range(dice.randrange(int(calm["lines"]))):
        if not started.hear(_LONGEST):
            break
    # Nothing that is heard now ends the waiting: the moment is random, not a line's.
    until = time.monotonic() + dice.uniform(0, 0.06)
    while (left := until - time.monotonic()) > 0 and started.hear(left):
        pass
    started.process.kill()
    started.end()
    return started.process.exitcode == -signal.SIGKILL


def _agrees(folder: Path, tmp_path: Path) -> None:
    """Read a copy, as the kill left it: reading the original would repair its journal before the program does."""
    copy = tmp_path / "as-it-was-left"
    shutil.copytree(folder, copy)
    assert independent_reader.disagreements(copy) == []
    shutil.rmtree(copy)


def _finish(context, folder: Path, plan: child_counter.Plan) -> list[str]:
    started = _start(context, folder, plan)
    while started.hear(_LONGEST):
        pass
    started.end()
    assert started.process.exitcode == 0, started.heard[-3:]
    return started.heard


def _start(context, folder: Path, plan: child_counter.Plan, die_at: int = 0) -> Started:
    told, tells = context.Pipe(duplex=False)
    process = context.Process(target=child_counter.work, args=(str(folder), plan, tells, die_at))
    process.start()
    tells.close()
    return Started(process, told)
