# SPDX-License-Identifier: Apache-2.0
"""Many forms at once, and the list of a day: rows are chosen by keys, what is to be printed is seen before."""

from typing import Final

from officer_desk.domain.values import Queue
from officer_desk.tour.director import Steps
from officer_desk.tour.stage import Stage
from officer_desk.views.day_list_page import DayListPage


def many_forms(stage: Stage) -> Steps:
    """Three rows are marked, one of them apart; their forms are to be printed as one, and are saved."""
    yield from stage.go_to_list()
    yield from stage.to_queue(Queue.WAITING)
    yield from stage.press("Space", "Down", "Down", "Space", "Down", "Space", "Down")
    stage.take("chon-nhieu-ho-so")
    yield from stage.press("Ctrl+P")
    stage.take("in-nhieu-to-khai")
    stage.save_as = stage.folder / "nhieu-to-khai.pdf"
    yield from stage.press("Ctrl+S")
    yield from stage.then(lambda: not stage.list.print.running)
    stage.take("da-luu-nhieu-to-khai")
    yield from stage.press("Esc")


def list_of_the_day(stage: Stage) -> Steps:
    """Whose citizens were received today, as it will be on paper."""
    yield from stage.press("Ctrl+N")
    yield from stage.then(lambda: isinstance(stage.main.pages.currentWidget(), DayListPage))
    stage.take("danh-sach-tiep-nhan")
    stage.save_as = stage.folder / "danh-sach-tiep-nhan.pdf"
    yield from stage.press("Ctrl+S")
    yield from stage.press("Esc")


SCENES: Final = (many_forms, list_of_the_day)
