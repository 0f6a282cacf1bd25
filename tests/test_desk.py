# SPDX-License-Identifier: Apache-2.0
"""The desk's verbs: who acts is stamped, what was written is told, whoever has to act hears of a failure."""

import logging

import pytest
from PySide6.QtCore import QObject
from sqlalchemy import select

from officer_desk.background import Background, InlineBackground
from officer_desk.desk import Desk
from officer_desk.domain.records import ReceiveDraft
from officer_desk.errors import Conflict, Refused, Unavailable
from officer_desk.models.tables import TraceEntry
from officer_desk.services import assessments, declarations
from officer_desk.services.context import NOBODY
from tests import building as b


class Heard(QObject):
    """Listens to a desk and owns what is asked of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.changed: list[frozenset[str]] = []
        self.failed: list[Exception] = []
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.order: list[str] = []
        desk.changed.connect(lambda tables: (self.changed.append(tables), self.order.append("changed")))
        desk.failed.connect(lambda error: (self.failed.append(error), self.order.append("failed")))

    def then(self, result: object) -> None:
        self.results.append(result)
        self.order.append("then")

    def otherwise(self, error: Exception) -> None:
        self.errors.append(error)
        self.order.append("otherwise")


@pytest.fixture
def desk(qapp, office, officer) -> Desk:
    made = Desk(office, InlineBackground())
    made.actor = officer
    return made


@pytest.fixture
def heard(desk) -> Heard:
    return Heard(desk)


def _echo(session, context, *args):
    return context, args


def test_what_is_asked_carries_who_asks_and_when(desk, heard, officer, clock) -> None:
    desk.ask(heard, _echo, 1, "two", then=heard.then)
    ((context, args),) = heard.results
    assert (context.actor, context.now, args) == (officer, clock.moment, (1, "two"))
    assert heard.changed == []
    desk.actor = None
    desk.ask(heard, _echo, then=heard.then)
    assert heard.results[1][0].actor == NOBODY


def test_every_call_has_a_key_of_its_own(desk, heard) -> None:
    for _ in range(3):
        desk.act(heard, _echo, then=heard.then)
    assert len({context.act_key for context, _ in heard.results}) == 3


def test_an_act_tells_which_tables_it_wrote_after_its_result(desk, heard, office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    desk.act(heard, assessments.receive, ReceiveDraft(record.id, record.version), then=heard.then)
    assert heard.changed == [frozenset({"declaration", "trace_entry", "trace_head"})]
    assert heard.order == ["then", "changed"]
    with office.database.reading() as session:
        assert session.scalar(select(TraceEntry.user_name).where(TraceEntry.act == "receive")) == officer.user_name


def test_opening_a_file_writes_only_the_trace_and_who_has_it_in_hand(desk, heard, office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    desk.act(heard, declarations.open, record.id, then=heard.then)
    assert heard.changed == [frozenset({"trace_entry", "trace_head", "claim"})]


@pytest.mark.parametrize("error", [Refused("may-not"), Conflict("file-changed"), Unavailable("disk-full")])
def test_what_the_desk_refuses_is_no_defect(desk, heard, error) -> None:
    def refuse(session, context):
        raise error

    desk.act(heard, refuse, then=heard.then, otherwise=heard.otherwise)
    desk.ask(heard, refuse, then=heard.then, otherwise=heard.otherwise)
    desk.work(heard, lambda job: refuse(None, None), then=heard.then, otherwise=heard.otherwise)
    assert heard.errors == [error] * 3
    assert (heard.failed, heard.results, heard.changed) == ([], [], [])


def test_a_defect_is_told_to_the_screen_and_to_the_crash_dialog(desk, heard, caplog) -> None:
    def broken(session, context):
        raise ZeroDivisionError

    desk.ask(heard, broken, then=heard.then, otherwise=heard.otherwise)
    assert heard.order == ["otherwise", "failed"]
    desk.ask(heard, broken, then=heard.then)
    assert len(heard.failed) == 2
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2
    caplog.clear()


def test_an_act_that_fails_leaves_nothing(desk, heard, office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))

    def half(session, context, found):
        assessments.receive(session, context, ReceiveDraft(found.id, found.version))
        session.flush()
        raise Refused("reason-required")

    desk.act(heard, half, record, then=heard.then, otherwise=heard.otherwise)
    assert office.ask(office.context(officer), declarations.refresh, record.id).version == record.version
    assert (len(heard.errors), heard.changed) == (1, [])


def test_work_has_no_session_and_can_tell_how_far_it_is(desk, heard) -> None:
    told = []

    def count(job, upto):
        for step in range(upto):
            job.progress(step, upto)
        return upto

    desk.work(heard, count, 3, then=heard.then, progress=lambda done, total: told.append((done, total)))
    assert (heard.results, told) == ([3], [(0, 3), (1, 3), (2, 3)])


def test_acts_of_the_real_pool_come_home(qtbot, office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    background = Background()
    desk = Desk(office, background)
    desk.actor = officer
    heard = Heard(desk)
    for _ in range(8):
        desk.act(heard, declarations.open, record.id, then=heard.then, otherwise=heard.otherwise)
    qtbot.waitUntil(lambda: len(heard.changed) == 8)
    background.close()
    assert (len(heard.results), heard.errors, heard.failed) == (8, [], [])
