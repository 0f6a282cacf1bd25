# SPDX-License-Identifier: Apache-2.0
"""A supervisor's «Báo cáo» and «Nhật ký»: figures, the files behind one, an empty period; a file and an officer."""

from typing import Final

from officer_desk.domain.figures import Figure
from officer_desk.domain.values import Queue
from officer_desk.tour.director import Steps
from officer_desk.tour.stage import Stage, one_of
from officer_desk.views.report_page import ReportPage
from officer_desk.views.trace_page import TracePage

_TRACE: Final = "Nhật ký"
_MONTHS_BACK: Final = 6


def reports(stage: Stage) -> Steps:
    """The report of the month, the files of a figure, a period without files, the paper."""
    yield from stage.go_to_list()
    yield from stage.press("Ctrl+E")
    page = one_of(ReportPage, stage.main)
    yield from stage.then(lambda: page.report is not None)
    stage.take("bao-cao")
    for _ in range(list(Figure).index(Figure.RECEIVED)):
        yield from stage.press("Right")
    yield from stage.press("Return")
    yield from stage.then(lambda: stage.main.focusWidget() is page.files.table)
    stage.take("bao-cao-ho-so")
    yield from stage.press("Esc")
    stage.save_as = stage.folder / "bao-cao.pdf"
    yield from stage.press("Ctrl+S")
    yield from stage.then(stage.save_as.exists)
    stage.take("bao-cao-da-ghi")
    yield from stage.press(*["Ctrl+Up"] * _MONTHS_BACK)
    stage.take("bao-cao-ky-trong")
    yield from stage.press("Esc")


def trace(stage: Stage) -> Steps:
    """The newest rows, one file, one officer, and what verifying the chain found."""
    record = stage.cast.find(lambda record: len(record.history) > 1, Queue.ALL)
    yield from stage.go_to_list()
    yield from stage.go_to(_TRACE)
    page = one_of(TracePage, stage.main)
    yield from stage.then(lambda: page.table.model().rowCount() > 0)
    stage.take("nhat-ky")
    yield from stage.write(record.declared.number)
    yield from stage.press("Return")
    yield from stage.then(lambda: stage.main.focusWidget() is page.table)
    stage.take("nhat-ky-ho-so")
    yield from stage.tab_to(lambda focus: focus is page.head.subject)
    yield from stage.write("tran thi mau")
    yield from stage.press("Return")
    yield from stage.then(lambda: stage.main.focusWidget() is page.table)
    stage.take("nhat-ky-can-bo")
    yield from stage.tab_to(lambda focus: focus is page.head.check)
    yield from stage.press("Space")
    yield from stage.then(lambda: not page.work.running)
    stage.take("nhat-ky-kiem-tra")
    yield from stage.press("Esc", "Esc")


BY_THE_SUPERVISOR: Final = (reports, trace)
"""Played when the supervisor has signed in already."""
