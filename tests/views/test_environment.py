# SPDX-License-Identifier: Apache-2.0
"""A disk, a lock or a folder that does not play along: said in words, nothing typed is lost, and it goes on after."""

import logging
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from officer_desk.app import Running, application
from officer_desk.background import InlineBackground
from officer_desk.domain.values import State, Verdict
from officer_desk.office import NOW, OpenOffice
from officer_desk.settings import Settings
from officer_desk.views.declaration_page import DeclarationPage
from tests import building as b
from tests.conftest import TODAY
from tests.e2e.at_the_desk import words as all_words
from tests.views.opening import QUERY, click, press, the_page, words

A = "00017/2026/00101"
NOTE = "Ảnh mặt sau không đọc được số. " * 60
HOLDER = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE');"
    "print('held', flush=True); sys.stdin.read()"
)


@contextmanager
def each_connection(engine: Engine, statement: str) -> Generator[None]:
    """Say something to SQLite on every connection, and begin with new ones."""

    def say(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(statement)

    engine.dispose()
    event.listen(engine, "connect", say)
    try:
        yield
    finally:
        event.remove(engine, "connect", say)
        engine.dispose()


@contextmanager
def full(office: OpenOffice) -> Generator[None]:
    """SQLite may not make the file longer: it says what it says of a full disk."""
    with closing(sqlite3.connect(office.settings.database_path)) as database:
        (pages,) = database.execute("PRAGMA page_count").fetchone()
    with each_connection(office.database.engine, f"PRAGMA max_page_count = {pages}"):
        yield


@contextmanager
def held(office: OpenOffice) -> Generator[None]:
    """Another process writes and does not end."""
    command = [sys.executable, "-c", HOLDER, str(office.settings.database_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with each_connection(office.database.engine, "PRAGMA busy_timeout = 50"):
            yield
        other.communicate()


@contextmanager
def read_only(office: OpenOffice) -> Generator[None]:
    """Every new connection may read only."""
    engine = office.database.engine
    address = f"{office.settings.database_path.as_uri()}?mode=ro"

    def connect(*_: object) -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, check_same_thread=False)

    engine.dispose()
    event.listen(engine, "do_connect", connect)
    try:
        yield
    finally:
        event.remove(engine, "do_connect", connect)
        engine.dispose()


@contextmanager
def gone(office: OpenOffice) -> Generator[None]:
    """Somebody moved the folder away while the desk has it open."""
    away = office.settings.data_dir.with_name("moved")
    office.settings.data_dir.rename(away)
    try:
        yield
    finally:
        away.rename(office.settings.data_dir)


@contextmanager
def another(office: OpenOffice) -> Generator[None]:
    """Another office stands where this one was."""
    with gone(office):
        shutil.copytree(office.settings.data_dir.with_name("moved"), office.settings.data_dir)
        try:
            yield
        finally:
            shutil.rmtree(office.settings.data_dir)


@pytest.fixture
def page(qtbot: QtBot, desk, take) -> DeclarationPage:
    """An open file for which a reason is ticked and a long note typed."""
    made = the_page(qtbot, desk)
    made.open(take(A).id, QUERY)
    press(made, "F9")
    panel = made.body.assessment.reasons[Verdict.INVALID]
    click(panel.rows[0])
    panel.note.setPlainText(NOTE)
    return made


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (full, "đĩa đầy"),
        (held, "chương trình khác giữ"),
        (read_only, "không ghi được"),
        (gone, "không còn hoặc đã bị thay"),
        (another, "không còn hoặc đã bị thay"),
    ],
)
def test_recording_that_the_environment_prevents_is_told_and_what_was_typed_stays(
    page: DeclarationPage, office: OpenOffice, officer, trouble: Callable[[OpenOffice], Generator[None]], said: str
) -> None:
    panel = page.body.assessment.reasons[Verdict.INVALID]
    with trouble(office):  # type: ignore[attr-defined]
        press(page, "Ctrl+Return")
        assert said.casefold() in words(page).casefold()
        assert panel.note.toPlainText() == NOTE
        assert panel.rows[0].isChecked()
    assert b.open_file(office, officer, A).state is State.WAITING
    press(page, "Ctrl+Return")
    assert b.open_file(office, officer, A).state is State.REJECTED


def test_a_damaged_picture_and_a_lost_one_are_told_on_their_places(qtbot: QtBot, desk, take, office) -> None:
    record = take(A)
    paths = [office.gateways.pictures.path(picture.sha256) for picture in record.pictures]
    paths[0].write_bytes(paths[0].read_bytes()[:-9])
    paths[1].unlink()
    page = the_page(qtbot, desk)
    page.open(record.id, QUERY)
    said = words(page, hidden=True)
    assert "Ảnh chân dung 4×6 không đọc được" in said
    assert "Ảnh mặt trước không đọc được" in said
    assert "Ảnh mặt sau không đọc được" not in said
    assert record.declared.full_name in said


@pytest.fixture
def _own_log() -> Generator[None]:
    """Give the log back that was there before."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers, root.level = handlers, level


def _lose_key(folder: Path) -> None:
    (folder / "office.key").unlink()


def _cut_key(folder: Path) -> None:
    (folder / "office.key").write_bytes(b"short")


def _noise(folder: Path) -> None:
    (folder / "desk.db").write_bytes(b"noise" * 9999)


def _a_folder_for_a_file(folder: Path) -> None:
    (folder / "desk.db").unlink()
    (folder / "desk.db").mkdir()


def _newer(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "desk.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")


def _a_file_for_the_folder(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("no folder")


def _no_place_for_the_log(folder: Path) -> None:
    shutil.rmtree(folder / "logs", ignore_errors=True)
    (folder / "logs").write_text("no folder")


@pytest.mark.usefixtures("_own_log")
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_lose_key, "Thiếu khóa của cơ quan"),
        (_cut_key, "Khóa của cơ quan bị hỏng"),
        (_noise, "Tệp dữ liệu bị hỏng"),
        (_a_folder_for_a_file, "Không mở được tệp dữ liệu"),
        (_newer, "phiên bản mới hơn"),
        (_a_file_for_the_folder, "Kiểm tra"),
        (_no_place_for_the_log, "Kiểm tra"),
    ],
)
def test_an_office_that_cannot_be_opened_says_why_at_the_sign_in_window(
    qtbot: QtBot, office: OpenOffice, monkeypatch, damage: Callable[[Path], None], said: str
) -> None:
    monkeypatch.setenv(NOW, TODAY.isoformat())
    folder = office.settings.data_dir
    office.close()
    damage(folder)
    settings = replace(Settings(folder), language="vi")
    application(settings)
    running = Running(settings, InlineBackground())
    running.sign_in.show()
    running.load()
    seen = all_words(running.sign_in)
    assert "Không mở được dữ liệu" in seen
    assert said in seen
    assert "Lỗi chương trình" not in seen
    running.close()
