# SPDX-License-Identifier: Apache-2.0
"""The desk reads pictures by itself: to the end of the queue, an opened file's first, stopped and taken up again."""

import pytest

from officer_desk.background import Background, InlineBackground
from officer_desk.desk import Desk
from officer_desk.reading_queue import READ, ReadingQueue
from officer_desk.services import readings
from officer_desk.views.reading_state import ReadingState
from tests import building as b
from tests.reading import Reader

FIRST, SECOND = "00001/2026/00101", "00002/2026/00101"


@pytest.fixture
def files(office, officer):
    one = b.take_one(office, officer, b.declaration(FIRST))
    return one, b.take_one(office, officer, b.declaration(SECOND, b.HAI, phone="0900555666", email=None))


@pytest.fixture
def desk(qapp, office) -> Desk:
    return Desk(office, InlineBackground())


def queue_of(desk, reader, **other):
    made = ReadingQueue(desk, reader, reader.close, **other)
    made._running = True
    return made


def left(office):
    return office.ask(office.context(None), readings.left)


def test_it_works_to_the_end_of_the_queue_and_tells_how_far_it_is(qtbot, desk, office, files) -> None:
    told: list[tuple[int, int]] = []
    changed: list[frozenset[str]] = []
    desk.reading_progressed.connect(lambda done, total: told.append((done, total)))
    desk.changed.connect(changed.append)
    reader = Reader()
    queue = ReadingQueue(desk, reader, reader.close, first_ms=0)
    queue.start()
    qtbot.waitUntil(lambda: (0, 0) in told, timeout=5000)
    queue.stop()
    assert left(office) == 0
    assert told[:-1] == sorted(told[:-1])
    assert {total for _, total in told[:-1]} == {6}
    assert set(changed) == {READ}
    assert len(changed) == len(reader.asked) == 8
    assert reader.closed


def test_an_opened_file_does_not_wait_for_the_queue(desk, office, files) -> None:
    reader = Reader()
    queue = queue_of(desk, reader)
    desk.read_first(files[0].id)
    assert {sha256 for sha256, _ in reader.asked} == {picture.sha256 for picture in files[0].pictures}
    assert len(reader.asked) == 4
    queue.stop()
    desk.read_first(files[1].id)
    assert len(reader.asked) == 4


def test_of_files_opened_one_after_the_other_the_last_is_read(qtbot, qapp, office, files) -> None:
    background = Background()
    desk = Desk(office, background)
    reader = Reader()
    queue = queue_of(desk, reader)
    for file in (files[0], files[1], files[0], files[1]):
        desk.read_first(file.id)
    wanted = {picture.sha256 for picture in files[1].pictures}
    qtbot.waitUntil(lambda: wanted <= {sha256 for sha256, _ in reader.asked} and not background.busy, timeout=5000)
    queue.stop()
    background.close()
    assert len([sha256 for sha256, _ in reader.asked if sha256 in wanted]) == 4


def test_the_officer_stops_it_and_lets_it_go_on(qtbot, desk, office, files) -> None:
    state, reader = ReadingState(), Reader()
    qtbot.addWidget(state)
    desk.reading_progressed.connect(state.show_progress)
    state.switched.connect(desk.reading_switched)
    queue = queue_of(desk, reader)
    queue.go()
    assert (len(reader.asked), state.words.text()) == (
        4,
        "Đang đọc ảnh 0/6" if left(office) == 6 else state.words.text(),
    )
    assert state.isVisibleTo(None) or not state.isHidden()
    state.switch.click()
    assert not queue._timer.isActive()
    assert state.words.text().startswith("Tạm dừng đọc ảnh")
    queue.go()
    assert len(reader.asked) == 4
    state.switch.click()
    assert queue._timer.isActive()
    while left(office):
        queue.go()
    queue.go()
    assert state.isHidden()
    queue.stop()


def test_new_pictures_are_noticed_soon(desk, office, officer, files) -> None:
    queue = queue_of(desk, Reader())
    queue._again(60_000)
    desk.changed.emit(frozenset({"declaration", "trace_entry"}))
    assert queue._timer.remainingTime() < 1000
    queue.stop()
    assert not queue._timer.isActive()


def test_a_defect_does_not_stop_it_for_good(desk, office, files, caplog) -> None:
    class Broken(Reader):
        def read(self, data, sha256, want_lines):
            raise KeyError(sha256)

    told: list[str] = []
    desk.failed.connect(lambda error: told.append(type(error).__name__))
    queue = queue_of(desk, Broken())
    queue.go()
    assert told == ["KeyError"]
    assert queue._timer.interval() > 60_000
    queue.stop()
    caplog.clear()
