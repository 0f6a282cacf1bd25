# SPDX-License-Identifier: Apache-2.0
"""The schema and its way there: head equals the models, old files are copied first, newer ones are left alone."""

import hashlib
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text

from officer_desk.errors import Unavailable
from officer_desk.models import database as db
from officer_desk.models.base import Base
from officer_desk.models.tables import Office
from officer_desk.office import open_office
from officer_desk.settings import Settings

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    opened = db.open_database(tmp_path / "desk.db")
    yield opened
    opened.close()


@pytest.fixture
def migrated(database):
    db.migrate(database, NOW)
    return database


def test_head_is_what_the_models_say(migrated) -> None:
    with migrated.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert context.get_current_revision() == db.head()
        assert compare_metadata(context, Base.metadata) == []


def test_partial_indexes_are_the_same_in_migration_and_models(migrated, tmp_path) -> None:
    """Autogenerate does not compare the conditions of indexes, nor the texts of their columns."""
    made = db.open_database(tmp_path / "models.db")
    Base.metadata.create_all(made.engine)
    wanted = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    with migrated.engine.connect() as one, made.engine.connect() as other:
        assert one.execute(text(wanted)).all() == other.execute(text(wanted)).all()
    made.close()


def test_the_guards_are_there(migrated) -> None:
    with migrated.engine.connect() as connection:
        triggers = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))
    assert triggers >= {
        "trace_entry_no_update",
        "trace_entry_no_delete",
        "trace_entry_no_replace",
        "assessment_no_update",
        "desk_no_update",
        "desk_no_delete",
        "desk_only_one",
    }


@pytest.mark.parametrize("kind", ["reading", "writing"])
def test_every_connection_is_set_up(migrated, kind) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "secure_delete": 1}
    sessions = [getattr(migrated, kind)() for _ in range(3)]  # three connections of the pool at once
    if kind == "writing":
        sessions = sessions[:1]
    try:
        for session in sessions:
            assert {name: session.scalar(text(f"PRAGMA {name}")) for name in wanted} == wanted
    finally:
        for session in sessions:
            session.close()


def test_a_newer_database_is_refused_and_left_as_it_is(migrated, tmp_path) -> None:
    with migrated.writing.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    migrated.close()
    path = tmp_path / "desk.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(Unavailable, match="database-newer"):
        open_office(Settings(tmp_path), environment={})
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert not list(tmp_path.glob("before-*"))


@pytest.fixture
def one_more_migration(tmp_path, monkeypatch) -> None:
    """Let the program know one revision more than it has."""
    folder = tmp_path / "later"
    shutil.copytree(db.Path(db.__file__).with_name("migrations"), folder)
    (folder / "versions" / "0002_a_later_one.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n\n"
        "revision = 'later'\n"
        f"down_revision = '{db.head()}'\n\n\n"
        "def upgrade() -> None:\n"
        "    op.add_column('office', sa.Column('motto', sa.String(20)))\n",
        "utf-8",
    )

    def config() -> Config:
        made = Config()
        made.set_main_option("script_location", str(folder))
        made.set_main_option("path_separator", "os")
        return made

    monkeypatch.setattr(db, "_config", config)


def test_an_older_database_is_copied_before_it_is_brought_up_to_date(tmp_path, request) -> None:
    old = db.open_database(tmp_path / "desk.db")
    db.migrate(old, NOW)
    with old.writing.begin() as session:
        session.add(Office(code="00101", name="BHXH quận Ba Đình"))
    (tmp_path / "desk.db").chmod(0o600)
    request.getfixturevalue("one_more_migration")
    db.migrate(old, NOW)
    with old.reading() as session:
        assert session.execute(text("SELECT code, motto FROM office")).all() == [("00101", None)]
    old.close()
    (copy,) = tmp_path.glob("before-later-*.db")
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT name FROM office").fetchall() == [("BHXH quận Ba Đình",)]
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() != ("later",)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_new_database_and_a_current_one_are_not_copied(migrated, tmp_path) -> None:
    db.migrate(migrated, NOW)
    assert not list(tmp_path.glob("before-*"))


def test_writers_that_read_first_wait_for_each_other(migrated) -> None:
    """4 × 50 transactions that read and then write: not one fails with "database is locked"."""
    with migrated.writing.begin() as session:
        session.add(Office(code="00101", name="0"))
    failures: list[Exception] = []

    def count() -> None:
        for _ in range(50):
            try:
                with migrated.writing.begin() as session:
                    office = session.get(Office, "00101")
                    office.name = str(int(office.name) + 1)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told
                failures.append(error)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with migrated.reading() as session:
        assert (failures, session.get(Office, "00101").name) == ([], "200")


def test_readers_are_not_held_up_by_a_writer(migrated) -> None:
    with migrated.writing.begin() as writer:
        writer.add(Office(code="00101", name="not yet"))
        writer.flush()
        with migrated.reading() as reader:
            assert reader.get(Office, "00101") is None
