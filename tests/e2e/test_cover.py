# SPDX-License-Identifier: Apache-2.0
"""The desk is covered and opened again, locked out, and taken over: with the windows that the program builds."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from officer_desk import logs
from officer_desk.app import Running, application
from officer_desk.background import InlineBackground
from officer_desk.domain.records import SignInResult
from officer_desk.domain.values import Verdict
from officer_desk.office import NOW
from officer_desk.services import drafts, preferences
from officer_desk.views import theme
from officer_desk.views.crash_dialog import CrashDialog
from tests import building as b
from tests.conftest import TODAY
from tests.e2e.at_the_desk import press, the_file, the_window, words

WORDS = "Anh mat sau bi loa"


@pytest.fixture
def running(qtbot, office, officer, monkeypatch) -> Iterator[Running]:
    """A signed-in officer who is typing a reason for an open file."""
    monkeypatch.setenv(NOW, TODAY.isoformat())
    monkeypatch.setattr(logs, "start", lambda path: None)
    file = b.take_one(office, officer, b.declaration("00001/2026/00101"))
    application(office.settings)
    made = Running(office.settings, InlineBackground())
    made.sign_in.show()
    made.load()
    made._on_signed_in(SignInResult("signed-in", officer))
    window = the_window(made)
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_file(file.id, window.search_page.query)
    press(window, "F9")
    note = the_file(made).body.assessment.reasons[Verdict.INVALID].note
    note.setFocus()
    QTest.keyClicks(note, WORDS)
    made.file, made.note = file, note
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_ctrl_l_covers_and_the_password_brings_the_half_written_words_back(running: Running, qtbot) -> None:
    window = the_window(running)
    press(window, "Ctrl+L")
    cover = running.stay.covering.cover
    assert cover is not None
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [cover]
    assert "BHXH quận Ba Đình · 00101" in words(cover)
    assert "Hoàng Thị Thu Mai" not in words(cover)
    cover.secret.setText("mau-Ba-Dinh-01")
    cover.open_again()
    assert window.isVisible()
    assert running.note.toPlainText() == WORDS
    qtbot.waitUntil(running.note.hasFocus)
    QTest.keyClicks(running.note, " qua")
    assert running.note.toPlainText() == f"{WORDS} qua"


def test_five_wrong_passwords_end_in_the_sign_in_window_and_the_draft_is_kept(running: Running, ask) -> None:
    press(the_window(running), "Ctrl+L")
    cover = running.stay.covering.cover
    for _ in range(5):
        cover.secret.setText("sai-mat-khau")
        cover.open_again()
    assert running.main_window is None
    assert running.sign_in.isVisible()
    assert "khóa" in running.sign_in.form.message.text()
    with running.office.database.writing.begin() as session:
        from officer_desk.models.tables import Officer

        session.get_one(Officer, 1).locked_at = None
    assert WORDS in ask(drafts.of_file, running.file.id).text


def test_another_officer_signs_in_over_the_cover(running: Running, ask) -> None:
    press(the_window(running), "Ctrl+L")
    running.stay.covering.cover.other.click()
    assert running.sign_in.isVisible()
    assert (running.main_window, running.desk.actor) == (None, None)
    assert WORDS in ask(drafts.of_file, running.file.id).text


def test_the_dark_look_is_the_officers_own(running: Running, ask, officer) -> None:
    the_window(running).theme_wanted.emit("dark")
    assert theme.is_dark()
    running._on_signed_out()
    assert not theme.is_dark()
    assert ask(preferences.mine)["look"] == {"theme": "dark"}
    running._on_signed_in(SignInResult("signed-in", officer))
    assert theme.is_dark()


def test_a_fault_while_covered_is_told_over_the_cover(running: Running, caplog) -> None:
    press(the_window(running), "Ctrl+L")
    cover = running.stay.covering.cover
    running.show_defect(ValueError("x"))
    dialog = cover.findChild(CrashDialog)
    QApplication.sendPostedEvents()
    assert dialog.isVisible()
    dialog.close()
    caplog.clear()
