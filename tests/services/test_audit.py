# SPDX-License-Identifier: Apache-2.0
"""The trace: append-only, chained, sealed; what was done to it is found and named."""

import sqlite3

import pytest

from officer_desk.services import audit
from tests import building as b
from tests.conftest import ADMIN

GUARDS = ("trace_entry_no_update", "trace_entry_no_delete", "trace_entry_no_replace")


@pytest.fixture
def file(office, officer):
    """Leave a dozen rows in the chain of office 00101."""
    for number in range(4):
        b.take_one(
            office, officer, b.declaration(f"0001{number}/2026/00101", submitted_at=f"2026-11-1{number}T09:00:00+07:00")
        )
    return office.settings.database_path


def verify(office):
    return office.ask(office.context(ADMIN), audit.verify)


def by_hand(path, *statements: str) -> None:
    """Do what somebody with a database tool would do, guards taken off."""
    with sqlite3.connect(path) as connection:
        kept = [connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (g,)).fetchone()[0] for g in GUARDS]
        for guard in GUARDS:
            connection.execute(f"DROP TRIGGER {guard}")
        for statement in statements:
            connection.execute(statement)
        for guard in kept:
            connection.execute(guard)
    connection.close()


def test_an_untouched_trace_is_intact(office, file) -> None:
    found = verify(office)
    assert found.intact
    assert found.rows > 8


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trace_entry SET act = 'x' WHERE sequence = 3",
        "DELETE FROM trace_entry WHERE sequence = 3",
        "INSERT OR REPLACE INTO trace_entry SELECT * FROM trace_entry WHERE sequence = 3",
        "INSERT OR REPLACE INTO trace_entry SELECT 9999, office_code, sequence, at, officer_id, user_name, role, act, "
        "'k', subject, facts, previous, digest FROM trace_entry WHERE sequence = 3",
    ],
)
def test_the_database_refuses_to_change_it_whoever_asks(office, file, statement) -> None:
    connection = sqlite3.connect(file)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statements", "wrong", "row"),
    [
        (("UPDATE trace_entry SET user_name = 'x' WHERE office_code = '00101' AND sequence = 3",), "edited", 3),
        (("UPDATE trace_entry SET at = at + 1 WHERE office_code = '00101' AND sequence = 4",), "edited", 4),
        (("DELETE FROM trace_entry WHERE office_code = '00101' AND sequence = 3",), "deleted", 3),
        (("DELETE FROM trace_entry WHERE office_code = '00101' AND sequence > 5",), "cut-off", 6),
        (
            (
                "UPDATE trace_entry SET sequence = -1 WHERE office_code = '00101' AND sequence = 3",
                "UPDATE trace_entry SET sequence = 3 WHERE office_code = '00101' AND sequence = 4",
                "UPDATE trace_entry SET sequence = 4 WHERE office_code = '00101' AND sequence = -1",
            ),
            "edited",
            3,
        ),
        (
            (
                "DELETE FROM trace_entry WHERE office_code = '00101' AND sequence > 5",
                "UPDATE trace_head SET sequence = 5, digest = (SELECT digest FROM trace_entry WHERE office_code = "
                "'00101' AND sequence = 5) WHERE office_code = '00101'",
            ),
            "no-seal",
            5,
        ),
        (("DELETE FROM trace_head WHERE office_code = '00101'",), "no-seal", None),
    ],
)
def test_whatever_is_done_to_it_by_hand_is_found_and_named(office, file, statements, wrong, row) -> None:
    by_hand(file, *statements)
    found = verify(office)
    assert (found.intact, found.office_code, found.wrong) == (False, "00101", wrong)
    assert row is None or found.sequence == row


def test_no_personal_value_stands_in_it_in_the_clear(office, file) -> None:
    connection = sqlite3.connect(file)
    text = "\n".join(map(str, connection.execute("SELECT * FROM trace_entry")))
    connection.close()
    for value in ("Hoàng", "Mai", "001188000936", "0900093353", "mai@example.com", "0100007236"):
        assert value not in text


@pytest.mark.parametrize("table", ["trace_entry", "trace_entry WHERE office_code = '00101'"])
def test_a_chain_that_vanished_whole_is_missed(office, file, table) -> None:
    heads = table.replace("trace_entry", "trace_head")
    by_hand(file, f"DELETE FROM {table}", f"DELETE FROM {heads}")
    found = verify(office)
    assert (found.intact, found.wrong) == (False, "no-row")
    assert found.subject.endswith("/2026/00101")
