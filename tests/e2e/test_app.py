# SPDX-License-Identifier: Apache-2.0
"""The program from its first paint to its last: preparing, opening, the first officer, signing out, closing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from officer_desk import logs
from officer_desk.app import Running, application
from officer_desk.background import Background, InlineBackground
from officer_desk.domain.offices import parse_offices
from officer_desk.domain.records import Actor, SignInResult
from officer_desk.domain.values import Role
from officer_desk.office import NOW, OpenOffice
from officer_desk.services import offices, staff
from officer_desk.settings import Settings
from tests.conftest import ADMIN, SAMPLES, TODAY
from tests.e2e.at_the_desk import words


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(NOW, TODAY.isoformat())
    monkeypatch.setattr(logs, "start", lambda path: None)
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_what_is_prepared_shows_how_far_it_is_behind_the_sign_in_window(qtbot: QtBot, office: OpenOffice) -> None:
    application(office.settings)
    seen: list[str] = []

    def prepare(settings: Settings, progress) -> None:
        progress(1, 4)
        seen.append(words(running.sign_in))

    running = Running(office.settings, InlineBackground(), prepare)
    running.sign_in.show()
    running.load()
    assert "Đang lập cơ quan mẫu" in seen[0]
    assert "BHXH quận Ba Đình · 00101" in words(running.sign_in)
    running.close()


def test_a_new_office_says_what_to_do_and_notices_its_first_officer(qtbot: QtBot, tmp_path) -> None:
    settings = Settings(tmp_path / "new")
    application(settings)
    running = Running(settings, InlineBackground())
    running.sign_in.show()
    running.load()
    assert "Chưa có cán bộ nào" in words(running.sign_in)
    here = running.office
    assert here is not None
    listed = parse_offices((SAMPLES / "offices.csv").read_text("utf-8"))
    here.act(here.context(ADMIN), offices.load_offices, listed)
    here.act(here.context(ADMIN), staff.add, "tran.thi.b", "Trần Thị B", Role.RECEPTION, "00101")
    running._ask_home()
    assert "Chưa có cán bộ nào" not in words(running.sign_in)
    assert running.sign_in.form.button.isEnabled()
    assert "Cơ quan mẫu" not in words(running.sign_in)
    running.close()


def test_signing_out_leaves_nothing_of_the_officer_and_closing_nothing_of_the_program(
    qtbot: QtBot, office: OpenOffice, officer: Actor
) -> None:
    application(office.settings)
    running = Running(office.settings, Background())
    running.sign_in.show()
    running.load()
    qtbot.waitUntil(lambda: running.desk is not None and running.sign_in.form.sample is not None, timeout=20_000)
    running._on_signed_in(SignInResult("signed-in", officer))
    qtbot.waitUntil(lambda: not running.background.busy, timeout=20_000)
    running._on_signed_out()
    assert running.desk is not None
    assert (running.main_window, running.desk.actor) == (None, None)
    qtbot.waitUntil(lambda: not running.background.busy, timeout=20_000)
    opened = running.office
    running.close()
    assert opened is not None
    assert opened.database.engine.pool.checkedout() == 0


def test_a_locked_officer_is_put_out_with_his_next_act_and_told_why(
    qtbot: QtBot, office: OpenOffice, officer: Actor
) -> None:
    application(office.settings)
    running = Running(office.settings, InlineBackground())
    running.sign_in.show()
    running.load()
    running._on_signed_in(SignInResult("signed-in", officer))
    here, window = running.office, running.main_window
    assert here is not None
    assert window is not None
    here.act(here.context(ADMIN), staff.lock, officer.user_name)
    window.search_page.refresh()
    assert running.main_window is None
    assert "Phiên làm việc đã kết thúc" in words(running.sign_in)
    running.close()
