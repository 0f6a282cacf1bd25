# SPDX-License-Identifier: Apache-2.0
"""The doctor: a sound office is well, every damage is found and named, and nothing is changed by looking."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from officer_desk.domain.records.health import Finding
from officer_desk.gateways.keys import open_keys
from officer_desk.gateways.pictures import PURPOSE, PictureStore
from officer_desk.models.tables import Mark
from officer_desk.office import OpenOffice
from officer_desk.services import health
from officer_desk.services.backups import MADE
from tests import building as b
from tests.conftest import ADMIN, TODAY


@pytest.fixture
def folder(office: OpenOffice, officer) -> Path:
    """An office with one file, which nobody holds open."""
    b.take_one(office, officer, b.declaration("1/2026/00101"))
    office.database.close()
    return office.settings.data_dir


@pytest.fixture
def examine(office: OpenOffice, folder: Path) -> Callable[..., dict[str, Finding]]:
    """Give what the doctor finds, by check; printers are the machine's and no test's."""

    def run(later: timedelta = timedelta(), **settings) -> dict[str, Finding]:
        found = health.examine(b.Quiet(), replace(office.settings, **settings), ADMIN, TODAY + later)
        return {finding.check: finding for finding in found if finding.check != "printers"}

    return run


def do(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "desk.db")) as database:
        database.executescript(statement)


def test_a_sound_office_is_well_and_looking_changes_nothing(examine, folder) -> None:
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}
    found = examine()
    assert {check: finding.level for check, finding in found.items() if finding.level != "ok"} == {}
    after = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}
    assert after == before


def test_a_lost_picture_is_named_with_its_file_and_one_that_nobody_names_is_noticed(examine, folder) -> None:
    picture = next((folder / "pictures").glob("??/*"))
    stray = picture.with_name("0" * 64)
    stray.write_bytes(b"x")
    assert examine()["pictures"].level == "warning"
    picture.write_bytes(picture.read_bytes()[:-1])
    found = examine()["pictures"]
    assert (found.level, "1/3" in found.text, "1/2026/00101" in found.text) == ("wrong", True, True)


def test_a_picture_that_lies_in_the_clear_is_noticed(examine, folder) -> None:
    store = PictureStore(folder / "pictures", open_keys(folder / "office.key", may_make=False).key_for(PURPOSE))
    picture = next(store.all())
    store.path(picture).write_bytes(store.read(picture))
    found = examine()["pictures"]
    assert (found.level, "1 ảnh" in found.text) == ("warning", True)


@pytest.mark.parametrize(
    ("statement", "check", "word"),
    [
        (
            "DROP TRIGGER trace_entry_no_update; UPDATE trace_entry SET user_name = 'x' WHERE id = 4",
            "trace",
            "audit verify",
        ),
        ("UPDATE declaration SET office_code = 'xxxxx'", "database", "hỏng"),
        ("UPDATE alembic_version SET version_num = '9999'", "database", "9999"),
        ("UPDATE alembic_version SET version_num = '0001'", "database", "0001"),
        ("DROP TRIGGER desk_no_update; UPDATE desk SET key_check = 'of another key'", "key", "không"),
    ],
)
def test_a_damage_in_the_database_is_found(examine, folder, statement, check, word) -> None:
    do(folder, statement)
    found = examine()
    assert found[check].level != "ok"
    assert word in found[check].text


def test_a_database_of_noise_a_lost_key_and_a_lost_folder_still_get_a_whole_report(examine, folder) -> None:
    (folder / "desk.db").write_bytes(b"noise" * 5000)
    found = examine()
    assert (found["database"].level, found["key"].level) == ("wrong", "warning")
    assert {"folder", "disk", "texts", "registry", "fonts"} <= found.keys()
    (folder / "office.key").unlink()
    assert "office.key" in examine()["key"].text
    found = examine(data_dir=folder / "not" / "there")
    assert (found["folder"].level, found["disk"].level, found["fonts"].level) == ("wrong", "wrong", "ok")


def test_a_clock_that_was_set_back_and_an_old_registry_are_told(examine) -> None:
    assert examine(timedelta(minutes=-4))["clock"].level == "ok"
    assert examine(timedelta(minutes=-6))["clock"].level == "wrong"
    assert examine(timedelta(days=5))["registry"].level == "warning"


def test_rights_of_others_upon_the_data_are_told(examine, folder) -> None:
    (folder / "office.key").chmod(0o644)
    found = examine()["folder"]
    assert (found.level, "office.key" in found.text) == ("warning", True)
    folder.chmod(0o755)
    assert examine()["folder"].level == "wrong"


def test_messages_that_do_not_go_out_are_told(examine, office, officer, folder) -> None:
    record = b.open_file(office, officer, "1/2026/00101")
    b.approve(office, officer, record)
    assert examine()["outbox"].level == "ok"
    assert examine(timedelta(hours=3))["outbox"].level == "wrong"
    ways = {"mail_url": "/somewhere", "sms_url": "/somewhere"}
    assert examine(timedelta(hours=3), **ways)["outbox"].level == "warning"
    do(folder, "UPDATE outbox_message SET status = 'failed' WHERE id = 1")
    found = examine(**ways)["outbox"]
    assert (found.level, "1 tin" in found.text) == ("wrong", True)


def test_a_real_office_without_a_backup_is_told_so_and_how_old_the_last_is(examine, office, folder) -> None:
    do(folder, "DROP TRIGGER IF EXISTS desk_no_update; UPDATE desk SET kind = 'real'")
    assert examine()["backup"].level == "wrong"
    with office.database.writing.begin() as session:
        session.merge(Mark(name=MADE, value="", at=TODAY))
    assert examine(timedelta(days=7))["backup"].level == "ok"
    assert examine(timedelta(days=8))["backup"].level == "warning"


def test_an_offices_own_text_that_is_broken_is_named(examine, folder) -> None:
    (folder / "texts").mkdir(mode=0o700)
    (folder / "texts" / "messages.toml").write_text("[approved\n", "utf-8")
    found = examine()["texts"]
    assert (found.level, "texts/messages.toml" in found.text) == ("wrong", True)
