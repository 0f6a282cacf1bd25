# SPDX-License-Identifier: Apache-2.0
"""What all tests stand on: an office of their own on a real SQLite file, a clock that is set, a signed-in officer."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from officer_desk import catalogue, resources
from officer_desk.domain.offices import parse_offices
from officer_desk.domain.records import Actor
from officer_desk.domain.values import Role
from officer_desk.gateways.households import import_csv
from officer_desk.office import NOW, OpenOffice, open_office
from officer_desk.services import offices, staff
from officer_desk.settings import Settings, SettingsSource

DATA = Path(__file__).parent / "data"
SAMPLES = DATA / "samples"
TODAY = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
"""08:00 in Vietnam, on the day for which the samples are labelled."""

ADMIN = Actor(0, "test@local", "test@local", Role.ADMINISTRATOR, "local")


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    """Show every text as officers see it."""
    catalogue.use_language("vi", resources.folder() / "i18n")


@pytest.fixture(scope="session")
def _made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder of a sample office once: schema, offices, registry, one officer."""
    folder = tmp_path_factory.mktemp("made")
    office = open_office(Settings(folder), make="sample", environment={NOW: TODAY.isoformat()})
    listed = parse_offices((SAMPLES / "offices.csv").read_text("utf-8"))
    office.act(office.context(ADMIN), offices.load_offices, listed)
    import_csv(SAMPLES / "households.csv", folder / "households.db", TODAY, lambda done, total: None)
    for name, full_name, role in (
        ("tran.thi.mau", "Trần Thị Mẫu", Role.RECEPTION),
        ("nguyen.van.thu", "Nguyễn Văn Thử", Role.SUPERVISOR),
        ("quan.tri.mau", "Quản Trị Mẫu", Role.ADMINISTRATOR),
    ):
        office.act(office.context(ADMIN), staff.add, name, full_name, role, "00101", "quầy 3", "mau-Ba-Dinh-01")
    office.database.engine.dispose()
    return folder


class Still:
    """A clock that stands until a test moves it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def phone_now(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Still:
    """The office's clock: 21/11/2026 08:00 in Vietnam."""
    return Still(TODAY)


@pytest.fixture
def office(_made_office: Path, tmp_path: Path, clock: Still) -> Iterator[OpenOffice]:
    """A sample office without files, with the samples' offices and registry."""
    folder = tmp_path / "office"
    shutil.copytree(_made_office, folder)
    opened = open_office(
        Settings(folder, undo_seconds=0, second_look_percent=0, second_look_rules="no"),
        environment={NOW: TODAY.isoformat()},
    )
    yield replace(opened, clock=clock)
    assert opened.database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    opened.close()


@pytest.fixture
def unhurried(office: OpenOffice) -> OpenOffice:
    """The same office with 20 seconds in which a decision can be taken back."""
    return replace(office, source=SettingsSource(replace(office.settings, undo_seconds=20), {}))


@pytest.fixture
def officer() -> Actor:
    """A reception officer of office 00101."""
    return Actor(1, "tran.thi.mau", "Trần Thị Mẫu", Role.RECEPTION, "00101", "quầy 3")


@pytest.fixture
def supervisor() -> Actor:
    """A supervisor of office 00101."""
    return Actor(2, "nguyen.van.thu", "Nguyễn Văn Thử", Role.SUPERVISOR, "00101")


@pytest.fixture
def act(office: OpenOffice, officer: Actor) -> Callable[..., object]:
    """Do an act as the reception officer and give its result."""
    return lambda service, *args, by=officer: office.act(office.context(by), service, *args)[0]


@pytest.fixture
def ask(office: OpenOffice, officer: Actor) -> Callable[..., object]:
    """Ask a question as the reception officer."""
    return lambda service, *args, by=officer: office.ask(office.context(by), service, *args)


@pytest.fixture(autouse=True)
def _no_unexpected_warnings(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Let a test fail whose log has a warning that it did not expect (it then clears caplog)."""
    yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, [record.getMessage() for record in loud]
