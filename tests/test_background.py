# SPDX-License-Identifier: Apache-2.0
"""The real thread pool: each outcome comes home on the GUI thread, once, or not at all when nobody is there."""

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread

from officer_desk.background import Background, InlineBackground, Job


class Answers:
    """Takes what comes back, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: list[QThread] = []

    def then(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(QThread.currentThread())

    def otherwise(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.append(QThread.currentThread())

    @property
    def came(self) -> int:
        return len(self.results) + len(self.errors)


@pytest.fixture
def background(qapp):
    made = Background()
    yield made
    made.close()


def test_a_result_comes_home_to_the_gui_thread(background, qtbot) -> None:
    answers, worked_on = Answers(), []

    def work() -> int:
        worked_on.append(threading.current_thread())
        return 42

    background.run(background, work, answers.then, answers.otherwise)
    qtbot.waitUntil(lambda: answers.came == 1)
    assert (answers.results, answers.errors) == ([42], [])
    assert worked_on != [threading.main_thread()]
    assert answers.threads == [background.thread()]


def test_a_failure_comes_home_the_same_way(background, qtbot) -> None:
    answers = Answers()

    def work() -> None:
        raise KeyError("broken")

    background.run(background, work, answers.then, answers.otherwise)
    qtbot.waitUntil(lambda: answers.came == 1)
    assert answers.results == []
    assert isinstance(answers.errors[0], KeyError)
    assert answers.threads == [background.thread()]


def test_each_of_many_works_gets_one_outcome(background, qtbot) -> None:
    answers = Answers()

    def work(number: int) -> int:
        if number % 3 == 0:
            raise ValueError(number)
        return number

    for number in range(60):
        background.run(background, lambda number=number: work(number), answers.then, answers.otherwise)
    qtbot.waitUntil(lambda: not background.busy)
    assert sorted(answers.results) == [n for n in range(60) if n % 3]
    assert sorted(error.args[0] for error in answers.errors) == list(range(0, 60, 3))


def test_the_outcome_for_a_page_that_is_gone_is_dropped(background, qtbot) -> None:
    answers, go = Answers(), threading.Event()
    owner = QObject()
    background.run(owner, go.wait, answers.then, answers.otherwise)
    shiboken6.delete(owner)
    go.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert answers.came == 0


def test_closing_waits_for_work_under_way_and_forgets_the_rest(qapp) -> None:
    background = Background(threads=1)
    answers, begun, go, done = Answers(), threading.Event(), threading.Event(), []

    def slow() -> None:
        begun.set()
        assert go.wait(10)
        done.append("slow")

    background.run(background, slow, answers.then, answers.otherwise)
    background.run(background, lambda: done.append("never begun"), answers.then, answers.otherwise)
    assert begun.wait(10)
    letting_go = threading.Timer(0.05, go.set)
    letting_go.start()
    background.close()
    letting_go.join()
    assert done == ["slow"]
    assert not background.busy
    qapp.sendPostedEvents(background)
    assert answers.came == 0


def test_a_job_tells_how_far_it_is_and_can_be_asked_to_stop(background, qtbot) -> None:
    job, answers, seen, first = Job(), Answers(), [], threading.Event()
    job.progressed.connect(lambda done, total: seen.append((done, total)))

    def work() -> int:
        for step in range(1000):
            if job.cancelled:
                return step
            job.progress(step, 1000)
            first.set()
            if step == 0:
                assert asked.wait(10)
        return 1000

    asked = threading.Event()
    background.run(background, work, answers.then, answers.otherwise)
    assert first.wait(10)
    job.cancel()
    asked.set()
    qtbot.waitUntil(lambda: answers.came == 1)
    assert answers.results == [1]
    assert seen == [(0, 1000)]


def test_inline_work_ends_before_the_call_does(qapp) -> None:
    background, answers = InlineBackground(), Answers()
    background.run(background, lambda: 1, answers.then, answers.otherwise)
    background.run(background, lambda: 1 / 0, answers.then, answers.otherwise)
    assert (answers.results, len(answers.errors)) == ([1], 1)
    owner = QObject()
    background.run(owner, lambda: shiboken6.delete(owner), answers.then, answers.otherwise)
    assert answers.came == 2
