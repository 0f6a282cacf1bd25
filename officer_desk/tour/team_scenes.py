# SPDX-License-Identifier: Apache-2.0
"""How officers work together, scene by scene: own work, questions, assigning, second looks, disagreements."""

from typing import Final

from officer_desk.domain.values import Queue
from officer_desk.tour import cast
from officer_desk.tour.director import Steps
from officer_desk.tour.stage import Stage


def own_work(stage: Stage) -> Steps:
    """What is assigned to the officer; the supervisor's note stands in the open file."""
    yield from _go_to(stage, Queue.MINE)
    stage.take("viec-cua-toi")
    yield from _open_marked(stage, "assigned")
    stage.take("viec-duoc-giao")
    yield from stage.go_to_list()


def asking(stage: Stage) -> Steps:
    """A question to the supervisor, written in its place."""
    yield from stage.open(stage.cast.find(cast.with_cards))
    yield from stage.press("F4")
    yield from stage.write("Ảnh chân dung chụp lại từ ảnh giấy, có nhận được không?")
    stage.take("hoi-nguoi-phu-trach")
    yield from stage.press("Esc")
    yield from stage.go_to_list()


def assigning(stage: Stage) -> Steps:
    """A supervisor gives two files to an officer."""
    yield from stage.go_to_list()
    yield from _go_to(stage, Queue.WAITING)
    yield from stage.press("Shift+Down", "Ctrl+M")
    stage.take("phan-cong")
    yield from stage.press("Esc")


def answering(stage: Stage) -> Steps:
    """The supervisor sees the question and answers in its place."""
    yield from _go_to(stage, Queue.QUESTIONS)
    stage.take("cau-hoi")
    yield from _open_marked(stage, "question")
    yield from stage.press("F4")
    yield from stage.write("Cấp được: HGĐ và thẻ là cùng một người.")
    stage.take("tra-loi-cau-hoi")
    yield from stage.press("Esc")
    yield from stage.go_to_list()


def looking_again(stage: Stage) -> Steps:
    """A second officer sees the file as if nobody had decided it."""
    yield from _go_to(stage, Queue.SECOND_LOOK)
    stage.take("cho-xem-lai")
    yield from _open_marked(stage, "look")
    yield from stage.press("F8")
    stage.take("xem-lai")
    yield from stage.go_to_list()


def a_disagreement(stage: Stage) -> Steps:
    """Two officers found differently: the supervisor sees both."""
    yield from _go_to(stage, Queue.SECOND_LOOK)
    yield from _open_marked(stage, "disagreed")
    stage.take("bat-dong")
    yield from stage.go_to_list()


def _go_to(stage: Stage, queue: Queue) -> Steps:
    yield from stage.go_to_list()
    yield from stage.press("F3", "Esc")
    yield from stage.to_queue(queue)


def _open_marked(stage: Stage, mark: str) -> Steps:
    """Go up or down the list to the first row with a mark, and open it."""
    rows = stage.list.work.rows
    wanted = next((place for place, row in enumerate(rows) if row.mark == mark), None)
    if wanted is None:
        raise LookupError(mark)
    way = wanted - stage.list.table.current_row()
    yield from stage.press(*["Down" if way > 0 else "Up"] * abs(way), "Return")
    yield from stage.then(lambda: stage.shown_id == rows[wanted].id)


BY_AN_OFFICER: Final = (own_work, asking)
BY_A_SUPERVISOR: Final = (assigning, answering, looking_again, a_disagreement)
