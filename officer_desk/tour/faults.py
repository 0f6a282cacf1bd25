# SPDX-License-Identifier: Apache-2.0
"""What happens to an office from outside while its officer works: another officer, a disk, a missing extract."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from officer_desk import resources
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import Actor, DeclarationRecord, PictureRecord
from officer_desk.domain.values import Role
from officer_desk.models.tables import Officer
from officer_desk.office import OpenOffice
from officer_desk.printing import guidance
from officer_desk.views import theme


def officer(office: OpenOffice, user_name: str) -> Actor:
    """Give an officer who works at another desk."""
    with office.database.reading() as session:
        found = session.scalars(select(Officer).where(Officer.user_name == user_name)).one()
        return Actor(found.id, found.user_name, found.full_name, Role(found.role), found.office_code, found.counter)


@contextmanager
def no_extract(office: OpenOffice) -> Generator[None]:
    """Take HGĐ's extract away."""
    extract = office.settings.data_dir / "households.db"
    aside = extract.with_suffix(".aside")
    extract.rename(aside)
    try:
        yield
    finally:
        aside.rename(extract)


@contextmanager
def broken(office: OpenOffice, picture: PictureRecord) -> Generator[None]:
    """Damage a stored picture."""
    path = office.gateways.pictures.path(picture.sha256)
    whole = path.read_bytes()
    mode = path.stat().st_mode
    path.chmod(0o600)
    path.write_bytes(whole[:200])
    try:
        yield
    finally:
        path.write_bytes(whole)
        path.chmod(mode)


@contextmanager
def failing_disk(office: OpenOffice) -> Generator[None]:
    """Let every statement fail as SQLite lets it on a disk that cannot be read."""

    def fail(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "ROLLBACK")):
            raise OperationalError(statement, None, sqlite3.OperationalError("disk I/O error"))

    event.listen(office.database.engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(office.database.engine, "before_cursor_execute", fail)


def dialog_of(window: QWidget) -> QDialog:
    """Give the dialog that stands before a window."""
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            return dialog
    raise LookupError("dialog")


def use_theme(*, dark: bool) -> None:
    """Change between the light and the dark version, as the settings do at the next start."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.apply(app, resources.folder(), dark=dark)


def guidance_pdf(office: OpenOffice, record: DeclarationRecord, path: Path) -> None:
    """Write the page that a citizen without a code takes along."""
    wording = guidance.load(office.gateways.texts.read)
    path.write_bytes(guidance.render(record.declared, record.office_name, day_of(office.clock.now()), wording))
