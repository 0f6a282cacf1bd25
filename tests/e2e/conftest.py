# SPDX-License-Identifier: Apache-2.0
"""The program as it is built, for tests that work at its windows."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from officer_desk import logs
from officer_desk.app import Running, application
from officer_desk.background import InlineBackground
from officer_desk.domain.records import Actor, SignInResult
from officer_desk.office import NOW, OpenOffice
from tests.conftest import TODAY
from tests.e2e.at_the_desk import the_window


@pytest.fixture
def running(qtbot: QtBot, office: OpenOffice, officer: Actor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """Build the program as `officer-desk` does, on the test's office, with work done at once."""
    monkeypatch.setenv(NOW, TODAY.isoformat())
    monkeypatch.setattr(logs, "start", lambda path: None)
    application(office.settings)
    built = Running(office.settings, InlineBackground())
    built.sign_in.show()
    built.load()
    yield built
    built.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def at_work(running: Running, officer: Actor) -> Running:
    """An officer has signed in and sees the list."""
    running._on_signed_in(SignInResult("signed-in", officer))
    the_window(running).resize(1366, 768)
    return running
