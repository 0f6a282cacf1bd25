# SPDX-License-Identifier: Apache-2.0
"""A database with a million invented declarations: the program's own schema, filled by plain SQL, kept between runs."""

import hashlib
import json
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from officer_desk.domain.names import fold
from officer_desk.office import open_office
from officer_desk.settings import Settings

ROWS = 1_000_000
OFFICES = 700
FOLDER = Path("build/bench/million")
_RECIPE = 5
"""Counted up when the rows below change, so that a kept database is made anew."""

_SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý "
_SURNAME_WEIGHTS = (38, 11, 10, 7, 5, 5, 4, 4, 4, 2, 2, 2, 2, 1, 1, 1)
_MIDDLES = "Thị Văn Thu Ngọc Minh Đức Quang Hữu Thanh Kim Xuân Hồng Phương Bích Gia Bảo Khánh Anh Tuấn Hải "
_MIDDLE_WEIGHTS = (30, 22, 5, 5, 5, 4, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1)
_GIVEN = (
    "Anh Bình Châu Chi Cường Dũng Dung Duy Đạt Giang Hà Hạnh Hằng Hải Hiền Hiếu Hòa Hoa Hùng Hương Huy Khánh "
    "Khoa Lan Linh Loan Long Mai Minh My Nam Nga Ngân Ngọc Nhi Nhung Oanh Phong Phúc Phương Quân Quang Quyên "
    "Quỳnh Sơn Tâm Thảo Thắng Thành Thủy Thư Thu Tiến Trang Trung Tú Tuấn Tùng Tuyết Uyên Vân Việt Vinh Yến "
    "Ước "
)
_STATES = ("approved", "rejected", "withdrawn", "waiting", "in_progress", "incomplete")
_STATE_WEIGHTS = (80, 8, 2, 6, 1, 3)
_ANSWERS = ("match", "name-differs", "not-found", None)
_DECIDED = frozenset(_STATES[:3])
_COLUMNS = (
    "id, version, data_version, number, serial, kind, channel, submitted_at, office_code, insurance_code, full_name, "
    "name_key, id_kind, id_number, population_verified, address, phone, email, email_key, wants_email_copy, "
    "certificate, guardian, changes, state, received_at, decided_at, imported_at, content_digest, changed_by, "
    "changed_at, registry_answer"
)
_REASONS = ("Họ và tên không khớp với HGĐ", "Giấy tờ hết hạn", "Ảnh mờ, mất góc", "Chưa ký tờ khai")
_JUDGED_DAYS = 35
"""So far back decisions have their judgement: further back nothing that is measured asks for one."""
SUPERVISOR = 2
"""The id of an officer of the largest office."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def now() -> datetime:
    """Give the time at which all measuring stands: the rows reach up to an hour before it."""
    return datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def office_codes() -> tuple[str, ...]:
    """Give the offices, the largest first."""
    return tuple(f"{place:05d}" for place in range(101, 101 + OFFICES))


def prepare(rows: int = ROWS, folder: Path = FOLDER) -> Path:
    """Give the data folder, made first where it is not there as this recipe makes it."""
    stamp = folder / "made.txt"
    wanted = f"recipe {_RECIPE}, {rows} rows, schema {_schema_digest()}"
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return folder
    begun = time.monotonic()
    print(f"Making a database of {rows:,} declarations in {folder} (once) …", file=sys.stderr, flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    open_office(Settings(folder.absolute()), make="sample", environment={}).close()
    with closing(sqlite3.connect(folder / "desk.db")) as connection:
        _fill(connection, rows)
    stamp.write_text(wanted, "utf-8")
    print(f"… made in {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return folder


def _schema_digest() -> str:
    from officer_desk.models import tables
    from officer_desk.models.database import head

    indexes = sorted(f"{index.name}{[c.name for c in index.columns]}" for index in tables.Declaration.__table__.indexes)
    return hashlib.sha256(f"{head()}{indexes}".encode()).hexdigest()[:16]


def _fill(connection: sqlite3.Connection, rows: int) -> None:
    """Insert with the indexes taken off and put back: many times faster, and the same B-trees in the end."""
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type='index' AND tbl_name='declaration' AND sql IS NOT NULL"
    ).fetchall()
    with connection:
        for name, _sql in indexes:
            connection.execute(f"DROP INDEX {name}")
        connection.executemany(
            "INSERT INTO office (code, name, parent_code) VALUES (?, ?, NULL)",
            ((code, f"BHXH {code}") for code in office_codes()),
        )
        marks = ", ".join("?" * len(_COLUMNS.split(",")))
        connection.executemany(f"INSERT INTO declaration ({_COLUMNS}) VALUES ({marks})", _rows(rows))
        connection.execute("UPDATE declaration SET clock_from = submitted_at")
        _fill_judgements(connection)
        connection.execute(
            "INSERT INTO officer (id, user_name, full_name, role, office_code, must_change_password, failures, "
            "created_at, active) VALUES (?, 'bench', 'Bench', 'supervisor', ?, 0, 0, 0, 1)",
            (SUPERVISOR, office_codes()[0]),
        )
        for _name, sql in indexes:
            connection.execute(sql)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _fill_judgements(connection: sqlite3.Connection) -> None:
    """Give the decisions of the last weeks their judgements."""
    dice = random.Random(5)
    since = (now() - timedelta(days=_JUDGED_DAYS) - _EPOCH) // timedelta(microseconds=1)
    decided = connection.execute(
        "SELECT id, decided_at, state FROM declaration WHERE decided_at >= ? AND state IN ('approved', 'rejected')",
        (since,),
    ).fetchall()
    connection.executemany(
        "INSERT INTO assessment (declaration_id, officer_id, officer_name, at, act_key, verdict, reasons, note, "
        "seen_version, compared, not_compared_reason, spent_seconds) "
        "VALUES (?, 2, 'Bench', ?, ?, ?, ?, '', 1, '[]', '', ?)",
        (
            (
                found,
                at,
                str(found),
                "valid" if state == "approved" else "invalid",
                "[]" if state == "approved" else json.dumps([dice.choice(_REASONS)]),
                dice.randrange(30, 900),
            )
            for found, at, state in decided
        ),
    )


def _rows(rows: int) -> Iterator[tuple[Any, ...]]:
    """Invent declarations of two years, oldest first, at offices of very different sizes."""
    dice = random.Random(26_300_000)
    codes = office_codes()
    # Zipf-like: the largest office has about 1 %, eleven times the median one.
    weights = [1 / (place + 34) for place in range(len(codes))]
    offices = dice.choices(codes, weights, k=rows)
    names = _names(dice)
    states = dice.choices(_STATES, _STATE_WEIGHTS, k=rows)
    end = (now() - timedelta(hours=1) - _EPOCH) // timedelta(microseconds=1)
    step = 730 * 86_400_000_000 // rows
    day = 86_400_000_000
    serials = dict.fromkeys(codes, 0)
    address = '{"scheme": "2020", "province": "01", "district": "005", "commune": "00163", "street": "Tổ 13"}'
    for place in range(rows):
        office = offices[place]
        serials[office] += 1
        submitted = end - (rows - place) * step
        age = (rows - place) * step
        # Old files are decided; of the last weeks' some wait.
        state = states[place] if age < 20 * day or states[place] in _DECIDED else "approved"
        decided = submitted + dice.randrange(day, 8 * day) if state in _DECIDED else None
        if decided is not None and decided > end:
            decided = end - dice.randrange(day // 2)
            decided = max(decided, submitted)
        received = decided if state == "approved" or dice.random() < 0.1 else None
        name, key = names[dice.randrange(len(names))]
        kind = "change" if dice.random() < 0.07 else "registration"
        serial = serials[office]
        email = f"cong.dan{place}@example.com" if place % 3 == 0 else None
        yield (
            place + 1, 1, 1, f"{serial:05d}/2026/{office}", str(serial), kind, "vssid", submitted, office,
            f"{place + 100_000_000:010d}", name, key, "cccd", f"{place + 1_000_000_000:012d}", 0, address,
            f"09{place % 100_000_000:08d}", email, email, 0, None, None, None, state, received, decided, submitted,
            "0" * 64, None, None, None if decided is not None else dice.choices(_ANSWERS, (90, 6, 3, 1))[0],
        )  # fmt: skip


def _names(dice: random.Random) -> list[tuple[str, str]]:
    surnames, middles, given = _SURNAMES.split(), _MIDDLES.split(), _GIVEN.split()
    found: list[tuple[str, str]] = []
    for _ in range(40_000):
        words = dice.choices(surnames, _SURNAME_WEIGHTS)
        words += dice.choices(middles, _MIDDLE_WEIGHTS, k=dice.choice((1, 1, 1, 2)))
        words.append(dice.choice(given))
        name = " ".join(words)
        found.append((name, f" {fold(name)}"))
    return found


if __name__ == "__main__":
    prepare()
