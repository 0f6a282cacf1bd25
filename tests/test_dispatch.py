# SPDX-License-Identifier: Apache-2.0
"""The dispatcher: the day's run first, then what is due, one go after the other, until it is stopped."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from officer_desk.background import InlineBackground
from officer_desk.desk import Desk
from officer_desk.dispatch import EVERYTHING, ChangeWatch, Dispatcher
from officer_desk.services import claims
from tests import building as b
from tests.servers import outgoing as out


@pytest.fixture
def desk(qapp, office) -> Desk:
    return Desk(office, InlineBackground())


def test_the_days_run_comes_first_and_once_then_what_is_due_is_sent(desk, office, officer, clock, tmp_path) -> None:
    out.set_up(office, sms_url=str(tmp_path / "sms"), remind_day=0)
    old = "2026-11-10T09:00:00+07:00"
    b.take_one(office, officer, b.declaration("00017/2026/00101", submitted_at=old))
    record = b.take_one(office, officer, b.declaration("00018/2026/00101", b.HAI, phone="0900093354", email=None))
    out.queue(office, officer, record, "0900000200")
    told: list[frozenset[str]] = []
    desk.changed.connect(told.append)
    dispatcher = Dispatcher(desk)
    dispatcher.go()
    assert told == [EVERYTHING]
    assert b.open_file(office, officer, "00017/2026/00101").expired_at == clock.moment
    dispatcher.go()  # looks whether a newer extract of HGĐ has come
    assert len(told) == 1
    dispatcher.go()
    assert "outbox_message" in told[1]
    assert [message.status for message in out.messages(office)] == ["sent"]
    dispatcher.go()
    assert len(told) == 2  # nothing was due
    clock.moment += timedelta(days=1)
    b.take_one(office, officer, b.declaration("00019/2026/00101", b.LAN, submitted_at=old, email=None))
    dispatcher.go()
    assert told[2:] == [EVERYTHING]


def test_it_works_by_itself_and_stops(qtbot, desk, office, officer, tmp_path) -> None:
    out.set_up(office, sms_url=str(tmp_path / "sms"))
    record = b.take_one(office, officer, b.declaration("00018/2026/00101"))
    out.queue(office, officer, record, "0900000200")
    dispatcher = Dispatcher(desk, pause_ms=5)
    with qtbot.waitSignal(desk.changed, timeout=5000):
        dispatcher.start()
    assert [message.status for message in out.messages(office)] == ["sent"]
    dispatcher.stop()
    assert not dispatcher._timer.isActive()
    dispatcher._again()  # an answer that comes late
    assert not dispatcher._timer.isActive()


def test_a_defect_does_not_stop_it_and_is_not_told_every_other_second(desk, office, caplog) -> None:
    told: list[str] = []
    desk.failed.connect(lambda error: told.append(type(error).__name__))
    with office.database.writing.begin() as session:
        session.execute(text("DROP TABLE delivery_attempt"))
        session.execute(text("DROP TABLE held_decision"))
    dispatcher = Dispatcher(desk, pause_ms=1)
    dispatcher._running = True
    dispatcher.go()
    assert told
    assert dispatcher._timer.isActive()
    assert dispatcher._timer.interval() > 60_000
    dispatcher.stop()
    caplog.clear()


def test_the_watch_notices_what_another_process_took_in_hand_and_let_go(desk, office, officer, clock) -> None:
    file = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    told: list[frozenset[str]] = []
    desk.changed.connect(told.append)
    watch = ChangeWatch(desk)
    watch._look()
    elsewhere = office.context(officer, "elsewhere")
    taken = office.act(elsewhere, claims.begin, file.id)[0]
    watch._look()
    assert told == [EVERYTHING]
    clock.moment += timedelta(seconds=30)
    office.act(office.context(officer, "elsewhere"), claims.extend, file.id, taken.fence)
    watch._look()
    assert len(told) == 1
    office.act(office.context(officer, "elsewhere"), claims.release, file.id)
    watch._look()
    assert len(told) == 2
    watch.stop()
