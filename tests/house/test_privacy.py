# SPDX-License-Identifier: Apache-2.0
"""The log never says who: not at DEBUG, not for what fails, not in a traceback."""

import io
import logging
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from sqlalchemy import insert

from officer_desk import logs
from officer_desk.background import InlineBackground
from officer_desk.desk import Desk
from officer_desk.models.tables import Account
from officer_desk.services import assessments, declarations
from tests import building as b

PERSONAL = (
    *b.MAI.values(),
    *b.LAN.values(),
    "0900093353",
    "0900 093 353",
    "mai@example.com",
    "Tổ 13",
    "Mai",
    "tờ khai trùng lặp của bà",
)


@pytest.fixture
def log(caplog) -> Iterator[io.StringIO]:
    """Everything that is logged, as the file would have it."""
    held = io.StringIO()
    handler = logging.StreamHandler(held)
    handler.setFormatter(logs.Masking("%(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield held
    root.setLevel(before)
    root.removeHandler(handler)
    caplog.clear()


def test_a_whole_days_work_leaves_no_personal_value_in_the_log(qapp, office, officer, log, caplog) -> None:
    desk = Desk(office, InlineBackground())
    desk.actor = officer
    owner, errors = QObject(), []
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    other = b.take_one(office, officer, b.declaration("00018/2026/00101", b.LAN, phone="0900093354", email=None))
    broken = b.take(office, officer, b.declaration("00019/2026/00101", phone="0900 093"))
    assert not broken.packages[0].accepted
    desk.act(owner, assessments.record, b.valid(record), then=lambda _o: None, otherwise=errors.append)
    desk.act(owner, assessments.record, b.valid(other), then=lambda _o: None, otherwise=errors.append)
    refusal = b.invalid(other, "Tờ khai trùng", note="tờ khai trùng lặp của bà Lan")
    desk.act(owner, assessments.record, refusal, then=lambda _o: None, otherwise=errors.append)
    assert [str(error) for error in errors] == ["hgd-not-found"]

    def defect(session, context):
        values = {"insurance_code": b.MAI["insurance_code"], "full_name": b.MAI["full_name"], "phone": "0900093353"}
        session.execute(insert(Account).values(**values))

    desk.act(owner, defect, then=lambda _o: None, otherwise=errors.append)
    desk.ask(owner, declarations.refresh, 10_000, then=lambda _o: None, otherwise=errors.append)
    assert len(errors) == 3
    logging.getLogger("officer_desk.x").debug("asked %s, %s", b.MAI["id"], "mai@example.com")
    said = log.getvalue()
    assert "a defect: IntegrityError" in said
    assert "<number>" in said
    assert [value for value in PERSONAL if value in said] == []
    caplog.clear()


def test_the_errors_own_text_has_no_facts() -> None:
    from officer_desk.errors import Refused

    assert str(Refused("in-use", number="00017/2026/00101", name="Mai")) == "in-use"


def test_records_that_hold_secrets_do_not_show_them() -> None:
    from officer_desk.domain.records import SignInDraft

    assert "geheim" not in repr(SignInDraft("a", "geheim", "geheim"))


def test_no_line_of_an_errors_message_or_note_is_taken_for_a_line_of_the_traceback(log, caplog) -> None:
    for message in ("broken\nHoàng Thị Thu Mai", "broken\n  File Hoàng Thị Thu Mai", "broken: Hoàng Thị Thu Mai"):
        try:
            try:
                raise KeyError(message)
            except KeyError as first:
                first.add_note("Hoàng Thị Thu Mai")
                raise OSError(message) from first
        except OSError:
            logging.getLogger("officer_desk.x").exception("it failed")
    said = log.getvalue()
    assert "Mai" not in "".join(line for line in said.splitlines() if "raise" not in line)
    assert said.count("KeyError\nwhich led to:") == 3
    assert "in test_no_line_of" in said
    caplog.clear()
