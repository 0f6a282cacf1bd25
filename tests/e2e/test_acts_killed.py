# SPDX-License-Identifier: Apache-2.0
"""Killed with -9 in the midst of one act, a change or its undoing: all of it or nothing, and then done once."""

import multiprocessing
import random
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from tests.e2e import child_counter, independent_reader
from tests.e2e.child_counter import Step

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

KILLS, SOAK_KILLS = 10, 200
_LONGEST = 60.0
_CONTEXT = multiprocessing.get_context("forkserver")
_CHANGE, _UNDO = 1, 2
"""Where the acts stand in the plan's last steps."""


@dataclass(frozen=True, slots=True)
class Act:
    """An office that is ready for the act, how it looks before and after, and what a run takes."""

    office: Path
    steps: tuple[Step, ...]
    before: object
    after: object
    moments: int


@pytest.fixture(scope="module")
def acts(_made_office: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Act]:
    """Bring an office to the change with the plan of the other kills; do the change in a copy, and undo it there."""
    _CONTEXT.set_forkserver_preload(["tests.e2e.child_counter"])
    folder = tmp_path_factory.mktemp("acts")
    plan = child_counter.make_plan(folder / "plan")
    ready = folder / "change"
    shutil.copytree(_made_office, ready)
    _run(child_counter.work, ready, replace(plan, last_steps=plan.last_steps[:_CHANGE]))
    change = _act(ready, plan.last_steps[_CHANGE : _CHANGE + 1], folder / "undo")
    undo = _act(folder / "undo", plan.last_steps[_UNDO : _UNDO + 1], folder / "undone")
    return {"change": change, "undo": undo}


@pytest.mark.parametrize("what", ["change", "undo"])
def test_an_act_that_is_killed_ten_times_is_done_whole_or_not_at_all(acts, what, tmp_path) -> None:
    _kill(acts[what], KILLS, random.Random(11), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("what", ["change", "undo"])
def test_an_act_that_is_killed_two_hundred_times_is_done_whole_or_not_at_all(acts, what, tmp_path) -> None:
    seed = time.time_ns()
    print("seed", seed)
    _kill(acts[what], SOAK_KILLS, random.Random(seed), tmp_path)


def _act(ready: Path, steps: tuple[Step, ...], done: Path) -> Act:
    shutil.copytree(ready, done)
    heard = _run(child_counter.act, done, steps)
    before, after = independent_reader.outcome(_copy(ready)), independent_reader.outcome(_copy(done))
    assert before != after
    return Act(ready, steps, before, after, int(heard[-2].removeprefix("moments ")))


def _kill(act: Act, kills: int, dice: random.Random, tmp_path: Path) -> None:
    done, tries = 0, 0
    while done < kills:
        tries += 1
        assert tries <= 4 * kills  # else the moments are badly chosen
        folder = tmp_path / "office"
        shutil.copytree(act.office, folder)
        done += _killed(act, folder, dice)
        left = _copy(folder)
        assert independent_reader.disagreements(left) == []
        assert independent_reader.outcome(left) in (act.before, act.after)
        _run(child_counter.act, folder, act.steps)
        assert independent_reader.disagreements(folder) == []
        assert independent_reader.outcome(folder) == act.after
        shutil.rmtree(folder)


def _killed(act: Act, folder: Path, dice: random.Random) -> bool:
    """Kill at a random statement, or some time after the act began (a commit has no statement of its own)."""
    if dice.random() < 0.5:
        process, told = _start(child_counter.act, folder, act.steps, dice.randint(1, act.moments))
        process.join(_LONGEST)
    else:
        process, told = _start(child_counter.act, folder, act.steps)
        assert told.recv().startswith(act.steps[0].what)
        wait([told, process.sentinel], dice.uniform(0, 0.05))
        process.kill()
        process.join(_LONGEST)
    told.close()
    return process.exitcode == -signal.SIGKILL


def _run(work: Callable[..., None], folder: Path, argument: object) -> list[str]:
    process, told = _start(work, folder, argument)
    heard: list[str] = []
    while not heard or heard[-1] != "finished":
        assert told.poll(_LONGEST)
        heard.append(told.recv())
        assert not heard[-1].startswith("broken"), heard[-1]
    process.join(_LONGEST)
    told.close()
    return heard


def _start(work: Callable[..., None], folder: Path, argument: object, die_at: int = 0):
    told, tells = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=work, args=(str(folder), argument, tells, die_at))
    process.start()
    tells.close()
    return process, told


def _copy(folder: Path) -> Path:
    """Copy an office as it is: reading the original would repair its journal before the program does."""
    copy = folder.with_name(f"{folder.name}-as-it-was")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    return copy
