# SPDX-License-Identifier: Apache-2.0
"""An office of the version before: its messages still arrive, its accounts tell how they became what they are."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import select

from officer_desk.gateways.keys import open_keys
from officer_desk.models import database as db
from officer_desk.models.tables import Account, Declaration
from officer_desk.office import NOW, OpenOffice, open_office
from officer_desk.services import declarations, offices, readings
from officer_desk.services.account_records import account_values
from officer_desk.settings import Settings
from tests.conftest import ADMIN, TODAY
from tests.servers import outgoing as out

CODE, PASSWORD = "0100007236", "7dkm95fq"
FIRST, SECOND = "00001/2026/00101", "00002/2026/00101"
ADDRESS = {"scheme": "2020", "province": "01", "district": "005", "commune": "00163", "street": "Tổ 13"}
SINCE = int(TODAY.timestamp()) * 1_000_000
PERSON: dict[str, Any] = {
    "insurance_code": CODE,
    "full_name": "Hoàng Thị Thu Mai",
    "id_kind": "cccd",
    "id_number": "001188000936",
    "email": "mai@example.com",
    "address": json.dumps(ADDRESS),
}
DECIDED: dict[str, Any] = {
    "office_code": "00101",
    "channel": "vssid",
    "state": "approved",
    "phone": "0900093353",
    "decided_at": SINCE,
    "received_at": SINCE,
    "submitted_at": SINCE,
}
WISHED = json.dumps({"phone": "0900094939", "pictures": ["portrait"]})


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """The folder of an office at schema 0001: an account that was issued, and then changed; a password that waits."""
    folder = tmp_path / "office"
    folder.mkdir(0o700)
    keys = open_keys(folder / "office.key", may_make=True)
    _make_schema(folder / "desk.db")
    with closing(sqlite3.connect(folder / "desk.db")) as raw:
        _put(raw, "desk", id=1, kind="sample", key_check=offices._key_check(keys), made_at=SINCE)
        _put(raw, "office", code="00101", name="BHXH quận Ba Đình")
        _put(raw, "declaration", id=1, number=FIRST, kind="registration", **PERSON, **DECIDED)
        _put(raw, "declaration", id=2, number=SECOND, kind="change", changes=WISHED, **PERSON, **DECIDED)
        for file in (1, 2):
            lists = {"reasons": "[]", "compared": "[]"}
            by = {"officer_name": "Trần Thị Mẫu", "at": SINCE + file, "act_key": f"act-{file}"}
            _put(raw, "assessment", id=file, declaration_id=file, verdict="valid", **lists, **by)
            shown = {"role": "portrait", "sha256": f"{file}" * 64, "media_type": "image/jpeg"}
            _put(raw, "picture", id=file, declaration_id=file, **shown)
        given = {"login_name": CODE, "phone": "0900094939", "status": "active", "issued_at": SINCE}
        _put(raw, "account", id=1, declaration_id=1, activated_at=SINCE, **PERSON, **given)
        sealed = keys.seal("outbox", f"Tai khoan: {CODE}/Mat khau: {PASSWORD}.")
        waits = {"status": "queued", "queued_at": SINCE, "segments": 1, "body": sealed, "act_key": "act-1"}
        to = {"channel": "sms", "address": "0900093353", "template": "approved", "message_id": "a-1"}
        _put(raw, "outbox_message", id=1, declaration_id=1, **waits, **to)
        raw.commit()
    return folder


@pytest.fixture
def after(before: Path) -> Iterator[OpenOffice]:
    """The same office, opened by the program of today."""
    opened = open_office(Settings(before), environment={NOW: TODAY.isoformat()})
    yield opened
    opened.close()


def test_a_password_that_waited_arrives_and_is_wiped(after: OpenOffice, tmp_path: Path) -> None:
    out.set_up(after, sms_url=str(tmp_path / "sms"))
    assert out.go(after).sent == 1
    (kept,) = (tmp_path / "sms").iterdir()
    assert PASSWORD in json.loads(kept.read_text("utf-8"))["text"]
    (message,) = out.messages(after)
    assert (message.has_secret, message.body) == (True, b"")


def test_an_account_tells_what_changed_it_and_how_it_was(after: OpenOffice) -> None:
    record, _ = after.act(after.context(ADMIN), declarations.open, 2)
    assert record.account is not None
    newest, first = record.account.steps
    assert (first.what, first.declaration_number) == ("issued", FIRST)
    assert (newest.what, newest.declaration_number, newest.officer_name) == ("changed", SECOND, "Trần Thị Mẫu")
    told = [(difference.field, difference.old, difference.new) for difference in newest.differences]
    assert told == [("phone", "0900093353", "0900094939"), ("picture", "", "")]
    assert [(d.field, d.old, d.new) for d in record.differences] == told
    with after.database.reading() as session:
        assert account_values(session.scalars(select(Account)).one())["pictures"] == {"portrait": "2" * 64}
        assert session.get_one(Declaration, 1).clock_from == TODAY


def test_its_pictures_wait_to_be_read(after: OpenOffice) -> None:
    with after.database.reading() as session:
        assert readings.left(session, after.context(None)) == 2


def _make_schema(path: Path) -> None:
    old = db.open_database(path)
    with old.writing.kw["bind"].begin() as connection:
        config = db._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    old.close()
    path.chmod(0o600)


def _put(raw: sqlite3.Connection, table: str, **given: Any) -> None:
    """Insert a row; what must not be empty and does not matter here is blank."""
    columns = raw.execute(f"PRAGMA table_info({table})").fetchall()
    blank = {
        name: b"" if kind == "BLOB" else "" if "CHAR" in kind or kind in {"JSON", "TEXT"} else 0
        for _, name, kind, needed, usual, key in columns
        if needed and usual is None and not key
    }
    row = {**blank, **given}
    marks = ", ".join("?" * len(row))
    raw.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
