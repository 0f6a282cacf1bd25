# SPDX-License-Identifier: Apache-2.0
"""The runs of the tour: one process for each scale and size, because Qt fixes its scale at the start."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from officer_desk import settings as settings_
from officer_desk.office import NOW

_PLAY_S: Final = 600
_BARS: Final = 71
"""Height of a title bar and a task bar, which a window has to leave."""
FINDINGS: Final = "findings.json"
MOMENT: Final = "2026-11-21T14:31:00+07:00"
"""The sample's time: every run shows the same afternoon."""


@dataclass(frozen=True, slots=True)
class Run:
    """One way of showing all screens. `folder` is below the tour's own; sizes in logical pixels."""

    name: str
    folder: str
    width: int = 1366
    height: int = 697
    scale: str = "1"
    stretch: str = "100"


USUAL: Final = Run("100 %", ".")
RUNS: Final = (
    USUAL,
    Run("100 %, words half as long again", "stretched", stretch="150"),
    Run("150 %", "150", scale="1.5"),
    Run("200 %", "200", scale="2"),
    Run("1920×1080", "1920", width=1920, height=1080),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found, in words; `trouble` when it did not come to its end."""

    run: Run
    findings: tuple[str, ...]
    pictures: int
    trouble: str = ""


def start(run: Run, office: Path, out_dir: Path) -> Result:
    """Play a run in a process of its own, on a copy of the office."""
    folder = out_dir / run.folder
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.png"), *folder.glob("*.pdf"), *folder.glob(FINDINGS)):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="officer-desk-tour-") as temporary:
        copy = Path(temporary) / "office"
        shutil.copytree(office, copy)
        environment = _environment(run, _screen(run, Path(temporary)))
        command = [sys.executable, "-m", "officer_desk.tour", str(RUNS.index(run)), str(copy), str(folder)]
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, timeout=_PLAY_S, check=False
            )
        except subprocess.TimeoutExpired:
            return Result(run, (), 0, "took too long")
    answer = folder / FINDINGS
    if done.returncode or not answer.is_file():
        return Result(run, (), 0, f"ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    read = json.loads(answer.read_text("utf-8"))
    answer.unlink()
    return Result(run, tuple(read), len(list(folder.glob("[0-9]*.png"))))


def environment_of_office() -> dict[str, str]:
    """Give the environment in which the sample office is made and shown."""
    return {**os.environ, NOW: MOMENT}


def _screen(run: Run, folder: Path) -> Path:
    """Write down the screen of a run for Qt's platform without one; its own is too small for the desk."""
    width, height = round(run.width * float(run.scale)), round((run.height + _BARS) * float(run.scale))
    screen = {"name": run.name, "x": 0, "y": 0, "width": width, "height": height}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    path = folder / "screen.json"
    path.write_text(json.dumps({"screens": [screen]}), "utf-8")
    return path


def _environment(run: Run, screen: Path) -> dict[str, str]:
    environment = environment_of_office()
    environment |= {"QT_SCALE_FACTOR": run.scale, "OFFICER_DESK_STRETCH": run.stretch, "PYTHONHASHSEED": "0"}
    environment |= {"OFFICER_DESK_LANGUAGE": "vi", "OFFICER_DESK_THEME": "light"}
    if run != USUAL or environment.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        # On a screen others take the keys away from the desk: only who names a platform sees the usual run there.
        environment["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    package = str(Path(__file__).parents[2])
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (package, environment.get("PYTHONPATH"))))
    return environment


def play_here(run: Run, office: Path, folder: Path) -> None:
    """Play a run in this process, and write what it found beside its pictures."""
    # Not before the child process: Qt reads its scale when it is imported.
    from PySide6.QtCore import QSize

    from officer_desk.app import Running, application
    from officer_desk.tour.director import Director
    from officer_desk.tour.scenes import whole_play
    from officer_desk.tour.stage import Stage

    chosen = replace(settings_.load(office), data_dir=office)
    app = application(chosen)
    app.setQuitOnLastWindowClosed(False)
    running = Running(chosen)
    stage = Stage(running, folder, QSize(run.width, run.height))
    running.sign_in.resize(run.width, run.height)
    running.start()
    try:
        Director(whole_play(stage)).play(app)
    finally:
        running.close()
    lines = [f"{picture}: {finding}" for picture, finding in stage.camera.findings]
    (folder / FINDINGS).write_text(json.dumps(lines, ensure_ascii=False, indent=1), "utf-8")
