# SPDX-License-Identifier: Apache-2.0
"""Each role walks all its screens with keys only, and a screen reader finds a Vietnamese name on every control."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from officer_desk import catalogue, resources
from officer_desk.domain.values import Role
from officer_desk.office import NOW
from officer_desk.views.sidebar import places_of
from tests.building import declaration, take
from tests.conftest import ADMIN, TODAY
from tests.e2e import working_screens
from tests.servers.display import display

HERE = Path(__file__).parent
CONTROLS = {
    "push button", "check box", "radio button", "toggle button", "text", "entry", "password text", "combo box",
    "spin button", "slider", "list", "table", "page tab", "menu item", "link", "column header", "table column header",
}  # fmt: skip
"""What AT-SPI calls that with which something can be done."""
FIRST = "00090/2026/00101"

pytestmark = pytest.mark.skipif(
    not Path("/usr/libexec/at-spi-bus-launcher").exists() or shutil.which("dbus-run-session") is None,
    reason="no accessibility bus on this system",
)


@pytest.fixture
def folder(office, officer) -> Path:
    """The folder of an office with a few files, among them one for each screen."""
    take(office, officer, *[declaration(f"{number:05d}/2026/00101") for number in (88, 89, 90)])
    working_screens.prepare(office, officer, ADMIN)
    office.database.engine.dispose()
    return office.settings.data_dir


def _walk(folder: Path, role: Role) -> tuple[dict[str, list[tuple[str, str, bool]]], str]:
    answer = folder.parent / "seen.json"
    environment = {
        **os.environ,
        NOW: TODAY.isoformat(),
        "QT_QPA_PLATFORM": "xcb",
        "QT_ACCESSIBILITY": "1",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "OFFICER_DESK_LANGUAGE": "vi",
        "OFFICER_DESK_UNDO_SECONDS": "0",
        "PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), os.environ.get("PYTHONPATH", "")]),
    }
    with display() as name:
        done = subprocess.run(
            ["dbus-run-session", "--", sys.executable, str(HERE / "at_spi_session.py"), str(answer),
             sys.executable, str(HERE / "child_roles.py"), str(folder), role, FIRST],
            env={**environment, "DISPLAY": name},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(answer.read_text("utf-8")), done.stderr


def _english() -> set[str]:
    """Give the sources that read otherwise in Vietnamese: none of them may be heard."""
    known = catalogue.read_catalogue(resources.folder() / "i18n" / "officer_desk_vi.ts")
    return {source for (_, source), text in known.items() if text != source}


@pytest.mark.parametrize("role", list(Role))
def test_every_control_is_reached_and_named_in_vietnamese(folder: Path, role: Role) -> None:
    seen, said = _walk(folder, role)
    assert {f"{role}/place-{place}" for place in places_of(role)} <= set(seen)
    assert {f"{role}/{screen}" for screen in ("sign-in", "list", "criteria", "file-0", "print", "keys")} <= set(seen)
    assert {f"{role}/{screen}" for screen in working_screens.SCREENS[role]} <= set(seen)
    heard = {screen: {name for _, name, _ in seen[f"{role}/{screen}"]} for screen in working_screens.SCREENS[role]}
    assert [screen for screen, name in working_screens.KNOWN_BY.items() if name not in heard.get(screen, {name})] == []
    controls = [(screen, kind, name) for screen, rows in seen.items() for kind, name, _ in rows if kind in CONTROLS]
    assert len(controls) > 100
    assert [(screen, kind) for screen, kind, name in controls if not name.strip()] == []
    english = _english()
    assert [(screen, kind, name) for screen, kind, name in controls if name in english] == []
    assert [line for line in said.splitlines() if line.startswith("UNREACHED")] == []
