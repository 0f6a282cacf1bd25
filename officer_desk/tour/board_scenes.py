# SPDX-License-Identifier: Apache-2.0
"""«Giám sát», scene by scene: numbers and their files, the plots' tables, assigning, trouble; in both looks."""

from collections.abc import Generator
from typing import Final

from officer_desk.domain.boards import BoardList
from officer_desk.domain.records import BoardQuery
from officer_desk.tour import faults, hands
from officer_desk.tour.director import Condition, Steps
from officer_desk.tour.stage import Stage, one_of
from officer_desk.views.dashboard_page import DashboardPage

_BOARD: Final = "Giám sát"


def numbers(stage: Stage) -> Steps:
    """The numbers, and the files of some of them."""
    page = yield from _go_to(stage)
    stage.take("giam-sat")
    yield from stage.press("Tab", "Tab", "Return")
    stage.take("giam-sat-ho-so")
    yield from stage.press("Esc")
    for what in (BoardList.DONE_TODAY, BoardList.SUPPLEMENT_OVERDUE):
        page.show_files(BoardQuery(what))
        yield stage.settled()
        stage.take(f"giam-sat-{what.value}")
    yield from stage.go_to_list()


def tables(stage: Stage) -> Steps:
    """Each plot as its table."""
    page = yield from _go_to(stage)
    for panel in (page.plots.ages, page.plots.weeks, page.plots.reasons):
        hands.click(panel.switch)
        yield stage.settled()
    stage.take("giam-sat-bang-so")
    for panel in (page.plots.ages, page.plots.weeks, page.plots.reasons):
        hands.click(panel.switch)
        yield stage.settled()
    yield from stage.go_to_list()


def assigning(stage: Stage) -> Steps:
    """Files of the board are given to an officer."""
    page = yield from _go_to(stage)
    page.show_files(BoardQuery(BoardList.OPEN))
    yield stage.settled()
    yield from stage.press("Shift+Down", "Ctrl+M")
    stage.take("giam-sat-phan-cong")
    yield from stage.press("Esc")
    yield from stage.go_to_list()


def trouble(stage: Stage) -> Steps:
    """The disk gives no data."""
    yield from _go_to(stage)
    with faults.failing_disk(stage.office):
        yield from stage.press("F5")
        stage.take("giam-sat-loi")
    yield from stage.press("F5")
    yield from stage.go_to_list()


def in_the_dark(stage: Stage) -> Steps:
    """The board in the dark version."""
    faults.use_theme(dark=True)
    yield from _go_to(stage)
    stage.take("giam-sat-toi")
    faults.use_theme(dark=False)
    yield stage.settled()
    yield from stage.go_to_list()


def _go_to(stage: Stage) -> Generator[Condition, None, DashboardPage]:
    yield from stage.go_to_list()
    yield from stage.go_to(_BOARD)
    yield from stage.then(lambda: isinstance(stage.main.pages.currentWidget(), DashboardPage))
    page = one_of(DashboardPage, stage.main)
    plots = (page.plots.ages.plot, page.plots.weeks.plot)
    yield from stage.then(lambda: not any(plot.image.isNull() for plot in plots))
    return page


SCENES: Final = (numbers, tables, assigning, trouble, in_the_dark)
"""For a supervisor who is signed in."""
